"""Reviews of measures: planned for somebody by a day, and ended by a verdict."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from measures.changes import definitions, lineage
from measures.models import Measure, MeasureReview
from opcc.core import audit
from opcc.core.models import User
from opcc.core.moves import MoveRefused

Verdict = MeasureReview.Verdict
IN_USE = (Measure.State.ACTIVE, Measure.State.SUSPENDED)


@transaction.atomic
def plan(
    *, measure: Measure, due_on: dt.date, reviewer: User, by: User
) -> MeasureReview:
    """Ask for a review by a day; where one is open, its day and reviewer change.

    Raises MoveRefused for a measure that is retired.
    """
    stored = _locked(measure)
    if stored.state == Measure.State.RETIRED:
        raise MoveRefused(_("A retired measure is not reviewed."))
    review = stored.reviews.open().first() or MeasureReview(measure=stored)
    before = audit.facts(review, "due_on", "reviewer_id") if review.pk else {}
    review.due_on, review.reviewer = due_on, reviewer
    review.full_clean()
    review.save()
    after = audit.facts(review, "due_on", "reviewer_id")
    _record("plan review", review, by, before=before, after=after)
    return review


@transaction.atomic
def decide(
    *,
    review: MeasureReview,
    verdict: str,
    reason: str,
    by: User,
    on: dt.date,
    replacement: Measure | None = None,
) -> MeasureReview:
    """The reviewer's verdict. To retire or replace takes the measure out of use.

    Raises MoveRefused for another than the reviewer, a review that has its verdict,
    or a move that the measure does not allow; ValidationError for what is missing.
    """
    measure = _locked(review.measure)
    stored = measure.reviews.get(pk=review.pk)
    _check_whose(stored, by)
    _check_said(verdict, reason, replacement)
    stored.verdict, stored.reason = verdict, reason.strip()
    stored.replacement = replacement if verdict == Verdict.REPLACE else None
    stored.decided_on = on
    stored.full_clean()
    stored.save()
    after = audit.facts(stored, "verdict", "replacement_id", "decided_on")
    _record("review", stored, by, after=after, reason=stored.reason)
    _follow(stored, measure, by, on)
    return stored


def _follow(review: MeasureReview, measure: Measure, by: User, on: dt.date) -> None:
    """What a verdict brings with it: a successor, and the end of the measure's use."""
    if review.replacement is not None:
        lineage.replace(
            predecessor=measure,
            successor=review.replacement,
            note=review.reason,
            on=on,
            by=by,
        )
    is_replaced = review.verdict == Verdict.REPLACE and measure.state in IN_USE
    if review.verdict == Verdict.RETIRE or is_replaced:
        definitions.move(
            measure=measure, name="retire", by=by, on=on, reason=review.reason
        )


def _check_whose(review: MeasureReview, by: User) -> None:
    if review.verdict:
        raise MoveRefused(_("This review has its verdict already."))
    if review.reviewer_id != by.pk:
        raise MoveRefused(
            _("The verdict is %(name)s’s: plan the review for somebody else first.")
            % {"name": review.reviewer.name}
        )


def _check_said(verdict: str, reason: str, replacement: Measure | None) -> None:
    wrong = {}
    if verdict not in Verdict.values:
        wrong["verdict"] = _("Choose the verdict.")
    if not reason.strip():
        wrong["reason"] = _("Give the reason for the verdict.")
    if verdict == Verdict.REPLACE and replacement is None:
        wrong["replacement"] = _("Choose the measure that takes its place.")
    if wrong:
        raise ValidationError(wrong)


def _locked(measure: Measure) -> Measure:
    return Measure.objects.select_for_update().get(pk=measure.pk)


def _record(verb: str, review: MeasureReview, by: User, **said: Any) -> None:
    audit.record(verb, review.measure, office=review.measure.office, by=by, **said)
