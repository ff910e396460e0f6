"""What was stated, aimed at and written about a measure, as its pages show it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

from django.utils import timezone

from measures.domain.aims import in_force
from measures.domain.authorship import OVERSIGHT
from measures.domain.quantity import Kind, Unit, decimals_of, said
from measures.domain.workflow import EDITABLE
from measures.models import (
    Baseline,
    Commentary,
    Measure,
    MeasureVersion,
    Observation,
    Target,
)
from measures.models.observations import ObservationQuerySet
from measures.reading.sheets import aim_of, leeway_of
from opcc.core.periods import Period

LETTERS = {"is_provisional": "p", "is_estimated": "e"}


@dataclass(frozen=True)
class Statement:
    """One vintage of a figure, as it was stated, whoever may see it now.

    ``before`` is what was said of the same figure until then; ``is_newest`` that
    nothing else has been said since.
    """

    row: Observation
    before: Observation | None = None
    is_newest: bool = True

    @property
    def is_first(self) -> bool:
        return self.before is None

    @property
    def was(self) -> str:
        """What the figure was until this statement of it, as it was printed."""
        return Statement(self.before).words if self.before else ""

    @property
    def interval(self) -> str:
        """The interval that the survey published with it; "" for none."""
        low, high = self.row.interval_low, self.row.interval_high
        if low is None or high is None:
            return ""
        unit = self.row.version.unit
        return f"{said(low, unit)} to {said(high, unit)}"

    @property
    def takes_interval(self) -> bool:
        """Whether a published interval may still be stated."""
        is_open = self.is_newest and self.row.state in EDITABLE
        return is_open and self.row.version.is_survey and self.row.value is not None

    @property
    def stated_on(self) -> dt.date:
        return timezone.localdate(self.row.entered_at)

    @property
    def period(self) -> Period:
        return self.row.period

    @property
    def words(self) -> str:
        if self.row.value is None:
            return f"[{self.row.symbol}]"
        marks = [f"[{m}]" for name, m in LETTERS.items() if getattr(self.row, name)]
        return " ".join([said(self.row.value, self.row.version.unit), *marks])

    @property
    def base(self) -> str:
        """ "1,249 of 3,358"; "" where there is nothing to give."""
        parts = [self.row.numerator, self.row.denominator]
        known = [
            said(part, Unit(Kind.COUNT, "", decimals_of(part)))
            for part in parts
            if part is not None
        ]
        return " of ".join(known)


@dataclass(frozen=True)
class Aim:
    """A target with its number and its tolerance in words.

    ``spans`` are the days between which it was in force, the last one None where it
    still is; none where another took its place before it began.
    """

    target: Target
    words: str
    leeway: str
    spans: Sequence[tuple[dt.date, dt.date | None]] = ()

    @property
    def is_as_set(self) -> bool:
        """Whether it was in force for just the days that it was set for."""
        return self.spans == [(self.target.valid_from, self.target.valid_to)]


@dataclass(frozen=True)
class Writing:
    """A commentary with the prompts that it answers, in their order."""

    row: Commentary
    labels: Mapping[str, str]

    @property
    def narrative(self) -> Sequence[tuple[str, str]]:
        return self._answered("happening", "why", "force_doing")

    @property
    def oversight(self) -> Sequence[tuple[str, str]]:
        """What the Commissioner asked, concluded and did."""
        return self._answered(*OVERSIGHT)

    @property
    def ending(self) -> Sequence[tuple[str, str]]:
        return self._answered("next_steps", "data_note")

    def _answered(self, *names: str) -> Sequence[tuple[str, str]]:
        texts = ((self.labels[name], getattr(self.row, name)) for name in names)
        return [(words, text) for words, text in texts if text]


def statements_of(observations: ObservationQuerySet) -> Sequence[Statement]:
    """Newest period first, and of each the newest vintage first; one query."""
    ordered = observations.order_by("-period_end", "-period_start", "-vintage")
    people = ordered.select_related("measure", "version", "entered_by", "validated_by")
    said = []
    for _, same in groupby(people, key=lambda row: row.key):
        rows = list(same)
        for place, (row, before) in enumerate(zip_longest(rows, rows[1:])):
            said.append(Statement(row, before, is_newest=place == 0))
    return said


def aims_of(measure: Measure, targets: Iterable[Target]) -> Sequence[Aim]:
    """Each by the definition of the day from which it holds.

    No query for a measure with its targets prefetched.
    """
    spans: dict[int, list[tuple[dt.date, dt.date | None]]] = {}
    for target, first, last in in_force(list(measure.targets.all()), measure.target_on):
        spans.setdefault(target.pk, []).append((first, last))
    return [
        Aim(
            target,
            aim_of(target, version),
            leeway_of(target, version),
            spans.get(target.pk, []),
        )
        for target in targets
        if (version := _definition(measure, target))
    ]


def targets_set(measure: Measure, *, by: dt.date | None) -> Iterable[Target]:
    """The targets set by the end of a day, with who set them; None is all of them."""
    rows = measure.targets.select_related("set_by")
    return rows.filter(set_at__date__lte=by) if by else rows


def baselines_of(
    version: MeasureVersion | None, baselines: Iterable[Baseline]
) -> Sequence[tuple[Baseline, str]]:
    """Each with its figure in words."""
    if version is None:
        return []
    return [(each, said(each.value, version.unit)) for each in baselines]


def writings_of(
    commentaries: Iterable[Commentary], labels: Mapping[str, str]
) -> Sequence[Sequence[Writing]]:
    """By period, as ordered: in each the writing in force, then those before it."""
    by_period = groupby(commentaries, key=lambda row: row.period)
    return [[Writing(row, labels) for row in rows] for _, rows in by_period]


def _definition(measure: Measure, target: Target) -> MeasureVersion | None:
    return measure.version_on(target.valid_from) or measure.latest_version
