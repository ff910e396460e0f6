"""Roles, and what each may do: the whole of it, as data."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    ADMINISTRATOR = "administrator", _("Administrator")
    PERFORMANCE = "performance", _("Performance officer")
    SCRUTINY = "scrutiny", _("Scrutiny officer")
    PRIORITY_LEAD = "priority_lead", _("Priority lead")
    CHIEF_EXECUTIVE = "chief_executive", _("Chief executive")
    COMMISSIONER = "commissioner", _("Commissioner")
    DATA_PROVIDER = "data_provider", _("Data provider")
    PANEL_MEMBER = "panel_member", _("Panel member")
    PANEL_SUPPORT = "panel_support", _("Panel support officer")
    AUDITOR = "auditor", _("Auditor")


class Can(StrEnum):
    """What a page or a change asks of the person who wants it."""

    USE_DESK = "use the desk"
    READ_DESK = "read the office's drafts"
    READ_PANEL_PAPERS = "read papers before they are public"
    EDIT_PLAN = "edit the plan"
    ISSUE_PLAN = "issue the plan"
    EDIT_COMMITMENTS = "edit commitments"
    EDIT_MEASURES = "edit measures and targets"
    RUN_CYCLES = "run the quarter and ask for returns"
    ENTER_VALUES = "enter values"
    VALIDATE_VALUES = "validate values"
    IMPORT_VALUES = "import values"
    WRITE_COMMENTARY = "write commentary"
    STATE_OVERSIGHT = "say what the Commissioner asked, concluded and did"
    CALL_IN = "call something in as an exception"
    EDIT_MEETINGS = "edit bodies and meetings"
    EDIT_PROGRAMME = "keep the scrutiny programme and oversight activities"
    PUBLISH_PROGRAMME = "publish the forward programme"
    DIRECT_TOPICS = "direct a topic onto the scrutiny programme"
    FOLLOW_ACTIONS = "follow actions"
    UPDATE_ACTIONS = "update the actions that they own"
    EDIT_ACTIONS = "raise and change actions"
    DECIDE_ACTIONS = "close actions and decide on their dates"
    DECIDE_AGAIN = "decide on a second change of date"
    WRITE_PAPERS = "write papers for a meeting"
    PUBLISH_AGENDAS = "publish agendas and minutes"
    ASK_QUESTIONS = "ask questions, and write down what was answered"
    ANSWER_QUESTIONS = "answer questions, and check the facts"
    PUT_QUESTIONS = "put questions for the panel"
    MINUTE_MEETINGS = "take the minutes of meetings"
    STATE_ASSURANCE = "say how assured the Commissioner is"
    EDIT_INSPECTIONS = "record inspections, and draft the response"
    DECIDE_RESPONSES = "answer inspections, and decide the response"
    RECORD_RECOMMENDATIONS = "record what the panel recommends"
    ANSWER_RECOMMENDATIONS = "answer what the panel recommends"
    EDIT_DECISIONS = "write the records of decisions"
    TAKE_DECISIONS = "take decisions"
    CHECK_INFORMATION = "check what has to be published"
    CHECK_FACTS = "have the facts of commentary checked"
    BUILD_EDITIONS = "build editions"
    SIGN_OFF = "sign editions off"
    APPROVE = "approve editions"
    PUBLISH = "publish"
    CORRECT = "correct what was published"
    DECIDE_RESTRICTIONS = "decide what is not public"
    MANAGE_PEOPLE = "manage people and roles"
    MANAGE_OFFICE = "manage the office's settings"
    READ_AUDIT = "read the audit log"


OFFICE_DESK = frozenset(
    {Can.USE_DESK, Can.READ_DESK, Can.READ_PANEL_PAPERS, Can.FOLLOW_ACTIONS}
)

MAY: dict[str, frozenset[Can]] = {
    Role.ADMINISTRATOR: frozenset(
        {Can.USE_DESK, Can.MANAGE_PEOPLE, Can.MANAGE_OFFICE, Can.READ_AUDIT}
    ),
    Role.PERFORMANCE: OFFICE_DESK
    | {
        Can.EDIT_PLAN,
        Can.EDIT_COMMITMENTS,
        Can.EDIT_MEASURES,
        Can.RUN_CYCLES,
        Can.ENTER_VALUES,
        Can.VALIDATE_VALUES,
        Can.IMPORT_VALUES,
        Can.WRITE_COMMENTARY,
        Can.CALL_IN,
        Can.UPDATE_ACTIONS,
        Can.WRITE_PAPERS,
        Can.BUILD_EDITIONS,
        Can.CORRECT,
        Can.CHECK_FACTS,
    },
    Role.SCRUTINY: OFFICE_DESK
    | {
        Can.EDIT_MEETINGS,
        Can.EDIT_PROGRAMME,
        Can.PUBLISH_PROGRAMME,
        Can.WRITE_PAPERS,
        Can.PUBLISH_AGENDAS,
        Can.UPDATE_ACTIONS,
        Can.EDIT_ACTIONS,
        Can.DECIDE_ACTIONS,
        Can.ASK_QUESTIONS,
        Can.MINUTE_MEETINGS,
        Can.EDIT_INSPECTIONS,
        Can.RECORD_RECOMMENDATIONS,
        Can.EDIT_DECISIONS,
        Can.CHECK_INFORMATION,
    },
    Role.PRIORITY_LEAD: OFFICE_DESK
    | {
        Can.WRITE_COMMENTARY,
        Can.EDIT_COMMITMENTS,
        Can.UPDATE_ACTIONS,
        Can.WRITE_PAPERS,
    },
    Role.CHIEF_EXECUTIVE: OFFICE_DESK
    | {
        Can.ISSUE_PLAN,
        Can.SIGN_OFF,
        Can.PUBLISH,
        Can.PUBLISH_AGENDAS,
        Can.WRITE_PAPERS,
        Can.CORRECT,
        Can.VALIDATE_VALUES,
        Can.DECIDE_RESTRICTIONS,
        Can.UPDATE_ACTIONS,
        Can.DECIDE_ACTIONS,
        Can.DECIDE_AGAIN,
        Can.DIRECT_TOPICS,
        Can.PUBLISH_PROGRAMME,
        Can.DECIDE_RESPONSES,
        Can.EDIT_DECISIONS,
        Can.TAKE_DECISIONS,
        Can.CHECK_INFORMATION,
        Can.READ_AUDIT,
    },
    Role.COMMISSIONER: OFFICE_DESK
    | {
        Can.APPROVE,
        Can.STATE_OVERSIGHT,
        Can.CALL_IN,
        Can.ISSUE_PLAN,
        Can.UPDATE_ACTIONS,
        Can.WRITE_PAPERS,
        Can.ASK_QUESTIONS,
        Can.STATE_ASSURANCE,
        Can.DIRECT_TOPICS,
        Can.DECIDE_RESPONSES,
        Can.ANSWER_RECOMMENDATIONS,
        Can.TAKE_DECISIONS,
    },
    Role.DATA_PROVIDER: frozenset(
        {
            Can.USE_DESK,
            Can.ENTER_VALUES,
            Can.FOLLOW_ACTIONS,
            Can.UPDATE_ACTIONS,
            Can.ANSWER_QUESTIONS,
        }
    ),
    Role.PANEL_MEMBER: frozenset({Can.READ_PANEL_PAPERS, Can.PUT_QUESTIONS}),
    Role.PANEL_SUPPORT: frozenset(
        {Can.READ_PANEL_PAPERS, Can.PUT_QUESTIONS, Can.RECORD_RECOMMENDATIONS}
    ),
    Role.AUDITOR: OFFICE_DESK | {Can.READ_AUDIT},
}
