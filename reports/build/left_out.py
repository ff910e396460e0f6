"""What anybody could hear and an edition leaves out all the same, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils import timezone
from django.utils.translation import gettext as _

from opcc.core.visibility import Visibility
from reports.build.blocking import Blocker
from reports.build.dates import said_day
from reports.build.earlier import publication_before
from reports.build.guard import figures_of
from reports.build.heard_since import HeardSince, told_by
from reports.build.reading import Read
from reports.build.tellable import Concerns, Guard, Named
from reports.domain.content import EditionContent, from_bytes
from reports.domain.scrutinised import Since
from reports.models import Edition, Publication
from scrutiny.models import Action, AssuranceStatement, Question, Response
from scrutiny.reading.heard import titles_held_back

Where = tuple[str, tuple[str | int, ...]]
"""A view of the desk with its arguments."""


@dataclass(frozen=True)
class _Said:
    """One text, what it is called, what it is about, and where it stands."""

    name: str
    text: str
    concerns: Sequence[Concerns]
    where: Where

    @property
    def names(self) -> frozenset[str | Named]:
        return frozenset().union(*(each.names for each in self.concerns))

    def refusal(self, guard: Guard) -> str:
        found = (guard.refusal(each, self.text) for each in self.concerns)
        return next(filter(None, found), "")


def left_out(
    edition: Edition, reads: Iterable[Read], *, on: dt.date
) -> Iterator[Blocker]:
    """Worth a look: each question, answer, conclusion and action that it may not tell.

    ``reads`` are the measures as the public is told them. Four queries, and up to nine
    more for what is found.
    """
    told = [r for r in reads if r.measure.visibility == Visibility.PUBLIC]
    news = HeardSince.of(edition.office, _since(publication_before(edition), on))
    placed = [each for each in _said(news) if each[0].names & _places(edition, told)]
    if not placed:
        return
    guard = _guard(edition, told, placed)
    for said, *answers in placed:
        if why := said.refusal(guard):
            yield _note(said, why)
            continue
        for answer in answers:
            if why := answer.refusal(guard):
                yield _note(answer, why)


def _since(publication: Publication | None, on: dt.date) -> Since:
    if publication is None:
        return Since.between(None, on, told=None)
    frozen_on, told = _earlier(bytes(publication.document.content))
    return Since.between(frozen_on, on, told=told)


@lru_cache(maxsize=4)
def _earlier(stored: bytes) -> tuple[dt.date | None, frozenset[str] | None]:
    """When an edition was frozen, and what of scrutiny it told; it never changes."""
    content = from_bytes(stored)
    if not isinstance(content, EditionContent):
        return None, None
    return content.cover.frozen_on, told_by(content)


def _places(edition: Edition, told: Iterable[Read]) -> frozenset[str | Named]:
    """The measures and the objectives under which an edition tells of scrutiny."""
    codes = {read.measure.code for read in told}
    objectives = {
        (each.priority.number, each.number)
        for read in told
        for each in read.measure.objectives.all()
        if each.priority.plan_id == edition.plan_id
    }
    return frozenset(codes | objectives)


def _guard(
    edition: Edition, told: Iterable[Read], placed: Iterable[Sequence[_Said]]
) -> Guard:
    """Of the measures that something is said about: the others are not asked for."""
    wanted = frozenset().union(*(said[0].names for said in placed))
    parts = [figures_of(read) for read in told if read.measure.code in wanted]
    return Guard.of(parts, titles_held_back(edition.office))


def _said(news: HeardSince) -> Iterator[list[_Said]]:
    """Each text; a question with its answers after it, which go where it goes."""
    for question, answers in news.questions():
        given = (_answer(question, each) for each in answers)
        yield [_question(question), *given]
    yield from ([_statement(each)] for each in news.statements())
    yield from ([_action(each)] for each in news.actions())


def _question(row: Question) -> _Said:
    name = _("Question %(number)s") % {"number": row.number}
    where = ("scrutiny:question", (row.pk,))
    return _Said(name, row.text, [Concerns.of(row)], where)


def _answer(row: Question, response: Response) -> _Said:
    words = {"number": row.number, "day": said_day(timezone.localdate(response.at))}
    name = _("The answer to question %(number)s of %(day)s") % words
    where = ("scrutiny:question", (row.pk,))
    return _Said(name, response.text, [Concerns.of(row)], where)


def _statement(row: AssuranceStatement) -> _Said:
    name = _("What was concluded on “%(item)s”") % {"item": row.item.title}
    concerns = [Concerns.of(question) for question in row.item.put]
    return _Said(name, row.reason, concerns, ("scrutiny:item", (row.item_id,)))


def _action(row: Action) -> _Said:
    name = _("Action %(number)s") % {"number": row.number}
    where = ("scrutiny:action", (row.key,))
    return _Said(name, row.title, [Concerns.of(row)], where)


def _note(said: _Said, why: str) -> Blocker:
    text = _("%(name)s is left out: %(why)s.") % {"name": said.name, "why": why}
    view, args = said.where
    return Blocker(False, text, _("Scrutiny officer"), view, args)
