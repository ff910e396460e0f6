"""The record of a decision for the public, built from what may be public."""

from __future__ import annotations

import datetime as dt

from reports.domain.decisions import DecisionContent
from scrutiny.models import Decision
from scrutiny.models.decisions import pounds


def build_decision(decision: Decision, *, on: dt.date) -> DecisionContent:
    """Nothing is taken out of it: what is exempt was never put in.

    No query where it was read ``with_all``.
    """
    held = decision.is_restricted
    reason = decision.restriction.get_reason_code_display() if held else ""
    return DecisionContent(
        office=decision.office.name,
        reference=decision.reference,
        title=decision.title,
        summary=decision.summary,
        reasons=decision.reasons,
        options=decision.options,
        value="" if decision.value is None else pounds(decision.value),
        is_significant=decision.is_significant,
        taken_by=decision.taken_as,
        taken_on=decision.taken_on,
        delegation=decision.delegation,
        exempt=str(reason),
        safe_words=decision.safe_words if held else "",
        released=decision.public_part,
        published_on=on,
        accent=decision.office.accent,
    )


def secrets(decision: Decision) -> list[tuple[str, str]]:
    """Words that the record may not say, each with what it is."""
    return decision.withheld
