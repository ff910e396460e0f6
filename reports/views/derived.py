"""What else is published of a report: the list of it, and each once it is asked for."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from opcc.core import clock
from opcc.core.access import allow
from opcc.core.moves import MoveRefused
from opcc.core.pages import posted, saved
from opcc.core.roles import Can
from reports.build.derived import Choice, choices, derive
from reports.changes import derived as changes
from reports.domain import content as contents
from reports.forms import ConfirmForm
from reports.models import Edition, Publication
from reports.views.editions import crumbs_to, edition_of
from reports.views.records import ask_first


@allow(Can.PUBLISH)
def listed(request, pk):
    """What the report can give, and what it has given."""
    shown = _published(request, pk)
    page = {
        "edition": shown,
        "crumbs": crumbs_to(shown),
        "corrections": shown.publication.corrections.count(),
        "choices": _with_publications(shown),
    }
    return render(request, "reports/desk/derived.html", page)


@allow(Can.PUBLISH)
def publish(request, pk, key):
    """The document as it will read, and a button that publishes it."""
    shown = _published(request, pk)
    choice = _chosen(shown, key)
    form = ConfirmForm(posted(request), save=_("Publish it"))
    if saved(form, lambda: _publish(request, shown, choice)):
        return redirect("reports:derived", request.office.slug, pk)
    content = derive(
        _content(shown), choice, sha256=shown.document.sha256, on=clock.today()
    )
    here = reverse("reports:derived", args=[request.office.slug, pk])
    crumbs = [*crumbs_to(shown), (_("Also publish"), here)]
    return ask_first(request, form, content, crumbs=crumbs)


def _chosen(shown: Edition, key: str) -> Choice:
    try:
        return changes.chosen(shown, key)
    except MoveRefused:
        raise Http404 from None


def _publish(request, shown: Edition, choice: Choice) -> None:
    changes.publish_derived(edition=shown, choice=choice, by=request.user)
    said = _("“%(title)s” is published.") % {"title": choice.title}
    messages.success(request, said)


def _published(request, pk: int) -> Edition:
    shown = edition_of(request, pk)
    if shown.state != Edition.State.PUBLISHED:
        raise Http404
    return shown


def _content(shown: Edition):
    return contents.from_bytes(bytes(shown.document.content))


def _with_publications(shown: Edition) -> list[tuple[Choice, Publication | None]]:
    """Each with its publication, or None; one query."""
    found = list(choices(_content(shown)))
    slugs = {each.key: changes.slug_of(shown, each) for each in found}
    rows = Publication.objects.for_office(shown.office).select_related("office")
    entered = {
        (row.kind, row.slug): row for row in rows.filter(slug__in=slugs.values())
    }
    return [(each, entered.get((each.kind, slugs[each.key]))) for each in found]
