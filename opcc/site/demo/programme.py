"""A year of the programme: topics in every state, activities, and what is published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from measures.models import Measure
from opcc.core import clock, workdays
from opcc.core.periods import Period, PeriodKind
from opcc.site.demo.days import Days
from opcc.site.demo.people import Cast
from opcc.site.demo.reading import told
from opcc.site.demo.telling import FIRST_EDITION, LAST_EDITION, NEWEST, Chapter
from plans.models import Priority
from reports.changes.programmes import publish_programme
from reports.models import Kind, Publication
from scrutiny.changes import activities
from scrutiny.changes import topics as changes
from scrutiny.models import (
    ActivityRecord,
    Consideration,
    Meeting,
    OversightActivity,
    Topic,
)

NOW = NEWEST + 1
"""The quarter in progress, counted from the newest that has ended."""

HALF = ("remit", "evidence", "others")
"""Lines of the rigour check that one topic has answered."""

RESIDENTS_MET = 19
"""Working days into a quarter before the residents of one area are met."""

VISITED = 9
"""Working days into a month before the cells are visited."""


def chapters(cast: Cast, days: Days) -> Iterator[Chapter]:
    """From the first suggestions to the programme that is published now."""
    topics = Topic.objects.for_office(cast.office)
    yield Chapter(
        "The programme is begun",
        days.opening(12, 15),
        topics.exists,
        lambda: _begin(cast, days),
    )
    for back, at in _considered(days):
        yield _considering(cast, days, back, at)
    yield Chapter(
        "The programme goes on",
        days.after(LAST_EDITION, 50),
        topics.filter(state="dropped").exists,
        lambda: _go_on(cast, days),
    )
    yield Chapter(
        "Two topics are due again",
        days.after(NEWEST, 3),
        topics.filter(state="follow_up_due").exists,
        lambda: changes.fall_due(on=clock.today()),
    )
    issued = Publication.objects.for_office(cast.office).filter(kind=Kind.PROGRAMME)
    yield Chapter(
        "The forward programme is published",
        days.after(NEWEST, 18),
        issued.exists,
        lambda: publish_programme(office=cast.office, by=cast.people["scrutiny"]),
    )
    for back in (FIRST_EDITION, LAST_EDITION, NEWEST, NOW):
        yield from _happened(cast, days, back)


def _considered(days: Days) -> Iterator[tuple[int, dt.datetime]]:
    """When the topics of each quarter were looked at: after its board."""
    yield FIRST_EDITION, days.after(FIRST_EDITION - 1, 50)
    yield LAST_EDITION, days.at_the_board(FIRST_EDITION, after=2)
    yield NEWEST, days.at_the_board(LAST_EDITION, after=2)


def _considering(cast: Cast, days: Days, back: int, at: dt.datetime) -> Chapter:
    titles = [each["title"] for each in _topics() if each.get("quarter") == back]
    found = Consideration.objects.for_office(cast.office)
    return Chapter(
        f"What scrutiny found in {days.back(back)}",
        at,
        found.filter(topic__title__in=titles).exists,
        lambda: _consider(cast, back),
    )


def _begin(cast: Cast, days: Days) -> None:
    for each in told("programme")["activities"]:
        activity = OversightActivity(
            office=cast.office,
            name=each["name"],
            often=each["often"],
            starts_on=clock.today(),
        )
        by = cast.people["scrutiny"]
        activities.add(activity=activity, areas=each.get("areas", ()), by=by)
    for each in _topics():
        if each.get("begun"):
            _check(cast, _add(cast, each), told("programme")["rigour"])
            _plan(cast, days, each)


def _go_on(cast: Cast, days: Days) -> None:
    """What was suggested since, as far as each has come."""
    answers = told("programme")["rigour"]
    for each in _topics():
        if each.get("begun"):
            continue
        topic = _add(cast, each)
        by = cast.people["scrutiny"]
        if "directed" in each:
            _direct(cast, days, each)
        elif "dropped" in each:
            changes.drop(topic=topic, reason=each["dropped"], by=by)
        elif "half" in each:
            kept = {name: answers[name] for name in HALF}
            changes.answer_rigour(topic=topic, answers=kept, by=by)
        elif "recommended" in each or "checked" in each:
            _check(cast, topic, answers)
            if "quarter" in each:
                _plan(cast, days, each)


def _topics() -> list[dict]:
    return told("programme")["topics"]


def _add(cast: Cast, each: dict) -> Topic:
    topic = Topic(
        office=cast.office,
        title=each["title"],
        summary=each.get("summary", ""),
        why=each["why"],
        source=each["source"],
        domain=each.get("domain", ""),
        visibility=each.get("visibility", "office"),
    )
    in_force = Priority.objects.for_office(cast.office).filter(plan__status="issued")
    measures = Measure.objects.for_office(cast.office)
    return changes.add(
        topic=topic,
        by=cast.people["scrutiny"],
        priorities=in_force.filter(number__in=each.get("priorities", ())),
        measures=measures.filter(code__in=each.get("measures", ())),
    )


def _check(cast: Cast, topic: Topic, answers: dict[str, str]) -> None:
    by = cast.people["scrutiny"]
    changes.answer_rigour(topic=topic, answers=answers, by=by)
    changes.recommend(topic=topic, by=by)


def _plan(cast: Cast, days: Days, each: dict) -> None:
    changes.plan(
        topic=_find(cast, each),
        quarter=days.back(each["quarter"]),
        meeting=_board(cast, days, each),
        by=cast.people["scrutiny"],
    )


def _direct(cast: Cast, days: Days, each: dict) -> None:
    changes.direct(
        topic=_find(cast, each),
        reason=each["directed"],
        quarter=days.back(each["quarter"]),
        meeting=_board(cast, days, each),
        by=cast.standing("commissioner", on=clock.today()),
    )


def _board(cast: Cast, days: Days, each: dict) -> Meeting | None:
    """The board that meets in the topic's quarter: it looks at the one before."""
    if "board" not in each:
        return None
    boards = Meeting.objects.for_office(cast.office).filter(body__kind="board")
    return boards.get(held_on=days.board(each["quarter"] - 1))


