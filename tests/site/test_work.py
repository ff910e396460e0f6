"""My work: what is due from the person who reads it, and nothing else."""

import datetime as dt

import pytest

from measures.changes import cycles, exceptions
from measures.models import Commentary, Cycle
from opcc.core.access import standing_of
from opcc.core.models.periods import columns
from opcc.core.periods import Period
from opcc.core.roles import Role
from opcc.site import work
from tests.factories import (
    BodyFactory,
    CommitmentFactory,
    MeasureFactory,
    MeetingFactory,
    ObjectiveFactory,
    ObservationFactory,
    OfficeFactory,
    OrganisationFactory,
    PlanVersionFactory,
    PriorityFactory,
    person,
)
from tests.reports.desk_scene import Scene

ON = dt.date(2026, 10, 20)
Q2 = Period.quarter(2026, 2)


@pytest.fixture
def office():
    """An office that has asked for the returns of the last quarter."""
    office = OfficeFactory()
    Cycle.objects.create(office=office, state="open", **columns(Q2))
    return office


def due(user, office, on=ON):
    return list(work.due_from(standing_of(user, office, on=on), on=on))


def a_red_measure(office, *, lead=None, code="1A"):
    plan = office.plans.first() or PlanVersionFactory(office=office)
    objective = ObjectiveFactory(priority=PriorityFactory(plan=plan, lead=lead))
    return MeasureFactory(
        office=office, code=code, objective=objective, target="90", values={Q2: "70"}
    )


def test_a_quarter_that_nobody_opened_is_the_performance_officers_to_open(office):
    office.cycles.all().delete()
    priya, tom = person(office, Role.PERFORMANCE), person(office, Role.SCRUTINY)

    (owed,) = due(priya, office)

    assert owed.what == "Open Q2 2026/27"
    assert owed.on == dt.date(2026, 10, 1)  # the working day after 30 September
    assert due(tom, office) == []


def test_a_provider_owes_the_values_of_the_last_quarter(office):
    MeasureFactory(office=office)
    sam = person(office, Role.DATA_PROVIDER)

    (owed,) = due(sam, office)

    assert owed.detail == "1 value to enter"
    assert owed.on == dt.date(2026, 10, 14)  # ten working days after 30 September


def test_a_provider_sees_nothing_of_what_others_owe(office):
    MeasureFactory(office=office)
    other = OrganisationFactory(office=office)
    joan = person(office, Role.DATA_PROVIDER, organisation=other)

    assert due(joan, office) == []


def test_a_queried_value_is_to_be_answered(office):
    measure = MeasureFactory(office=office)
    ObservationFactory(measure=measure, period=Q2, state="queried", query="Why?")
    sam = person(office, Role.DATA_PROVIDER)

    (owed,) = due(sam, office)

    assert (owed.button, owed.detail) == ("Answer", "1 query to answer")


def test_nobody_is_asked_to_validate_their_own_entry(office):
    priya, alex = person(office, Role.PERFORMANCE), person(office, Role.PERFORMANCE)
    measure = MeasureFactory(office=office)
    ObservationFactory(
        measure=measure, period=Q2, state="entered", entered_by=priya, validated_by=None
    )

    assert due(priya, office) == []
    assert [each.button for each in due(alex, office)] == ["Validate"]


def test_the_lead_of_a_priority_is_asked_to_write_on_its_reds(office):
    lead = person(office, Role.PRIORITY_LEAD)
    priya = person(office, Role.PERFORMANCE)
    a_red_measure(office, lead=lead)

    assert [each.detail for each in due(lead, office)] == ["1A"]
    assert due(priya, office) == []


def test_what_nobody_leads_is_the_performance_officers_to_write(office):
    priya = person(office, Role.PERFORMANCE)
    a_red_measure(office)

    (owed,) = due(priya, office)
    assert owed.what == "Write commentary on 1 red measure"


