"""What of scrutiny may be told in public, by what it is about and what it says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from measures.models import Measure
from opcc.core.visibility import Visibility
from plans.models import Commitment, Objective
from reports.domain.measure_part import MeasurePart
from reports.domain.scrutinised import is_safe
from scrutiny.models import Action, Question

Named = tuple[str, str]
"""An objective as documents number it: its priority's number, and its own."""


@dataclass(frozen=True)
class Concerns:
    """What a row is about: measures, or else objectives."""

    measures: Sequence[Measure]
    objectives: Sequence[Objective]

    @property
    def names(self) -> frozenset[str | Named]:
        if self.measures:
            return frozenset(measure.code for measure in self.measures)
        return frozenset((o.priority.number, o.number) for o in self.objectives)

    @classmethod
    def of(cls, row: Question | Action) -> Concerns:
        """No query of rows that are ``heard``."""
        told = _objectives(row) if isinstance(row, Action) else row.objectives.all()
        return cls(row.measures.all(), told)


@dataclass(frozen=True)
class Guard:
    """What may not be told, by the codes of the measures of an edition."""

    codes: frozenset[str]
    withheld: frozenset[str]
    hiding: frozenset[str]
    secrets: Sequence[str]

    @classmethod
    def of(cls, parts: Iterable[MeasurePart], secrets: Sequence[str]) -> Guard:
        told = list(parts)
        return cls(
            frozenset(part.code for part in told),
            frozenset(part.code for part in told if part.is_withheld),
            frozenset(part.code for part in told if "c" in part.symbols),
            secrets,
        )

    def passes(self, concerns: Concerns, *texts: str) -> bool:
        return not self.refusal(concerns, *texts)

    def refusal(self, concerns: Concerns, *texts: str) -> str:
        """Why it may not be told, as the end of a sentence; "" where it may."""
        for measure in concerns.measures:
            if not self._is_public(measure):
                text = _(
                    "it is about measure %(code)s, which is withheld or not public"
                )
                return text % {"code": measure.code}
        for measure in filter(self._hides, concerns.measures):
            if not is_safe(texts, secrets=(), hides_numbers=True):
                text = _("it says a number, and measure %(code)s has hidden numbers")
                return text % {"code": measure.code}
        if not is_safe(texts, secrets=self.secrets, hides_numbers=False):
            return _("it says the title of business that is not public")
        return ""

    def _is_public(self, measure: Measure) -> bool:
        held = measure.restriction
        is_held = held is not None and held.released_on is None
        is_open = measure.visibility == Visibility.PUBLIC and not is_held
        return is_open and measure.code not in self.withheld

    def _hides(self, measure: Measure) -> bool:
        """Of a sensitive measure that the edition does not tell, nobody can say."""
        unknown = measure.is_sensitive and measure.code not in self.codes
        return unknown or measure.code in self.hiding


def _objectives(action: Action) -> list[Objective]:
    """Those of its commitments, all of which stand in the public plan; else none."""
    commitments = action.commitments.all()
    if all(map(_is_public, commitments)):
        return [each.objective for each in commitments]
    return []


def _is_public(commitment: Commitment) -> bool:
    return commitment.visibility == Visibility.PUBLIC and not commitment.is_internal
