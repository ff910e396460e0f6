"""How the person who acts is named in a record: with the post that they hold."""

from __future__ import annotations

import datetime as dt

from opcc.core.access import Standing
from opcc.core.models import Appointment


def signed(standing: Standing, *, on: dt.date) -> str:
    """ "Eleanor Vaisey, Commissioner": the post of the day, or else the role."""
    held = Appointment.objects.held(on=on).filter(
        post__office=standing.office, user=standing.user
    )
    appointment = held.select_related("post").first()
    title = appointment.title if appointment else standing.role_words
    return f"{standing.user.name}, {title}"
