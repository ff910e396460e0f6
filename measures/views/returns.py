"""Who owes what for a quarter, and one organisation's return."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measures import grid, importing
from measures.board import board_of
from measures.changes import returns as completing
from measures.changes import values
from measures.forms.returns import QueryForm, RevisionForm
from measures.forms.rows import drawn
from measures.forms.values import ReturnForm
from measures.models import Observation
from measures.validation import changed_since_validated, to_validate
from measures.views.finding import (
    last_ended,
    organisation_of,
    organisations_seen,
    quarter_asked,
    quarter_named,
)
from opcc.core.access import allow
from opcc.core.moves import MoveRefused
from opcc.core.periods import Period, PeriodKind
from opcc.core.roles import Can
from plans.models import PlanVersion


@allow(Can.USE_DESK)
def returns(request):
    """The quarter's board: everybody's returns, or those of the reader's own."""
    on = timezone.localdate()
    quarter = quarter_asked(request)
    board = board_of(
        request.office, quarter, on=on, organisations=organisations_seen(request)
    )
    facts = {
        "board": board,
        "quarter": quarter,
        "quarters": _quarters(request, on),
        "by_objective": request.GET.get("by") == "objective",
        "due_on": grid.due_on(request.office, quarter),
        "key": grid.STATES,
        "may_validate": request.standing.can(Can.VALIDATE_VALUES),
        "may_import": request.standing.can(Can.IMPORT_VALUES),
        "may_read": request.standing.can(Can.READ_DESK),
        "may_chase": request.standing.can(Can.RUN_CYCLES),
    }
    return render(request, "measures/returns/return_list.html", facts)


def _quarters(request, on: dt.date) -> tuple[Period, ...]:
    """The quarter that runs, and those before it as far as the office's first plan."""
    since = PlanVersion.objects.for_office(request.office).first_day()
    return (last_ended(on) + 1).back_to(since, least=9)


@allow(Can.USE_DESK)
def return_page(request, quarter, organisation):
    """The entry grid. Whoever may read it sees it; who may enter values saves it."""
    quarter = quarter_named(quarter)
    organisation = organisation_of(request, organisation)
    if request.method != "POST":
        return _grid(request, organisation, quarter)
    if not request.standing.can(Can.ENTER_VALUES):
        raise PermissionDenied
    form = _typed(request, organisation, quarter)
    if form.is_valid and _stored(request, form):
        return redirect(request.path)
    # Read again: what refused the change may be what somebody else has just saved.
    return _grid(request, organisation, quarter, _typed(request, organisation, quarter))


@allow(Can.USE_DESK)
def to_fill_in(request, quarter, organisation):
    """The return as a file to fill in offline and to send back."""
    quarter = quarter_named(quarter)
    organisation = organisation_of(request, organisation)
    due = grid.return_of(request.office, organisation, quarter)
    text = "\ufeff" + importing.to_fill_in(due)
    name = f"return-{quarter.key}-{organisation.pk}.csv"
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@allow(Can.VALIDATE_VALUES)
def validate(request, quarter, organisation):
    """The values that wait for somebody's second look."""
    quarter = quarter_named(quarter)
    organisation = organisation_of(request, organisation)
    if request.method == "POST" and _accepted(request, quarter, organisation):
        return redirect(request.path)
    due = grid.return_of(request.office, organisation, quarter)
    facts = {
        "quarter": quarter,
        "organisation": organisation,
        "due": due,
        "changed": changed_since_validated(due, request.user),
        "rows": to_validate(due, request.user),
        "ticked": set(request.POST.getlist("tick")),
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "measures/returns/validate.html", facts)


@allow(Can.VALIDATE_VALUES)
def query(request, pk):
    """Ask the provider about one value."""
    observation = _observation(request, pk)
    form = QueryForm(request.POST or None)
    if form.is_valid():
        try:
            values.query(
                observation=observation, text=form.cleaned_data["text"], by=request.user
            )
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The value is queried."))
            return redirect(*_validate_address(request, observation))
    facts = {"form": form, "observation": observation}
    return render(request, "measures/returns/query.html", facts)


