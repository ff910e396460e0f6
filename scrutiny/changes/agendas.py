"""Agendas: begun, built, put in order, restricted, published, and the meeting held."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from opcc.core import audit
from opcc.core.models import Restriction, User
from opcc.core.moves import MoveRefused, said
from scrutiny.changes import rows
from scrutiny.domain import agenda, removing
from scrutiny.domain.workflow import MEETING, check_held
from scrutiny.models import AgendaItem, Invitee, Meeting

ITEM_FACTS = ("title", "kind", "lead", "duration", "note", "late_reason", "safe_title")
HANGING = {
    "papers": "papers",
    "actions": "actions",
    "assurances": "conclusions",
    "questions": "questions",
    "information_requests": "requests for information",
}
"""What may hang on an item, and its name."""

OPEN = (Meeting.Status.AGENDA_DRAFT, Meeting.Status.AGENDA_PUBLISHED)
FIRST_ITEM = "Apologies and declarations of interest"


@transaction.atomic
def begin(*, meeting: Meeting, by: User) -> Meeting:
    """Draft the agenda from the standing items of the meeting's series."""
    meeting = rows.locked_meeting(meeting.pk)
    move = MEETING.check("draft_agenda", state=meeting.status)
    titles = meeting.series.standing_items if meeting.series else []
    AgendaItem.objects.bulk_create(_first_items(meeting, titles))
    _move(meeting, move, by=by, items=meeting.items.count())
    return meeting


def _first_items(meeting: Meeting, titles: list[str]) -> list[AgendaItem]:
    first = AgendaItem(
        meeting=meeting,
        order=1,
        title=FIRST_ITEM,
        kind=AgendaItem.Kind.FORMAL,
        duration=5,
    )
    standing = [
        AgendaItem(
            meeting=meeting,
            order=order,
            title=each.title,
            kind=each.kind,
            duration=each.minutes,
        )
        for order, each in enumerate(agenda.standing(titles), start=2)
    ]
    return [first, *standing]


@transaction.atomic
def add_item(*, item: AgendaItem, by: User) -> AgendaItem:
    """At the end. Once the agenda is published, only with the chair's reason."""
    meeting = _open(item.meeting_id)
    is_published = meeting.status == Meeting.Status.AGENDA_PUBLISHED
    agenda.check_late(is_published=is_published, late_reason=item.late_reason)
    item.order = meeting.items.count() + 1
    rows.add(item, office=meeting.body.office, by=by)
    _count_up(meeting)
    return item


@transaction.atomic
def edit_item(*, item: AgendaItem, based_on: int, by: User) -> None:
    """MoveRefused once it is published; WrittenMeanwhile where somebody saved since
    the revision that its author saw."""
    stored = _locked(item.pk)
    _check_not_published(stored)
    office = stored.meeting.body.office
    rows.edit(stored, item, ITEM_FACTS, office=office, by=by, based_on=based_on)


@transaction.atomic
def remove_item(*, item: AgendaItem, reason: str, by: User) -> None:
    """MoveRefused once anything hangs on it: that would be lost."""
    stored = _locked(item.pk)
    _check_not_published(stored)
    holds = rows.held_by(stored, HANGING)
    if stored.restriction_id:
        holds.append("a restriction")
    removing.check_removable("item", holds=holds, reason=reason)
    meeting = stored.meeting
    rows.remove(stored, office=meeting.body.office, by=by, reason=reason)
    _put_in_order(meeting, [each.pk for each in meeting.items.all()])


@transaction.atomic
def move_item(*, item: AgendaItem, step: int, seen: int, by: User) -> None:
    """Put an item ``step`` places further on; ``seen`` is the order it was read in."""
    meeting = _open(item.meeting_id)
    if meeting.status != Meeting.Status.AGENDA_DRAFT:
        raise MoveRefused("The agenda is published: its order stands.")
    agenda.check_order(seen=seen, now=meeting.agenda_revision)
    before = [each.pk for each in meeting.items.all()]
    after = agenda.moved(before, item.pk, step=step)
    if after == before:
        return
    _put_in_order(meeting, after)
    audit.record(
        "reorder",
        meeting,
        office=meeting.body.office,
        by=by,
        before={"items": before},
        after={"items": after},
    )


@transaction.atomic
def restrict(
    *, item: AgendaItem, restriction: Restriction, safe_title: str, by: User
) -> None:
    """Hold an item back from the public: they see the safe title and the reason."""
    stored = _locked(item.pk)
    _check_not_published(stored)
    if stored.is_restricted:
        raise MoveRefused("This item is restricted already.")
    office = stored.meeting.body.office
    restriction.office, restriction.decided_by = office, by
    restriction.full_clean()
    restriction.save(force_insert=True)
    stored.restriction, stored.safe_title = restriction, safe_title
    stored.validate_constraints()
    stored.save(update_fields=["restriction", "safe_title"])
    facts = ("reason_code", "asked_by", "decided_on", "review_on")
    audit.record(
        "restrict",
        stored,
        office=office,
        by=by,
        after={**audit.facts(restriction, *facts), "safe_title": safe_title},
        reason=restriction.reason,
    )


