"""Short series for figures, and a drawing read as it looks."""

import xml.etree.ElementTree as ET
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


def parsed(svg: str) -> ET.Element:
    """The drawing without its groups: each element with the looks it has from one."""
    root = ET.fromstring(svg)  # noqa: S314
    children: list[ET.Element] = []
    for child in root:
        if child.tag.endswith("}g"):
            for each in child:
                each.attrib = {**child.attrib, **each.attrib}
            children += child
        else:
            children.append(child)
    root[:] = children
    return root
