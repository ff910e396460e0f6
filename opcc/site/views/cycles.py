"""A quarter's cycle: its days, from the diary of meetings, and its moves."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures.changes import cycles
from measures.domain.cycle import standing
from measures.domain.workflow import CYCLE
from measures.forms.cycles import CycleDaysForm
from measures.forms.decisions import ReasonForm
from measures.models import Cycle
from measures.views.finding import quarter_named
from opcc.core import workdays
from opcc.core.access import allow
from opcc.core.moves import Move, MoveRefused
from opcc.core.periods import Period
from opcc.core.roles import Can, Role
from scrutiny.models import Meeting

WORDS = {
    "open": gettext_lazy("Open the quarter"),
    "close_the_data_of": gettext_lazy("Close the data"),
    "start_the_commentary_of": gettext_lazy("Start the commentary"),
    "start_the_review_of": gettext_lazy("Start the review"),
    "issue": gettext_lazy("Mark as issued"),
    "close": gettext_lazy("Close the quarter"),
    "put_off": gettext_lazy("Put the quarter off"),
    "reopen_the_data_of": gettext_lazy("Open the data again"),
    "take_back_to_data": gettext_lazy("Take back to the data"),
    "take_back_to_commentary": gettext_lazy("Take back to commentary"),
    "take_back_to_review": gettext_lazy("Take back to the review"),
    "reopen": gettext_lazy("Open the quarter again"),
}
"""What the button of each move says."""


@allow(Can.READ_DESK)
def cycle(request, quarter):
    """The steps with their days, the state, and what may be done next."""
    quarter = quarter_named(quarter)
    shown = _shown(request, quarter)
    may_run = request.standing.can(Can.RUN_CYCLES)
    facts = {
        "cycle": shown,
        "quarter": quarter,
        "steps": [
            (each, Role(each.step.owner).label)
            for each in standing(shown.dated_steps, on=timezone.localdate())
        ],
        "moves": _moves(shown) if may_run and shown.pk else [],
        "may_run": may_run,
    }
    return render(request, "site/cycle.html", facts)


@allow(Can.RUN_CYCLES)
def days(request, quarter):
    """When the meetings are; the first time this makes the cycle, as scheduled."""
    quarter = quarter_named(quarter)
    shown = _shown(request, quarter)
    form = CycleDaysForm(
        request.POST or None, instance=shown, initial=_from_the_diary(shown)
    )
    if form.is_valid() and _days_are_set(request, quarter, form):
        messages.success(request, _("The days are saved."))
        return redirect("site:cycle", request.office.slug, quarter.key)
    title = _("When are the meetings for %(quarter)s?") % {"quarter": quarter}
    return _form(request, quarter, form, title)


@allow(Can.RUN_CYCLES)
def move(request, quarter, move):
    """Take the cycle a step forward, or back with a reason."""
    quarter = quarter_named(quarter)
    found = get_object_or_404(Cycle.objects.for_office(request.office).of(quarter))
    wanted = _move_named(move)
    words = WORDS[wanted.name]
    # A post without fields is still a post: a step forward asks for nothing.
    form = ReasonForm(
        request.POST if request.method == "POST" else None,
        button=words,
        is_needed=wanted.needs_reason,
    )
    if form.is_valid() and _moved(request, found, wanted, form):
        messages.success(request, _("Done: %(what)s.") % {"what": words})
        return redirect("site:cycle", request.office.slug, quarter.key)
    return _form(request, quarter, form, f"{words}: {quarter}")


# -- what the address names


def _shown(request, quarter: Period) -> Cycle:
    """The stored cycle, or what the office's timetable would make of the quarter."""
    rows = Cycle.objects.for_office(request.office).of(quarter)
    return rows.select_related("office").first() or Cycle.planned(
        request.office, quarter
    )


def _move_named(name: str) -> Move:
    if name not in WORDS:
        raise Http404
    return CYCLE.move(name)


def _moves(shown: Cycle) -> list[tuple[Move, str]]:
    """The moves that start here, forward ones first, each with its words."""
    return [(each, WORDS[each.name]) for each in CYCLE.open_to(shown.state)]


# -- what the diary says


def _from_the_diary(shown: Cycle) -> dict[str, dt.date]:
    """Days to begin with where none is set: the meetings that this quarter goes to.

    The first board once figures are validated, and the first panel after that board.
    """
    if shown.pk:
        return {}
    office, found = shown.office, {}
    template = office.style.reporting_cycle
    ready = _working_day(shown.period_end, office.validation_working_days)
    board = _first_meeting(office, template.board, after=ready)
    if board is not None:
        found["board_on"] = board
    panel = _first_meeting(office, template.panel, after=board or ready)
    if panel is not None:
        found["panel_on"] = panel
    return found


def _first_meeting(office, series: str, *, after: dt.date) -> dt.date | None:
    meetings = Meeting.objects.for_office(office).filter(series__name=series)
    ahead = meetings.upcoming(on=after + dt.timedelta(days=1)).order_by("held_on")
    return ahead.values_list("held_on", flat=True).first()


def _working_day(day: dt.date, count: int) -> dt.date:
    try:
        return workdays.add(day, count)
    except workdays.OutsideCalendar:
        return day


# -- what is done


def _days_are_set(request, quarter: Period, form: CycleDaysForm) -> bool:
    """Whether the days are stored; otherwise why not is on the form."""
    stored = Cycle.objects.for_office(request.office).of(quarter).first()
    try:
        if stored is None:
            cycles.schedule(
                office=request.office, quarter=quarter, by=request.user, **form.days
            )
        else:
            seen = form.cleaned_data["revision"] or 0
            cycles.set_days(cycle=stored, by=request.user, seen=seen, **form.days)
    except MoveRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _moved(request, found: Cycle, wanted: Move, form: ReasonForm) -> bool:
    try:
        cycles.move(
            cycle=found,
            name=wanted.name,
            by=request.user,
            on=timezone.localdate(),
            reason=form.cleaned_data.get("reason", ""),
        )
    except MoveRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _form(request, quarter: Period, form, title: str):
    back = reverse("site:cycle", args=[request.office.slug, quarter.key])
    facts = {"form": form, "title": title, "back": back, "quarter": quarter}
    return render(request, "site/cycle_form.html", facts)