def _find(cast: Cast, each: dict) -> Topic:
    return Topic.objects.for_office(cast.office).get(title=each["title"])


def _consider(cast: Cast, back: int) -> None:
    by = cast.people["scrutiny"]
    for each in _topics():
        if each.get("quarter") != back:
            continue
        topic = _find(cast, each)
        on = topic.meeting.held_on if topic.meeting else clock.today()
        again = each.get("follow_up_days")
        changes.consider(
            consideration=Consideration(
                topic=topic,
                considered_on=on,
                findings=each["findings"],
                recommendations=each.get("recommendations", ""),
            ),
            follow_up_on=on + dt.timedelta(days=again) if again else None,
            by=by,
        )
        if "closed" in each:
            changes.close(topic=topic, by=by)


# -- what happens again and again


def _happened(cast: Cast, days: Days, back: int) -> Iterator[Chapter]:
    """The records of one quarter; of the one in progress those before today."""
    quarter = days.back(back)
    last = min(quarter.end, days.today - dt.timedelta(days=1))
    begun = workdays.add(days.back(FIRST_EDITION).start, 13)
    worked = _working_days(max(quarter.start, begun), last)
    if not worked:
        return
    records = ActivityRecord.objects.filter(activity__office=cast.office)
    yield Chapter(
        f"What the office did again and again in {quarter}",
        days.after(back, 2) if back != NOW else days.now,
        records.filter(happened_on__range=(worked[0], quarter.end)).exists,
        lambda: _record(cast, worked),
    )


def _record(cast: Cast, worked: list[dt.date]) -> None:
    for each in told("programme")["activities"]:
        activity = OversightActivity.objects.get(office=cast.office, name=each["name"])
        areas = list(activity.areas.all())
        if areas:
            _meet_residents(cast, activity, areas, worked)
            continue
        for on in _days_of(each, worked):
            activities.record(
                activity=activity,
                happened_on=on,
                area=None,
                by=cast.people["scrutiny"],
            )


def _days_of(each: dict, worked: list[dt.date]) -> list[dt.date]:
    """Every working day but one in so many, or once in each month but one."""
    if each["often"] == "working_day":
        return [on for on in worked if on.toordinal() % each["skips"]]
    months: dict[Period, list[dt.date]] = {}
    for on in worked:
        months.setdefault(Period.containing(on, PeriodKind.MONTH), []).append(on)
    visited = [month[VISITED] for month in months.values() if len(month) > VISITED]
    return [on for on in visited if on.month != each["skips"]]


def _meet_residents(cast: Cast, activity, areas: list, worked: list[dt.date]) -> None:
    """One area a quarter, in turn, until all of them are met in the year."""
    number = Period.containing(worked[0], PeriodKind.QUARTER).number
    if number <= len(areas) and len(worked) > RESIDENTS_MET:
        activities.record(
            activity=activity,
            happened_on=worked[RESIDENTS_MET],
            area=areas[number - 2],
            by=cast.people["scrutiny"],
        )


def _working_days(first: dt.date, last: dt.date) -> list[dt.date]:
    days = ((last - first).days + 1) if last >= first else 0
    every = (first + dt.timedelta(days=n) for n in range(days))
    return [day for day in every if workdays.is_working_day(day)]
