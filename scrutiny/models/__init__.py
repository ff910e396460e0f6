"""Rows of scrutiny: who meets, what is asked and concluded, and what comes of it."""

from scrutiny.models.actions import (
    Action,
    ActionUpdate,
    DateChange,
)
from scrutiny.models.activities import (
    ActivityArea,
    ActivityRecord,
    OversightActivity,
)
from scrutiny.models.assurance import AssuranceStatement
from scrutiny.models.bodies import Body, MeetingSeries
from scrutiny.models.decisions import Decision
from scrutiny.models.facts import FactCheck, FactRemark
from scrutiny.models.feeds import CalendarFeed
from scrutiny.models.information import SpecifiedInformation
from scrutiny.models.inspections import (
    Finding,
    FindingView,
    InspectionReport,
    SentResponse,
)
from scrutiny.models.meetings import AgendaItem, Meeting
from scrutiny.models.minutes import Minute
from scrutiny.models.papers import Paper, PaperVersion
from scrutiny.models.people import (
    Attendance,
    Invitee,
    Membership,
    TermsOfReference,
)
from scrutiny.models.questions import Asking, Question, Response
from scrutiny.models.recommendations import PanelRecommendation
from scrutiny.models.registers import ActionReminder, SavedView
from scrutiny.models.requests import InformationRequest
from scrutiny.models.topics import Consideration, Dismissal, Topic

__all__ = [
    "Action",
    "ActionReminder",
    "ActionUpdate",
    "ActivityArea",
    "ActivityRecord",
    "AgendaItem",
    "Asking",
    "AssuranceStatement",
    "Attendance",
    "Body",
    "CalendarFeed",
    "Consideration",
    "DateChange",
    "Decision",
    "Dismissal",
    "FactCheck",
    "FactRemark",
    "Finding",
    "FindingView",
    "InformationRequest",
    "InspectionReport",
    "Invitee",
    "Meeting",
    "MeetingSeries",
    "Membership",
    "Minute",
    "OversightActivity",
    "PanelRecommendation",
    "Paper",
    "PaperVersion",
    "Question",
    "Response",
    "SavedView",
    "SentResponse",
    "SpecifiedInformation",
    "TermsOfReference",
    "Topic",
]
