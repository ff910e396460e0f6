"""What comes out of a check: accepted rows, and findings about the others."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from measures.domain.series import Symbol
from measures.domain.sheet.specs import MeasureSpec
from opcc.core.periods import Period


class Row(NamedTuple):
    """One accepted row; either ``value`` or ``symbol`` is there, never both.

    ``value`` is in the measure's unit, a percentage from 0 to 100. ``office`` and
    ``measure`` are keys; the measure of a new one is its name as in the file.
    """

    number: int
    office: str
    measure: str
    period: Period
    breakdown: str
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    symbol: Symbol | None
    provisional: bool
    revised: bool
    estimated: bool
    as_at: dt.date | None
    note: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong or odd in a row, and how to mend it; ``column`` as in the file."""

    row: int
    column: str
    value: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A file's rows sorted out.

    ``created`` holds the measures that the file names and the office does not have, by
    office and name; it is empty unless they were asked for.
    """

    accepted: list[Row]
    warnings: list[Finding]
    rejected: list[Finding]
    notes: list[str]
    created: dict[tuple[str, str], MeasureSpec] = field(default_factory=dict)
