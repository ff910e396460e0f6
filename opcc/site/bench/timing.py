"""Timing two things against each other on a noisy machine.

Pure: no Django, no database.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Result:
    """Medians in seconds; ``ratio`` is ours over the floor, ``most`` what it may be."""

    name: str
    ours_s: float
    floor_s: float
    ratio: float
    most: float
    runs: int
    note: str

    @property
    def holds(self) -> bool:
        return self.ratio <= self.most

    def as_dict(self) -> dict[str, object]:
        return {**asdict(self), "holds": self.holds}


def against(
    name: str,
    *,
    ours: Callable[[], object],
    floor: Callable[[], object],
    most: float,
    runs: int,
    note: str = "",
    ready: Callable[[], object] = lambda: None,
) -> Result:
    """Medians of interleaved runs, after one of each that is not counted.

    ``ready`` is called before each, and its time is not counted.
    """
    for work in (ours, floor):
        ready()
        work()
    taken: tuple[list[float], list[float]] = ([], [])
    for _run in range(runs):
        for work, times in zip((ours, floor), taken, strict=True):
            ready()
            times.append(seconds(work))
    ours_s, floor_s = (statistics.median(times) for times in taken)
    return Result(name, ours_s, floor_s, ours_s / floor_s, most, runs, note)


def seconds(work: Callable[[], object]) -> float:
    gc.collect()
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
