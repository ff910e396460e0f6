"""Two boards: their agendas, minutes, conclusions, and what they asked for."""

from __future__ import annotations

import datetime as dt

from opcc.core import clock
from opcc.site.demo import questions
from opcc.site.demo.days import Days
from opcc.site.demo.meetings import board_meeting
from opcc.site.demo.people import Cast
from opcc.site.demo.reading import told
from reports.changes.minutes import publish_minutes
from scrutiny.changes import agendas, assurance, membership, minutes, raising
from scrutiny.models import (
    AgendaItem,
    AssuranceStatement,
    Attendance,
    Meeting,
    Question,
)

IN_SHORT = {
    "Apologies and declarations of interest": "Nobody declared an interest.",
    "Actions from earlier meetings": (
        "Each open action was taken in turn. What was said stands with the action."
    ),
    "Performance against the plan": (
        "The report was taken as read. What stands out in it has an item of its own."
    ),
    "Inspection findings": "The force told what it has done on each open finding.",
    "Questions to the chief constable": (
        "The questions put before the meeting were answered in writing."
    ),
    "Custody in the west": (
        "The Board heard that arrests in the west had fallen since custody closed, and "
        "that nobody counts interviews by appointment."
    ),
    "Forward programme": "The programme for the next two quarters was agreed.",
}
"""What is minuted of items that are not of the story."""

CAME = (
    ("Eleanor Vaisey, Police and Crime Commissioner", "present", ""),
    ("Judith Farrow, Chief Executive", "present", ""),
    ("Tom Askew, Scrutiny Officer", "present", ""),
    ("Shirin Haddad, acting Chief Constable", "apologies", ""),
    ("ACC Rowe", "substitute", "Shirin Haddad"),
)


def tell(cast: Cast, days: Days, back: int) -> None:
    """Minuted by the scrutiny officer, and concluded on by the Commissioner."""
    meeting = board_meeting(cast, days, back)
    titles = [each["title"] for each in _told(back)]
    others = list(meeting.items.exclude(title__in=titles))
    items = [meeting.items.get(title=title) for title in titles]
    minutes.begin(meeting=meeting, by=cast.people["scrutiny"])
    _place(cast, items, back)
    questions.tell_spoken(cast, back)
    for item in others:
        _minute(cast, item, {"minute": IN_SHORT.get(item.title, "Noted.")})
    _attend(cast, meeting)
    for item, each in zip(items, _told(back), strict=True):
        item.refresh_from_db()
        _minute(cast, item, each)
        _conclude(cast, item, each)
        _ask_for(cast, item, each)


def agree(cast: Cast, days: Days, back: int) -> None:
    meeting = board_meeting(cast, days, back)
    minutes.agree(meeting=meeting, by=cast.people["scrutiny"])


def publish(cast: Cast, days: Days, back: int) -> None:
    meeting = board_meeting(cast, days, back)
    publish_minutes(meeting=meeting, by=cast.people["scrutiny"])


def _attend(cast: Cast, meeting: Meeting) -> None:
    for name, kind, stands_in_for in CAME:
        row = Attendance(
            meeting=meeting, name=name, kind=kind, stands_in_for=stands_in_for
        )
        membership.attend(attendance=row, on=clock.today(), by=cast.people["scrutiny"])


def _told(back: int) -> list[dict]:
    return [each for each in told("questions")["items"] if each["quarter"] == back]


def set_out(cast: Cast, meeting: Meeting, back: int) -> None:
    """The items of the story, after those that the agenda has already."""
    for each in _told(back):
        item = AgendaItem(
            meeting=meeting,
            title=each["title"],
            kind=each["kind"],
            duration=each["duration"],
        )
        agendas.add_item(item=item, by=cast.people["scrutiny"])


def _place(cast: Cast, items: list[AgendaItem], back: int) -> None:
    """Each question under its item."""
    for asked in told("questions")["questions"]:
        if asked["quarter"] == back and "item" in asked:
            found = Question.objects.filter(pk=questions.find(cast, asked).pk)
            found.update(item=items[asked["item"] - 1])


def _minute(cast: Cast, item: AgendaItem, each: dict) -> None:
    minutes.write(
        item=item,
        text=each["minute"],
        decisions=each.get("decisions", ""),
        based_on=0,
        by=cast.people["scrutiny"],
    )


def _conclude(cast: Cast, item: AgendaItem, each: dict) -> None:
    if "grade" not in each:
        return
    again = each.get("look_again")
    statement = AssuranceStatement(
        item=item,
        grade=each["grade"],
        reason=each["reason"],
        evidence=each.get("evidence", ""),
        gaps=each.get("gaps", ""),
        would_change=each.get("would_change", ""),
        look_again_on=again and _days_after(item, again),
    )
    by = cast.standing("commissioner", on=clock.today())
    assurance.state(statement=statement, by=by)


def _ask_for(cast: Cast, item: AgendaItem, each: dict) -> None:
    by = cast.people["scrutiny"]
    if "action" in each:
        raising.raise_action(
            item=item,
            title=each["action"],
            owner_name=each["owner"],
            organisation=cast.organisations[each["action_of"]],
            due_on=_days_after(item, each["action_days"]),
            measure=cast.office.measures.filter(code=each["action_about"]).first(),
            by=by,
        )
    if "request" in each:
        raising.request_information(
            item=item,
            text=each["request"],
            asked_of=cast.organisations[each["request_of"]],
            due_on=_days_after(item, each["request_days"]),
            by=by,
        )


def _days_after(item: AgendaItem, days: int) -> dt.date:
    return item.meeting.held_on + dt.timedelta(days=days)
