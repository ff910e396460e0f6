"""Rows of scrutiny: who meets, what is asked and concluded, and what comes of it."""

from scrutiny.models.actions import (
    Action,
    ActionUpdate,
    DateChange,
    InformationRequest,
)
from scrutiny.models.assurance import AssuranceStatement
from scrutiny.models.bodies import Body, MeetingSeries
from scrutiny.models.feeds import CalendarFeed
from scrutiny.models.meetings import AgendaItem, Meeting
from scrutiny.models.papers import Paper, PaperVersion
from scrutiny.models.people import (
    Attendance,
    Invitee,
    Membership,
    TermsOfReference,
)
from scrutiny.models.questions import Question, Response

__all__ = [
    "Action",
    "ActionUpdate",
    "AgendaItem",
    "AssuranceStatement",
    "Attendance",
    "Body",
    "CalendarFeed",
    "DateChange",
    "InformationRequest",
    "Invitee",
    "Meeting",
    "MeetingSeries",
    "Membership",
    "Paper",
    "PaperVersion",
    "Question",
    "Response",
    "TermsOfReference",
]
