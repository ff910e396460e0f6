"""What the programme might take up next, each suggestion with its reason.

Pure: no Django, no database. Nothing here decides: a person takes a suggestion up as
a topic, or dismisses it with a reason, and a key that was settled does not come back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from scrutiny.domain import diary
from scrutiny.domain.actions import counted

RUNNING = 2
"""Quarters running in which a measure has to be an exception to be suggested."""

LASTING = dt.timedelta(days=182)
"""How long the inspectorate has to have left a finding open for it to be suggested."""


class From(StrEnum):
    """Where a suggestion comes from, in the order in which they are listed."""

    EXCEPTION = "exception"
    INSPECTION = "inspection"
    ACTION = "action"
    COVERAGE = "coverage"


@dataclass(frozen=True)
class RunningException:
    """A measure that was an exception ``quarters`` running, up to the newest one."""

    code: str
    name: str
    quarter: str
    quarters: int
    reason: str


@dataclass(frozen=True)
class LateAction:
    """An action long past its date, with what it is about."""

    number: int
    title: str
    owner: str
    due_on: dt.date
    days_late: int
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class OpenFinding:
    """An inspection finding that the inspectorate has not closed."""

    reference: str
    title: str
    open_since: dt.date
    domain: str = ""


@dataclass(frozen=True)
class Unseen:
    """A gap in coverage: the subject, and the sentence that names it."""

    subject: str
    name: str
    quarter: str
    sentence: str


@dataclass(frozen=True)
class Suggestion:
    """A topic that might be; ``key`` is the same whenever it is worked out anew.

    ``codes`` are measures it concerns, ``subject`` the priority or domain.
    """

    key: str
    source: From
    title: str
    reason: str
    codes: tuple[str, ...] = field(default=())
    subject: str = ""


def action_of(key: str) -> int | None:
    """The number of the action that a suggestion came from; None for any other."""
    source, _dash, number = key.partition("-")
    is_action = source == From.ACTION and number.isdecimal()
    return int(number) if is_action else None


def suggestions(
    *,
    exceptions: Iterable[RunningException] = (),
    findings: Iterable[OpenFinding] = (),
    actions: Iterable[LateAction] = (),
    gaps: Iterable[Unseen] = (),
    settled: Collection[str] = (),
    in_hand: Collection[str] = (),
) -> list[Suggestion]:
    """All that might be taken up, by where it comes from, the gravest first.

    ``settled`` are keys taken up or dismissed before; ``in_hand`` the codes of
    measures that a topic still ahead concerns, which are not suggested once more.
    """
    made = [
        *_from_exceptions(exceptions, in_hand),
        *_from_findings(findings),
        *_from_actions(actions),
        *_from_gaps(gaps),
    ]
    return [each for each in made if each.key not in settled]


def _from_exceptions(
    exceptions: Iterable[RunningException], in_hand: Collection[str]
) -> Iterator[Suggestion]:
    lasting = [
        each
        for each in exceptions
        if each.quarters >= RUNNING and each.code not in in_hand
    ]
    for each in sorted(lasting, key=lambda one: (-one.quarters, one.code)):
        yield Suggestion(
            key=f"{From.EXCEPTION}-{each.code}-{each.quarter}",
            source=From.EXCEPTION,
            title=each.name,
            reason=(
                f"Measure {each.code} has been an exception "
                f"{counted(each.quarters)} quarters running. {each.reason}"
            ),
            codes=(each.code,),
        )


def _from_findings(findings: Iterable[OpenFinding]) -> Iterator[Suggestion]:
    for each in sorted(findings, key=lambda one: (one.open_since, one.reference)):
        yield Suggestion(
            key=f"{From.INSPECTION}-{each.reference}",
            source=From.INSPECTION,
            title=each.title,
            reason=(
                f"{each.reference}: the inspectorate has not closed it since "
                f"{diary.in_words(each.open_since)}."
            ),
            subject=each.domain,
        )


def _from_actions(actions: Iterable[LateAction]) -> Iterator[Suggestion]:
    for each in sorted(actions, key=lambda one: (-one.days_late, one.number)):
        yield Suggestion(
            key=f"{From.ACTION}-{each.number}",
            source=From.ACTION,
            title=each.title,
            reason=(
                f"Action {each.number}, of {each.owner}, was due on "
                f"{diary.in_words(each.due_on)} and is {each.days_late} days late."
            ),
            codes=each.codes,
        )


def _from_gaps(gaps: Iterable[Unseen]) -> Iterator[Suggestion]:
    for each in gaps:
        yield Suggestion(
            key=f"{From.COVERAGE}-{each.subject}-{each.quarter}",
            source=From.COVERAGE,
            title=each.name,
            reason=each.sentence,
            subject=each.subject,
        )
