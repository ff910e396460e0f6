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
    EDIT_MEETINGS = "edit bodies and meetings"
    ASK_QUESTIONS = "ask questions, and write down what was answered"
    ANSWER_QUESTIONS = "answer questions, and check the facts"
    PUT_QUESTIONS = "put questions for the panel"
    MINUTE_MEETINGS = "take the minutes of meetings"
    STATE_ASSURANCE = "say how assured the Commissioner is"
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


OFFICE_DESK = frozenset({Can.USE_DESK, Can.READ_DESK, Can.READ_PANEL_PAPERS})

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
        Can.EDIT_MEETINGS,
        Can.BUILD_EDITIONS,
        Can.CORRECT,
        Can.CHECK_FACTS,
    },
    Role.SCRUTINY: OFFICE_DESK
    | {
        Can.EDIT_MEETINGS,
        Can.WRITE_COMMENTARY,
        Can.EDIT_COMMITMENTS,
        Can.ASK_QUESTIONS,
        Can.MINUTE_MEETINGS,
    },
    Role.PRIORITY_LEAD: OFFICE_DESK | {Can.WRITE_COMMENTARY, Can.EDIT_COMMITMENTS},
    Role.CHIEF_EXECUTIVE: OFFICE_DESK
    | {
        Can.ISSUE_PLAN,
        Can.SIGN_OFF,
        Can.PUBLISH,
        Can.CORRECT,
        Can.VALIDATE_VALUES,
        Can.DECIDE_RESTRICTIONS,
        Can.READ_AUDIT,
    },
    Role.COMMISSIONER: OFFICE_DESK
    | {
        Can.APPROVE,
        Can.STATE_OVERSIGHT,
        Can.ISSUE_PLAN,
        Can.ASK_QUESTIONS,
        Can.STATE_ASSURANCE,
    },
    Role.DATA_PROVIDER: frozenset(
        {Can.USE_DESK, Can.ENTER_VALUES, Can.ANSWER_QUESTIONS}
    ),
    Role.PANEL_MEMBER: frozenset({Can.READ_PANEL_PAPERS, Can.PUT_QUESTIONS}),
    Role.PANEL_SUPPORT: frozenset({Can.READ_PANEL_PAPERS, Can.PUT_QUESTIONS}),
    Role.AUDITOR: OFFICE_DESK | {Can.READ_AUDIT},
}
