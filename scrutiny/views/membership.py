"""Pages of members, terms of reference and attendance at the desk."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from opcc.core.access import allow
from opcc.core.models import Appointment
from opcc.core.moves import MoveRefused
from opcc.core.roles import Can
from scrutiny.changes import membership as changes
from scrutiny.forms.membership import (
    AttendanceForm,
    EndSeatForm,
    SeatForm,
    TermsForm,
)
from scrutiny.models import Attendance, Body, Membership
from scrutiny.views.finding import body_of, crumbs_to, meeting_of
from scrutiny.views.pages import form_page, posted, saved


@dataclass(frozen=True)
class Seat:
    """A post's seat in a body, and who holds the post; None for a vacancy."""

    membership: Membership
    holder: Appointment | None


def seats_of(body: Body, *, on: dt.date) -> list[Seat]:
    """Two queries, however many."""
    held = Appointment.objects.held(on=on).select_related("post")
    rows = body.memberships.held(on=on).select_related("post__organisation")
    rows = rows.prefetch_related(
        Prefetch("post__appointments", queryset=held, to_attr="holding")
    )
    return [Seat(row, next(iter(row.post.holding), None)) for row in rows]


@allow(Can.READ_DESK)
def terms(request, pk):
    """Every approved version of the terms of reference, the latest first."""
    body = body_of(request, pk)
    page = {
        "body": body,
        "versions": body.terms.all(),
        "may_edit": request.standing.can(Can.EDIT_MEETINGS),
        "crumbs": crumbs_to(request, body),
    }
    return render(request, "scrutiny/terms.html", page)


@allow(Can.EDIT_MEETINGS)
def approve_terms(request, pk):
    body = body_of(request, pk)
    form = TermsForm(posted(request), body=body)
    crumbs = crumbs_to(request, body)
    if saved(form, lambda: changes.approve_terms(terms=form.instance, by=request.user)):
        messages.success(request, _("The terms of reference are recorded."))
        return redirect("scrutiny:terms", request.office.slug, pk)
    title = _("Record terms of reference")
    return form_page(request, form, title=title, crumbs=crumbs)


@allow(Can.EDIT_MEETINGS)
def seat(request, pk):
    body = body_of(request, pk)
    today = {"starts_on": timezone.localdate()}
    form = SeatForm(posted(request), body=body, initial=today)
    crumbs = crumbs_to(request, body)
    if saved(form, lambda: changes.seat(membership=form.instance, by=request.user)):
        messages.success(request, _("%s has a seat.") % form.instance.post)
        return redirect(crumbs[-1][1])
    return form_page(request, form, title=_("Give a post a seat"), crumbs=crumbs)


@allow(Can.EDIT_MEETINGS)
def end_seat(request, pk):
    seats = Membership.objects.for_office(request.office)
    ended = get_object_or_404(seats.select_related("body__office", "post"), pk=pk)
    form = EndSeatForm(posted(request), initial={"ends_on": timezone.localdate()})
    crumbs = crumbs_to(request, ended.body)
    if saved(form, lambda: _end(request, ended, form.cleaned_data["ends_on"])):
        messages.success(request, _("The seat of %s is ended.") % ended.post)
        return redirect(crumbs[-1][1])
    title = _("End the seat of %s") % ended.post
    return form_page(request, form, title=title, crumbs=crumbs)


@allow(Can.READ_DESK)
def attendance(request, pk):
    meeting = meeting_of(request, pk)
    page = {
        "meeting": meeting,
        "attendance": meeting.attendance.all(),
        "may_edit": request.standing.can(Can.EDIT_MEETINGS),
        "crumbs": crumbs_to(request, meeting.body, meeting),
    }
    return render(request, "scrutiny/attendance.html", page)


@allow(Can.EDIT_MEETINGS)
def attend(request, pk):
    meeting = meeting_of(request, pk)
    form = AttendanceForm(posted(request), meeting=meeting)
    crumbs = crumbs_to(request, meeting.body, meeting)
    if saved(form, lambda: _attend(request, form.instance)):
        messages.success(request, _("%s is on the list.") % form.instance.name)
        return redirect("scrutiny:attendance", request.office.slug, pk)
    return form_page(request, form, title=_("Say who came"), crumbs=crumbs)


@allow(Can.EDIT_MEETINGS)
@require_POST
def strike_out(request, pk):
    rows = Attendance.objects.filter(meeting__body__office=request.office)
    struck = get_object_or_404(rows, pk=pk)
    try:
        changes.strike_out(attendance=struck, by=request.user)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("scrutiny:attendance", request.office.slug, struck.meeting_id)


def _end(request, ended: Membership, on: dt.date) -> None:
    changes.end_seat(membership=ended, on=on, by=request.user)


def _attend(request, came: Attendance) -> None:
    changes.attend(attendance=came, on=timezone.localdate(), by=request.user)
