"""Recommendations, decisions and what must be published in My work: due from whom."""

import datetime as dt

import pytest

from opcc.core.access import standing_of
from opcc.core.roles import Role
from opcc.site.work.recommendations import recommendations_due
from tests.factories import (
    DecisionFactory,
    OfficeFactory,
    PanelRecommendationFactory,
    SpecifiedInformationFactory,
    UserFactory,
    person,
)

ON = dt.date(2026, 11, 23)
LATE = dt.date(2026, 11, 20)


@pytest.fixture
def office():
    return OfficeFactory()


def due(office, role):
    user = person(office, role)
    return list(recommendations_due(standing_of(user, office, on=ON), on=ON))


def test_the_commissioner_answers_by_the_date_that_the_panel_set(office):
    asked = PanelRecommendationFactory(office=office, number=3, respond_by=LATE)
    PanelRecommendationFactory(office=office, accepted=True)

    (owed,) = due(office, Role.COMMISSIONER)

    assert (owed.on, owed.what) == (LATE, "Answer the panel: Recommendation 3")
    assert (owed.word, owed.tone) == ("Overdue 3 days", "late")
    assert owed.url.endswith(f"/recommendations/{asked.pk}/answer/")


def test_the_chief_executive_publishes_responses_and_significant_decisions(office):
    PanelRecommendationFactory(office=office, number=3, accepted=True)
    DecisionFactory(office=office, number=14, taken=True)
    DecisionFactory(office=office, number=15, taken=True, is_significant=False)
    DecisionFactory(office=office, number=16, taken=True, visibility="office")
    DecisionFactory(office=office, number=17)

    assert [owed.what for owed in due(office, Role.CHIEF_EXECUTIVE)] == [
        "Publish the response to recommendation 3 of the panel",
        "Publish decision 2026/014",
    ]


def test_the_scrutiny_officer_checks_what_must_be_published_in_one_line(office):
    SpecifiedInformationFactory.create_batch(2, office=office)
    checked = {"checked_on": LATE, "checked_by": UserFactory()}
    SpecifiedInformationFactory(
        office=office,
        check_by=dt.date(2027, 11, 20),
        is_missing=True,
        note="Gone.",
        **checked,
    )
    SpecifiedInformationFactory(
        office=office, check_by=dt.date(2027, 11, 20), **checked
    )

    (owed,) = due(office, Role.SCRUTINY)

    assert owed.what == "Check 3 items that must be published"
    assert owed.detail == "1 is missing"


def test_nothing_waits_where_all_is_done_or_it_is_somebody_elses(office):
    PanelRecommendationFactory()
    DecisionFactory(taken=True)

    for role in (Role.COMMISSIONER, Role.CHIEF_EXECUTIVE, Role.SCRUTINY):
        assert due(office, role) == []
    assert due(office, Role.PERFORMANCE) == []
