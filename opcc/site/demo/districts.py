"""The districts of one measure: what each gave, which add up to the force's figure."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from measures.changes import imports
from measures.domain.quantity import rounded
from measures.domain.sheet import Checked, Row
from measures.models import Breakdown, Measure, Observation
from opcc.core import clock
from opcc.core.periods import Period
from opcc.site.demo.days import Days
from opcc.site.demo.figures import FIRST
from opcc.site.demo.people import Cast

CODE = "1A"
SOURCE = "Westmarch districts.xlsx"
DIMENSION = "District"

DISTRICTS = (
    ("Aldermere", Decimal("0.41"), Decimal("0.90")),
    ("Brackwater", Decimal("0.34"), Decimal("1.04")),
    ("Castle Leigh", Decimal("0.25"), Decimal(1)),
)
"""Its share of the crimes, and how many more or fewer arrests it makes than the force;
the last has what is left, so that the districts add up."""


def tell(cast: Cast, days: Days) -> None:
    """Every quarter by district, from one file, checked by a second person."""
    measure = Measure.objects.for_office(cast.office).get(code=CODE)
    names = {(measure.pk, name) for name, _share, _factor in DISTRICTS}
    returned = Observation.objects.for_office(cast.office).exclude(breakdown="")
    names |= set(returned.values_list("measure_id", "breakdown"))
    Breakdown.objects.bulk_create(
        Breakdown(measure_id=pk, dimension=DIMENSION, name=name)
        for pk, name in sorted(names)
    )
    rows = [
        row
        for back in range(FIRST, 1)
        for row in _rows(measure, days.back(back), FIRST - back)
    ]
    imports.store(
        checked=Checked(rows, [], [], []),
        offices={"": cast.office},
        by=cast.people["performance"],
        at=clock.now(),
        validated_by=cast.people["chief_executive"],
        source=SOURCE,
    )


def _rows(measure: Measure, quarter: Period, number: int) -> Iterator[Row]:
    whole = Observation.objects.filter(measure=measure, breakdown="").within(quarter)
    newest = [(row.numerator, row.denominator) for row in whole.newest()]
    arrests, crimes = (sum(parts) for parts in zip(*newest, strict=True))
    left = [arrests, crimes]
    for place, (name, share, factor) in enumerate(DISTRICTS):
        is_last = place == len(DISTRICTS) - 1
        below = left[1] if is_last else rounded(crimes * share, 0)
        above = left[0] if is_last else rounded(arrests * share * factor, 0)
        left = [left[0] - above, left[1] - below]
        at = -number * len(DISTRICTS) + place + 2
        yield _row(at, measure, quarter, name, above, below)


def _row(
    number: int,
    measure: Measure,
    quarter: Period,
    name: str,
    above: Decimal,
    below: Decimal,
) -> Row:
    return Row(
        number=number,
        office="",
        measure=str(measure.pk),
        period=quarter,
        breakdown=name,
        value=above * 100 / below,
        numerator=above,
        denominator=below,
        symbol=None,
        provisional=False,
        revised=False,
        estimated=False,
        as_at=quarter.end,
        note="",
    )
