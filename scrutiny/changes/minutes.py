"""Minutes: begun as the meeting opens, written item by item, and agreed."""

from __future__ import annotations

from django.db import transaction

from opcc.core import audit, clock
from opcc.core.models import User
from opcc.core.moves import check_based_on
from scrutiny.changes import agendas, rows
from scrutiny.domain import minuting
from scrutiny.domain.workflow import MINUTES, check_minutes
from scrutiny.models import AgendaItem, Meeting, Minute

SAID = ("text", "decisions")
STATES = ("minutes",)


@transaction.atomic
def begin(*, meeting: Meeting, by: User) -> Meeting:
    """The meeting is held from now on, and its minutes are in draft.

    MoveRefused before its day, and unless its agenda is published.
    """
    stored = rows.locked_meeting(meeting.pk)
    if stored.status != Meeting.Status.HELD:
        stored = agendas.hold(meeting=stored, on=clock.today(), by=by)
    before = audit.facts(stored, *STATES)
    check_minutes(status=stored.status)
    stored.minutes = MINUTES.check("draft", state=stored.minutes).target
    return _moved("begin the minutes of", stored, before, by=by)


@transaction.atomic
def agree(*, meeting: Meeting, by: User) -> Meeting:
    """The minutes are settled: nobody writes in them any more.

    What was asked for is kept with them: actions go on, and the minutes do not.
    """
    stored = rows.locked_meeting(meeting.pk)
    before = audit.facts(stored, *STATES)
    stored.minutes = MINUTES.check("agree", state=stored.minutes).target
    items = list(stored.items.minuted())
    minuting.check_written([_texts(item) for item in items])
    held = [item for item in items if item.is_restricted]
    minuting.check_told(
        [_texts(item) for item in items if not item.is_restricted],
        [(words, item.safe_title) for item in held for words in _secrets(item)],
    )
    _keep_what_was_asked(items)
    return _moved("agree the minutes of", stored, before, by=by)


@transaction.atomic
def publish(*, meeting: Meeting, by: User) -> Meeting:
    """They are public from now on, as they were agreed."""
    stored = rows.locked_meeting(meeting.pk)
    before = audit.facts(stored, *STATES)
    stored.minutes = MINUTES.check("publish", state=stored.minutes).target
    return _moved("publish the minutes of", stored, before, by=by)


@transaction.atomic
def write(
    *, item: AgendaItem, text: str, decisions: str, based_on: int, by: User
) -> Minute:
    """Save the minute of an item; ``based_on`` is the revision seen, 0 for none.

    Where nothing differs nothing is written. WrittenMeanwhile where somebody else
    saved since, and MoveRefused unless the minutes are in draft.
    """
    meeting = rows.locked_meeting(item.meeting_id)
    minuting.check_open(minutes=meeting.minutes)
    stored = Minute.objects.filter(item=item).select_related("by").first()
    wanted = {"text": _plain(text), "decisions": _plain(decisions)}
    before = audit.facts(stored, *SAID) if stored else dict.fromkeys(SAID, "")
    if before == wanted:
        return stored or Minute(item=item, revision=0, by=by, at=clock.now())
    seen = stored.revision if stored else 0
    check_based_on(revision=seen, based_on=based_on, theirs=stored)
    minute = stored or Minute(item=item)
    minute.revision = seen + 1
    minute.by, minute.at = by, clock.now()
    for name, words in wanted.items():
        setattr(minute, name, words)
    minute.save()
    office = meeting.body.office
    old, new = audit.changed(before, wanted)
    audit.record("minute", minute, office=office, by=by, before=old, after=new)
    return minute


def _moved(verb: str, stored: Meeting, before: dict, *, by: User) -> Meeting:
    stored.save(update_fields=STATES)
    audit.record(
        verb,
        stored,
        office=stored.body.office,
        by=by,
        before=before,
        after=audit.facts(stored, *STATES),
    )
    return stored


def _keep_what_was_asked(items: list[AgendaItem]) -> None:
    for item in items:
        item.minute.asked = minuting.kept(item.asked_for())
    Minute.objects.bulk_update([item.minute for item in items], ["asked"])


def _texts(item: AgendaItem) -> tuple[str, str]:
    minute = getattr(item, "minute", None)
    return item.title, f"{minute.text}\n{minute.decisions}" if minute else ""


def _secrets(item: AgendaItem) -> list[str]:
    return [item.title, *item.minute.decisions.splitlines()]


def _plain(text: str) -> str:
    """As a browser sends it, without its carriage returns."""
    return text.replace("\r\n", "\n").strip()
