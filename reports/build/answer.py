"""The response to a recommendation of the panel, from what was answered."""

from __future__ import annotations

import datetime as dt

from reports.domain.answers import AnswerContent
from scrutiny.models import PanelRecommendation


def build_answer(answered: PanelRecommendation, *, on: dt.date) -> AnswerContent:
    """What the panel and the public read. The office's note has no place in it.

    No query where it was read ``with_all``.
    """
    office = answered.office
    return AnswerContent(
        office=office.name,
        panel=answered.meeting.body.name,
        what=str(answered),
        text=answered.text,
        made_on=answered.made_on,
        respond_by=answered.respond_by,
        outcome=str(answered.get_outcome_display()),
        answer=answered.answer,
        reason=answered.reason,
        answered_by=answered.answered_as,
        answered_on=answered.answered_on,
        published_on=on,
        accent=office.accent,
    )


def secrets(answered: PanelRecommendation) -> list[tuple[str, str]]:
    """Words that the response may not say, each with what it is."""
    return answered.withheld
