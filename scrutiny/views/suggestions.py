"""Pages of suggestions: each with its reason, taken up or dismissed."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from measures.models import Measure
from opcc.core import clock
from opcc.core.access import allow
from opcc.core.moves import MoveRefused, sentences
from opcc.core.roles import Can
from plans.models import Priority
from scrutiny.changes import suggestions as changes
from scrutiny.changes import topics
from scrutiny.domain.suggesting import Suggestion
from scrutiny.forms.topics import ReasonForm
from scrutiny.models import Dismissal, Topic
from scrutiny.reading.coverage import DOMAIN, PRIORITY
from scrutiny.reading.suggesting import suggestions_for
from scrutiny.views.pages import form_page, posted, saved, url_of
from scrutiny.views.programme import crumbs_of

SHOWN = 25
"""Suggestions on a page, and how many of those dismissed stand beneath."""


@allow(Can.READ_DESK)
def suggestions(request):
    """Everything that might be taken up today, and what was dismissed."""
    dismissed = Dismissal.objects.for_office(request.office).select_related("by")
    found = suggestions_for(request.office, on=clock.today())
    shown = Paginator(found, SHOWN).get_page(request.GET.get("page"))
    page = {
        "page": shown,
        "suggestions": [(each, Topic.Source(each.source).label) for each in shown],
        "dismissed": dismissed[:SHOWN],
        "may_edit": request.standing.can(Can.EDIT_PROGRAMME),
        "crumbs": crumbs_of(request),
    }
    return render(request, "scrutiny/programme/suggestions.html", page)


@allow(Can.EDIT_PROGRAMME)
@require_POST
def take_up(request, key):
    """One press: the suggestion is a topic, with its reason as its why."""
    taken = _suggestion(request, key)
    try:
        topic = _add(request, taken)
    except (MoveRefused, ValidationError) as refusal:
        messages.error(request, " ".join(sentences(refusal)))
        return redirect(url_of(request, "suggestions"))
    messages.success(request, _("The suggestion is a topic now."))
    return redirect(url_of(request, "topic", topic.pk))


@allow(Can.EDIT_PROGRAMME)
def dismiss(request, key):
    dismissed = _suggestion(request, key)
    crumbs = [*crumbs_of(request), (_("Suggestions"), url_of(request, "suggestions"))]
    form = ReasonForm(posted(request), save=_("Dismiss the suggestion"))
    if saved(form, lambda: _dismiss(request, dismissed, form.cleaned_data)):
        messages.success(request, _("The suggestion is dismissed."))
        return redirect(crumbs[-1][1])
    title = _("Dismiss “%s”") % dismissed.title
    return form_page(request, form, title=title, crumbs=crumbs, text=dismissed.reason)


def _suggestion(request, key: str) -> Suggestion:
    """As it is worked out now; 404 for one that was settled or no longer holds."""
    for each in suggestions_for(request.office, on=clock.today()):
        if each.key == key:
            return each
    raise Http404


def _add(request, taken: Suggestion) -> Topic:
    kind, _dash, which = taken.subject.partition("-")
    topic = Topic(
        office=request.office,
        title=taken.title[:200],
        why=taken.reason,
        source=taken.source,
        domain=which if kind == DOMAIN else "",
        suggested_as=taken.key,
    )
    priorities = Priority.objects.for_office(request.office)
    pks = [which] if kind == PRIORITY else []
    return topics.add(
        topic=topic,
        by=request.user,
        priorities=priorities.filter(pk__in=pks),
        measures=Measure.objects.for_office(request.office).filter(
            code__in=taken.codes
        ),
    )


def _dismiss(request, dismissed: Suggestion, said: dict) -> None:
    changes.dismiss(
        office=request.office,
        key=dismissed.key,
        title=dismissed.title,
        by=request.user,
        **said,
    )
