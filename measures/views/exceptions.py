"""A quarter's exceptions: the list, one of them, and what is done about it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from measures.changes import exceptions, watching
from measures.domain.answering import LOOKED_FOR
from measures.forms.exceptions import (
    CallInForm,
    ExceptionFilter,
    OwnerForm,
    ReasonForNoneForm,
    WatchForm,
)
from measures.forms.refusing import refuse
from measures.models import Cycle, CycleException, watch_of
from measures.reading.sheets import sheet_of
from measures.views.finding import measure_with_values, quarter_named
from measures.views.workbench import may_write
from opcc.core.access import allow
from opcc.core.moves import MoveRefused
from opcc.core.roles import Can


@allow(Can.READ_DESK)
def listed(request, quarter):
    """In order of concern: what, why, whose, and what is still needed."""
    quarter = quarter_named(quarter)
    cycle = Cycle.objects.for_office(request.office).of(quarter).first()
    rows = sorted(_rows(request, quarter), key=lambda row: row.rank)
    owners = sorted({row.owner for row in rows}, key=lambda each: each.name)
    narrow = ExceptionFilter(request.GET or None, owners=owners)
    page = {
        "quarter": quarter,
        "cycle": cycle,
        "is_open": cycle is not None and cycle.state in LOOKED_FOR,
        "rows": _narrowed(rows, narrow),
        "waiting": [row for row in rows if row.needs_answer],
        "holding": [row for row in rows if row.holds],
        "filter": narrow,
        "may_find": request.standing.can(Can.RUN_CYCLES),
        "may_call_in": bool(exceptions.sources_of(request.standing)),
    }
    return render(request, "measures/exceptions/exception_list.html", page)


@allow(Can.RUN_CYCLES)
@require_POST
def find(request, quarter):
    """Look again, as the figures are now."""
    cycle = _cycle(request, quarter)
    try:
        holding = exceptions.find(cycle=cycle, by=request.user, on=timezone.localdate())
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        words = ngettext(
            "%(n)d exception holds.", "%(n)d exceptions hold.", len(holding)
        )
        messages.success(request, words % {"n": len(holding)})
    return redirect("returns:exceptions", request.office.slug, quarter)


@allow(Can.CALL_IN)
def call_in(request, quarter):
    cycle = _cycle(request, quarter)
    sources = exceptions.sources_of(request.standing)
    form = CallInForm(
        request.POST or None,
        office=request.office,
        quarter=cycle.period,
        sources=sources,
    )
    if form.is_valid():
        row = _called_in(request, cycle, form)
        if row is not None:
            messages.success(request, _("It is called in."))
            return redirect(_address(row))
    title = _("Call something in for %(quarter)s") % {"quarter": cycle.period}
    back = reverse("returns:exceptions", args=[request.office.slug, quarter])
    return _form(request, form, title, back, cycle.period)


@allow(Can.READ_DESK)
def exception(request, quarter, pk):
    """Its facts with their explanation, the chart, the answer and the questions."""
    row = _row(request, quarter, pk)
    owns = row.owner_id == request.user.pk
    runs = request.standing.can(Can.RUN_CYCLES)
    is_open = row.cycle.state in LOOKED_FOR
    page = {
        "row": row,
        "quarter": row.cycle.period,
        "sheet": _sheet(request, row),
        "may_write": row.measure is not None and may_write(request, row.measure),
        "may_reason": is_open and row.holds and not row.is_written and (runs or owns),
        "may_hand_over": is_open and runs,
    }
    return render(request, "measures/exceptions/exception_detail.html", page)


@allow(Can.WRITE_COMMENTARY)
def reason(request, quarter, pk):
    """Why no commentary is needed: the owner's to say, or a performance officer's."""
    row = _row(request, quarter, pk)
    if row.owner_id != request.user.pk and not request.standing.can(Can.RUN_CYCLES):
        raise PermissionDenied
    form = ReasonForNoneForm(
        request.POST or None, initial={"reason": row.reason, "revision": row.revision}
    )
    if form.is_valid() and _reason_given(request, row, form):
        messages.success(request, _("The reason is recorded."))
        return redirect(_address(row))
    title = _("No commentary is needed on %(it)s") % {"it": row.code}
    return _form(request, form, title, _address(row), row.cycle.period, row)


@allow(Can.RUN_CYCLES)
def owner(request, quarter, pk):
    row = _row(request, quarter, pk)
    form = OwnerForm(
        request.POST or None,
        owners=exceptions.owners_in(request.office),
        initial={"to": row.owner_id, "revision": row.revision},
    )
    if form.is_valid() and _handed_over(request, row, form):
        messages.success(request, _("The owner is changed."))
        return redirect(_address(row))
    title = _("Who answers %(it)s?") % {"it": row.code}
    return _form(request, form, title, _address(row), row.cycle.period, row)


@allow(Can.RUN_CYCLES)
def triggers(request):
    """What makes something an exception in this office."""
    form = WatchForm(request.POST or None, watch=watch_of(request.office))
    if form.is_valid():
        try:
            watching.choose(office=request.office, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("The triggers are saved."))
            return redirect("site:settings", request.office.slug)
    back = reverse("site:settings", args=[request.office.slug])
    page = {"form": form, "cancel_url": back}
    return render(request, "measures/exceptions/triggers.html", page)


# -- what the address names


def _rows(request, quarter):
    found = CycleException.objects.for_office(request.office).of(quarter)
    return found.with_all()


def _row(request, quarter, pk) -> CycleException:
    return get_object_or_404(_rows(request, quarter_named(quarter)), pk=pk)


def _cycle(request, quarter) -> Cycle:
    cycles = Cycle.objects.for_office(request.office).of(quarter_named(quarter))
    return get_object_or_404(cycles)


def _address(row: CycleException) -> str:
    cycle = row.cycle
    return reverse(
        "returns:exception", args=[cycle.office.slug, cycle.period.key, row.pk]
    )


def _narrowed(rows, narrow: ExceptionFilter) -> list[CycleException]:
    asked = narrow.cleaned_data if narrow.is_valid() else {}
    keep = {
        "needed": lambda row: row.needs_answer,
        "answered": lambda row: row.holds and not row.needs_answer,
        "gone": lambda row: not row.holds,
    }.get(asked.get("show"), lambda row: row.holds)
    owner = asked.get("owner")
    return [
        row for row in rows if keep(row) and (not owner or str(row.owner_id) == owner)
    ]


def _sheet(request, row: CycleException):
    """The chart of a measure; None for a commitment."""
    if row.measure is None:
        return None
    quarter = row.cycle.period
    measure = measure_with_values(request.office, row.measure.code, quarter)
    return sheet_of(measure, quarter)


# -- what is done


def _called_in(request, cycle: Cycle, form: CallInForm) -> CycleException | None:
    try:
        return exceptions.call_in(
            cycle=cycle,
            subject=form.subject,
            source=form.cleaned_data["source"],
            reason=form.cleaned_data["reason"],
            by=request.standing,
            on=timezone.localdate(),
        )
    except (MoveRefused, ValidationError) as error:
        refuse(form, error)
    return None


def _reason_given(request, row: CycleException, form: ReasonForNoneForm) -> bool:
    try:
        exceptions.give_reason(
            exception=row,
            reason=form.cleaned_data["reason"],
            seen=form.cleaned_data["revision"],
            by=request.standing,
        )
    except MoveRefused as refusal:
        refuse(form, refusal)
        return False
    return True


def _handed_over(request, row: CycleException, form: OwnerForm) -> bool:
    try:
        exceptions.hand_over(
            exception=row,
            to=form.cleaned_data["to"],
            seen=form.cleaned_data["revision"],
            by=request.user,
        )
    except MoveRefused as refusal:
        refuse(form, refusal)
        return False
    return True


def _form(request, form, title, back, quarter, row=None):
    page = {"form": form, "title": title, "cancel_url": back, "quarter": quarter}
    page["row"] = row
    return render(request, "measures/exceptions/exception_form.html", page)
