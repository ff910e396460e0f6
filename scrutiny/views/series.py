"""Pages of meeting series: added, changed, and a year of their meetings planned."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opcc.core.access import allow
from opcc.core.house_style.meetings import Cadence
from opcc.core.roles import Can
from scrutiny.changes import series as changes
from scrutiny.domain import recurring
from scrutiny.domain.diary import RelativeRule
from scrutiny.domain.recurring import Planned
from scrutiny.forms.agendas import ReasonForm
from scrutiny.forms.series import SeriesForm, YearForm
from scrutiny.models import MeetingSeries
from scrutiny.views.finding import body_of, crumbs_to
from scrutiny.views.pages import form_page, posted, saved


@allow(Can.EDIT_MEETINGS)
def add_series(request, pk):
    body = body_of(request, pk)
    form = SeriesForm(posted(request), body=body)
    crumbs = crumbs_to(request, body)
    if saved(form, lambda: changes.add_series(series=form.instance, by=request.user)):
        messages.success(request, _("The series is added."))
        return redirect(crumbs[-1][1])
    return form_page(request, form, title=_("Add a series"), crumbs=crumbs)


@allow(Can.EDIT_MEETINGS)
def edit_series(request, pk):
    edited = _series(request, pk)
    form = SeriesForm(posted(request), instance=edited, body=edited.body)
    crumbs = crumbs_to(request, edited.body)
    if saved(form, lambda: _edit(request, form)):
        messages.success(request, _("The series is saved."))
        return redirect(crumbs[-1][1])
    return form_page(request, form, title=_("Change the series"), crumbs=crumbs)


@allow(Can.EDIT_MEETINGS)
def remove_series(request, pk):
    removed = _series(request, pk)
    form = ReasonForm(posted(request), save=_("Remove the series"))
    crumbs = crumbs_to(request, removed.body)
    if saved(form, lambda: _remove(request, removed, form)):
        messages.success(request, _("“%s” is removed.") % removed)
        return redirect(crumbs[-1][1])
    title = _("Remove the series “%s”") % removed
    return form_page(request, form, title=title, crumbs=crumbs)


@allow(Can.EDIT_MEETINGS)
def plan_year(request, pk):
    """The days are shown with what is unusual about each, and then put in."""
    of = _series(request, pk)
    form = YearForm(posted(request))
    planned = _planned(of, form.cleaned_data["first_on"]) if form.is_valid() else []
    crumbs = crumbs_to(request, of.body)
    if planned and "confirm" in request.POST:
        if saved(form, lambda: _put_in(request, of, planned, form.cleaned_data)):
            return redirect(crumbs[-1][1])
    elif form.is_valid() and not planned:
        form.add_error("first_on", _nothing(of))
    if planned:
        form.offer_to_put_in()
    page = {"form": form, "series": of, "planned": planned, "crumbs": crumbs}
    page["cancel_url"] = crumbs[-1][1]
    return render(request, "scrutiny/series_year.html", page)


def _edit(request, form: SeriesForm) -> None:
    changes.edit_series(series=form.instance, based_on=form.seen, by=request.user)


def _remove(request, removed: MeetingSeries, form: ReasonForm) -> None:
    reason = form.cleaned_data["reason"]
    changes.remove_series(series=removed, reason=reason, by=request.user)


def _series(request, pk: int) -> MeetingSeries:
    found = MeetingSeries.objects.filter(body__office=request.office)
    return get_object_or_404(found.select_related("body__office", "before"), pk=pk)


def _planned(of: MeetingSeries, first: dt.date) -> list[Planned]:
    """One query where the series is held before another."""
    if of.before is None:
        return recurring.year(Cadence(of.cadence), first=first)
    rule = RelativeRule(of.before.name, of.days_before_least, of.days_before_most)
    ahead = of.before.meetings.upcoming(on=first)
    within = ahead.filter(held_on__lt=first + dt.timedelta(days=366))
    anchors = list(within.values_list("held_on", flat=True))
    return recurring.year_before(rule, anchors=anchors)


def _put_in(request, of: MeetingSeries, planned: list[Planned], said: dict) -> None:
    made = changes.plan_year(
        series=of,
        planned=planned,
        starts_at=said["starts_at"],
        place=said["place"],
        by=request.user,
    )
    count = len(made)
    words = ngettext(
        "%d meeting is in the diary.", "%d meetings are in the diary.", count
    )
    messages.success(request, words % count)


def _nothing(of: MeetingSeries) -> str:
    if of.before is None:
        return _("This series meets by event: add its meetings one by one.")
    return _("%(series)s has no meeting after that day: plan its year first.") % {
        "series": of.before
    }
