"""Rows of scrutiny: who meets, what is asked and concluded, and what comes of it."""

from scrutiny.models.actions import (
    Action,
    ActionUpdate,
    DateChange,
    InformationRequest,
)
from scrutiny.models.assurance import AssuranceStatement
from scrutiny.models.bodies import Body, MeetingSeries
from scrutiny.models.meetings import AgendaItem, Meeting
from scrutiny.models.questions import Question, Response

__all__ = [
    "Action",
    "ActionUpdate",
    "AgendaItem",
    "AssuranceStatement",
    "Body",
    "DateChange",
    "InformationRequest",
    "Meeting",
    "MeetingSeries",
    "Question",
    "Response",
]
