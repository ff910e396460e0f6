"""Returns to give, values to validate, and the quarter to open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measures import grid
from measures.models import Cycle
from opcc.core import workdays
from opcc.core.access import Standing
from opcc.core.models import Office
from opcc.core.periods import Period
from opcc.core.roles import Can
from opcc.site.work.due import Due, validation_day


def validates(standing: Standing) -> bool:
    """Whether validation is their daily work: others may, but are not asked to."""
    return standing.can(Can.VALIDATE_VALUES) and standing.can(Can.EDIT_MEASURES)


def owed(standing: Standing, returns: list[grid.Return]) -> Iterator[Due]:
    """A return that this person's organisations have not finished."""
    for due in returns:
        if due.organisation.pk not in standing.provides_for:
            continue
        states = [figure.state for figure in due.figures]
        missing, queried = states.count("expected"), states.count("queried")
        if missing or queried:
            yield Due(
                on=_by(due),
                what=_("Return for %(quarter)s: %(organisation)s")
                % {"quarter": due.quarter, "organisation": due.organisation},
                detail=_values(missing, queried),
                url=_url("returns:return", standing, due.quarter, due.organisation),
                button=_("Answer") if queried else _("Enter"),
                word=_("Queried") if queried else _("To enter"),
                tone="warn" if queried else "",
            )


def _values(missing: int, queried: int) -> str:
    to_enter = ngettext("%d value to enter", "%d values to enter", missing) % missing
    asked = ngettext("%d query to answer", "%d queries to answer", queried) % queried
    return ", ".join(said for n, said in ((missing, to_enter), (queried, asked)) if n)


def to_validate(
    standing: Standing, returns: list[grid.Return], quarter: Period
) -> Iterator[Due]:
    """Values that others entered, where this person may validate."""
    if not validates(standing):
        return
    for entered in returns:
        waiting = [
            figure
            for figure in entered.figures
            if figure.state in ("entered", "corrected")
            and figure.observation.entered_by_id != standing.user.pk
        ]
        if waiting:
            count = len(waiting)
            yield Due(
                on=validation_day(standing.office, quarter),
                what=ngettext(
                    "Validate %(n)d value of %(organisation)s",
                    "Validate %(n)d values of %(organisation)s",
                    count,
                )
                % {"n": count, "organisation": entered.organisation},
                detail=str(quarter),
                url=_url("returns:validate", standing, quarter, entered.organisation),
                button=_("Validate"),
                word=_("To validate"),
            )


def to_open(office: Office, quarter: Period) -> Iterator[Due]:
    """The quarter that ended, while nobody has asked for its returns."""
    cycle = Cycle.objects.for_office(office).of(quarter).first()
    if cycle is not None and cycle.state != Cycle.State.SCHEDULED:
        return
    yield Due(
        on=_opening_day(quarter),
        what=_("Open %(quarter)s") % {"quarter": quarter},
        detail=_("Each provider is then asked for what they owe."),
        url=reverse("site:cycle", args=[office.slug, quarter.key]),
        button=_("Open"),
        word=_("Not open"),
    )


def _opening_day(quarter: Period) -> dt.date:
    try:
        return workdays.next_working_day(quarter.end)
    except workdays.OutsideCalendar:
        return quarter.end


def _by(owed: grid.Return) -> dt.date:
    return owed.due_on or owed.quarter.end


def _url(name: str, standing: Standing, quarter: Period, organisation) -> str:
    return reverse(name, args=[standing.office.slug, quarter.key, organisation.pk])
