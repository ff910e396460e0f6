"""What a plan needs before it is issued, and the days it may be in force.

Pure: no Django, no database. Source: Police Reform and Social Responsibility Act
2011, sections 5(6) (the chief constable, the panel) and 7(1) (what a plan holds).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from opcc.core.moves import MoveRefused


@dataclass(frozen=True)
class Term:
    """The first and the last day of the years that a plan is for."""

    starts_on: dt.date
    ends_on: dt.date


def missing_text(objectives: Mapping[str, int]) -> tuple[str, ...]:
    """What the text has not got yet, a sentence for each.

    ``objectives`` counts the objectives under each heading, by the heading's name.
    """
    if not objectives:
        return ("The plan has no objective.",)
    bare = [name for name, count in objectives.items() if not count]
    return tuple(f"“{name}” has no objective." for name in bare)


def missing_steps(
    *, consulted_on: dt.date | None, answered_on: dt.date | None
) -> tuple[str, ...]:
    """What has not been done yet, a sentence for each."""
    said = []
    if consulted_on is None:
        said.append("The day the chief constable was consulted is not given.")
    if answered_on is None:
        said.append("The day the panel’s report was answered is not given.")
    return tuple(said)


def check_complete(wanting: Sequence[str], *, reason: str) -> None:
    """MoveRefused where something is missing and nobody says why."""
    if wanting and not reason.strip():
        raise MoveRefused(
            " ".join([*wanting, "Complete it, or say why it is issued without."])
        )


def check_days(
    in_force_from: dt.date, *, term: Term, after: dt.date | None, said: str = ""
) -> None:
    """MoveRefused unless the plan may come into force on that day.

    ``after`` is the first day in force of the version before it, and ``said`` its
    name; one plan is in force on any day, so the two cannot begin together.
    """
    if in_force_from > term.ends_on:
        raise MoveRefused(
            f"The plan’s term ends on {_in_words(term.ends_on)}: "
            "it has to come into force by then."
        )
    if after is not None and in_force_from <= after:
        raise MoveRefused(
            f"{said} has been in force since {_in_words(after)}: give a day after that."
        )


def check_past(day: dt.date | None, *, on: dt.date, what: str) -> None:
    """MoveRefused where ``day`` has not come yet; ``what`` names what happened."""
    if day is not None and day > on:
        raise MoveRefused(f"{what} cannot be after today, {_in_words(on)}.")


def _in_words(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
