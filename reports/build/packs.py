"""A thematic review of one topic, for the public.

Its figures are those of a published edition. What was asked, answered, found and done
is built from what may be public alone: what was said on an open item of a meeting in
public whose minutes are published, findings of the inspectorate, which are public
themselves, and its published responses. Reasons, notes, evidence and the names of
owners and of those who answered are never read into it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db.models import Q
from django.utils import timezone

from measures.models import Measure
from opcc.core.secrecy import tells
from opcc.core.visibility import Visibility
from reports.build import framework, programme
from reports.build import words as said
from reports.build.derived import with_parts
from reports.build.minutes import conclusion_of
from reports.build.response import posts_of, stands
from reports.build.since import content_of
from reports.domain import content as contents
from reports.domain.content import Changes, EditionContent, PackContent
from reports.domain.packs import (
    PackAction,
    PackAnswer,
    PackConclusion,
    PackFinding,
    PackQuestion,
    Theme,
)
from reports.models import Edition
from scrutiny.models import (
    Action,
    AgendaItem,
    AssuranceStatement,
    Finding,
    InspectionReport,
    Question,
    Topic,
)


@dataclass(frozen=True)
class Scope:
    """What a review looks at: the topic's public measures that the edition tells, and
    the days from the start of the year that ends with its quarter."""

    topic: Topic
    measures: tuple[Measure, ...]
    since: dt.date
    on: dt.date

    @classmethod
    def of(cls, topic: Topic, edition: EditionContent, *, on: dt.date) -> Scope:
        """One query."""
        told = {part.code for part in edition.parts}
        concerned = topic.measures.filter(visibility=Visibility.PUBLIC, code__in=told)
        since = (edition.quarter - 3).start
        return cls(topic, tuple(concerned.order_by("code")), since, on)

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(measure.code for measure in self.measures)

    def codes_of(self, row: Question | Finding) -> tuple[str, ...]:
        """Those of its measures that the review tells; of rows with their measures."""
        mine = self.codes
        return tuple(each.code for each in row.measures.all() if each.code in mine)


def build_pack(
    topic: Topic, edition: Edition, *, issue: int, on: dt.date
) -> PackContent:
    """What it says if it is published on a day. Changes nothing; twelve queries."""
    stored = bytes(edition.publication.document.content)
    content = content_of(edition)
    scope = Scope.of(topic, content, on=on)
    return PackContent(
        theme=_theme(topic),
        edition=_told(content, scope.codes),
        sha256=contents.fingerprint(stored),
        since=scope.since,
        questions=tuple(_questions(scope)),
        findings=tuple(_findings(scope)),
        conclusions=tuple(_conclusions(scope)),
        actions=tuple(_actions(scope)),
        issue=issue,
        published_on=on,
    )


def secrets(topic: Topic, edition: Edition) -> list[tuple[str, str]]:
    """Words that it may not say, and what each of them is. Nine queries.

    Whatever was written of topics and of measures for the office alone, and what
    stands on items and in notes about the topic's measures that are not public.
    """
    found = [*programme.secrets(topic.office), *framework.secrets(edition.plan)]
    found += _of_items(topic)
    for asked in _asked_of_them(topic).prefetch_related("responses"):
        words = [] if _is_public(asked) else [asked.text]
        words += [each.evidence for each in asked.responses.all()]
        found += _long(words, f"of question {asked.number}")
    for finding in Finding.objects.filter(measures__topics=topic).distinct():
        found += _long([finding.note], f"a note on {finding}")
    return found


def _theme(topic: Topic) -> Theme:
    return Theme(
        title=topic.title,
        summary=topic.summary,
        about=tuple(programme.about(topic)),
        meeting=programme.meeting_of(topic),
        considered_on=tuple(each.considered_on for each in topic.considerations.all()),
    )


def _told(edition: EditionContent, codes: frozenset[str]) -> EditionContent:
    """The edition with the measures of the topic alone, and what it says of them."""
    told = with_parts(
        edition, lambda _objective, part: part.code in codes, lambda part: part
    )
    return replace(
        told,
        changes=Changes(),
        commitments=(),
        data_notes=said.data_notes(told.parts),
        symbols=said.symbols(told.parts),
        glossary=said.glossary(told.parts),
        composition=(),
        redactions=tuple(r for r in edition.redactions if r.where in codes),
    )


# -- what was asked and answered


def _asked_of_them(topic: Topic):
    rows = Question.objects.for_office(topic.office).filter(measures__topics=topic)
    return rows.select_related(
        "asked_of", "item__restriction", "item__meeting__body"
    ).distinct()


def _questions(scope: Scope) -> Iterator[PackQuestion]:
    """The oldest first; one that is also about a measure that is not public is not."""
    rows = _asked_of_them(scope.topic).filter(
        state__in=("asked", "answered"),
        asked_on__range=(scope.since, scope.on),
        measures__in=scope.measures,
    )
    secret = Measure.objects.exclude(visibility=Visibility.PUBLIC)
    rows = rows.exclude(pk__in=Question.objects.filter(measures__in=secret))
    for asked in rows.prefetch_related("responses", "measures").order_by("asked_on"):
        if _is_public(asked):
            yield PackQuestion(
                text=asked.text,
                asked_of=str(asked.asked_of),
                asked_on=asked.asked_on,
                meeting=str(asked.item.meeting),
                codes=scope.codes_of(asked),
                answers=tuple(
                    PackAnswer(each.text, timezone.localdate(each.at))
                    for each in asked.responses.all()
                ),
            )


def _is_public(row: Question | Action) -> bool:
    return row.item is not None and is_open(row.item)


def is_open(item: AgendaItem) -> bool:
    """Whether it is open business of a meeting in public with published minutes."""
    meeting = item.meeting
    return (
        not item.is_restricted
        and meeting.body.visibility == Visibility.PUBLIC
        and meeting.minutes == "published"
    )


# -- what was found and concluded


def _findings(scope: Scope) -> Iterator[PackFinding]:
    """Those that are open, or were reported in the time; the newest report first."""
    rows = (
        Finding.objects.filter(measures__in=scope.measures)
        .select_related("report__published_response__publication__office")
        .prefetch_related("measures")
        .order_by("-report__published_on", "-kind", "number")
        .distinct()
    )
    for found in rows:
        report = found.report
        if not (found.is_open or report.published_on >= scope.since):
            continue
        is_answered = report.state == InspectionReport.State.PUBLISHED
        published = getattr(report, "published_response", None)
        yield PackFinding(
            name=str(found),
            report=f"{report.reference}: {report.title}",
            inspectorate=report.inspectorate,
            reported_on=report.published_on,
            text=found.text,
            codes=scope.codes_of(found),
            response=found.response if is_answered else "",
            address=published.publication.address if published else "",
        )


def _conclusions(scope: Scope) -> Iterator[PackConclusion]:
    """The statement in force on each open item under which something was asked."""
    items = (
        AgendaItem.objects.filter(questions__measures__in=scope.measures)
        .filter(meeting__held_on__range=(scope.since, scope.on))
        .select_related("restriction", "meeting__body")
        .prefetch_related("assurances__by")
        .order_by("meeting__held_on", "order", "pk")
        .distinct()
    )
    for item in items:
        stated = conclusion_of(item, scope.topic.office)
        if stated is not None and is_open(item):
            newest: AssuranceStatement = item.assurances.all()[0]
            yield PackConclusion(
                item=item.title,
                meeting=str(item.meeting),
                stated_on=timezone.localdate(newest.at),
                conclusion=stated,
            )


# -- what is to be done


def _actions(scope: Scope) -> Iterator[PackAction]:
    about = Q(measures__in=scope.measures) | Q(topic=scope.topic)
    rows = Action.objects.for_office(scope.topic.office).filter(about)
    rows = rows.filter(raised_on__range=(scope.since, scope.on))
    rows = rows.exclude(state=Action.State.SUPERSEDED).select_related(
        "organisation",
        "item__restriction",
        "item__meeting__body",
        "question__item__restriction",
        "question__item__meeting__body",
        "finding__report",
    )
    posts = posts_of(scope.topic.office, scope.on)
    for action in rows.order_by("due_on", "number").distinct():
        if _may_be_told(action, scope):
            yield PackAction(
                number=action.number,
                title=action.title,
                owner=posts.get(action.owner_id) or str(action.organisation),
                due_on=action.due_on,
                stands=stands(action),
            )


def _may_be_told(action: Action, scope: Scope) -> bool:
    """By where it comes from: an open item, an open question, a finding whose response
    is published, or the topic itself."""
    if action.item is not None:
        return is_open(action.item)
    if action.question is not None:
        return _is_public(action.question)
    if action.finding is not None:
        return action.finding.report.state == InspectionReport.State.PUBLISHED
    return action.topic_id == scope.topic.pk


# -- what may not be said


def _of_items(topic: Topic) -> Iterator[tuple[str, str]]:
    about = Q(questions__measures__topics=topic) | Q(actions__measures__topics=topic)
    items = AgendaItem.objects.for_office(topic.office).filter(
        about | Q(actions__topic=topic),
        restriction__isnull=False,
        restriction__released_on=None,
    )
    found = items.select_related("restriction").prefetch_related("actions")
    for item in found.distinct():
        yield item.title, f"the title of the item “{item.safe_title}”"
        yield item.note, f"the note of the item “{item.safe_title}”"
        yield item.restriction.reason, "the reason of a restriction"
        for action in item.actions.all():
            yield action.title, f"the title of action {action.number}"


def _long(words: list[str], what: str) -> list[tuple[str, str]]:
    return [(each, what) for each in words if tells(each)]
