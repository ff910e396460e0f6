"""What a measure accepts from a file: its kind, unit, periods and breakdowns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from measures.domain.quantity import Kind
from measures.domain.sheet.texts import normalise
from opcc.core.periods import Period, PeriodKind

KIND_UNITS: dict[Kind, frozenset[str]] = {
    Kind.COUNT: frozenset({"count", "number"}),
    Kind.PERCENTAGE: frozenset({"%", "percent", "per cent", "percentage"}),
    Kind.RATE: frozenset({"rate"}),
    Kind.MEAN: frozenset({"mean", "average"}),
    Kind.MEDIAN: frozenset({"median"}),
    Kind.STOCK: frozenset(
        {"count", "number", "persons", "people", "fte", "fte (snapshot at date)"}
    ),
    Kind.SCORE: frozenset({"score"}),
    Kind.MONEY: frozenset({"£", "gbp", "pounds"}),
    Kind.DURATION: frozenset({"duration"}),
}
"""Words for a unit that only say the kind; a measure accepts them beside its own."""

GUESSED = {
    "percent": (Kind.PERCENTAGE, 1),
    "per cent": (Kind.PERCENTAGE, 1),
    "percentage": (Kind.PERCENTAGE, 1),
    "%": (Kind.PERCENTAGE, 1),
    "fte": (Kind.STOCK, 2),
    "fte (snapshot at date)": (Kind.STOCK, 2),
    "persons": (Kind.STOCK, 0),
    "people": (Kind.STOCK, 0),
    "£": (Kind.MONEY, 2),
    "gbp": (Kind.MONEY, 2),
    "pounds": (Kind.MONEY, 2),
}
"""The kind and decimals of a measure that is made from a file, by its unit there."""

RATIO_KINDS = frozenset({Kind.PERCENTAGE, Kind.RATE, Kind.MEAN, Kind.DURATION})


@dataclass(frozen=True, slots=True)
class MeasureSpec:
    """What ``check`` needs to know of one measure.

    ``period_kinds`` are accepted; ``frequency`` is what a single date stands for (None:
    the one kind accepted, if it is one). ``breakdowns`` None accepts any; the whole,
    with no breakdown, is always accepted. ``per`` is a rate's: 1000 of "per 1,000".
    """

    key: str
    kind: Kind
    unit: str = ""
    decimals: int = 0
    allows_negative: bool = False
    period_kinds: frozenset[PeriodKind] = frozenset(PeriodKind)
    frequency: PeriodKind | None = None
    breakdowns: frozenset[str] | None = None
    per: int = 1000

    @property
    def single_date_kind(self) -> PeriodKind | None:
        """The kind of period that a single date stands for; None if it is unclear."""
        if self.frequency is not None:
            return self.frequency
        kinds = self.period_kinds - {PeriodKind.ROLLING}
        return next(iter(kinds)) if len(kinds) == 1 else None

    @property
    def factor(self) -> int | None:
        """What numerator / denominator is multiplied by; None if it is no ratio."""
        if self.kind not in RATIO_KINDS:
            return None
        return {Kind.PERCENTAGE: 100, Kind.RATE: self.per}.get(self.kind, 1)

    def takes_period(self, period: Period) -> bool:
        return period.kind in self.period_kinds


@lru_cache(maxsize=4_096)
def takes_unit(kind: Kind, own: str, unit: str) -> bool:
    """Whether a file's unit may stand beside a measure of this kind and own unit."""
    wanted = normalise(unit)
    if wanted in KIND_UNITS[kind] or wanted in ("", normalise(own)):
        return True
    means_another_kind = any(wanted in words for words in KIND_UNITS.values())
    return not own and not means_another_kind


@lru_cache(maxsize=4_096)
def breakdown_names(spec: MeasureSpec) -> dict[str, str]:
    """The measure's breakdowns by their normalised names."""
    return {normalise(name): name for name in spec.breakdowns or ()}


def guessed(name: str, unit: str) -> MeasureSpec:
    """What a measure that does not exist yet would accept, judged by its unit."""
    kind, decimals = GUESSED.get(normalise(unit), (Kind.COUNT, 0))
    frequency = PeriodKind.DAY if kind is Kind.STOCK else None
    return MeasureSpec(
        key=name, kind=kind, unit=unit, decimals=decimals, frequency=frequency
    )
