"""Rows of scrutiny: who meets, what is asked and concluded, and what comes of it."""

from scrutiny.models.actions import (
    Action,
    ActionUpdate,
    DateChange,
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
from scrutiny.models.registers import ActionReminder, SavedView
from scrutiny.models.requests import InformationRequest

__all__ = [
    "Action",
    "ActionReminder",
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
    "SavedView",
    "TermsOfReference",
]
