"""People without an account who asked to be told by email of what is published."""

from __future__ import annotations

import datetime as dt

from opcc.core import clock
from opcc.site.demo.days import Days
from opcc.site.demo.people import Cast
from opcc.site.demo.telling import Chapter
from reports.changes import subscriptions
from reports.models import Subscriber

CONFIRMED = ("agnes.thorne@westmarch.example", "newsdesk@herald.example")
WAITING = "bram.oduya@westmarch.example"
"""Has asked, and not read the letter yet."""

LETTER = dt.timedelta(minutes=4)
"""Between asking and pressing the button that the letter leads to."""


def subscribed(cast: Cast, days: Days) -> Chapter:
    """Told last: nobody is written to about what was published before they asked."""
    return Chapter(
        "Readers ask to be told by email",
        days.now,
        Subscriber.objects.for_office(cast.office).exists,
        lambda: _tell(cast),
    )


def _tell(cast: Cast) -> None:
    for email in (*CONFIRMED, WAITING):
        subscriptions.ask(office=cast.office, email=email, at=clock.now() - LETTER)
    asked = Subscriber.objects.for_office(cast.office).filter(email__in=CONFIRMED)
    for subscriber in asked:
        subscriptions.confirm(subscriber=subscriber, at=clock.now())
