"""How the person who acts is named in a record: with the post that they hold."""

from __future__ import annotations

import datetime as dt

from opcc.core.access import Standing
from opcc.core.models import Appointment

LONGEST = 200
"""Characters of a name with its roles or post, as every record has room for."""


def by_role(standing: Standing) -> str:
    """ "Tom Askew, scrutiny officer"."""
    return f"{standing.user.name}, {standing.role_words}"[:LONGEST]


def signed(standing: Standing, *, on: dt.date) -> str:
    """ "Eleanor Vaisey, Commissioner": the post of the day, or else the role."""
    held = Appointment.objects.held(on=on).filter(
        post__office=standing.office, user=standing.user
    )
    appointment = held.select_related("post").first()
    title = appointment.title if appointment else standing.role_words
    return f"{standing.user.name}, {title}"[:LONGEST]
