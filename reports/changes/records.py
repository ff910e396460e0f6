"""Publishing single records: responses to the panel, and decisions."""

from __future__ import annotations

from django.db import transaction

from opcc.core import clock
from opcc.core.models import User
from reports.build import answer, decision
from reports.changes import issuing
from reports.models import Publication
from scrutiny.changes import decisions, recommendations
from scrutiny.models import Decision, PanelRecommendation


@transaction.atomic
def publish_answer(*, answered: PanelRecommendation, by: User) -> Publication:
    """The response to the panel, frozen as it is; it is then published for good.

    MoveRefused before it is answered, and where it says the office's own note.
    """
    on = clock.today()
    stored = recommendations.publish_response(recommendation=answered, on=on, by=by)
    return issuing.publish(
        answer.build_answer(stored, on=on),
        office=stored.office,
        slug=stored.slug,
        secrets=answer.secrets(stored),
        by=by,
    )


@transaction.atomic
def publish_decision(*, taken: Decision, by: User) -> Publication:
    """The public record of a decision, without its exempt part.

    MoveRefused before it is taken, for a record of the office alone, and where the
    public part says what is exempt.
    """
    on = clock.today()
    stored = decisions.publish(decision=taken, on=on, by=by)
    return issuing.publish(
        decision.build_decision(stored, on=on),
        office=stored.office,
        slug=stored.slug,
        secrets=decision.secrets(stored),
        by=by,
    )
