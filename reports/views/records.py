"""Publishing a response to the panel and the record of a decision, at the desk."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from opcc.core import clock
from opcc.core.access import allow
from opcc.core.pages import posted, saved
from opcc.core.roles import Can
from reports.build import answer, decision
from reports.changes import records as changes
from reports.forms import ConfirmForm
from reports.render import to_html
from scrutiny.models import Decision, PanelRecommendation


@allow(Can.PUBLISH)
def publish_answer(request, pk):
    """The response as it will read, and a button that publishes it."""
    found = PanelRecommendation.objects.for_office(request.office).with_all()
    answered = get_object_or_404(found.to_publish(), pk=pk)
    back = reverse("scrutiny:recommendation", args=[request.office.slug, pk])
    form = ConfirmForm(posted(request), save=_("Publish the response"))
    publishing = partial(changes.publish_answer, answered=answered, by=request.user)
    if saved(form, publishing):
        messages.success(request, _("The response is published."))
        return redirect(back)
    content = answer.build_answer(answered, on=clock.today())
    return ask_first(request, form, content, crumbs=_crumbs(request, answered, back))


@allow(Can.PUBLISH)
def publish_decision(request, pk):
    """The record as the public will read it, and a button that publishes it."""
    found = Decision.objects.for_office(request.office).with_all()
    taken = get_object_or_404(found.to_publish(), pk=pk)
    back = reverse("scrutiny:decision", args=[request.office.slug, pk])
    form = ConfirmForm(posted(request), save=_("Publish the record"))
    publishing = partial(changes.publish_decision, taken=taken, by=request.user)
    if saved(form, publishing):
        messages.success(request, _("The record is published."))
        return redirect(back)
    content = decision.build_decision(taken, on=clock.today())
    return ask_first(request, form, content, crumbs=_crumbs(request, taken, back))


def ask_first(request, form, content, *, crumbs, doubts=(), notice=None):
    """``doubts`` are pairs of a Blocker that stops nothing and its address.

    ``notice`` is a title, a text and its tone.
    """
    page = {"form": form, "content": content, "crumbs": crumbs, "doubts": doubts}
    page |= {"body": below(to_html(content)), "cancel_url": crumbs[-1][1]}
    page["notice"] = notice
    return render(request, "reports/desk/record_publish.html", page)


def below(body: str) -> str:
    """The document under the page's own heading: its h1 is an h2 here."""
    return body.replace("<h1", "<h2").replace("</h1", "</h2")


def _crumbs(request, record, back: str) -> list[tuple[str, str]]:
    bodies = reverse("scrutiny:bodies", args=[request.office.slug])
    return [(_("Meetings"), bodies), (str(record), back)]
