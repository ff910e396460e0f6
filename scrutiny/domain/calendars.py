"""Meetings and days due as an iCalendar file (RFC 5545).

Pure: no Django, no database. Moments carry their time zone and are written in UTC.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from icalendar import Calendar, Event

MAKER = "-//OPCC//Meetings//EN"
REFRESH = dt.timedelta(hours=6)


@dataclass(frozen=True)
class Entry:
    """One event: all day where ``starts`` is a day, else for ``minutes``.

    ``uid`` stays the same when the event changes, so that a calendar moves it.
    """

    uid: str
    starts: dt.date | dt.datetime
    title: str
    minutes: int = 60
    place: str = ""
    text: str = ""
    url: str = ""
    is_cancelled: bool = False


def to_ics(name: str, entries: Iterable[Entry], *, at: dt.datetime) -> bytes:
    """The calendar, with ``at`` as the moment at which it was so."""
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(entry, at))
    made: bytes = calendar.to_ical()
    return made


def _event(entry: Entry, at: dt.datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", at.astimezone(dt.UTC))
    event.add("summary", entry.title)
    starts, ends = _span(entry)
    event.add("dtstart", starts)
    event.add("dtend", ends)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    for name, said in (
        ("location", entry.place),
        ("description", entry.text),
        ("url", entry.url),
    ):
        if said:
            event.add(name, said)
    return event


def _span(entry: Entry) -> tuple[dt.date, dt.date]:
    """A day's end is the day after it, which does not count."""
    if isinstance(entry.starts, dt.datetime):
        starts = entry.starts.astimezone(dt.UTC)
        return starts, starts + dt.timedelta(minutes=entry.minutes)
    return entry.starts, entry.starts + dt.timedelta(days=1)
