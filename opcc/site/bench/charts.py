"""``bench charts``: forty trend charts of 36 months against a budget of 40 ms."""

from __future__ import annotations

import random
from decimal import Decimal

from measures import figures
from measures.domain.quantity import Kind, Unit
from measures.domain.series import Point, Series
from opcc.core.periods import Period
from opcc.site.bench.timing import Result, seconds

CHARTS, POINTS = 40, 36
BUDGET_S = 0.040
UNIT = Unit(Kind.PERCENTAGE, "%", 1)


def bench(*, runs: int) -> Result:
    """The median time for forty charts; the floor is the budget itself."""
    drawn = [_series(seed) for seed in range(CHARTS)]

    def ours() -> None:
        for at, series in enumerate(drawn):
            figures.trend(
                series,
                unit=UNIT,
                title="Calls answered in time",
                ident=f"m{at}",
                target=Decimal(47),
            )

    ours()
    times = sorted(seconds(ours) for _run in range(runs))
    median = times[len(times) // 2]
    note = f"{CHARTS} charts of {POINTS} points; the floor is the budget"
    return Result("charts", median, BUDGET_S, median / BUDGET_S, 1.0, runs, note)


def _series(seed: int) -> Series:
    noise = random.Random(seed)  # noqa: S311
    first = Period.month(2023, 10)
    values = (
        Decimal(round(noise.gauss(42, 2), 1)).quantize(Decimal("0.1"))
        for _ in range(POINTS)
    )
    points = tuple(Point(first + at, value) for at, value in enumerate(values))
    return Series(Kind.PERCENTAGE, points)
