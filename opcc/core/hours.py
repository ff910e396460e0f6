"""How a time of day is told to a reader: "10:30am", "2pm", "midday", "midnight".

Said here and nowhere else; files for machines keep the times that machines read.
Source: the GOV.UK style guide, "Times".
"""

from __future__ import annotations

import datetime as dt
import re

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

STORED = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
"""A time as documents keep it: "14:00"."""


def said_hour(at: dt.time) -> str:
    """To the minute."""
    if at.minute == 0 and at.hour % 12 == 0:
        return _("midday") if at.hour else _("midnight")
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def stored_hour(at: dt.time | None) -> str:
    """As documents keep it, so that it can be sorted and read again; "" of none."""
    return f"{at:%H:%M}" if at else ""


def said_stored(words: str) -> str:
    """The same of a time that a document keeps; what is none stays as it is."""
    if not STORED.fullmatch(words):
        return words
    return said_hour(dt.time.fromisoformat(words))


def said_clock(at: dt.datetime) -> str:
    """The time of a moment where its readers are."""
    return said_hour(timezone.localtime(at).time())


def said_moment(at: dt.datetime, day: str = "j F Y") -> str:
    """ "9 November 2026, 2:05pm"; the day as Django's format has it."""
    return f"{date_format(timezone.localtime(at), day)}, {said_clock(at)}"
