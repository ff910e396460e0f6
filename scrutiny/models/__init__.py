"""Rows of scrutiny: who meets, what is asked and concluded, and what comes of it."""

from scrutiny.models.actions import (
    Action,
    ActionUpdate,
    DateChange,
    InformationRequest,
)
from scrutiny.models.assurance import AssuranceStatement
from scrutiny.models.bodies import Body, MeetingSeries
from scrutiny.models.facts import FactCheck, FactRemark
from scrutiny.models.meetings import AgendaItem, Meeting
from scrutiny.models.minutes import Minute
from scrutiny.models.questions import Asking, Question, Response

__all__ = [
    "Action",
    "ActionUpdate",
    "AgendaItem",
    "Asking",
    "AssuranceStatement",
    "Body",
    "DateChange",
    "FactCheck",
    "FactRemark",
    "InformationRequest",
    "Meeting",
    "MeetingSeries",
    "Minute",
    "Question",
    "Response",
]
