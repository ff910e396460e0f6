"""The demonstration: an invented office told in chapters, each of them only once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from measures.models import (
    Breakdown,
    Commentary,
    Comparator,
    ComparatorValue,
    Measure,
    Observation,
    OfficeWatch,
    Rebase,
    Reminder,
)
from opcc.core import clock
from opcc.core.models import AuditLine, Office
from opcc.core.models.periods import columns
from opcc.core.periods import Period
from opcc.site.demo import (
    actions,
    chapters,
    commentary,
    comparing,
    composing,
    covers,
    cycles,
    districts,
    documents,
    editions,
    exceptions,
    inspections,
    measures,
    meetings,
    people,
    plan,
    programme,
    readers,
    recommendations,
    returns,
    scrutiny,
    yearly,
)
from opcc.site.demo.days import Days
from opcc.site.demo.people import Cast
from opcc.site.demo.telling import FIRST_EDITION, LAST_EDITION, NEWEST, Chapter
from plans.models import CommitmentUpdate, PlanVersion
from reports.models import Correction, Edition, Publication
from scrutiny.models import Meeting

__all__ = ["Telling", "tell"]


@dataclass(frozen=True)
class Telling:
    """What one run did: the office, the chapters it told, the passwords it gave."""

    office: Office
    chapters: tuple[str, ...]
    passwords: int

    @property
    def is_new(self) -> bool:
        return bool(self.chapters or self.passwords)


def tell(password: str = "", *, say: Callable[[str], object] = str) -> Telling:
    """Tell every chapter that is not told yet. A run that was broken off is resumed.

    ``say`` is called with a chapter's name as soon as it is told.

    Raises MoveRefused or ValidationError where the office's own rules stand against
    the story; whatever was told before stays, and is true.
    """
    now = timezone.now()
    told: list[str] = []
    office = Office.objects.filter(slug=people.SLUG).first()
    if office is None:
        office = _tell_the_office(Days.ending(now))
        told.append("The office and its people")
        say(told[-1])
    days = Days.begun(_first_moment(office), now)
    days = days.told_of(meetings.of_the_panel(office))
    cast = Cast.of(office)
    for chapter in sorted(_chapters(cast, days), key=lambda each: each.at):
        if _tell_once(chapter):
            told.append(chapter.name)
            say(chapter.name)
    given = people.give_passwords(password) if password else 0
    return Telling(office, tuple(told), given)


@transaction.atomic
def _tell_the_office(days: Days) -> Office:
    with clock.told(days.opening(6, 9)):
        return people.tell(days)


def _first_moment(office: Office) -> dt.datetime:
    return AuditLine.objects.filter(office=office).earliest("number").at


def _tell_once(chapter: Chapter) -> bool:
    if chapter.is_told():
        return False
    with clock.told(chapter.at), chapter.held():
        chapter.tell()
    return True


def _chapters(cast: Cast, days: Days) -> Iterator[Chapter]:
    """Chapters of the same moment stand in the order in which they are told."""
    yield from _opening(cast, days)
    yield from _actions(cast, days, days.after(-3, 43), -3)
    yield from _a_quarter(cast, days, FIRST_EDITION)
    yield from _an_edition(cast, days, FIRST_EDITION)
    yield from _actions(cast, days, days.after(FIRST_EDITION, 43), -2)
    yield chapters.panel_held(cast, days, FIRST_EDITION)
    yield Chapter(
        "A target is raised",
        days.after(FIRST_EDITION, 3),
        measures.targets_raised(cast, days).exists,
        lambda: measures.raise_target(cast, days),
    )
    yield from _a_quarter(cast, days, LAST_EDITION)
    yield from _an_edition(cast, days, LAST_EDITION)
    yield covers.published(cast, days)
    yield from _actions(cast, days, days.after(LAST_EDITION, 43), -1)
    yield _correction(cast, days)
    yield chapters.panel_held(cast, days, LAST_EDITION)
    yield covers.told_after(cast, days)
    yield from _a_quarter(cast, days, NEWEST)
    for back in (FIRST_EDITION, LAST_EDITION, NEWEST):
        yield from scrutiny.chapters(cast, days, back)
    yield from inspections.chapters(cast, days)
    yield from programme.chapters(cast, days)
    yield from documents.chapters(cast, days)
    yield from yearly.chapters(cast, days)
    yield Chapter(
        "The districts",
        days.after(NEWEST, 24),
        Breakdown.objects.filter(measure__office=cast.office).exists,
        lambda: districts.tell(cast, days),
    )
    yield Chapter(
        "A draft of the next report",
        days.after(NEWEST, 24),
        lambda: _has_reached(cast, days.back(NEWEST), "draft"),
        lambda: editions.start(cast, days, NEWEST),
    )
    yield covers.drafted(cast, days)
    yield from _actions(cast, days, days.after(NEWEST, 43), NEWEST)
    yield from recommendations.chapters(cast, days)
    yield chapters.next_panel(cast, days)
    yield from chapters.board_held(cast, days, NEWEST)
    yield chapters.evening_with_residents(cast, days)
    yield readers.subscribed(cast, days)


def _opening(cast: Cast, days: Days) -> Iterator[Chapter]:
    """The weeks in which the office took the service up."""
    office = cast.office
    yield Chapter(
        "Two plans and their promises",
        days.opening(6, 14),
        PlanVersion.objects.for_office(office).exists,
        lambda: plan.tell(cast, days),
    )
    yield Chapter(
        "What is counted",
        days.opening(8, 10),
        Measure.objects.for_office(office).exists,
        lambda: measures.tell(cast, days),
    )
    yield Chapter(
        "The plan is published",
        days.opening(9, 10),
        Publication.objects.for_office(office).plans().exists,
        lambda: plan.publish(cast),
    )
    yield Chapter(
        "The figures of three years",
        days.opening(10, 11),
        Observation.objects.for_office(office).exists,
        lambda: returns.tell_history(cast, days),
    )
    yield Chapter(
        "Limits start anew",
        days.opening(10, 15),
        Rebase.objects.filter(measure__office=office).exists,
        lambda: measures.rebase(cast, days),
    )
    yield Chapter(
        "What others count",
        days.opening(10, 16),
        Comparator.objects.for_office(office).exists,
        lambda: comparing.tell(cast, days),
    )
    yield Chapter(
        "What makes an exception",
        days.opening(10, 17),
        OfficeWatch.objects.filter(office=office).exists,
        lambda: exceptions.watch(cast),
    )
    yield Chapter(
        "The diary of meetings",
        days.opening(11, 10),
        Meeting.objects.for_office(office).exists,
        lambda: meetings.tell(cast, days),
    )
    yield from _actions(cast, days, days.opening(12, 9), -4)
    yield chapters.board_opens(cast, days)
    yield _events(cast, days, days.opening(12, 10), -3)


def _a_quarter(cast: Cast, days: Days, back: int) -> Iterator[Chapter]:
    """Figures given, accepted and written about, and what became of promises."""
    quarter = days.back(back)
    rows = Observation.objects.for_office(cast.office).within(quarter)
    writings = Commentary.objects.filter(
        measure__office=cast.office, **columns(quarter)
    )
    yield Chapter(
        f"The cycle of {quarter} opens",
        days.after(back, 1),
        cycles.cycle_of(cast, quarter).exists,
        lambda: cycles.open_quarter(cast, days, back),
    )
    yield Chapter(
        f"Figures for {quarter}",
        days.after(back, 8),
        rows.exists,
        lambda: returns.tell(cast, days, back),
    )
    if back != FIRST_EDITION:
        yield _final_figure(cast, days, back)
    if back == NEWEST:
        yield _a_reminder(cast, days)
    yield Chapter(
        f"Figures for {quarter} are validated",
        days.after(back, 12),
        rows.filter(validated_by__isnull=False).exists,
        lambda: returns.validate(cast, days, back),
    )
    yield _others(cast, days, back)
    yield _events(cast, days, days.after(back, 15), back)
    yield from _exceptions(cast, days, back)
    yield chapters.board_agenda(cast, days, back)
    yield Chapter(
        f"Commentary for {quarter}",
        days.after(back, 20),
        writings.exists,
        lambda: commentary.tell(cast, days, back),
    )
    yield Chapter(
        f"What the Commissioner says of {quarter}",
        days.after(back, 23),
        lambda: back == NEWEST or writings.exclude(asked="").exists(),
        lambda: commentary.tell_oversight(cast, days, back),
    )
    yield Chapter(
        f"Exceptions of {quarter} that need no commentary",
        days.after(back, 23),
        lambda: exceptions.are_settled(cast, days, back),
        lambda: exceptions.settle(
            cast, days, back, at_most=1 if back == NEWEST else None
        ),
    )


def _exceptions(cast: Cast, days: Days, back: int) -> Iterator[Chapter]:
    """Looked for as the data close; in the newest quarter one is called in."""
    yield Chapter(
        f"Exceptions of {days.back(back)}",
        days.after(back, 16),
        lambda: exceptions.are_found(cast, days, back),
        lambda: exceptions.find(cast, days, back),
    )
    if back == NEWEST:
        yield Chapter(
            f"The Commissioner asks about {days.back(back)}",
            days.after(back, 17),
            lambda: exceptions.are_called_in(cast, days, back),
            lambda: exceptions.call_in(cast, days, back),
        )


def _others(cast: Cast, days: Days, back: int) -> Chapter:
    """What other forces counted comes out a quarter late."""
    before = days.back(back - 1)
    stated = ComparatorValue.objects.for_office(cast.office).filter(**columns(before))
    return Chapter(
        f"What others counted in {before}",
        days.after(back, 13),
        stated.exists,
        lambda: comparing.state(cast, days, back - 1),
    )


def _final_figure(cast: Cast, days: Days, back: int) -> Chapter:
    """The figure that was provisional a quarter earlier is stated for good."""
    before = Observation.objects.for_office(cast.office).within(days.back(back - 1))
    return Chapter(
        f"A final figure for {days.back(back - 1)}",
        days.after(back, 9),
        before.filter(measure__code=returns.FINAL, vintage=2).exists,
        lambda: returns.make_final(cast, days, back),
    )


def _events(cast: Cast, days: Days, at: dt.datetime, back: int) -> Chapter:
    said = CommitmentUpdate.objects.filter(
        commitment__objective__priority__plan__office=cast.office,
        at__date__range=(days.back(back + 1).start, days.back(back + 1).end),
    )
    return Chapter(
        f"What became of promises by {at.day} {at:%B %Y}",
        at,
        said.exists,
        lambda: plan.tell_events(cast, days, back),
    )


def _actions(cast: Cast, days: Days, at: dt.datetime, back: int) -> Iterator[Chapter]:
    """What a board asked for, or the office while it is ahead, and what came of it."""
    when = f"{days.board(back):%B %Y}"
    yield Chapter(
        f"The actions of the board of {when}",
        at,
        actions.raised(cast.office, back).exists,
        _stepping(actions.tell_raised, cast, days, back),
    )
    yield Chapter(
        f"What became of the actions of {when}",
        at,
        _told_of(cast, back),
        _stepping(actions.tell_fates, cast, days, back),
    )


def _told_of(cast: Cast, back: int) -> Callable[[], bool]:
    return lambda: actions.are_told(cast.office, back)


def _an_edition(cast: Cast, days: Days, back: int) -> Iterator[Chapter]:
    """Each step to publication by who may take it."""
    steps = (
        ("is drafted", 24, "draft", editions.start),
        ("is frozen", 26, "frozen", editions.freeze),
        ("is signed off", 28, "signed_off", editions.sign_off),
        ("is approved", 30, "approved", editions.approve),
        ("is published", 32, "published", editions.publish),
    )
    for words, working_days, state, step in steps:
        yield Chapter(
            f"The report for {days.back(back)} {words}",
            days.after(back, working_days),
            _reached(cast, days.back(back), state),
            _stepping(step, cast, days, back),
            steps=state == "frozen",
        )
        if state == "draft":
            yield composing.composed(cast, days, back)
    yield from chapters.board_held(cast, days, back)
    yield chapters.panel_agenda(cast, days, back)
    yield Chapter(
        f"The cycle of {days.back(back)} is closed",
        days.after(back, 42),
        cycles.cycle_of(cast, days.back(back)).filter(state="closed").exists,
        lambda: cycles.close_quarter(cast, days, back),
    )


def _a_reminder(cast: Cast, days: Days) -> Chapter:
    """Whoever still owes figures of the newest quarter is reminded of them."""
    quarter = days.back(NEWEST)
    sent = Reminder.objects.for_office(cast.office).of(quarter).filter(number=1)
    return Chapter(
        f"Reminders for {quarter}",
        days.after(NEWEST, 9),
        sent.exists,
        lambda: cycles.tell(cast, quarter, number=1),
    )


def _reached(cast: Cast, quarter: Period, state: str) -> Callable[[], bool]:
    return lambda: _has_reached(cast, quarter, state)


def _stepping(step, cast: Cast, days: Days, back: int) -> Callable[[], object]:
    return lambda: step(cast, days, back)


def _has_reached(cast: Cast, quarter: Period, state: str) -> bool:
    """Whether the quarter's first edition is in this state, or further on its way."""
    states = list(Edition.State.values)
    edition = Edition.objects.for_office(cast.office).filter(**columns(quarter)).last()
    return edition is not None and states.index(edition.state) >= states.index(state)


def _correction(cast: Cast, days: Days) -> Chapter:
    corrections = Correction.objects.filter(publication__office=cast.office)
    return Chapter(
        "A correction",
        days.after(LAST_EDITION, 44),
        corrections.exists,
        lambda: editions.correct(cast, days),
    )
