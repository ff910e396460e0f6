"""How a house style judges the age of an action, and who is told that it is late."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from opcc.core.house_style.timetable import Owner


@dataclass(frozen=True)
class Rung:
    """From this many days past the date on, an action is before somebody higher.

    ``body`` is the board at which it is raised, empty where it is raised with ``to``
    alone.
    """

    after_days: int
    to: Owner
    body: str = ""

    def __post_init__(self) -> None:
        if self.after_days < 1:
            raise ValueError(f"A rung is reached 1 day late or more, not {self}.")


@dataclass(frozen=True)
class ActionWays:
    """Calendar days, all of them: what is soon, what is late, and the ladder.

    ``soon_days`` before its date, an action that nobody has begun is at risk, and its
    owner is reminded; more than ``delayed_days`` after it, it is delayed.
    """

    soon_days: int
    delayed_days: int
    ladder: tuple[Rung, ...]

    def __post_init__(self) -> None:
        days = [rung.after_days for rung in self.ladder]
        if any(lower >= higher for lower, higher in pairwise(days)):
            raise ValueError("Each rung of the ladder is later than the one before.")
