"""Questions in My work: to answer, to ask, and to chase; and facts to check."""

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
from scrutiny.models import FactCheck, Question

WORDS = 14
"""How much of a question stands in one line."""


def questions_due(standing: Standing, *, on: dt.date) -> Iterator[Due]:
    """At most four queries: two for who answers, and two for who asks."""
    if standing.provides_for:
        yield from _to_answer(standing, on)
        yield from _to_check(standing, on)
    if standing.can(Can.ASK_QUESTIONS):
        yield from _overdue(standing, on)
    if standing.can(Can.ASK_QUESTIONS) and standing.can(Can.MINUTE_MEETINGS):
        yield from _drafts(standing, on)
    if standing.can(Can.CHECK_FACTS):
        yield from _remarks(standing)


def _to_answer(standing: Standing, on: dt.date) -> Iterator[Due]:
    put = Question.objects.for_office(standing.office).with_part_answers()
    mine = put.put_to(standing.provides_for).unanswered().select_related("asked_of")
    for question in mine:
        word, tone = question.standing(on=on)
        yield Due(
            on=question.due_on,
            what=_("Answer: %(text)s") % {"text": _short(question)},
            detail=_("Put to %(them)s") % {"them": question.asked_of},
            url=reverse("scrutiny:answer", args=[standing.office.slug, question.key]),
            button=_("Answer"),
            word=word,
            tone=tone,
        )


def _to_check(standing: Standing, on: dt.date) -> Iterator[Due]:
    checks = FactCheck.objects.for_office(standing.office).with_remarks()
    for check in checks.put_to(standing.provides_for).filter(confirmed_at=None):
        if check.value.runs(on):
            yield Due(
                on=check.closes_on,
                what=_("Check the facts of what is written for %(quarter)s")
                % {"quarter": check.period},
                detail=str(check.organisation),
                url=reverse(
                    "scrutiny:facts-to-check", args=[standing.office.slug, check.key]
                ),
                button=_("Check"),
                word=_("To check"),
                tone="accent",
            )


def _overdue(standing: Standing, on: dt.date) -> Iterator[Due]:
    """Answers that have not come, to whoever asked for them."""
    asked = Question.objects.for_office(standing.office).overdue(on=on)
    mine = asked.filter(askings__by=standing.user).distinct()
    for question in mine.with_part_answers().select_related("asked_of"):
        word, tone = question.standing(on=on)
        yield Due(
            on=question.due_on,
            what=_("Ask %(them)s for the answer to question %(number)d")
            % {"them": question.asked_of, "number": question.number},
            detail=_short(question),
            url=reverse("scrutiny:question", args=[standing.office.slug, question.pk]),
            button=_("Open"),
            word=word,
            tone=tone,
        )


def _drafts(standing: Standing, on: dt.date) -> Iterator[Due]:
    """One line for all drafts: ask them, change them or drop them."""
    drafts = Question.objects.for_office(standing.office).drafts()
    sources = [question.get_source_display() for question in drafts]
    if not sources:
        return
    url = reverse("scrutiny:questions", args=[standing.office.slug])
    what = ngettext(
        "Ask or drop %(count)d draft question",
        "Ask or drop %(count)d draft questions",
        len(sources),
    )
    yield Due(
        on=on,
        what=what % {"count": len(sources)},
        detail=", ".join(sorted(set(sources))),
        url=f"{url}?shown=draft",
        button=_("Open"),
        word=_("Drafts"),
        tone="quiet",
    )


def _remarks(standing: Standing) -> Iterator[Due]:
    """What organisations say is not so, until the office has replied."""
    checks = FactCheck.objects.for_office(standing.office).with_remarks()
    for check in checks.filter(unanswered__gt=0):
        yield Due(
            on=check.closes_on,
            what=_("Reply to what %(them)s says of the facts")
            % {"them": check.organisation},
            detail=str(check.period),
            url=reverse("scrutiny:fact-check", args=[standing.office.slug, check.pk]),
            button=_("Reply"),
            word=ngettext("%d remark", "%d remarks", check.unanswered)
            % check.unanswered,
            tone="warn",
        )


def _short(question: Question) -> str:
    return Truncator(question.text).words(WORDS)