@transaction.atomic
def release(*, item: AgendaItem, on: dt.date, reason: str, by: User) -> None:
    """End the restriction; it stays on record, and so does what was published.

    At any time: what was held back at a meeting is looked at again long after it.
    """
    stored = _item(rows.locked_meeting(item.meeting_id), item.pk)
    if not stored.is_restricted:
        raise MoveRefused("This item is not restricted.")
    restriction = Restriction.objects.select_for_update().get(pk=stored.restriction_id)
    restriction.released_on = on
    restriction.save(update_fields=["released_on"])
    audit.record(
        "release",
        stored,
        office=stored.meeting.body.office,
        by=by,
        before={"restriction": restriction.pk},
        after={"released_on": on},
        reason=reason,
    )


@transaction.atomic
def publish(*, meeting: Meeting, on: dt.date, urgent_reason: str, by: User) -> Meeting:
    """Give notice of the meeting; what is published is frozen by whoever calls this.

    MoveRefused where fewer clear days are left than the body gives, unless a reason
    says why it is urgent, and where nothing is on the agenda.
    """
    meeting = rows.locked_meeting(meeting.pk)
    move = MEETING.check("publish_agenda", state=meeting.status)
    if not meeting.items.exists():
        raise MoveRefused("Nothing is on this agenda: add its first item.")
    agenda.check_notice(
        on=on,
        held_on=meeting.held_on,
        clear_days=meeting.body.clear_days,
        urgent_reason=urgent_reason,
    )
    meeting.agenda_published_on = on
    meeting.urgent_reason = urgent_reason.strip()
    meeting.save(update_fields=["agenda_published_on", "urgent_reason"])
    meeting.items.update(published_on=on)
    _move(meeting, move, by=by, reason=meeting.urgent_reason, published_on=on)
    return meeting


@transaction.atomic
def publish_late(*, meeting: Meeting, on: dt.date, by: User) -> Meeting:
    """Note that the agenda is issued again with what came late."""
    meeting = _open(meeting.pk)
    waiting = meeting.items.waiting()
    if not waiting.exists():
        raise MoveRefused("Every item of this agenda is published already.")
    late = list(waiting.values_list("title", flat=True))
    waiting.update(published_on=on)
    office = meeting.body.office
    audit.record("publish_late", meeting, office=office, by=by, after={"items": late})
    return meeting


@transaction.atomic
def hold(*, meeting: Meeting, on: dt.date, by: User) -> Meeting:
    """Say that the meeting took place; not before its day."""
    meeting = rows.locked_meeting(meeting.pk)
    move = MEETING.check("hold", state=meeting.status)
    check_held(held_on=meeting.held_on, on=on)
    _move(meeting, move, by=by)
    return meeting


@transaction.atomic
def invite(*, invitee: Invitee, by: User) -> None:
    meeting = _open(invitee.item.meeting_id)
    rows.add(invitee, office=meeting.body.office, by=by)


@transaction.atomic
def uninvite(*, invitee: Invitee, by: User) -> None:
    meeting = _open(invitee.item.meeting_id)
    rows.remove(invitee, office=meeting.body.office, by=by)


def _move(meeting: Meeting, move, *, by: User, reason: str = "", **after) -> None:
    before = audit.facts(meeting, "status")
    meeting.status = move.target
    meeting.save(update_fields=["status"])
    audit.record(
        move.name,
        meeting,
        office=meeting.body.office,
        by=by,
        before=before,
        after={**audit.facts(meeting, "status"), **after},
        reason=reason,
    )


def _open(meeting_pk: int) -> Meeting:
    """The meeting, locked; MoveRefused where its agenda is not open to change."""
    meeting = rows.locked_meeting(meeting_pk)
    if meeting.status not in OPEN:
        raise MoveRefused(
            f"The agenda of a meeting that is {said(meeting.status)} is not changed."
        )
    return meeting


def _locked(item_pk: int) -> AgendaItem:
    """The item with its meeting locked first, so that nobody waits in a circle."""
    found = AgendaItem.objects.only("meeting_id").get(pk=item_pk)
    return _item(_open(found.meeting_id), item_pk)


def _item(meeting: Meeting, item_pk: int) -> AgendaItem:
    items = AgendaItem.objects.select_related("restriction")
    item = items.select_for_update(of=("self",)).get(pk=item_pk)
    item.meeting = meeting
    return item


def _check_not_published(item: AgendaItem) -> None:
    """A late item stays open until the agenda is issued again with it."""
    if item.published_on is not None:
        raise MoveRefused(
            "The agenda is published: this item stands as people read it."
        )


def _put_in_order(meeting: Meeting, pks: list[int]) -> None:
    for order, pk in enumerate(pks, start=1):
        meeting.items.filter(pk=pk).update(order=order)
    _count_up(meeting)


def _count_up(meeting: Meeting) -> None:
    meeting.agenda_revision += 1
    meeting.save(update_fields=["agenda_revision"])
