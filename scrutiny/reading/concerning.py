"""The questions and actions that concern a measure, as its page shows them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from measures.domain.happenings import Happening, What
from measures.models import Measure
from opcc.core.access import Standing as Reader
from scrutiny.models import Action, Question
from scrutiny.register import Line, visible_to


@dataclass(frozen=True)
class Entry:
    """One line below a chart: what its mark stands for, and the page of that.

    ``word`` and ``tone`` are how a question stands; ``line`` is how an action does.
    Both are empty in what is looked at as it was on an earlier day.
    """

    happening: Happening
    title: str
    whom: str
    url: str
    word: str = ""
    tone: str = ""
    line: Line | None = None


def concerning(
    measure: Measure,
    *,
    first: dt.date,
    on: dt.date,
    reader: Reader,
    as_at: dt.date | None = None,
) -> list[Entry]:
    """What was asked, raised and closed from ``first`` on, newest first; two queries.

    ``as_at`` leaves out what came after that day, and how things stand now.
    """
    upto = as_at or on
    shown_on = None if as_at else on
    entries = _questions(measure, first, upto, shown_on)
    entries += _actions(measure, first, upto, reader, shown_on)
    return sorted(
        entries,
        key=lambda entry: (entry.happening.on, entry.happening.number),
        reverse=True,
    )


def _questions(
    measure: Measure, first: dt.date, upto: dt.date, on: dt.date | None
) -> list[Entry]:
    rows = (
        Question.objects.for_office(measure.office)
        .with_part_answers()
        .filter(measures=measure, asked_on__range=(first, upto))
        .select_related("asked_of")
    )
    return [_question(each, measure.office.slug, on) for each in rows]


def _question(asked: Question, office: str, on: dt.date | None) -> Entry:
    word, tone = asked.standing(on=on) if on else ("", "")
    return Entry(
        Happening(What.ASKED, asked.number, asked.asked_on),
        asked.text,
        asked.asked_of.name,
        reverse("scrutiny:question", args=[office, asked.pk]),
        word,
        tone,
    )


def _actions(
    measure: Measure,
    first: dt.date,
    upto: dt.date,
    reader: Reader,
    on: dt.date | None,
) -> list[Entry]:
    days = (first, upto)
    closed = Q(state=Action.State.CLOSED, ended_on__range=days)
    rows = visible_to(reader).filter(Q(raised_on__range=days) | closed)
    entries = []
    for action in rows.filter(measures=measure):
        for what, day in _days(action):
            if first <= day <= upto:
                entries.append(_action(action, what, day, reader, on))
    return entries


def _days(action: Action) -> list[tuple[What, dt.date]]:
    days = [(What.RAISED, action.raised_on)]
    if action.state == Action.State.CLOSED:
        days.append((What.CLOSED, action.ended_on))
    return days


def _action(
    action: Action, what: What, day: dt.date, reader: Reader, on: dt.date | None
) -> Entry:
    line = Line.of(action, reader=reader, on=on or day)
    return Entry(
        Happening(what, action.number, day),
        action.title,
        action.owner_name,
        line.url,
        line=line if on else None,
    )
