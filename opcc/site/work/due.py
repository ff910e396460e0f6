"""One thing that is due, and the day by which the office validates."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from opcc.core import workdays
from opcc.core.models import Office
from opcc.core.periods import Period


@dataclass(frozen=True)
class Due:
    """One thing that is due: by when, what, where it is done, how far it is."""

    on: dt.date
    what: str
    detail: str
    url: str
    button: str
    word: str
    tone: str = ""


def validation_day(office: Office, quarter: Period) -> dt.date:
    try:
        return workdays.add(quarter.end, office.validation_working_days)
    except workdays.OutsideCalendar:
        return quarter.end
