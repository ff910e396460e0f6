"""What was asked, concluded and agreed where anybody could hear it.

Nothing that a document prints says by itself whether it may be public: a question, an
answer, a conclusion and an action are as public as the item of business that they stand
under. One that stands under none is the office's own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q

from measures.models import Measure
from opcc.core.models import Office
from plans.models import Commitment, Objective
from scrutiny.models import Action, AgendaItem, AssuranceStatement, Question

PUT = (Question.State.ASKED, Question.State.ANSWERED)

MEASURES = Measure.objects.select_related("restriction")
OBJECTIVES = Objective.objects.select_related("priority")
COMMITMENTS = Commitment.objects.select_related("objective__priority")


@dataclass(frozen=True)
class Heard:
    """Rows that may be public; which of them, and since when, is for the reader."""

    questions: Sequence[Question]
    statements: Sequence[AssuranceStatement]
    actions: Sequence[Action]


def heard(office: Office, *, first: dt.date, last: dt.date) -> Heard:
    """What may have come to be heard, answered or closed from one day to another.

    Three queries, and up to eight more for what the rows are about.
    """
    items = AgendaItem.objects.for_office(office).heard_in_public(on=last)
    became = Q(item__meeting__held_on__gte=first)
    became |= Q(item__restriction__released_on__gte=first)
    return Heard(
        list(_questions(items, became | _answered(first), last)),
        list(_statements(items, became, first, last)),
        list(_actions(items, became, first, last)),
    )


def titles_held_back(office: Office) -> list[str]:
    """The titles of business that is not public; one query."""
    items = AgendaItem.objects.for_office(office)
    held_back = items.filter(
        restriction__isnull=False, restriction__released_on__isnull=True
    )
    return list(held_back.values_list("title", flat=True))


def _answered(first: dt.date) -> Q:
    return Q(asked_on__gte=first) | Q(responses__at__date__gte=first)


def _questions(items, became: Q, last: dt.date):
    return (
        Question.objects.filter(became, item__in=items, state__in=PUT)
        .filter(asked_on__lte=last)
        .select_related("asked_of", "item__meeting__body", "item__restriction")
        .prefetch_related(
            Prefetch("measures", MEASURES),
            Prefetch("objectives", OBJECTIVES),
            "responses",
        )
        .order_by("asked_on", "number")
        .distinct()
    )


def _statements(items, became: Q, first: dt.date, last: dt.date):
    """With the questions under their items, by which they concern measures."""
    put = Question.objects.filter(state__in=PUT)
    return (
        AssuranceStatement.objects.filter(item__in=items, at__date__lte=last)
        .filter(became | Q(at__date__gte=first))
        .select_related("by", "item__meeting__body", "item__restriction")
        .prefetch_related(
            Prefetch("item__questions", put, to_attr="put"),
            Prefetch("item__put__measures", MEASURES),
            Prefetch("item__put__objectives", OBJECTIVES),
        )
        .order_by("at", "pk")
    )


def _actions(items, became: Q, first: dt.date, last: dt.date):
    changed = became | Q(raised_on__gte=first) | Q(ended_on__gte=first)
    return (
        Action.objects.filter(changed, item__in=items, raised_on__lte=last)
        .select_related("organisation", "item__meeting__body", "item__restriction")
        .prefetch_related(
            Prefetch("measures", MEASURES), Prefetch("commitments", COMMITMENTS)
        )
        .order_by("raised_on", "number")
    )
