"""Pages of one topic: what it is, its rigour check, and every move it can make."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from opcc.core import clock
from opcc.core.access import allow
from opcc.core.roles import Can
from scrutiny.changes import topics as changes
from scrutiny.domain import programme
from scrutiny.domain.workflow import TOPIC
from scrutiny.forms.topics import (
    ConfirmForm,
    ConsiderForm,
    DirectForm,
    FollowUpForm,
    QuarterForm,
    ReasonForm,
    RigourForm,
    TopicForm,
)
from scrutiny.models import Topic
from scrutiny.views.pages import form_page, posted, saved, url_of
from scrutiny.views.programme import crumbs_of

OFFERED = {
    "recommend": ("topic-recommend", gettext_lazy("Recommend it")),
    "programme": ("topic-programme", gettext_lazy("Put it on the programme")),
    "programme_again": ("topic-programme", gettext_lazy("Programme it again")),
    "consider": ("topic-consider", gettext_lazy("Write what was found")),
    "close": ("topic-close", gettext_lazy("Close it")),
    "drop": ("topic-drop", gettext_lazy("Drop it")),
}
"""The page of each move of the machine that the scrutiny officer makes, its button."""


@allow(Can.READ_DESK)
def topic(request, pk):
    """One topic with its check, its direction, and all that was found."""
    shown = _topic(request, pk)
    page = {
        "topic": shown,
        "stage": shown.stage(on=clock.today()),
        "rigour": [
            (asked, shown.rigour.get(asked.name, "")) for asked in programme.RIGOUR
        ],
        "considerations": shown.considerations.select_related("meeting__body", "by"),
        "actions": shown.actions.all(),
        "buttons": _buttons(request, shown),
        "may_edit": request.standing.can(Can.EDIT_PROGRAMME),
        "may_raise": request.standing.can(Can.EDIT_ACTIONS),
        "is_taken_up": shown.is_taken_up,
        "crumbs": crumbs_of(request),
    }
    return render(request, "scrutiny/programme/topic.html", page)


@allow(Can.EDIT_PROGRAMME, Can.DIRECT_TOPICS)
def add(request):
    form = TopicForm(posted(request), office=request.office)
    if saved(form, lambda: _add(request, form)):
        messages.success(request, _("The topic is suggested."))
        return redirect(url_of(request, "topic", form.instance.pk))
    crumbs = crumbs_of(request)
    return form_page(request, form, title=_("Suggest a topic"), crumbs=crumbs)


@allow(Can.EDIT_PROGRAMME)
def edit(request, pk):
    edited = _topic(request, pk)
    crumbs = crumbs_of(request, edited)
    form = TopicForm(posted(request), instance=edited, office=request.office)
    if saved(form, lambda: _edit(request, form)):
        messages.success(request, _("The topic is saved."))
        return redirect(crumbs[-1][1])
    return form_page(request, form, title=_("Change the topic"), crumbs=crumbs)


@allow(Can.EDIT_PROGRAMME)
def rigour(request, pk):
    checked = _topic(request, pk)
    form = RigourForm(posted(request), topic=checked)
    return _step(
        request,
        checked,
        form,
        lambda said: changes.answer_rigour(
            topic=checked, answers=said, by=request.user, based_on=said["based_on"]
        ),
        title=_("Rigour check"),
        text=_("Every line needs an answer before the topic is recommended."),
        done=_("The answers are saved."),
    )


@allow(Can.EDIT_PROGRAMME)
def recommend(request, pk):
    topic = _topic(request, pk)
    return _step(
        request,
        topic,
        ConfirmForm(posted(request), save=_("Recommend it")),
        lambda said: changes.recommend(topic=topic, by=request.user),
        title=_("Recommend the topic"),
        text=_("Its rigour check can no longer be changed then."),
        done=_("The topic is recommended. Put it on the programme when decided."),
    )


@allow(Can.EDIT_PROGRAMME)
def plan(request, pk):
    """For the first time, once more, or for another quarter than before."""
    topic = _topic(request, pk)
    is_planned = topic.state == Topic.State.PROGRAMMED
    change = changes.replan if is_planned else changes.plan
    return _step(
        request,
        topic,
        QuarterForm(posted(request), topic=topic),
        lambda said: change(topic=topic, by=request.user, **said),
        title=_("Put the topic on the programme"),
        done=_("The topic is on the programme."),
    )


@allow(Can.DIRECT_TOPICS)
def direct(request, pk):
    topic = _topic(request, pk)
    return _step(
        request,
        topic,
        DirectForm(posted(request), topic=topic),
        lambda said: changes.direct(topic=topic, by=request.standing, **said),
        title=_("Direct the topic"),
        text=_("It goes on the programme without its rigour check."),
        done=_("The topic is on the programme, as you directed."),
    )


@allow(Can.EDIT_PROGRAMME)
def consider(request, pk):
    topic = _topic(request, pk)
    form = ConsiderForm(
        posted(request), topic=topic, initial={"considered_on": clock.today()}
    )
    return _step(
        request,
        topic,
        form,
        lambda said: changes.consider(
            consideration=form.instance,
            follow_up_on=said["follow_up_on"],
            by=request.user,
        ),
        title=_("Write what was found"),
        text=_("What you save here stays as it is."),
        done=_("What was found is on record."),
    )


@allow(Can.EDIT_PROGRAMME)
def follow_up(request, pk):
    topic = _topic(request, pk)
    return _step(
        request,
        topic,
        FollowUpForm(posted(request), topic=topic),
        lambda said: changes.set_follow_up(topic=topic, by=request.user, **said),
        title=_("Set the follow-up"),
        done=_("The follow-up is set."),
    )


@allow(Can.EDIT_PROGRAMME)
def close(request, pk):
    topic = _topic(request, pk)
    return _step(
        request,
        topic,
        ConfirmForm(posted(request), save=_("Close the topic")),
        lambda said: changes.close(topic=topic, by=request.user),
        title=_("Close the topic"),
        text=_("A closed topic is not opened again; what was found stays."),
        done=_("The topic is closed."),
    )


@allow(Can.EDIT_PROGRAMME)
def drop(request, pk):
    topic = _topic(request, pk)
    return _step(
        request,
        topic,
        ReasonForm(posted(request), save=_("Drop the topic")),
        lambda said: changes.drop(topic=topic, by=request.user, **said),
        title=_("Drop the topic"),
        text=_("A dropped topic is not taken up again: it stays with your reason."),
        done=_("The topic is dropped."),
    )


@allow(Can.EDIT_PROGRAMME)
@require_POST
def move(request, pk):
    """One place earlier or later; to the list, where it stands now."""
    moved = _topic(request, pk)
    earlier = "earlier" in request.POST
    changes.raise_topic(topic=moved, earlier=earlier, by=request.user)
    messages.success(request, _("“%s” is moved.") % moved)
    return redirect(f"{url_of(request, 'programme')}#topic-{moved.pk}")


def _step(
    request,
    topic: Topic,
    form,
    change: Callable[[dict], object],
    *,
    title: str,
    done: str,
    text: str = "",
):
    """A page with one form, and the change that it makes."""
    crumbs = crumbs_of(request, topic)
    if saved(form, lambda: change(form.cleaned_data)):
        messages.success(request, done)
        return redirect(crumbs[-1][1])
    return form_page(request, form, title=title, crumbs=crumbs, text=text)


def _topic(request, pk: int) -> Topic:
    found = Topic.objects.for_office(request.office).with_all()
    measured = found.prefetch_related("measures__versions")
    return get_object_or_404(measured.select_related("by", "office"), pk=pk)


def _add(request, form) -> None:
    changes.add(topic=form.instance, by=request.user, **form.concerns)


def _edit(request, form) -> None:
    changes.edit(
        topic=form.instance,
        based_on=form.seen,
        by=request.user,
        **form.concerns,
    )


def _buttons(request, shown: Topic) -> list[tuple[str, str]]:
    """What the machine and the reader's roles let them do: words and address."""
    may_edit = request.standing.can(Can.EDIT_PROGRAMME)
    is_due = programme.is_follow_up_due(
        state=shown.state, follow_up_on=shown.follow_up_on, on=clock.today()
    )
    state = Topic.State.FOLLOW_UP_DUE if is_due else shown.state
    buttons = []
    for made in TOPIC.open_to(state):
        if made.name in OFFERED and may_edit:
            name, words = OFFERED[made.name]
            buttons.append((str(words), url_of(request, name, shown.pk)))
        if made.name == "direct" and request.standing.can(Can.DIRECT_TOPICS):
            buttons.append((_("Direct it"), url_of(request, "topic-direct", shown.pk)))
    if may_edit and state == Topic.State.PROGRAMMED:
        address = url_of(request, "topic-programme", shown.pk)
        buttons.append((_("Change its quarter"), address))
    if may_edit and state == Topic.State.CONSIDERED:
        address = url_of(request, "topic-follow-up", shown.pk)
        buttons.append((_("Set the follow-up"), address))
    return buttons
