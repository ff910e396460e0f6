"""A thematic review of a topic: as it will read, what it lacks, and published."""

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
from reports.build.blockers import Blocker
from reports.build.pack_blockers import of_pack, of_topic
from reports.build.packs import build_pack
from reports.build.since import last_of_each_quarter, published_editions
from reports.changes import packs as changes
from reports.domain.content import PackContent
from reports.forms import ConfirmForm
from reports.models import Edition
from reports.render import to_html
from reports.views.records import ask_first, below
from scrutiny.models import Topic


@allow(Can.READ_DESK)
def pack(request, pk):
    """As at a published report's quarter, the newest unless another is asked for."""
    topic = _topic(request, pk)
    offered = list(last_of_each_quarter(published_editions(request.office)).values())
    chosen = _chosen(offered, request.GET.get("report", ""))
    page = {"topic": topic, "chosen": chosen, "crumbs": _crumbs(request, topic)}
    page["offered"] = offered[::-1]
    found = of_topic(topic)
    if chosen:
        content = _content(topic, chosen)
        found = of_pack(topic, chosen, content)
        page["body"] = below(to_html(content))
        page["issued"] = changes.published_of(topic, chosen).select_related("office")
    page["blockers"] = with_addresses(request, found)
    is_ready = chosen and not any(each.is_error for each in found)
    page["may_publish"] = is_ready and request.standing.can(Can.PUBLISH)
    return render(request, "reports/desk/pack.html", page)


@allow(Can.PUBLISH)
def publish(request, pk, edition):
    """The review as it will read, and a button that publishes it."""
    topic = _topic(request, pk)
    chosen = get_object_or_404(published_editions(request.office), pk=edition)
    form = ConfirmForm(posted(request), save=_("Publish the thematic review"))
    publishing = partial(
        changes.publish_pack, topic=topic, edition=chosen, by=request.user
    )
    if saved(form, publishing):
        messages.success(request, _("The thematic review is published."))
        return redirect(_address(request, topic, chosen))
    content = _content(topic, chosen)
    found = of_pack(topic, chosen, content)
    if not form.is_bound and any(each.is_error for each in found):
        return redirect(_address(request, topic, chosen))
    here = (_("Thematic pack"), _address(request, topic, chosen))
    return ask_first(
        request,
        form,
        content,
        crumbs=[*_crumbs(request, topic), here],
        doubts=with_addresses(request, [e for e in found if not e.is_error]),
    )


def with_addresses(request, found: list[Blocker]) -> list[tuple[Blocker, str]]:
    """Each with where it is put right; "" where nobody is led anywhere."""
    slug = request.office.slug
    return [
        (each, reverse(each.view, args=[slug, *each.args]) if each.view else "")
        for each in found
    ]


def _topic(request, pk: int) -> Topic:
    found = Topic.objects.for_office(request.office).with_all()
    found = found.prefetch_related("measures__versions", "considerations")
    return get_object_or_404(found.select_related("office"), pk=pk)


def _content(topic: Topic, edition: Edition) -> PackContent:
    issue = changes.published_of(topic, edition).count() + 1
    return build_pack(topic, edition, issue=issue, on=clock.today())


def _chosen(offered: list[Edition], asked: str) -> Edition | None:
    for each in offered:
        if str(each.pk) == asked:
            return each
    return offered[-1] if offered else None


def _address(request, topic: Topic, edition: Edition) -> str:
    here = reverse("reports:pack", args=[request.office.slug, topic.pk])
    return f"{here}?report={edition.pk}"


def _crumbs(request, topic: Topic) -> list[tuple[str, str]]:
    slug = request.office.slug
    return [
        (_("Programme"), reverse("scrutiny:programme", args=[slug])),
        (str(topic), reverse("scrutiny:topic", args=[slug, topic.pk])),
    ]
