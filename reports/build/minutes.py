"""The minutes of a meeting, for the public and for the office."""

from __future__ import annotations

import datetime as dt
from itertools import groupby

from opcc.core.hours import stored_hour
from opcc.core.models import Office
from reports.build import agenda
from reports.domain.minutes import Conclusion, MinutedItem, MinutesContent
from reports.domain.restricted import Audience
from scrutiny.domain.assurance import disc_of
from scrutiny.domain.minuting import Asked
from scrutiny.models import AgendaItem, AssuranceStatement, Attendance, Meeting


def build_minutes(
    meeting: Meeting, *, audience: Audience, on: dt.date
) -> MinutesContent:
    """What the minutes say. Changes nothing; seven queries, however long they are."""
    office = meeting.body.office
    say = _full_item if audience == "office" else _public_item
    items = enumerate(_items(meeting), start=1)
    return MinutesContent(
        office=office.name,
        body=meeting.body.name,
        held_on=meeting.held_on,
        starts=stored_hour(meeting.starts_at),
        place=meeting.place,
        chair=meeting.chair,
        attendance=_attendance(meeting),
        items=tuple(say(number, item, office) for number, item in items),
        published_on=on,
        accent=office.accent,
        audience=audience,
    )


def secrets(meeting: Meeting) -> list[tuple[str, str]]:
    """Words of restricted items that the public version may not say, and what each is.

    Nine queries.
    """
    said = agenda.secrets(meeting)
    for number, item in enumerate(_items(meeting), start=1):
        if item.is_restricted:
            words = [*_decisions(item), *(each.text for each in _asked(item))]
            said += [(each, f"minuted under item {number}") for each in words]
    return said


def _public_item(number: int, item: AgendaItem, office: Office) -> MinutedItem:
    """Built from what may be public, so that nothing has to be taken out."""
    if item.is_restricted:
        reason = str(item.restriction.get_reason_code_display())
        return MinutedItem(number=number, title=item.safe_title, restricted=reason)
    return MinutedItem(
        number=number,
        title=item.title,
        **_said(item),
        conclusion=conclusion_of(item, office),
    )


def _full_item(number: int, item: AgendaItem, office: Office) -> MinutedItem:
    held = item.is_restricted
    return MinutedItem(
        number=number,
        title=item.title,
        restricted=str(item.restriction.get_reason_code_display()) if held else "",
        safe_title=item.safe_title if held else "",
        **_said(item),
        conclusion=conclusion_of(item, office, whole=True),
    )


def _said(item: AgendaItem) -> dict[str, object]:
    minute = getattr(item, "minute", None)
    return {
        "text": minute.text if minute else "",
        "decisions": _decisions(item),
        "asked": _asked(item),
    }


def _decisions(item: AgendaItem) -> tuple[str, ...]:
    minute = getattr(item, "minute", None)
    lines = minute.decisions.splitlines() if minute else []
    return tuple(line.strip() for line in lines if line.strip())


def _asked(item: AgendaItem) -> tuple[Asked, ...]:
    minute = getattr(item, "minute", None)
    return minute.asked_for() if minute else item.asked_for()


def conclusion_of(
    item: AgendaItem, office: Office, *, whole: bool = False
) -> Conclusion | None:
    """The newest statement, which is the one in force."""
    stated: AssuranceStatement | None = next(iter(item.assurances.all()), None)
    if stated is None:
        return None
    scale = {choice.key: choice.name for choice in office.style.assurance_scale}
    inside = {
        name: getattr(stated, name) for name in ("evidence", "gaps", "would_change")
    }
    return Conclusion(
        word=scale.get(stated.grade, stated.grade),
        disc=disc_of(stated.grade, list(scale)),
        reason=stated.reason,
        by=stated.by.name,
        look_again_on=stated.look_again_on,
        **(inside if whole else {}),
    )


def _items(meeting: Meeting):
    return meeting.items.minuted().prefetch_related("assurances__by")


def _attendance(meeting: Meeting) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Those present first, in the order in which the kinds are listed."""
    order = Attendance.Kind.values
    found = sorted(meeting.attendance.all(), key=lambda row: order.index(row.kind))
    return tuple(
        (str(Attendance.Kind(kind).label), tuple(_named(row) for row in rows))
        for kind, rows in groupby(found, key=lambda row: row.kind)
    )


def _named(row: Attendance) -> str:
    return f"{row.name} for {row.stands_in_for}" if row.stands_in_for else row.name
