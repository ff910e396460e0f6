"""Short series for figures: each is made from a list of numbers and symbols."""

from collections.abc import Sequence
from decimal import Decimal

from measures.domain.quantity import Kind, Unit
from measures.domain.series import Point, Series, Symbol
from opcc.core.periods import Period

PERCENT = Unit(Kind.PERCENTAGE, "%", 1)
OFFENCES = Unit(Kind.COUNT, "offences", 0)
DAYS = Unit(Kind.MEDIAN, "days", 0)
MONEY = Unit(Kind.MONEY, "£m", 1)


def series(
    first: Period,
    told: Sequence[str],
    *,
    provisional: int = 0,
    breaks: Sequence[int] = (),
) -> Series:
    """``told`` holds numbers, and "x", "c" or "w"; the last ``provisional`` are so."""
    points = []
    for place, each in enumerate(told):
        period = first + place
        if each in set(Symbol):
            points.append(Point(period, symbol=Symbol(each)))
            continue
        points.append(
            Point(
                period,
                Decimal(each),
                provisional=place >= len(told) - provisional,
                break_before=place in breaks,
            )
        )
    return Series(Kind.COUNT, tuple(points))


def months(count: int) -> list[str]:
    """Values that go up and down between 40 and 46, for as many months."""
    return [str(40 + place * 5 % 7) for place in range(count)]
