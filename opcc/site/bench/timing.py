"""Timing two things against each other on a noisy machine.

Pure: no Django, no database.
"""

from __future__ import annotations

import gc
import os
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Result:
    """Medians, in seconds unless ``unit`` says otherwise.

    ``ratio`` is ours over the floor, ``most`` what it may be.
    """

    name: str
    ours_s: float
    floor_s: float
    ratio: float
    most: float
    runs: int
    note: str
    unit: str = "s"

    @property
    def words(self) -> str:
        return (
            f"{self.name}: {self.ours_s:.4g} {self.unit} against "
            f"{self.floor_s:.4g} {self.unit}, {self.ratio:.2f} times (at most "
            f"{self.most}). {self.note}."
        )

    @property
    def holds(self) -> bool:
        return self.ratio <= self.most

    def as_dict(self) -> dict[str, object]:
        return {**asdict(self), "holds": self.holds}


def processor_s() -> float:
    """Seconds of processors, of this process and of those that it began."""
    taken = os.times()
    return taken.user + taken.system + taken.children_user + taken.children_system


def against(
    name: str,
    *,
    ours: Callable[[], object],
    floor: Callable[[], object],
    most: float,
    runs: int,
    note: str = "",
    ready: Callable[[], object] = lambda: None,
    clock: Callable[[], float] = time.perf_counter,
) -> Result:
    """Medians of interleaved runs, after one of each that is not counted.

    ``ready`` is called before each, and its time is not counted. Time is that of the
    ``clock``; where it is a processor's, the note has the least by the wall as well.
    """
    for work in (ours, floor):
        ready()
        work()
    taken: tuple[list[float], list[float]] = ([], [])
    by_the_wall: tuple[list[float], list[float]] = ([], [])
    for _run in range(runs):
        for work, times, walls in zip((ours, floor), taken, by_the_wall, strict=True):
            ready()
            started = time.perf_counter()
            times.append(seconds(work, clock=clock))
            walls.append(time.perf_counter() - started)
    ours_s, floor_s = (statistics.median(times) for times in taken)
    if clock is not time.perf_counter:
        ours_wall, floor_wall = map(min, by_the_wall)
        note += f"; by the wall, at best, {ours_wall / floor_wall:.2f} times"
    return Result(name, ours_s, floor_s, ours_s / floor_s, most, runs, note)


def seconds(
    work: Callable[[], object], *, clock: Callable[[], float] = time.perf_counter
) -> float:
    gc.collect()
    started = clock()
    work()
    return clock() - started
