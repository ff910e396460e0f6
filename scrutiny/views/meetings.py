"""Pages of bodies and meetings at the desk."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tables2 import RequestConfig

from opcc.core.access import allow
from opcc.core.roles import Can
from scrutiny.changes import meetings as changes
from scrutiny.domain import agenda, diary
from scrutiny.domain.workflow import MEETING
from scrutiny.forms.agendas import ReasonForm
from scrutiny.forms.meetings import BodyForm, CancelForm, MeetingForm
from scrutiny.models import Body, InformationRequest, Meeting, MeetingSeries
from scrutiny.tables.meetings import BodyTable, MeetingTable
from scrutiny.views.finding import body_of, crumbs_to, meeting_of
from scrutiny.views.membership import seats_of
from scrutiny.views.pages import form_page, posted, saved, url_of


@allow(Can.READ_DESK)
def bodies(request):
    """Every body with its next meeting: two queries."""
    may_edit = request.standing.can(Can.EDIT_MEETINGS)
    found = Body.objects.for_office(request.office)
    table = BodyTable(
        found.with_next_meeting(on=timezone.localdate()),
        office=request.office,
        may_edit=may_edit,
    )
    RequestConfig(request, paginate={"per_page": 50}).configure(table)
    page = {"table": table, "may_edit": may_edit}
    return render(request, "scrutiny/body_list.html", page)


@allow(Can.READ_DESK)
def body(request, pk):
    shown = body_of(request, pk)
    may_edit = request.standing.can(Can.EDIT_MEETINGS)
    table = MeetingTable(
        shown.meetings.order_by("-held_on"), body=shown, may_edit=may_edit
    )
    RequestConfig(request, paginate={"per_page": 25}).configure(table)
    series = shown.series.select_related("before")
    page = {
        "body": shown,
        "series": [(each, _rule_words(each)) for each in series],
        "seats": seats_of(shown, on=timezone.localdate()),
        "table": table,
        "may_edit": may_edit,
        "crumbs": crumbs_to(request),
    }
    return render(request, "scrutiny/body_detail.html", page)


@allow(Can.EDIT_MEETINGS)
def add_body(request):
    form = BodyForm(request.POST or None, office=request.office)
    if saved(form, lambda: changes.add_body(body=form.instance, by=request.user)):
        messages.success(request, _("“%s” is added.") % form.instance)
        return redirect(url_of(request, "body", form.instance.pk))
    return form_page(request, form, title=_("Add a body"), crumbs=crumbs_to(request))


@allow(Can.EDIT_MEETINGS)
def edit_body(request, pk):
    edited = body_of(request, pk)
    crumbs = crumbs_to(request, edited)
    form = BodyForm(request.POST or None, instance=edited, office=request.office)
    if saved(form, lambda: _edit_body(request, form)):
        messages.success(request, _("“%s” is saved.") % edited)
        return redirect(crumbs[-1][1])
    return form_page(request, form, title=_("Change the body"), crumbs=crumbs)


@allow(Can.EDIT_MEETINGS)
def remove_body(request, pk):
    removed = body_of(request, pk)
    form = ReasonForm(posted(request), save=_("Remove the body"))
    if saved(form, lambda: _remove_body(request, removed, form)):
        messages.success(request, _("“%s” is removed.") % removed)
        return redirect(url_of(request, "bodies"))
    title, crumbs = _("Remove “%s”") % removed, crumbs_to(request, removed)
    return form_page(request, form, title=title, crumbs=crumbs)


@allow(Can.READ_DESK)
def meeting(request, pk):
    """One meeting: its agenda with times, and what is unusual about its day."""
    shown = meeting_of(request, pk)
    page = {
        "meeting": shown,
        "lines": shown.lines() if shown.has_agenda else [],
        "requests": owed_to(shown),
        "papers_due": diary.papers_due(shown.held_on, shown.body.clear_days),
        "warnings": () if shown.is_over else _warnings(shown),
        "rule_words": _rule_words(shown.series) if shown.series else "",
        "crumbs": crumbs_to(request, shown.body),
        **_may(request, shown),
    }
    page |= _totals(shown, page["lines"])
    page["may_publish_late"] = page["may_give_notice"] and _has_late(page["lines"])
    return render(request, "scrutiny/meeting_detail.html", page)


@allow(Can.EDIT_MEETINGS)
def add_meeting(request, body_pk):
    of_body = body_of(request, body_pk)
    form = MeetingForm(request.POST or None, body=of_body)
    crumbs = crumbs_to(request, of_body)
    added = form.instance
    if saved(form, lambda: changes.add_meeting(meeting=added, by=request.user)):
        messages.success(request, _("The meeting is in the diary."))
        return redirect(url_of(request, "meeting", added.pk))
    return form_page(request, form, title=_("Add a meeting"), crumbs=crumbs)


@allow(Can.EDIT_MEETINGS)
def edit_meeting(request, pk):
    edited = meeting_of(request, pk)
    crumbs = crumbs_to(request, edited.body, edited)
    form = MeetingForm(request.POST or None, instance=edited, body=edited.body)
    if saved(form, lambda: _edit_meeting(request, form)):
        messages.success(request, _("The meeting is saved."))
        return redirect(crumbs[-1][1])
    return form_page(request, form, title=_("Change the meeting"), crumbs=crumbs)


@allow(Can.EDIT_MEETINGS)
def cancel_meeting(request, pk):
    cancelled = meeting_of(request, pk)
    crumbs = crumbs_to(request, cancelled.body, cancelled)
    form = CancelForm(request.POST or None)
    if saved(form, lambda: _cancel(request, cancelled, form.cleaned_data)):
        messages.success(request, _("The meeting is cancelled."))
        return redirect(crumbs[-1][1])
    title = _("Cancel the meeting of %s") % diary.in_words(cancelled.held_on)
    return form_page(request, form, title=title, crumbs=crumbs)


def _edit_body(request, form: BodyForm) -> None:
    changes.edit_body(body=form.instance, based_on=form.seen, by=request.user)


def _remove_body(request, removed: Body, form: ReasonForm) -> None:
    reason = form.cleaned_data["reason"]
    changes.remove_body(body=removed, reason=reason, by=request.user)


def _edit_meeting(request, form: MeetingForm) -> None:
    changes.edit_meeting(meeting=form.instance, based_on=form.seen, by=request.user)


def _cancel(request, cancelled: Meeting, said: dict) -> None:
    changes.cancel_meeting(meeting=cancelled, by=request.user, reason=said["reason"])


def owed_to(meeting: Meeting):
    """What it is still to be told: it stands on the agenda until it is answered."""
    if meeting.is_over:
        return InformationRequest.objects.none()
    return InformationRequest.objects.standing_on(meeting).select_related("asked_of")


def _may(request, shown: Meeting) -> dict[str, bool]:
    """Which moves stand open to this person."""
    may = request.standing.can
    moves = {move.name for move in MEETING.open_to(shown.status)}
    officer = may(Can.EDIT_MEETINGS)
    is_published = shown.status == Meeting.Status.AGENDA_PUBLISHED
    return {
        "may_edit": officer and not shown.is_over,
        "may_cancel": officer and "cancel" in moves,
        "may_begin": officer and "draft_agenda" in moves,
        "may_build": officer and shown.status == Meeting.Status.AGENDA_DRAFT,
        "may_publish": may(Can.PUBLISH_AGENDAS) and "publish_agenda" in moves,
        "may_give_notice": may(Can.PUBLISH_AGENDAS) and is_published,
        "may_add_late": officer and is_published,
        "may_hold": officer and is_published and shown.held_on <= timezone.localdate(),
    }


def _has_late(lines) -> bool:
    return any(line.item.published_on is None for line in lines)


def _totals(shown: Meeting, lines) -> dict[str, object]:
    minutes = [line.slot.minutes for line in lines]
    return {
        "length": agenda.length(sum(minutes)),
        "ends_at": agenda.ends_at(shown.starts_at, minutes),
    }


def _rule(series: MeetingSeries | None) -> diary.RelativeRule | None:
    if series is None or series.before is None:
        return None
    return diary.RelativeRule(
        series.before.name, series.days_before_least, series.days_before_most
    )


def _rule_words(series: MeetingSeries) -> str:
    rule = _rule(series)
    return rule.words if rule else ""


def _warnings(of: Meeting) -> tuple[str, ...]:
    """One query where its series is held relative to another."""
    rule = _rule(of.series)
    anchors = []
    if rule is not None:
        planned = of.series.before.meetings.exclude(status=Meeting.Status.CANCELLED)
        anchors = list(planned.values_list("held_on", flat=True))
    return diary.warnings(of.held_on, rule=rule, anchors=anchors)
