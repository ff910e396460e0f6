"""What somebody says of a figure, before it is stored."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from django.utils.translation import gettext as _

from measures.domain import checks
from measures.domain.series import Symbol
from measures.domain.sheet.amounts import Amount
from measures.domain.workflow import EDITABLE
from measures.models import Comparator, Measure, Observation
from opcc.core.periods import Period

NOTHING = (0, 0)
"""The vintage and revision of a figure that nobody has stated yet."""

SAID = (
    "value",
    "numerator",
    "denominator",
    "symbol",
    "is_provisional",
    "is_estimated",
)
"""What a statement of a figure consists of; its note is beside it."""

Key = tuple[int, str, dt.date, dt.date, str]


@dataclass(frozen=True)
class Cell:
    """What somebody says of one figure.

    ``seen`` is the vintage and revision that they had before them when they said it.
    """

    measure: Measure
    period: Period
    amount: Amount
    seen: tuple[int, int] = NOTHING
    is_provisional: bool = False
    is_estimated: bool = False
    note: str = ""
    breakdown: str = ""

    @classmethod
    def repeating(cls, row: Observation, *, measure: Measure, note: str) -> Self:
        """What a row says already, with another note."""
        symbol = Symbol(row.symbol) if row.symbol else None
        amount = Amount(
            row.value, symbol, row.numerator, row.denominator, frozenset(), False
        )
        return cls(
            measure=measure,
            period=row.period,
            amount=amount,
            seen=seen_of(row),
            is_provisional=row.is_provisional,
            is_estimated=row.is_estimated,
            note=note,
            breakdown=row.breakdown,
        )

    @property
    def key(self) -> Key:
        period = self.period
        kind = period.kind.value
        return (self.measure.pk, kind, period.start, period.end, self.breakdown)

    @property
    def said(self) -> dict[str, Any]:
        """The columns of an observation that says the same."""
        return {
            **checks.kept(self.amount),
            "symbol": str(self.amount.symbol or ""),
            "is_provisional": self.is_provisional or "p" in self.amount.marks,
            "is_estimated": self.is_estimated or "e" in self.amount.marks,
        }


def says_the_same(observation: Observation, cell: Cell) -> bool:
    """Whether a cell adds nothing to a row but perhaps its note."""
    return {name: getattr(observation, name) for name in SAID} == cell.said


def seen_of(observation: Observation | None) -> tuple[int, int]:
    """The vintage and revision that somebody has before them."""
    if observation is None:
        return NOTHING
    return (observation.vintage, observation.revision)


@dataclass(frozen=True)
class GroupFigure:
    """A comparator's figure as a file gives it; ``member`` "" is the group's own."""

    comparator: Comparator
    measure: Measure
    member: str
    period: Period
    value: Decimal
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    population_year: int | None = None
    source: str = ""
    as_at: dt.date | None = None


def why_not_typed_over(observation: Observation) -> str:
    """What stands in the way of typing over a row, and what may be done; or ""."""
    if observation.symbol == Observation.Symbol.WITHHELD:
        return _("This value is withheld by a decision: release that decision first.")
    if observation.state in EDITABLE:
        return ""
    if observation.state == Observation.State.LOCKED:
        return _("This value is locked: revise it, and give the reason.")
    return _("This value is validated: it has to be queried before it can be changed.")
