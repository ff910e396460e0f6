"""The meetings that agendas announce, as a calendar file for everybody.

Pure: no Django, no database.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from reports.domain.agendas import AgendaContent
from scrutiny.domain.calendars import Entry, to_ics

ZONE = ZoneInfo("Europe/London")
"""In which agendas say when a meeting starts."""


def meetings(
    name: str,
    agendas: Iterable[tuple[AgendaContent, str]],
    *,
    host: str,
    at: dt.datetime,
) -> bytes:
    """Takes each agenda with its whole address; of one meeting the last issue first.

    A meeting is the same in all issues of its agenda, so that calendars move it.
    """
    entries: dict[str, Entry] = {}
    for agenda, url in agendas:
        entry = _entry(agenda, url, host)
        entries.setdefault(entry.uid, entry)
    return to_ics(name, entries.values(), at=at)


def _entry(agenda: AgendaContent, url: str, host: str) -> Entry:
    body = re.sub(r"[^a-z0-9]+", "-", agenda.body.lower()).strip("-")
    items = (f"{line.number}. {line.title}" for line in agenda.lines)
    watch = (f"Watch: {agenda.stream_url}",) if agenda.stream_url else ()
    return Entry(
        uid=f"{body}-{agenda.held_on}@{host}",
        starts=_starts(agenda),
        title=agenda.body,
        minutes=sum(line.minutes for line in agenda.lines) or 60,
        place=agenda.place,
        text="\n".join((*items, *watch, url)),
        url=url,
    )


def _starts(agenda: AgendaContent) -> dt.date | dt.datetime:
    """The moment; the day where the agenda does not say a time as 14:00."""
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", agenda.starts):
        return agenda.held_on
    time = dt.time.fromisoformat(agenda.starts)
    return dt.datetime.combine(agenda.held_on, time, tzinfo=ZONE)
