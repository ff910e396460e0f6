"""What a panel recommends: recorded, answered, its response published, closed."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from opcc.core import audit, clock
from opcc.core.access import Standing
from opcc.core.models import User
from opcc.core.moves import check_based_on
from opcc.core.roles import Can
from scrutiny.changes import rows
from scrutiny.changes.actions import next_number
from scrutiny.changes.signing import by_role, signed
from scrutiny.domain import deciding, recommending
from scrutiny.domain.workflow import RECOMMENDATION
from scrutiny.models import PanelRecommendation

SAID = ("kind", "text", "meeting_id", "made_on", "respond_by", "on_behalf_of")
ANSWERED = ("state", "outcome", "answer", "reason", "answered_as", "answered_on")


@transaction.atomic
def record(*, recommendation: PanelRecommendation, by: Standing) -> PanelRecommendation:
    """Write down what the panel said at a meeting, with the date that it set.

    MoveRefused for anybody but the support officer, for the office without a name on
    whose behalf, and for a date before the panel met.
    """
    _check(recommendation, by)
    recommendation.number = next_number(PanelRecommendation, recommendation.office)
    recommendation.recorded_by = by.user
    recommendation.recorded_as = by_role(by)
    recommendation.recorded_at = clock.now()
    recommendation.validate_constraints()
    recommendation.save(force_insert=True)
    after = audit.facts(recommendation, *SAID, "recorded_as")
    _record("record", recommendation, by=by.user, after=after)
    return recommendation


@transaction.atomic
def edit(
    *, recommendation: PanelRecommendation, based_on: int, by: Standing
) -> PanelRecommendation:
    """Set right what was written down, until it is answered.

    WrittenMeanwhile where somebody else saved since its author saw it.
    """
    _check(recommendation, by)
    stored = _locked(recommendation)
    recommending.check_unanswered(state=stored.state)
    check_based_on(revision=stored.revision, based_on=based_on, theirs=stored)
    before = audit.facts(stored, *SAID)
    for name in SAID:
        setattr(stored, name, getattr(recommendation, name))
    rows.save_next(stored)
    old, new = audit.changed(before, audit.facts(stored, *SAID))
    if new:
        _record("edit", stored, by=by.user, before=old, after=new)
    return stored


@transaction.atomic
def answer(
    *,
    recommendation: PanelRecommendation,
    move: str,
    answer: str,
    by: Standing,
    reason: str = "",
    note: str = "",
) -> PanelRecommendation:
    """The Commissioner's or the deputy's answer; the response is published later.

    ``move`` is accept, accept_in_part or decline; the last two give a reason.
    """
    recommending.check_answered_by(may_answer=by.can(Can.ANSWER_RECOMMENDATIONS))
    stored = _locked(recommendation)
    recommending.check_answer(
        move=move, state=stored.state, answer=answer, reason=reason
    )
    before = audit.facts(stored, *ANSWERED)
    stored.state = stored.outcome = RECOMMENDATION.move(move).target
    stored.answer, stored.reason, stored.note = answer, reason, note
    stored.answered_by, stored.answered_on = by.user, clock.today()
    stored.answered_as = signed(by, on=stored.answered_on)
    deciding.check_apart(public=_public(stored), withheld=stored.withheld)
    rows.save_next(stored)
    after = audit.facts(stored, *ANSWERED)
    _record(move, stored, by=by.user, before=before, after=after, reason=reason)
    return stored


@transaction.atomic
def publish_response(
    *, recommendation: PanelRecommendation, on: dt.date, by: User
) -> PanelRecommendation:
    """Note that the response is out; what is published is frozen by the caller."""
    stored = _locked(recommendation)
    stored.published_on = on
    _move(stored, "publish_the_response_to", by=by)
    return stored


@transaction.atomic
def close(*, recommendation: PanelRecommendation, by: User) -> PanelRecommendation:
    """The panel has the response, and nothing more is owed."""
    stored = _locked(recommendation)
    stored.closed_on = clock.today()
    _move(stored, "close", by=by)
    return stored


def _check(recommendation: PanelRecommendation, by: Standing) -> None:
    """Who records, for whom, of which meeting, and the date: each refuses by itself."""
    recommending.check_recorded(
        may_record=by.can(Can.RECORD_RECOMMENDATIONS),
        is_office=by.can(Can.READ_DESK),
        on_behalf_of=recommendation.on_behalf_of,
    )
    meeting = recommendation.meeting
    recommending.check_met(
        status=meeting.status, held_on=meeting.held_on, on=clock.today()
    )
    recommendation.made_on = meeting.held_on
    recommending.check_respond_by(
        respond_by=recommendation.respond_by, made_on=recommendation.made_on
    )


def _public(stored: PanelRecommendation) -> list[str]:
    """All that its publication says in words, so that it is not refused only then."""
    who = [stored.office.name, stored.meeting.body.name, stored.answered_as]
    return [str(stored), stored.answer, stored.reason, *who]


def _locked(recommendation: PanelRecommendation) -> PanelRecommendation:
    """The stored row, so that what a form has set is not believed."""
    found = PanelRecommendation.objects.select_related("office", "meeting__body")
    return found.select_for_update(of=("self",)).get(pk=recommendation.pk)


def _move(stored: PanelRecommendation, name: str, *, by: User) -> None:
    move = RECOMMENDATION.check(name, state=stored.state)
    before = {"state": stored.state}
    stored.state = move.target
    rows.save_next(stored)
    after = audit.facts(stored, "state", "published_on", "closed_on")
    _record(name, stored, by=by, before=before, after=after)


def _record(verb: str, stored: PanelRecommendation, *, by: User, **details) -> None:
    audit.record(verb, stored, office=stored.office, by=by, **details)
