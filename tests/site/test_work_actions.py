"""My work: actions to do, to sign off and to decide on, each for whose it is."""

import datetime as dt

from opcc.core.access import standing_of
from opcc.core.roles import Role
from opcc.site import work
from tests.factories import (
    ActionFactory,
    InformationRequestFactory,
    OfficeFactory,
    OrganisationFactory,
    QuestionFactory,
    person,
)


def test_an_owner_is_shown_their_actions_and_others_what_waits_for_them():
    office = OfficeFactory()
    owner = person(office, Role.PRIORITY_LEAD)
    ActionFactory(office=office, title="Visits", owner=owner)
    ActionFactory(office=office, title="Roster", owner=owner, offered=True)
    first = ActionFactory(office=office, number=51)
    second = ActionFactory(office=office, number=52, date_changed=1)
    for action in (first, second):
        action.date_changes.create(
            from_day=action.due_on,
            to_day=dt.date(2025, 12, 18),
            reason="Leave",
            asked_at=dt.datetime(2025, 9, 1, tzinfo=dt.UTC),
        )

    def due_from(user):
        standing = standing_of(user, office, on=dt.date(2025, 11, 3))
        return {due.what for due in work.due_from(standing, on=dt.date(2025, 11, 3))}

    sign_off = "Sign off action"
    assert due_from(owner) == {"Visits"}
    of_officer = due_from(person(office, Role.SCRUTINY))
    assert "Decide whether action 51 moves to 18 December 2025" in of_officer
    assert not any("action 52" in what for what in of_officer)
    of_chief = due_from(person(office, Role.CHIEF_EXECUTIVE))
    assert "Decide whether action 52 moves to 18 December 2025" in of_chief
    assert any(sign_off in what and "Roster" in what for what in of_chief)


def test_a_provider_is_shown_the_actions_and_requests_of_their_organisation():
    office = OfficeFactory()
    provider = person(office, Role.DATA_PROVIDER)
    ActionFactory(office=office, title="Visits")
    ActionFactory(office=office, organisation=OrganisationFactory(office=office))
    InformationRequestFactory(office=office, text="How many wait?")
    standing = standing_of(provider, office, on=dt.date(2025, 11, 3))

    found = {due.what for due in work.due_from(standing, on=dt.date(2025, 11, 3))}

    assert found == {"Visits", "How many wait?"}


def test_a_provider_is_not_told_the_number_of_the_question_an_action_came_from():
    office = OfficeFactory()
    provider = person(office, Role.DATA_PROVIDER)
    ActionFactory(office=office, question=QuestionFactory(office=office, number=97))
    standing = standing_of(provider, office, on=dt.date(2025, 11, 3))

    (due,) = work.due_from(standing, on=dt.date(2025, 11, 3))

    assert due.detail == "Action. A question"
