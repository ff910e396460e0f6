"""The demonstration: the programme, what it has not covered, and what is published."""

import pytest

from opcc.core.periods import Period, PeriodKind
from reports.models import Publication
from scrutiny.domain.suggesting import From
from scrutiny.domain.workflow import TOPIC
from scrutiny.models import ActivityRecord, Consideration, OversightActivity, Topic
from scrutiny.models.activities import year_of
from scrutiny.reading.coverage import coverage_of
from scrutiny.reading.suggesting import suggestions_for
from tests.site.demo.telling import worklist


def test_a_dozen_topics_stand_in_every_state_across_four_quarters(office):
    topics = Topic.objects.for_office(office)

    assert topics.count() == 12
    assert set(topics.values_list("state", flat=True)) == TOPIC.states
    quarters = set(topics.values_list("quarter_start", flat=True)) - {None}
    assert len(quarters) >= 4


def test_two_topics_are_due_again_and_one_was_directed_by_the_commissioner(office):
    topics = Topic.objects.for_office(office)

    assert {topic.title for topic in topics.filter(state="follow_up_due")} == {
        "Custody in the west",
        "Domestic abuse: suspects who have left",
    }
    directed = topics.exclude(directed_by=None).get()
    assert directed.directed_as == "Eleanor Vaisey, commissioner"
    assert directed.rigour == {}


def test_what_was_found_stands_in_the_quarter_it_was_programmed_for(office):
    for found in Consideration.objects.for_office(office).select_related("topic"):
        quarter = Period.containing(found.considered_on, PeriodKind.QUARTER)
        assert quarter == found.topic.quarter, found


def test_coverage_names_the_welfare_of_children_as_its_gap(office, days):
    covered = coverage_of(office, quarters=8, on=days.today)

    assert [row.subject.name for row in covered.gaps] == [
        "Safeguarding children and their welfare"
    ]
    keys = {each.subject for each in suggestions_for(office, on=days.today)}
    assert "domain-h" in keys


def test_suggestions_come_from_every_source_there_is(office, days):
    found = suggestions_for(office, on=days.today)

    assert {each.source for each in found} == set(From)
    assert all(each.reason.endswith(".") for each in found)


def test_three_activities_have_a_year_of_records_some_missed(office, days):
    year = year_of(days.today)
    rows = OversightActivity.objects.for_office(office).order_by("pk")
    log, visits, meetings = rows.with_records(since=(year - 1).start)

    # From the fourteenth working day of a quarter to the one in progress.
    assert ActivityRecord.objects.filter(activity=log).count() > 150
    told = [
        [activity.tally(each, on=days.today) for each in (year - 1, year)]
        for activity in (log, visits, meetings)
    ]
    assert all(any(tally.done for tally in tallies) for tallies in told)
    assert any(tally.missed for tally in told[0])
    assert meetings.areas.count() == 3


@pytest.mark.parametrize(
    "what",
    [
        "Look again at “Custody in the west”",
        "Look again at “Domestic abuse: suspects who have left”",
        "Check the topic “Victims' words in case reviews”",
    ],
)
def test_the_officer_is_asked_for_what_the_programme_waits_for(office, days, what):
    assert what in worklist(office, days, "tom.askew@westmarch.example")
    assert what not in worklist(office, days, "sam.whitlock@westmarch.example")


def test_the_forward_programme_is_published_without_what_is_the_offices(office):
    programme = Publication.objects.for_office(office).get(kind="programme")
    said = bytes(programme.document.content).decode()

    assert "Response in the rural sectors" in said
    assert "Vetting, and what is done with a doubt" in said
    for kept in Topic.objects.for_office(office).exclude(visibility="public"):
        assert kept.title not in said
    assert "asked not to be named" not in said
    assert "whatever else waits" not in said
