"""Template filters of the shared parts of a page: forms, lists and navigation."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from opcc.core.hours import said_clock, said_hour, said_moment, said_stored
from opcc.core.prose import prose as as_html

register = template.Library()


@register.filter
def prose(text: str) -> SafeString:
    """Markdown as HTML, as published documents have it."""
    return as_html(text)


@register.filter
def clock(at: dt.datetime | dt.time | str | None) -> str:
    """A time of day as readers are told it, also of one as documents keep it."""
    if isinstance(at, dt.datetime):
        return said_clock(at)
    if isinstance(at, dt.time):
        return said_hour(at)
    return said_stored(at) if at else ""


@register.filter
def moment(at: dt.datetime | None, day: str = "j F Y") -> str:
    """A day and its time: ``{{ paper.due_at|moment:"l j F Y" }}``; "" of none."""
    return said_moment(at, day) if at else ""


@register.filter
def part_label(part: dict[str, Any]) -> str:
    """What to call one control of a field that has several, as a date and a time.

    ``part`` is a subwidget's context; Django names it ``due_0`` or ``due_year``.
    """
    words = {
        "day": _("Day"),
        "month": _("Month"),
        "year": _("Year"),
        "date": _("Date"),
        "time": _("Time"),
    }
    suffix = part["name"].rpartition("_")[2]
    kind = part.get("type", "")
    position = int(suffix) + 1 if suffix.isdecimal() else suffix
    default = _("Part %(position)s") % {"position": position}
    return words.get(suffix) or words.get(kind) or default
