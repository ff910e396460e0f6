"""``bench spc``: ten thousand series of 36 months analysed, against four seconds."""

from __future__ import annotations

import random

from measures.domain import spc
from opcc.site.bench.timing import Result, seconds

SERIES, POINTS = 10_000, 36
BUDGET_S = 4.0


def bench(*, runs: int) -> Result:
    """The median time on one core; the floor is the budget itself."""
    drawn = [_values(seed) for seed in range(SERIES)]

    def ours() -> None:
        for values in drawn:
            spc.analyse(values, improvement="higher", target=45)

    times = sorted(seconds(ours) for _run in range(runs))
    median = times[len(times) // 2]
    note = f"{SERIES} series of {POINTS} points; the floor is the budget"
    return Result("spc", median, BUDGET_S, median / BUDGET_S, 1.0, runs, note)


def _values(seed: int) -> list[float | None]:
    """Noise about a level, with a gap in every tenth series."""
    noise = random.Random(seed)  # noqa: S311
    values: list[float | None] = [noise.gauss(42, 2) for _ in range(POINTS)]
    if seed % 10 == 0:
        values[noise.randrange(POINTS)] = None
    return values
