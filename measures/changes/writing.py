"""The rows of a file as observations: new, changed in place, or another vintage."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from measures.changes import bulk
from measures.domain.workflow import EDITABLE
from measures.models import Import, Measure, Observation
from measures.sorting import FIGURE, Planned
from measures.statements import SAID
from opcc.core.models import Office, User

STATED = (*SAID, "version_id", "as_at", "note", "source_import_id")
RESTORED = (
    *("id", "revision", "state", "query", "source", *STATED),
    *("entered_by_id", "entered_at", "validated_by_id", "validated_at"),
)
"""What is kept of a value that an import types over, to bring it back."""

MOST_IN_A_QUERY = 500
ENTERED, QUERIED, CORRECTED, VALIDATED = (
    Observation.State[name].value
    for name in ("ENTERED", "QUERIED", "CORRECTED", "VALIDATED")
)


def lock_measures(offices: Iterable[Office]) -> None:
    """The measures' rows are the lock: a figure that is not stated yet has no row."""
    rows = Measure.objects.filter(office__in=list(offices)).order_by("pk")
    list(rows.select_for_update(of=("self",)).values_list("pk", flat=True))


NO_INTERVAL = {"interval_low": None, "interval_high": None}
"""What was published for the figure that another one replaces."""


@dataclass(frozen=True)
class Writing:
    """One file's way into the table: who enters it, when, and from what."""

    by: User
    at: dt.datetime
    validated_by: User | None
    source: str
    imports: Mapping[str, Import]

    def insert(self, planned: Iterable[Planned]) -> None:
        same = {"vintage": 1, **self._same_for_new, "reason": ""}
        rows = ((*each.figure, *self._stated(each)) for each in planned)
        bulk.insert((*FIGURE, *STATED), rows, same=same)

    def change(self, planned: Iterable[Planned]) -> None:
        """In place where the provider may still type over it, else another vintage."""
        revised, restated = [], []
        for each in planned:
            in_place = each.stated.state in EDITABLE
            (restated if in_place else revised).append(each)
        self._revise(revised)
        self._keep(restated)
        self._restate(restated)

    def _revise(self, planned: Iterable[Planned]) -> None:
        reason = _("import %(file)s") % {"file": self.source}
        rows = (
            (*each.figure, *self._stated(each), each.stated.vintage + 1)
            for each in planned
        )
        same = {**self._same_for_new, "reason": reason}
        bulk.insert((*FIGURE, *STATED, "vintage"), rows, same=same)

    def _keep(self, planned: Sequence[Planned]) -> None:
        """Note, with the import, what it is about to type over."""
        offices = {each.stated.pk: each.row.office for each in planned}
        pks = list(offices)
        for start in range(0, len(pks), MOST_IN_A_QUERY):
            some = pks[start : start + MOST_IN_A_QUERY]
            for row in Observation.objects.filter(pk__in=some).values(*RESTORED):
                self.imports[offices[row["id"]]].replaced.append(row)
        for imported in self.imports.values():
            if imported.replaced:
                imported.save(update_fields=["replaced"])

    def _restate(self, planned: Iterable[Planned]) -> None:
        rows = (
            (
                each.stated.pk,
                *self._stated(each),
                each.stated.revision + 1,
                self._state_after(each.stated.state),
            )
            for each in planned
        )
        same = {**self._same_for_all, **NO_INTERVAL}
        bulk.update((*STATED, "revision", "state"), rows, same=same)

    def _state_after(self, state: str) -> str:
        """Of a value changed in place: an answer to a query is a correction."""
        if self.validated_by is not None:
            return VALIDATED
        return CORRECTED if state == QUERIED else state

    def _stated(self, planned: Planned) -> tuple[Any, ...]:
        row = planned.row
        as_at = row.as_at or self._day
        sent = self.imports[row.office].pk
        return (*planned.said, planned.version.pk, as_at, row.note[:500], sent)

    @cached_property
    def _day(self) -> dt.date:
        return timezone.localdate(self.at)

    @cached_property
    def _same_for_all(self) -> dict[str, Any]:
        validated = self.validated_by is not None
        return {
            "source": self.source,
            "entered_by_id": self.by.pk,
            "entered_at": self.at,
            "validated_by_id": self.validated_by.pk if validated else None,
            "validated_at": self.at if validated else None,
        }

    @cached_property
    def _same_for_new(self) -> dict[str, Any]:
        return {
            **self._same_for_all,
            "state": ENTERED if self.validated_by is None else VALIDATED,
            "revision": 1,
            "query": "",
            "restriction_id": None,
        }
