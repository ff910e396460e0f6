"""What each role may do, read beside the table of roles of the design.

A line of the table is a role, and what stands on it in the table's own words. Work that
the table gives to one role is no other's; the exceptions stand below it with a reason.
"""

import pytest

from opcc.core.roles import MAY, OFFICE_DESK, Can, Role

TABLE = {
    Role.ADMINISTRATOR: {
        "people, roles": {Can.MANAGE_PEOPLE},
        "settings": {Can.MANAGE_OFFICE},
    },
    Role.PERFORMANCE: {
        "measures": {Can.EDIT_MEASURES, Can.IMPORT_VALUES, Can.ENTER_VALUES},
        "cycles": {Can.RUN_CYCLES, Can.CALL_IN},
        "validation": {Can.VALIDATE_VALUES},
        "commentary": {Can.WRITE_COMMENTARY, Can.CHECK_FACTS},
        "build editions": {Can.BUILD_EDITIONS, Can.CORRECT},
    },
    Role.SCRUTINY: {
        "programme": {Can.EDIT_PROGRAMME, Can.PUBLISH_PROGRAMME},
        "meetings": {Can.EDIT_MEETINGS, Can.PUBLISH_AGENDAS, Can.MINUTE_MEETINGS},
        "questions": {Can.ASK_QUESTIONS},
        "actions": {Can.EDIT_ACTIONS, Can.DECIDE_ACTIONS},
        "inspections": {Can.EDIT_INSPECTIONS},
        "recommendations": {Can.RECORD_RECOMMENDATIONS},
    },
    Role.PRIORITY_LEAD: {
        "commitments of their priorities": {Can.EDIT_COMMITMENTS},
        "commentary of their priorities": {Can.WRITE_COMMENTARY},
    },
    Role.CHIEF_EXECUTIVE: {
        "sign off": {Can.SIGN_OFF},
        "restrictions": {Can.DECIDE_RESTRICTIONS},
        "approve closure": {Can.DECIDE_ACTIONS},
        "second date changes": {Can.DECIDE_AGAIN},
        "publish": {
            Can.PUBLISH,
            Can.PUBLISH_AGENDAS,
            Can.PUBLISH_PROGRAMME,
            Can.CORRECT,
        },
    },
    Role.COMMISSIONER: {
        "ask questions": {Can.ASK_QUESTIONS, Can.CALL_IN},
        "state assurance": {Can.STATE_ASSURANCE, Can.STATE_OVERSIGHT},
        "approve editions": {Can.APPROVE},
        "answer recommendations": {Can.ANSWER_RECOMMENDATIONS, Can.DECIDE_RESPONSES},
    },
    Role.DATA_PROVIDER: {
        "enter values": {Can.ENTER_VALUES},
        "answer questions, check the accuracy of passages": {Can.ANSWER_QUESTIONS},
        "update actions addressed to their organisation": {Can.UPDATE_ACTIONS},
    },
    Role.PANEL_MEMBER: {
        "read public and panel papers": {Can.READ_PANEL_PAPERS},
        "put questions": {Can.PUT_QUESTIONS},
    },
    Role.PANEL_SUPPORT: {
        "the above": {Can.READ_PANEL_PAPERS, Can.PUT_QUESTIONS},
        "record recommendations": {Can.RECORD_RECOMMENDATIONS},
    },
    Role.AUDITOR: {
        "read all of the office": OFFICE_DESK,
        "with the audit log": {Can.READ_AUDIT},
    },
}

AT_THE_DESK = {
    Role.ADMINISTRATOR: {Can.USE_DESK},
    Role.PERFORMANCE: OFFICE_DESK,
    Role.SCRUTINY: OFFICE_DESK,
    Role.PRIORITY_LEAD: OFFICE_DESK,
    Role.CHIEF_EXECUTIVE: OFFICE_DESK,
    Role.COMMISSIONER: OFFICE_DESK,
    Role.DATA_PROVIDER: {Can.USE_DESK, Can.FOLLOW_ACTIONS},
}
"""Where each does that work, and what they read there; the panel is not at the desk."""