@allow(Can.ENTER_VALUES)
def revise(request, pk):
    """State a locked figure anew, with the reason."""
    observation = _observation(request, pk)
    form = RevisionForm(request.POST or None, observation=observation)
    if form.is_valid():
        try:
            values.revise(
                observation=observation,
                cell=form.cell,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
            )
        except (MoveRefused, values.Stale, ValidationError) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The value is revised, and wants validating."))
            return redirect(*_return_address(request, observation))
    facts = {"form": form, "observation": observation}
    return render(request, "measures/returns/revise.html", facts)


# -- what the address names


def _observation(request, pk):
    rows = Observation.objects.for_office(request.office).select_related(
        "measure__provider", "version", "entered_by"
    )
    seen = organisations_seen(request)
    if seen is not None:
        rows = rows.filter(measure__provider__in=seen)
    return get_object_or_404(rows, pk=pk)


def _return_address(request, observation):
    quarter = Period.containing(observation.period_end, PeriodKind.QUARTER)
    provider = observation.measure.provider_id
    return ("returns:return", request.office.slug, quarter.key, provider)


def _validate_address(request, observation):
    return ("returns:validate", *_return_address(request, observation)[1:])


# -- what is done


def _typed(request, organisation, quarter):
    due = grid.return_of(request.office, organisation, quarter)
    return ReturnForm(due, request.POST, is_submitted="submit" in request.POST)


def _grid(request, organisation, quarter, form=None):
    form = form or ReturnForm(grid.return_of(request.office, organisation, quarter))
    facts = {
        "form": form,
        "grid": drawn(form),
        "due": form.due,
        "changed": changed_since_validated(form.due, request.user),
        "on": timezone.localdate(),
        "may_enter": request.standing.can(Can.ENTER_VALUES),
        "may_validate": request.standing.can(Can.VALIDATE_VALUES),
    }
    return render(request, "measures/returns/return_detail.html", facts)


def _stored(request, form):
    """Whether what was typed is stored; otherwise why not is a message."""
    office, due = request.office, form.due
    try:
        values.enter(
            cells=form.cells, office=office, by=request.user, at=timezone.now()
        )
    except (values.Stale, MoveRefused, ValidationError) as refusal:
        messages.error(request, _words(refusal))
        return False
    if "submit" in request.POST:
        _complete(request, due)
        return True
    count = len(form.cells)
    words = ngettext("%(n)d value is saved.", "%(n)d values are saved.", count)
    messages.success(request, words % {"n": count})
    return True


def _complete(request, due):
    """Say that the return is complete; otherwise why not is a message."""
    try:
        completing.complete(
            organisation=due.organisation,
            quarter=due.quarter,
            office=request.office,
            by=request.user,
            at=timezone.now(),
        )
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The return is complete and submitted."))


def _accepted(request, quarter, organisation):
    if "whole" in request.POST:
        return _whole(request, quarter, organisation)
    return _validated(request, organisation)


def _whole(request, quarter, organisation):
    """Whether the whole return is validated; otherwise why not is a message."""
    try:
        completing.validate(
            organisation=organisation,
            quarter=quarter,
            office=request.office,
            by=request.user,
            at=timezone.now(),
            reason=request.POST.get("reason", ""),
        )
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, _("The return is validated."))
    return True


def _validated(request, organisation):
    """Whether the ticked values are validated; otherwise why not is a message."""
    seen = _ticked(request.POST.getlist("tick"))
    rows = Observation.objects.for_office(request.office).filter(
        pk__in=seen, measure__provider=organisation
    )
    if not seen:
        messages.error(request, _("Tick the values that you validate."))
        return False
    try:
        done = values.validate(
            observations=rows,
            by=request.user,
            at=timezone.now(),
            reason=request.POST.get("reason", ""),
            seen=seen,
        )
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
        return False
    words = ngettext(
        "%(n)d value is validated.", "%(n)d values are validated.", len(done)
    )
    messages.success(request, words % {"n": len(done)})
    return True


def _ticked(ticks):
    """The revision looked at, by the value's primary key; other text is left out."""
    pairs = (tick.partition(".") for tick in ticks)
    return {int(a): int(b) for a, _dot, b in pairs if a.isdecimal() and b.isdecimal()}


def _words(refusal):
    return " ".join(refusal.messages) if hasattr(refusal, "messages") else str(refusal)
