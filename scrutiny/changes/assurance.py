"""Assurance: what the Commissioner concludes on an item, stated and never changed."""

from __future__ import annotations

from django.db import transaction

from opcc.core import audit, clock
from opcc.core.access import Standing
from opcc.core.moves import MoveRefused
from opcc.core.roles import Can
from scrutiny.domain import assurance
from scrutiny.models import AgendaItem, AssuranceStatement

SAID = ("grade", "reason", "evidence", "gaps", "would_change", "look_again_on")


@transaction.atomic
def state(*, statement: AssuranceStatement, by: Standing) -> AssuranceStatement:
    """Add a statement, from then on the one in force; the earlier ones stay.

    The same words again add none. MoveRefused for anybody but the Commissioner and
    the deputy, before the meeting, for a grade off the scale or without a reason.
    """
    assurance.check_stated_by(may_state=by.can(Can.STATE_ASSURANCE))
    items = AgendaItem.objects.select_related("meeting__body__office")
    item = items.select_for_update(of=("self",)).get(pk=statement.item_id)
    office = item.meeting.body.office
    assurance.check_item(status=item.meeting.status)
    scale = [choice.key for choice in office.style.assurance_scale]
    assurance.check_grade(statement.grade, scale)
    if not statement.reason.strip():
        raise MoveRefused("Give the reason, as it will be published.")
    before = item.assurances.first()
    was = audit.facts(before, *SAID) if before else {}
    if was == audit.facts(statement, *SAID):
        return before
    statement.by, statement.at = by.user, clock.now()
    statement.save(force_insert=True)
    after = audit.facts(statement, *SAID)
    audit.record(
        "state assurance", item, office=office, by=by.user, before=was, after=after
    )
    return statement
