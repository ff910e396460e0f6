"""Minutes while the meeting runs: item by item, with what is captured under each."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from opcc.core.access import allow
from opcc.core.moves import MoveRefused, WrittenMeanwhile
from opcc.core.roles import Can
from scrutiny.changes import assurance as concluding
from scrutiny.changes import minutes as changes
from scrutiny.changes import raising
from scrutiny.forms.minutes import LINES, AssuranceForm, MinuteForm
from scrutiny.models import Action, AgendaItem, InformationRequest, Meeting, Question
from scrutiny.views.concluded import agenda_of, choices_of, stated_of
from scrutiny.views.pages import saved, url_of

RAISED = {
    "action": (raising.raise_action, gettext_lazy("Action %(it)s is raised.")),
    "request": (
        raising.request_information,
        gettext_lazy("The request is written down."),
    ),
    "question": (raising.raise_question, gettext_lazy("The question is drafted.")),
}


@allow(Can.READ_DESK)
def minutes(request, pk):
    """The minutes of a meeting: how far they are, and the matters arising."""
    shown = _meeting(request, pk)
    asked = InformationRequest.objects.for_office(request.office).standing_on(shown)
    page = _frame(request, shown) | {
        "arising": _arising(shown),
        "standing": asked.select_related("asked_of"),
        "may_begin": _may_write(request) and shown.minutes == Meeting.Minutes.NONE,
    }
    return render(request, "scrutiny/minutes.html", page)


@allow(Can.MINUTE_MEETINGS)
@require_POST
def begin_minutes(request, pk):
    return _move(
        request, pk, changes.begin, _("The meeting is open. Take its minutes.")
    )


@allow(Can.MINUTE_MEETINGS)
@require_POST
def agree_minutes(request, pk):
    return _move(request, pk, changes.agree, _("The minutes are agreed."))


@allow(Can.READ_DESK)
def minuted_item(request, pk):
    return _item_page(request, _item(request, pk))


@allow(Can.MINUTE_MEETINGS)
@require_POST
def write_minute(request, pk):
    """Save a minute; htmx is answered with how it went, and the text stays typed."""
    item = _item(request, pk)
    form = MinuteForm(request.POST)
    how = _written(request, item, form)
    if request.htmx:
        return render(request, "scrutiny/_minute_state.html", {"item": item, **how})
    if "minute" in how:
        messages.success(request, _("The minute is saved."))
        return redirect(url_of(request, "minuted-item", item.pk))
    return _item_page(request, item, minute_form=form, **how)


@allow(Can.STATE_ASSURANCE)
@require_POST
def state_assurance(request, pk):
    item = _item(request, pk)
    form = AssuranceForm(request.POST, office=request.office)
    form.instance.item = item
    if saved(form, lambda: _state(request, form)):
        messages.success(request, _("Your conclusion is stated."))
        return redirect(url_of(request, "minuted-item", item.pk))
    return _item_page(request, item, assurance_form=form)


@allow(Can.MINUTE_MEETINGS)
@require_POST
def capture(request, pk, name):
    """Add an action, an information request or a question under an item."""
    item = _item(request, pk)
    raised, words = RAISED[name]
    form = LINES[name](request.POST, item=item)
    made = []
    if saved(form, lambda: made.append(_raise(raised, request, item, form))):
        messages.success(request, words % {"it": made[0].number})
        return redirect(url_of(request, "minuted-item", item.pk) + f"#{name}s")
    return _item_page(request, item, **{f"{name}_form": form})


def _item_page(request, item: AgendaItem, **shown):
    """One item with all that was asked, said, concluded and captured under it."""
    meeting = item.meeting
    agenda = agenda_of(meeting, request.office)
    is_open = _may_write(request) and meeting.minutes == Meeting.Minutes.DRAFT
    minute = getattr(item, "minute", None)
    asked = Question.objects.for_office(request.office).filter(item=item).with_all()
    page = _frame(request, meeting, agenda=agenda) | {
        "item": item,
        "number": next(line.number for line in agenda if line.item.pk == item.pk),
        **_concluded(request, item),
        "minute": minute,
        "minute_form": MinuteForm.of(minute),
        "may_write": is_open,
        "may_raise": request.standing.can(Can.EDIT_ACTIONS),
        "questions": asked.order_by("number").prefetch_related("responses"),
        "actions": item.actions.order_by("number"),
        "requests": item.information_requests.select_related("asked_of"),
        "arising": _arising(meeting) if item.kind == AgendaItem.Kind.ACTIONS else (),
        **_forms(request, item, is_open=is_open),
        **shown,
    }
    return render(request, "scrutiny/minuted_item.html", page)


def _forms(request, item: AgendaItem, *, is_open: bool) -> dict[str, object]:
    """What may be captured by whom; the newest conclusion begins the next."""
    forms: dict[str, object] = {}
    if is_open:
        for name, line in LINES.items():
            forms[f"{name}_form"] = line(item=item)
    is_held = item.meeting.status == Meeting.Status.HELD
    if is_held and request.standing.can(Can.STATE_ASSURANCE):
        newest = item.assurances.first()
        form = AssuranceForm(instance=newest, office=request.office)
        forms |= {"assurance_form": form, "grades": choices_of(request.office)}
    return forms


def _concluded(request, item: AgendaItem) -> dict[str, object]:
    """The conclusion in force, and those before it, newest first. One query."""
    statements = list(item.assurances.select_related("by"))
    every = [
        stated_of(request.office, statements[place:])
        for place in range(len(statements) or 1)
    ]
    return {"stated": every[0], "earlier": every[1:]}


def _frame(request, meeting: Meeting, *, agenda=None) -> dict[str, object]:
    body = meeting.body
    return {
        "meeting": meeting,
        "agenda": agenda or agenda_of(meeting, request.office),
        "may_agree": _may_write(request) and meeting.minutes == Meeting.Minutes.DRAFT,
        "crumbs": [
            (_("Meetings"), url_of(request, "bodies")),
            (str(body), url_of(request, "body", body.pk)),
        ],
    }


def _arising(meeting: Meeting):
    actions = Action.objects.for_office(meeting.body.office).arising_at(meeting)
    return actions.select_related("organisation", "item__meeting")


def _written(request, item: AgendaItem, form: MinuteForm) -> dict[str, object]:
    """The ``minute`` as saved; or the ``clash`` or the ``refusal``, and nothing saved.

    Of a clash, its own revision goes back, so that nothing is saved over what somebody
    else wrote until its author says so.
    """
    if not form.is_valid():
        return {"refusal": _("That minute could not be read. Copy it and reload.")}
    said = form.cleaned_data
    words = {name: said[name] for name in changes.SAID}
    try:
        minute = changes.write(item=item, **words, based_on=form.seen, by=request.user)
    except WrittenMeanwhile as clash:
        both = [
            (form.fields[name].label, theirs, words[name])
            for name in changes.SAID
            if (theirs := getattr(clash.theirs, name)) != words[name]
        ]
        return {"clash": clash.theirs, "both": both, "seen": said["based_on"] or 0}
    except MoveRefused as refusal:
        return {"refusal": str(refusal), "seen": said["based_on"] or 0}
    return {"minute": minute}


def _state(request, form) -> None:
    concluding.state(statement=form.save(commit=False), by=request.standing)


def _raise(raised, request, item: AgendaItem, form):
    return raised(item=item, by=request.user, **form.cleaned_data)


def _move(request, pk: int, change, words: str):
    moved = _meeting(request, pk)
    try:
        change(meeting=moved, by=request.user)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, words)
    return redirect(url_of(request, "minutes", moved.pk))


def _may_write(request) -> bool:
    return request.standing.can(Can.MINUTE_MEETINGS)


def _meeting(request, pk: int) -> Meeting:
    meetings = Meeting.objects.for_office(request.office)
    return get_object_or_404(meetings.select_related("body__office"), pk=pk)


def _item(request, pk: int) -> AgendaItem:
    items = AgendaItem.objects.for_office(request.office).select_related(
        "meeting__body__office", "restriction", "minute__by"
    )
    return get_object_or_404(items, pk=pk)
