"""Topics of the programme: suggested, checked, moved through their states, ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import Max

from measures.models import Measure
from opcc.core import audit, clock
from opcc.core.access import Standing
from opcc.core.models import Office, User
from opcc.core.moves import MoveRefused, check_based_on
from opcc.core.periods import Period
from opcc.core.roles import Can
from plans.models import Priority
from scrutiny.changes import rows
from scrutiny.changes.signing import by_role
from scrutiny.domain import programme
from scrutiny.domain.workflow import TOPIC
from scrutiny.models import Consideration, Meeting, Topic

SAID = ("title", "summary", "why", "source", "domain", "visibility")
STANDS = (
    "state",
    "quarter_start",
    "meeting_id",
    "follow_up_on",
    "directed_by_id",
    "directed_as",
    "directed_why",
    "dropped_why",
)


@transaction.atomic
def add(
    *,
    topic: Topic,
    by: User,
    priorities: Iterable[Priority] = (),
    measures: Iterable[Measure] = (),
) -> Topic:
    """Number a topic of its office; it stands last among those suggested."""
    known = _numbers(topic.office)
    topic.number = (known["number"] or 0) + 1
    topic.order = (known["order"] or 0) + 1
    topic.state = Topic.State.SUGGESTED
    topic.by, topic.at = by, clock.now()
    topic.validate_constraints()
    topic.save(force_insert=True)
    topic.priorities.set(priorities)
    topic.measures.set(measures)
    after = audit.facts(topic, *SAID, "suggested_as") | _concerns(topic)
    audit.record("suggest", topic, office=topic.office, by=by, after=after)
    return topic


@transaction.atomic
def edit(
    *,
    topic: Topic,
    based_on: int,
    by: User,
    priorities: Iterable[Priority],
    measures: Iterable[Measure],
) -> Topic:
    """What is said of a topic; ``based_on`` is the revision that its author saw.

    MoveRefused once it has ended, WrittenMeanwhile where somebody else saved.
    """
    stored = _locked(topic)
    if stored.state in (Topic.State.CLOSED, Topic.State.DROPPED):
        raise MoveRefused("A topic that has ended stays as it was: suggest another.")
    check_based_on(revision=stored.revision, based_on=based_on, theirs=stored)
    before = audit.facts(stored, *SAID) | _concerns(stored)
    for name in SAID:
        setattr(stored, name, getattr(topic, name))
    stored.priorities.set(priorities)
    stored.measures.set(measures)
    rows.save_next(stored, *SAID)
    after = audit.facts(stored, *SAID) | _concerns(stored)
    old, new = audit.changed(before, after)
    if new:
        audit.record("edit", stored, office=stored.office, by=by, before=old, after=new)
    return stored


@transaction.atomic
def answer_rigour(
    *, topic: Topic, answers: Mapping[str, str], by: User, based_on: str | None = None
) -> Topic:
    """Keep what the rigour check says so far: only while the topic is suggested.

    ``based_on`` is the print of what their author saw; WrittenMeanwhile for another.
    """
    stored = _locked(topic)
    if stored.state != Topic.State.SUGGESTED:
        raise MoveRefused("The rigour check is made before a topic is recommended.")
    if based_on is not None:
        now = stored.rigour_print
        check_based_on(revision=now, based_on=based_on, theirs=stored)
    before = dict(stored.rigour)
    stored.rigour = {
        asked.name: (answers.get(asked.name) or "").strip()
        for asked in programme.RIGOUR
    }
    rows.save_next(stored, "rigour")
    old, new = audit.changed(before, stored.rigour)
    if new:
        audit.record(
            "check", stored, office=stored.office, by=by, before=old, after=new
        )
    return stored


@transaction.atomic
def recommend(*, topic: Topic, by: User) -> Topic:
    """Refer it to be programmed. MoveRefused while its rigour check is not finished."""
    stored = _locked(topic)
    TOPIC.check("recommend", state=stored.state)
    programme.check_rigour(stored.rigour)
    return _move(stored, "recommend", by=by)


@transaction.atomic
def plan(*, topic: Topic, quarter: Period, meeting: Meeting | None, by: User) -> Topic:
    """Programme a recommended topic, or one whose follow-up is due, for a quarter.

    One that fell due since the daily round is moved on to that first.
    """
    stored = _locked(topic)
    _fall_due(stored, clock.today())
    again = stored.state == Topic.State.FOLLOW_UP_DUE
    name = "programme_again" if again else "programme"
    TOPIC.check(name, state=stored.state)
    _put_in(stored, quarter, meeting)
    stored.follow_up_on = None
    return _move(stored, name, by=by)


@transaction.atomic
def direct(
    *,
    topic: Topic,
    reason: str,
    quarter: Period,
    meeting: Meeting | None,
    by: Standing,
) -> Topic:
    """Programme a suggested topic without its rigour check: by whom and why is kept."""
    stored = _locked(topic)
    programme.check_directed(may_direct=by.can(Can.DIRECT_TOPICS), reason=reason)
    TOPIC.check("direct", state=stored.state, reason=reason)
    _put_in(stored, quarter, meeting)
    stored.directed_by, stored.directed_why = by.user, reason
    stored.directed_as = by_role(by)
    return _move(stored, "direct", by=by.user, reason=reason)


@transaction.atomic
def replan(
    *, topic: Topic, quarter: Period, meeting: Meeting | None, by: User
) -> Topic:
    """Another quarter or meeting for a topic that is programmed already."""
    stored = _locked(topic)
    if stored.state != Topic.State.PROGRAMMED:
        raise MoveRefused("Only a programmed topic is given another quarter.")
    before = audit.facts(stored, *STANDS)
    _put_in(stored, quarter, meeting)
    rows.save_next(stored, "quarter_start", "meeting")
    old, new = audit.changed(before, audit.facts(stored, *STANDS))
    if new:
        audit.record(
            "programme", stored, office=stored.office, by=by, before=old, after=new
        )
    return stored


@transaction.atomic
def consider(
    *, consideration: Consideration, follow_up_on: dt.date | None, by: User
) -> Topic:
    """Keep what was found, which nobody changes afterwards, and when to look again."""
    stored = _locked(consideration.topic)
    TOPIC.check("consider", state=stored.state)
    considered_on = consideration.considered_on
    programme.check_considered(
        findings=consideration.findings,
        considered_on=considered_on,
        on=clock.today(),
    )
    programme.check_follow_up(follow_up_on=follow_up_on, considered_on=considered_on)
    consideration.topic = stored
    consideration.meeting = _met(stored.meeting)
    consideration.by, consideration.at = by, clock.now()
    consideration.save(force_insert=True)
    stored.follow_up_on = follow_up_on
    said = audit.facts(consideration, "considered_on", "findings", "recommendations")
    return _move(stored, "consider", by=by, said=said)


@transaction.atomic
def set_follow_up(*, topic: Topic, follow_up_on: dt.date, by: User) -> Topic:
    """Another day on which a considered topic is looked at again."""
    stored = _locked(topic)
    if stored.state != Topic.State.CONSIDERED:
        raise MoveRefused("A follow-up date is set once a topic has been considered.")
    last = stored.considerations.last()
    programme.check_follow_up(
        follow_up_on=follow_up_on, considered_on=last.considered_on
    )
    before = audit.facts(stored, "follow_up_on")
    stored.follow_up_on = follow_up_on
    rows.save_next(stored, "follow_up_on")
    after = audit.facts(stored, "follow_up_on")
    audit.record(
        "set follow-up", stored, office=stored.office, by=by, before=before, after=after
    )
    return stored


@transaction.atomic
def close(*, topic: Topic, by: User) -> Topic:
    """Nothing is left to look at; what was found stays."""
    stored = _locked(topic)
    return _move(stored, "close", by=by)


@transaction.atomic
def drop(*, topic: Topic, reason: str, by: User) -> Topic:
    """A topic that will not be looked at stays on record, with the reason."""
    stored = _locked(topic)
    TOPIC.check("drop", state=stored.state, reason=reason)
    stored.dropped_why = reason
    return _move(stored, "drop", by=by, reason=reason)


def fall_due(*, on: dt.date) -> list[Topic]:
    """Move every topic whose follow-up date has come. Safe to run at any time.

    Each in a transaction of its own; nobody is named but the service.
    """
    found = Topic.objects.fallen_due(on=on).order_by("pk")
    return [topic for topic in found if _moved_by_itself(topic, on)]


@transaction.atomic
def raise_topic(*, topic: Topic, earlier: bool, by: User) -> None:
    """One place earlier or later in the order of priority, among its own.

    Its own are those of its quarter, or all those that wait for one. At the end
    nothing moves.
    """
    _numbers(topic.office)
    stored = Topic.objects.get(pk=topic.pk)
    beside = _neighbour(stored, earlier=earlier)
    if beside is None:
        return
    before = {"order": stored.order}
    stored.order, beside.order = beside.order, stored.order
    stored.save(update_fields=["order"])
    beside.save(update_fields=["order"])
    after = {"order": stored.order, "beside": beside.reference}
    audit.record(
        "reorder", stored, office=stored.office, by=by, before=before, after=after
    )


def _moved_by_itself(topic: Topic, on: dt.date) -> bool:
    with transaction.atomic():
        return _fall_due(_locked(topic), on)


def _fall_due(stored: Topic, on: dt.date) -> bool:
    """Move a topic on to its follow-up where that is due by now."""
    is_due = programme.is_follow_up_due(
        state=stored.state, follow_up_on=stored.follow_up_on, on=on
    )
    if is_due:
        _move(stored, "follow_up", by=None)
    return is_due


def _met(meeting: Meeting | None) -> Meeting | None:
    is_off = meeting is not None and meeting.status == Meeting.Status.CANCELLED
    return None if is_off else meeting


def _put_in(stored: Topic, quarter: Period, meeting: Meeting | None) -> None:
    programme.check_programmed(
        quarter=quarter,
        meeting_on=meeting.held_on if meeting else None,
        on=clock.today(),
    )
    stored.quarter_start, stored.meeting = quarter.start, meeting


def _move(
    stored: Topic,
    name: str,
    *,
    by: User | None,
    reason: str = "",
    said: Mapping[str, object] | None = None,
) -> Topic:
    """Check, change, save and record; what else changed is set on ``stored``."""
    move = TOPIC.check(name, state=stored.state, reason=reason)
    before = audit.facts(Topic.objects.get(pk=stored.pk), *STANDS)
    stored.state = move.target
    rows.save_next(stored, *(each.removesuffix("_id") for each in STANDS))
    old, new = audit.changed(before, audit.facts(stored, *STANDS))
    audit.record(
        name,
        stored,
        office=stored.office,
        by=by,
        before=old,
        after=new | dict(said or {}),
        reason=reason,
    )
    return stored


def _locked(topic: Topic) -> Topic:
    """The stored row, so that what a form has set on ``topic`` is not believed."""
    found = Topic.objects.select_related("office", "meeting")
    return found.select_for_update(of=("self",)).get(pk=topic.pk)


def _numbers(office: Office) -> dict[str, int | None]:
    """The highest in use. The office's row is the lock: two at once take turns."""
    Office.objects.select_for_update().only("pk").get(pk=office.pk)
    return Topic.objects.for_office(office).aggregate(
        number=Max("number"), order=Max("order")
    )


def _neighbour(stored: Topic, *, earlier: bool) -> Topic | None:
    among = Topic.objects.for_office(stored.office).exclude(pk=stored.pk)
    if stored.quarter_start is None:
        among = among.waiting()
    else:
        among = among.filter(quarter_start=stored.quarter_start)
    if earlier:
        return among.filter(order__lt=stored.order).order_by("-order").first()
    return among.filter(order__gt=stored.order).order_by("order").first()


def _concerns(topic: Topic) -> dict[str, list[str]]:
    """What it is about, as the log keeps it."""
    return {
        "priorities": sorted(topic.priorities.values_list("number", flat=True)),
        "measures": sorted(topic.measures.values_list("code", flat=True)),
    }
