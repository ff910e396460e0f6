"""Rules of answering an inspection: the clock, the comments, and what is still missing.

Pure: no Django, no database. Every day is passed in; none is read from a clock.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from opcc.core.moves import MoveRefused
from scrutiny.domain import clocks
from scrutiny.domain.diary import in_words


class Clock(StrEnum):
    """How a report stands against the last lawful day to answer it."""

    NONE = "none"
    RUNNING = "running"
    KEPT = "kept"
    MISSED = "missed"


@dataclass(frozen=True)
class Answered:
    """The clock of one report on one day.

    ``days`` are those left while it runs, those to spare where it was kept, and those
    late where it was missed; 0 where nothing is due.
    """

    clock: Clock
    days: int
    respond_by: dt.date
    published_on: dt.date | None = None

    @property
    def is_late(self) -> bool:
        return self.clock is Clock.MISSED

    @property
    def is_open(self) -> bool:
        """Whether a response is still to be published."""
        due = self.clock in (Clock.RUNNING, Clock.MISSED)
        return due and self.published_on is None

    @property
    def sentence(self) -> str:
        """What stands on top of the report, and in lists."""
        if self.clock is Clock.NONE:
            return "No response is due."
        if self.clock is Clock.RUNNING:
            return self._running
        if self.published_on is None:
            return (
                f"Missed by {_days(self.days)}: it was due by {short(self.respond_by)} "
                "and is not published."
            )
        return self._published(self.published_on)

    @property
    def words(self) -> str:
        """The same in a tag: "12 days left", "Missed by 9 days"."""
        if self.clock is Clock.NONE:
            return "None due"
        if self.clock is Clock.KEPT:
            return "Kept"
        if self.is_late:
            return f"Missed by {_days(self.days)}"
        return f"{_days(self.days)} left" if self.days else "Last day"

    @property
    def tone(self) -> str:
        """The tone in which a page shows it; a clock about to end warns."""
        if self.is_late:
            return "late"
        ends_soon = self.clock is Clock.RUNNING and self.days <= SOON_DAYS
        return "warn" if ends_soon else ""

    @property
    def notice(self) -> str:
        """The tone of the notice on top of the report."""
        return "late" if self.is_late else "accent" if self.is_open else ""

    @property
    def _running(self) -> str:
        if self.days == 0:
            return f"Last day: publish today, {short(self.respond_by)}."
        return f"{_days(self.days)} left: publish by {short(self.respond_by)}."

    def _published(self, on: dt.date) -> str:
        if self.is_late:
            return (
                f"Missed by {_days(self.days)}: published on {short(on)}, due by "
                f"{short(self.respond_by)}."
            )
        return f"Kept: published on {short(on)}, due by {short(self.respond_by)}."


SOON_DAYS = 14
"""Days left at which the clock warns: ours, so that a decision still fits in."""


def answered(
    *,
    published_on: dt.date,
    answered_on: dt.date | None,
    applies: bool,
    on: dt.date,
) -> Answered:
    """The clock of a report that was published on a day, as it stands on ``on``."""
    respond_by = clocks.inspection_response_due(published_on)
    if not applies:
        return Answered(Clock.NONE, 0, respond_by, answered_on)
    late = ((answered_on or on) - respond_by).days
    if late > 0:
        return Answered(Clock.MISSED, late, respond_by, answered_on)
    clock = Clock.KEPT if answered_on else Clock.RUNNING
    return Answered(clock, -late, respond_by, answered_on)


@dataclass(frozen=True)
class Comments:
    """Those of the chief constable: asked for, given, or known not to have come."""

    invited_on: dt.date | None
    received_on: dt.date | None = None
    none_by: dt.date | None = None

    @property
    def missing(self) -> str:
        if self.invited_on is None:
            return "Invite the chief constable's comments."
        if self.received_on is None and self.none_by is None:
            return (
                "Record the chief constable's comments, or that none came by the day "
                "given."
            )
        return ""


@dataclass(frozen=True)
class Recommendation:
    """One recommendation, and what the office does about it."""

    name: str
    actions: int
    none_because: str
    response: str = ""

    @property
    def missing(self) -> str:
        if not self.actions and not self.none_because.strip():
            return f"Raise an action for {self.name}, or say why there is none."
        return ""


def missing(
    *,
    introduction: str,
    comments: Comments,
    recommendations: Iterable[Recommendation],
) -> list[str]:
    """What a response still lacks, a sentence for each; empty where it is complete."""
    said = [
        "" if introduction.strip() else "Write what the Commissioner says.",
        comments.missing,
        *(each.missing for each in recommendations),
    ]
    return [sentence for sentence in said if sentence]


def check_complete(lacking: list[str]) -> None:
    """Raise MoveRefused with all that a response still lacks."""
    if lacking:
        raise MoveRefused("The response is not complete. " + " ".join(lacking))


def check_applies(*, applies: bool, reason: str) -> None:
    """Raise MoveRefused for a report that needs no response, without the reason."""
    if not applies and not reason.strip():
        raise MoveRefused("Say why no response is due from this office.")


def check_due_from_office(*, applies: bool) -> None:
    """Raise MoveRefused where no response is due from this office."""
    if not applies:
        raise MoveRefused(
            "No response is due from this office: change that before you answer."
        )


def check_may_change(*, state: str) -> None:
    """Raise MoveRefused once the response is decided or published."""
    if state == "decided":
        raise MoveRefused(
            "The response is decided: send it back to draft to change anything of it."
        )
    if state == "published":
        raise MoveRefused("The response is published: it stands as people read it.")


def check_removable(*, is_answered: bool, is_followed: bool, is_stated: bool) -> None:
    """Raise MoveRefused for a finding on which something rests that would be lost."""
    if is_followed:
        raise MoveRefused("An action follows from this finding, so it stays.")
    if is_stated:
        raise MoveRefused("A view of this finding is on record, so it stays.")
    if is_answered:
        raise MoveRefused(
            "This finding is answered: take the answer out before you remove it."
        )


def check_day(on: dt.date, *, what: str, since: dt.date, today: dt.date) -> None:
    """Raise MoveRefused for a day before ``since`` or after today.

    ``what`` begins the sentence: "The comments were invited".
    """
    if on > today:
        raise MoveRefused(f"{what} on a day that is still to come: give another.")
    if on < since:
        raise MoveRefused(
            f"{what} before {in_words(since)}: give that day or a later one."
        )


def check_said_by(said_by: str, *, whose: str) -> None:
    """Raise MoveRefused for a view of others that nobody is named for."""
    if not said_by.strip():
        raise MoveRefused(f"Say who stated the {whose} view, with their post.")


def is_open(*views: str) -> bool:
    """Whether a finding still needs looking at: until all three say it is complete."""
    return any(view != "complete" for view in views)


def differ(*views: str) -> bool:
    return len(set(views)) > 1


def short(day: dt.date) -> str:
    """As clocks say a day: Wed 11 Mar 2026."""
    return f"{day:%a} {day.day} {day:%b %Y}"


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"
