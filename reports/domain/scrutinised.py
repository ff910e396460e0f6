"""What was asked, answered, concluded and agreed in public since the last edition.

Of one measure, or of an objective where it concerns no measure. Part of the file
format of what is frozen (``content``). Pure: no Django, no database.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from measures.domain.happenings import Happening, What
from opcc.core.secrecy import says
from reports.domain.wording import numbers_in

ASKED, ANSWERED, STATED = "asked", "answered", "stated"
RAISED, ENDED = "raised", "ended"


def named(what: str, *of: object) -> str:
    """What happened, by name: "answered 27 2026-11-03"."""
    return " ".join([what, *map(str, of)])


@dataclass(frozen=True)
class Since:
    """The days that an edition tells of: ``first`` and ``last`` are both within.

    ``told`` is what the earlier edition told; None where it could tell nothing.
    """

    first: dt.date
    last: dt.date
    told: frozenset[str] | None = None

    @classmethod
    def between(
        cls, earlier: dt.date | None, now: dt.date, *, told: frozenset[str] | None
    ) -> Since:
        """From the day after the earlier edition was frozen to the day this one is.

        Without an earlier edition the twelve months that end with this day: of
        9 November 2026 they begin on 10 November 2025.
        """
        before = earlier or _a_year_before(now)
        return cls(before + dt.timedelta(days=1), now, told)

    def holds(self, day: dt.date, what: str) -> bool:
        """Whether it is for this edition to tell ``what`` happened on a day.

        What came on the day of the earlier freeze, but after it, is for this one.
        """
        if day == self.first - dt.timedelta(days=1):
            return self.told is not None and what not in self.told
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Answered:
    """An answer as it was given; ``by`` is the organisation, never a person."""

    text: str
    by: str
    on: dt.date
    is_of_force: bool
    is_partial: bool = False


@dataclass(frozen=True)
class Asked:
    """A question and what was answered to it since the last edition.

    ``of`` is the organisation that was asked; ``due_on`` is when its answer is due,
    None once it is answered. ``about`` is the place in a document that a member of the
    panel put it against, "" of others.
    """

    number: int
    asked_on: dt.date
    of: str
    question: str
    due_on: dt.date | None = None
    answers: tuple[Answered, ...] = ()
    about: str = ""

    @property
    def reference(self) -> str:
        return f"Question {self.number}"


@dataclass(frozen=True)
class Stated:
    """How assured the Commissioner is of an item: the office's word, and its disc.

    ``by`` is the name with the post that it was stated in; ``at`` is the meeting.
    """

    word: str
    disc: str
    reason: str
    by: str
    at: str
    on: dt.date


@dataclass(frozen=True)
class Agreed:
    """An action that was raised or closed; ``owner`` is the organisation that owns it.

    ``state`` is its word on the day of the edition. ``closed_on`` is None while it is
    not closed; ``first_due_on`` never changes, ``due_on`` may have.
    """

    number: int
    action: str
    owner: str
    raised_on: dt.date
    first_due_on: dt.date
    due_on: dt.date
    state: str
    closed_on: dt.date | None = None

    @property
    def reference(self) -> str:
        return f"Action {self.number}"

    @property
    def is_moved(self) -> bool:
        return self.due_on != self.first_due_on


@dataclass(frozen=True)
class Scrutinised:
    """All of it, oldest first. ``since`` and ``upto`` are the first and last day.

    ``heading`` is that of the Commissioner's box, in the words of the office.
    """

    since: dt.date
    upto: dt.date
    heading: str
    asked: tuple[Asked, ...] = ()
    stated: tuple[Stated, ...] = ()
    agreed: tuple[Agreed, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.asked or self.stated or self.agreed)

    @property
    def is_answered(self) -> bool:
        return any(question.answers for question in self.asked)

    @property
    def answered_by(self) -> str:
        """Who answered: "force", "partners", or "both"; "" while nobody has."""
        sides = {each.is_of_force for asked in self.asked for each in asked.answers}
        if len(sides) > 1:
            return "both"
        return {True: "force", False: "partners"}[sides.pop()] if sides else ""

    @property
    def letters(self) -> tuple[int, int]:
        """How much is told: of answers, and of everything else."""
        answers = sum(len(a.text) for asked in self.asked for a in asked.answers)
        others = sum(len(asked.question) for asked in self.asked)
        others += sum(len(stated.reason) for stated in self.stated)
        others += sum(len(agreed.action) for agreed in self.agreed)
        return answers, others

    @property
    def told(self) -> frozenset[str]:
        """The name of each thing in it, as ``Since`` asks for it."""
        return frozenset(
            [
                *(named(ASKED, each.number) for each in self.asked),
                *(
                    named(ANSWERED, each.number, given.on)
                    for each in self.asked
                    for given in each.answers
                ),
                *(named(STATED, each.at, each.on) for each in self.stated),
                *(named(RAISED, each.number) for each in self.agreed),
                *(
                    named(ENDED, each.number)
                    for each in self.agreed
                    if each.closed_on is not None
                ),
            ]
        )

    @property
    def happenings(self) -> tuple[Happening, ...]:
        """What a chart marks of it: each question and action that is listed."""
        asked = [Happening(What.ASKED, q.number, q.asked_on) for q in self.asked]
        raised = [Happening(What.RAISED, a.number, a.raised_on) for a in self.agreed]
        closed = [
            Happening(What.CLOSED, a.number, a.closed_on)
            for a in self.agreed
            if a.closed_on is not None
        ]
        return (*asked, *raised, *closed)


def is_safe(
    texts: Iterable[str], *, secrets: Iterable[str], hides_numbers: bool
) -> bool:
    """Whether words may stand in public.

    Not where they say a secret, nor where they say a number that may be a count and
    concern a measure of which small numbers are hidden: whoever wrote them may have
    known it.
    """
    told, kept = list(texts), list(secrets)
    if hides_numbers and any(numbers_in(text) for text in told):
        return False
    return not any(says(text, words) for text in told for words in kept)


def _a_year_before(day: dt.date) -> dt.date:
    """The same day a year before; of 29 February the 28th."""
    if (day.month, day.day) == (2, 29):
        return day.replace(year=day.year - 1, day=28)
    return day.replace(year=day.year - 1)