def test_the_commissioner_is_asked_for_what_was_asked_concluded_and_done(office):
    measure = a_red_measure(office)
    eleanor = person(office, Role.COMMISSIONER)
    assert [each.detail for each in due(eleanor, office)] == ["1A"]

    text = Commentary(measure=measure, number=1, asked="Why?", by=eleanor)
    text.period, text.at = Q2, dt.datetime(2026, 10, 19, tzinfo=dt.UTC)
    text.oversight_by, text.oversight_at = eleanor, text.at
    text.save()
    assert due(eleanor, office) == []


def test_an_overdue_commitment_is_its_leads(office):
    lead = person(office, Role.PRIORITY_LEAD)
    plan = PlanVersionFactory(office=office)
    objective = ObjectiveFactory(priority=PriorityFactory(plan=plan, lead=lead))
    CommitmentFactory(objective=objective, due_on=dt.date(2026, 9, 1))

    (owed,) = due(lead, office)

    assert owed.word == "Overdue"
    (pile,) = work.piles(standing_of(lead, office, on=ON), on=ON)
    assert pile.is_late


def test_each_move_of_an_edition_waits_for_the_one_whose_it_is():
    scene = Scene()
    edition = scene.frozen()
    chief = person(scene.office, Role.CHIEF_EXECUTIVE)
    auditor = person(scene.office, Role.AUDITOR)

    assert f"Sign off: {edition}" in [each.what for each in due(chief, scene.office)]
    assert due(auditor, scene.office) == []


@pytest.mark.parametrize("role", list(Role))
def test_more_measures_cost_no_more_queries(role, django_assert_max_num_queries):
    office = OfficeFactory()
    user = person(office, role)
    for code in ("1A", "1B", "1C", "1D"):
        a_red_measure(office, code=code)
        MeasureFactory(office=office, provider=OrganisationFactory(office=office))
    MeetingFactory(body=BodyFactory(office=office))

    with django_assert_max_num_queries(28):
        due(user, office)


def test_an_empty_desk_says_what_will_stand_there(client, office):
    client.force_login(person(office, Role.AUDITOR))
    page = client.get(f"/{office.slug}/desk/").content.decode()

    assert "Nothing is due from you" in page


def test_nobodys_work_is_shown_to_somebody_of_another_office(client, office):
    a_red_measure(office)
    client.force_login(person(OfficeFactory(), *Role))

    assert client.get(f"/{office.slug}/desk/").status_code == 404


def test_an_exception_is_its_owners_to_answer_by_the_day_of_commentary(office):
    lead = person(office, Role.PRIORITY_LEAD)
    priya = person(office, Role.PERFORMANCE)
    a_red_measure(office, lead=lead)
    office.cycles.all().delete()
    cycle = cycles.schedule(office=office, quarter=Q2, by=priya)
    cycle = cycles.move(cycle=cycle, name="open", by=priya, on=ON)
    exceptions.find(cycle=cycle, by=priya, on=ON)

    (owed,) = due(lead, office)

    assert owed.what == "Answer 1 exception of Q2 2026/27"
    assert owed.detail == "1A"
    assert owed.on == dt.date(2026, 11, 4)  # 25 working days after 30 September
    assert owed.url.endswith(f"/exceptions/?show=needed&owner={lead.pk}")
    assert due(priya, office) == []


def test_an_exception_that_is_answered_is_nobodys_work(office):
    lead = person(office, Role.PRIORITY_LEAD)
    measure = a_red_measure(office, lead=lead)
    exceptions.find(cycle=office.cycles.get(), by=lead, on=ON)
    assert len(due(lead, office)) == 1

    Commentary.objects.create(
        measure=measure,
        number=1,
        happening="It fell.",
        by=lead,
        at=dt.datetime(2026, 10, 19, 9, tzinfo=dt.UTC),
        **columns(Q2),
    )

    assert due(lead, office) == []
