"""Pages of oversight activities: how often each happened, and one press for today."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_tables2 import RequestConfig

from opcc.core import clock
from opcc.core.access import allow
from opcc.core.moves import MoveRefused, sentences
from opcc.core.roles import Can
from scrutiny.changes import activities as changes
from scrutiny.forms.activities import ActivityForm, RecordForm
from scrutiny.models import ActivityRecord, OversightActivity
from scrutiny.models.activities import year_of
from scrutiny.tables.activities import RecordTable
from scrutiny.views.pages import form_page, posted, saved, url_of
from scrutiny.views.programme import crumbs_of


@allow(Can.READ_DESK)
def activities(request):
    """Every activity with its counts of this financial year: four queries."""
    today = clock.today()
    year = year_of(today)
    rows = OversightActivity.objects.for_office(request.office)
    page = {
        "lines": [
            (activity, activity.tally(year, on=today))
            for activity in rows.with_records(since=year.start)
        ],
        "year": year,
        "may_edit": request.standing.can(Can.EDIT_PROGRAMME),
        "crumbs": crumbs_of(request),
    }
    return render(request, "scrutiny/programme/activities.html", page)


@allow(Can.READ_DESK)
def activity(request, pk):
    """One activity: this year and the last against its cadence, and every record."""
    today = clock.today()
    year = year_of(today)
    shown = _activity(request, pk, since=(year - 1).start)
    may_edit = request.standing.can(Can.EDIT_PROGRAMME)
    table = RecordTable(
        shown.records.select_related("area", "by"),
        office=request.office,
        may_edit=may_edit,
    )
    RequestConfig(request, paginate={"per_page": 25}).configure(table)
    page = {
        "activity": shown,
        "years": [(each, shown.tally(each, on=today)) for each in (year, year - 1)],
        "table": table,
        "may_edit": may_edit,
        "crumbs": _crumbs(request),
    }
    return render(request, "scrutiny/programme/activity.html", page)


@allow(Can.EDIT_PROGRAMME)
def add(request):
    form = ActivityForm(posted(request), office=request.office)
    if saved(form, lambda: _save(request, form, changes.add)):
        messages.success(request, _("The activity is added."))
        return redirect(url_of(request, "activity", form.instance.pk))
    title = _("Add an activity")
    return form_page(request, form, title=title, crumbs=_crumbs(request))


@allow(Can.EDIT_PROGRAMME)
def edit(request, pk):
    edited = _activity(request, pk)
    crumbs = _crumbs(request, edited)
    form = ActivityForm(posted(request), instance=edited, office=request.office)
    if saved(form, lambda: _save(request, form, changes.edit)):
        messages.success(request, _("The activity is saved."))
        return redirect(crumbs[-1][1])
    return form_page(request, form, title=_("Change the activity"), crumbs=crumbs)


@allow(Can.EDIT_PROGRAMME)
@require_POST
def today(request, pk):
    """One press: it happened today, in the area that the button names."""
    done = _activity(request, pk)
    areas = {str(area.pk): area for area in done.areas.all()}
    area = areas.get(request.POST.get("area", ""))
    try:
        changes.record(
            activity=done, happened_on=clock.today(), area=area, by=request.user
        )
    except (MoveRefused, ValidationError) as refusal:
        messages.error(request, " ".join(sentences(refusal)))
    else:
        messages.success(request, _("“%s” is recorded for today.") % done)
    return redirect(url_of(request, "activity", done.pk))


@allow(Can.EDIT_PROGRAMME)
def record(request, pk):
    """That it happened on another day, or in an area to choose."""
    done = _activity(request, pk)
    crumbs = _crumbs(request, done)
    form = RecordForm(posted(request), activity=done)
    if saved(form, lambda: _record(request, done, form.cleaned_data)):
        messages.success(request, _("It is recorded."))
        return redirect(crumbs[-1][1])
    return form_page(request, form, title=_("Record that it happened"), crumbs=crumbs)


@allow(Can.EDIT_PROGRAMME)
@require_POST
def strike_out(request, pk):
    """A mistake goes at once: it may be recorded again, and the log keeps both."""
    records = ActivityRecord.objects.filter(activity__office=request.office)
    gone = get_object_or_404(records.select_related("activity", "area"), pk=pk)
    changes.strike_out(record=gone, by=request.user)
    messages.success(request, _("The record is struck out."))
    return redirect(url_of(request, "activity", gone.activity_id))


def _activity(request, pk: int, *, since=None) -> OversightActivity:
    found = OversightActivity.objects.for_office(request.office)
    if since is not None:
        found = found.with_records(since=since)
    return get_object_or_404(found, pk=pk)


def _save(request, form, change) -> None:
    change(activity=form.instance, areas=form.cleaned_data["areas"], by=request.user)


def _record(request, done: OversightActivity, said: dict) -> None:
    changes.record(
        activity=done,
        happened_on=said["happened_on"],
        area=said.get("area"),
        by=request.user,
    )


def _crumbs(request, activity: OversightActivity | None = None):
    crumbs = [*crumbs_of(request), (_("Activities"), url_of(request, "activities"))]
    if activity is not None:
        crumbs.append((activity.name, url_of(request, "activity", activity.pk)))
    return crumbs
