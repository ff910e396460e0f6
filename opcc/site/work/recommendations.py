"""The panel's recommendations, decisions and what must be published, in My work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opcc.core.access import Standing
from opcc.core.roles import Can
from opcc.site.work.due import Due
from scrutiny.models import Decision, PanelRecommendation, SpecifiedInformation

WORDS = 14
"""How much of what the panel said stands in one line."""


def recommendations_due(standing: Standing, *, on: dt.date) -> Iterator[Due]:
    """At most five queries, one for each of what waits."""
    if standing.can(Can.ANSWER_RECOMMENDATIONS):
        yield from _to_answer(standing, on)
    if standing.can(Can.PUBLISH):
        yield from _to_publish(standing, on)
        yield from _decisions(standing)
    if standing.can(Can.DECIDE_RESTRICTIONS):
        yield from _held_back(standing)
    if standing.can(Can.CHECK_INFORMATION) and standing.can(Can.MINUTE_MEETINGS):
        yield from _to_check(standing, on)


def _to_answer(standing: Standing, on: dt.date) -> Iterator[Due]:
    """By the date that the panel set."""
    for said in PanelRecommendation.objects.for_office(standing.office).to_answer():
        word, tone = said.standing(on=on)
        yield Due(
            on=said.respond_by,
            what=_("Answer the panel: %(what)s") % {"what": said},
            detail=Truncator(said.text).words(WORDS),
            url=_url(standing, "scrutiny:recommendation-answer", said.pk),
            button=_("Answer"),
            word=word,
            tone=tone,
        )


def _to_publish(standing: Standing, on: dt.date) -> Iterator[Due]:
    for said in PanelRecommendation.objects.for_office(standing.office).to_publish():
        word, tone = said.standing(on=on)
        yield Due(
            on=said.respond_by,
            what=_("Publish the response to %(what)s of the panel")
            % {"what": str(said).lower()},
            detail=Truncator(said.text).words(WORDS),
            url=_url(standing, "reports:answer-publish", said.pk),
            button=_("Publish"),
            word=word,
            tone=tone,
        )


def _decisions(standing: Standing) -> Iterator[Due]:
    """Due from the day on which they were taken."""
    taken = Decision.objects.for_office(standing.office).to_publish()
    for decision in taken.filter(is_significant=True):
        yield Due(
            on=decision.taken_on,
            what=_("Publish decision %(reference)s")
            % {"reference": decision.reference},
            detail=decision.title,
            url=_url(standing, "reports:decision-publish", decision.pk),
            button=_("Publish"),
            word=_("Taken"),
            tone="accent",
        )


def _held_back(standing: Standing) -> Iterator[Due]:
    for decision in Decision.objects.for_office(standing.office).held_back():
        yield Due(
            on=decision.restriction.review_on,
            what=_("Review why part of decision %(reference)s is exempt")
            % {"reference": decision.reference},
            detail=decision.title,
            url=_url(standing, "scrutiny:decision", decision.pk),
            button=_("Review"),
            word=_("Not public"),
            tone="solid",
        )


def _to_check(standing: Standing, on: dt.date) -> Iterator[Due]:
    """One line for all of them, for the scrutiny officer."""
    lines = SpecifiedInformation.objects.for_office(standing.office).to_check(on=on)
    found = list(lines)
    if not found:
        return
    missing = sum(line.is_missing for line in found)
    words = ngettext("%d is missing", "%d are missing", missing) % missing
    yield Due(
        on=on,
        what=ngettext(
            "Check %(count)d item that must be published",
            "Check %(count)d items that must be published",
            len(found),
        )
        % {"count": len(found)},
        detail=words if missing else _("None is missing"),
        url=f"{_url(standing, 'scrutiny:information')}?shown=to_check",
        button=_("Open"),
        word=_("To check"),
        tone="warn" if missing else "quiet",
    )


def _url(standing: Standing, name: str, *args) -> str:
    return reverse(name, args=[standing.office.slug, *args])