OF_THE_OFFICE = {
    Role.PERFORMANCE,
    Role.SCRUTINY,
    Role.PRIORITY_LEAD,
    Role.CHIEF_EXECUTIVE,
    Role.COMMISSIONER,
}

BESIDE = {
    "the table has no plan; who builds editions on it writes it": {
        Can.EDIT_PLAN: {Role.PERFORMANCE},
        Can.EDIT_COMMITMENTS: {Role.PERFORMANCE},
        Can.ISSUE_PLAN: {Role.CHIEF_EXECUTIVE, Role.COMMISSIONER},
    },
    "an action or a paper is owed by whoever was asked, in any role of the office": {
        Can.UPDATE_ACTIONS: OF_THE_OFFICE,
        Can.WRITE_PAPERS: OF_THE_OFFICE,
    },
    "the table has no decisions and no register of what must be published": {
        Can.EDIT_DECISIONS: {Role.SCRUTINY, Role.CHIEF_EXECUTIVE},
        Can.TAKE_DECISIONS: {Role.CHIEF_EXECUTIVE, Role.COMMISSIONER},
        Can.CHECK_INFORMATION: {Role.SCRUTINY, Role.CHIEF_EXECUTIVE},
    },
    "a topic is directed past the check by those who answer for the programme": {
        Can.DIRECT_TOPICS: {Role.CHIEF_EXECUTIVE, Role.COMMISSIONER},
    },
    "nobody validates their own entry: whoever checks the performance officer's": {
        Can.VALIDATE_VALUES: {Role.CHIEF_EXECUTIVE},
    },
    "the response to an inspection may be delegated": {
        Can.DECIDE_RESPONSES: {Role.CHIEF_EXECUTIVE},
    },
    "the audit log stands in the settings, and is the monitoring officer's to read": {
        Can.READ_AUDIT: {Role.ADMINISTRATOR, Role.CHIEF_EXECUTIVE},
    },
}
"""What a role has that its line of the table does not say, by the reason."""

MAY_NOT = {
    Role.ADMINISTRATOR: {Can.APPROVE, Can.PUBLISH, Can.READ_DESK},
    Role.PERFORMANCE: {Can.APPROVE, Can.SIGN_OFF, Can.PUBLISH},
    Role.PRIORITY_LEAD: set(Can)
    - OFFICE_DESK
    - {
        Can.EDIT_COMMITMENTS,
        Can.WRITE_COMMENTARY,
        Can.UPDATE_ACTIONS,
        Can.WRITE_PAPERS,
    },
    Role.DATA_PROVIDER: {Can.READ_DESK, Can.READ_PANEL_PAPERS},
    Role.PANEL_MEMBER: set(Can) - {Can.READ_PANEL_PAPERS, Can.PUT_QUESTIONS},
    Role.PANEL_SUPPORT: {Can.USE_DESK, Can.READ_DESK},
    Role.AUDITOR: set(Can) - OFFICE_DESK - {Can.READ_AUDIT},
}
"""The table's other column, where a permission can say it: the rest are rules about one
thing, such as that nobody closes an action that they own."""


def beside(role):
    given = (each.items() for each in BESIDE.values())
    return {can for pairs in given for can, roles in pairs if role in roles}


@pytest.mark.parametrize("role", Role)
def test_each_role_may_do_what_its_line_of_the_table_says_and_no_more(role):
    line = set().union(*TABLE[role].values())

    assert MAY[role] == line | AT_THE_DESK.get(role, set()) | beside(role)


@pytest.mark.parametrize("role", MAY_NOT)
def test_no_role_may_do_what_the_table_says_that_it_may_not(role):
    assert MAY[role] & MAY_NOT[role] == set()


def test_only_the_scrutiny_officer_keeps_bodies_and_meetings():
    assert [role for role in Role if Can.EDIT_MEETINGS in MAY[role]] == [Role.SCRUTINY]
