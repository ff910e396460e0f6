"""The pages of the plan at the desk: who may, what they say, and what they cost."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from opcc.core.roles import Role
from plans.models import PlanVersion, Priority
from tests.at_once import both_texts, save_over, saved_by_both
from tests.factories import (
    CommitmentFactory,
    ObjectiveFactory,
    OfficeFactory,
    OrganisationFactory,
    PlanVersionFactory,
    PriorityFactory,
    UserFactory,
    person,
)


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def sign_in(client, office):
    def signed_in(*roles):
        user = person(office, *roles)
        client.force_login(user)
        return user

    return signed_in


def _url(office, name, *args):
    return reverse(f"plans:{name}", args=[office.slug, *args])


def _commitment(office, **facts):
    return CommitmentFactory(objective__priority__plan__office=office, **facts)


def _grow(plan, office):
    """A heading with a lead, an objective, and two commitments with their owner."""
    objective = ObjectiveFactory(priority__plan=plan, priority__lead=UserFactory())
    owner = OrganisationFactory(office=office)
    CommitmentFactory.create_batch(2, objective=objective, organisation=owner)


def test_an_office_without_a_plan_is_told_what_to_do_first(client, office, sign_in):
    sign_in(Role.PERFORMANCE)

    page = client.get(_url(office, "plan")).content.decode()

    assert "No plan is in force" in page
    assert _url(office, "plan-add") in page


def test_a_reader_is_not_offered_what_they_may_not_do(client, office, sign_in):
    sign_in(Role.AUDITOR)
    PlanVersionFactory(office=office)

    page = client.get(_url(office, "plan")).content.decode()

    assert "Make a new version" not in page
    assert "Add a plan" not in page


def test_the_plan_page_shows_what_was_promised_and_what_is_late(
    client, office, sign_in
):
    sign_in(Role.AUDITOR)
    _commitment(office, due_on=dt.date(2024, 5, 1))

    page = client.get(_url(office, "plan")).content.decode()

    assert "Open a custody suite in the west" in page
    assert page.count("Overdue") == 1


def test_a_delivered_commitment_is_not_late(client, office, sign_in):
    sign_in(Role.AUDITOR)
    _commitment(office, due_on=dt.date(2024, 5, 1), status="delivered")

    assert "Overdue" not in client.get(_url(office, "plan")).content.decode()


def test_the_offices_own_words_are_used(client, office, sign_in):
    office.priority_word, office.objective_word = "pillar", "aim"
    office.save()
    sign_in(Role.PERFORMANCE)
    draft = PlanVersionFactory(office=office, drafted=True)
    PriorityFactory(plan=draft)

    page = client.get(_url(office, "version", draft.pk)).content.decode()

    assert "Add pillar" in page
    assert "No aim yet." in page
    assert "priority yet" not in page


def test_the_categories_are_those_of_the_house_style(client, office, sign_in):
    sign_in(Role.PERFORMANCE)
    draft = PlanVersionFactory(office=office, drafted=True)

    page = client.get(_url(office, "priority-add", draft.pk))

    choices = page.context["form"].fields["category"].choices
    assert choices == [
        ("", "None"),
        ("policing", "Policing"),
        ("partnership", "Partnership"),
        ("development", "Development"),
    ]


def test_a_longer_plan_costs_no_more_queries(
    client, office, sign_in, django_assert_num_queries
):
    sign_in(Role.PERFORMANCE)
    plan = PlanVersionFactory(office=office)
    PlanVersionFactory(office=office, drafted=True, number=2)
    _grow(plan, office)
    client.get(_url(office, "plan"))

    for number in (3, 4, 5):
        # Four for who asks, six for the plan, one for what is late, one for the rest.
        with django_assert_num_queries(12):
            client.get(_url(office, "plan"))
        _grow(plan, office)
        PlanVersionFactory(office=office, drafted=True, number=number)


def test_a_draft_is_added_and_filled(client, office, sign_in):
    sign_in(Role.PERFORMANCE)
    said = {
        "title": "Safer Westmarch",
        "starts_on": "2028-04-01",
        "ends_on": "2032-03-31",
        "introduction": "",
    }

    page = client.post(_url(office, "plan-add"), said, follow=True)
    plan = PlanVersion.objects.get()
    client.post(
        _url(office, "priority-add", plan.pk), {"number": "1", "title": "Safety"}
    )
    priority = Priority.objects.get()
    client.post(
        _url(office, "objective-add", priority.pk), {"number": "1.1", "title": "Homes"}
    )
    client.post(
        _url(office, "commitment-add", priority.objectives.get().pk),
        {
            "reference": "C1",
            "title": "Visit every victim",
            "owner_side": "force",
            "due_on": "2029-01-31",
            "visibility": "public",
        },
    )

    assert "The draft is added" in page.content.decode()
    shown = client.get(_url(office, "version", plan.pk)).content.decode()
    assert "C1 Visit every victim" in shown
    assert "31 Jan 2029" in shown


def test_a_number_that_is_taken_is_an_error_of_the_form(client, office, sign_in):
    sign_in(Role.PERFORMANCE)
    taken = PriorityFactory(plan__office=office, plan__drafted=True, number="1")

    page = client.post(
        _url(office, "priority-add", taken.plan_id), {"number": "1", "title": "Again"}
    )

    assert "There is a priority of that number." in page.content.decode()


def test_the_text_of_an_issued_plan_is_refused_with_the_rule(client, office, sign_in):
    sign_in(Role.PERFORMANCE)
    priority = PriorityFactory(plan__office=office)

    page = client.post(
        _url(office, "priority-edit", priority.pk), {"number": "1", "title": "Reworded"}
    )

    assert "changes only while it is a draft" in page.content.decode()
    priority.refresh_from_db()
    assert priority.title == "Protect people from harm"


@pytest.mark.parametrize(
    ("name", "of"),
    [
        ("plan-edit", lambda made: made.objective.priority.plan),
        ("priority-edit", lambda made: made.objective.priority),
        ("objective-edit", lambda made: made.objective),
        ("commitment-edit", lambda made: made),
    ],
)
def test_two_who_change_one_text_of_a_plan_see_both(client, office, sign_in, name, of):
    sign_in(Role.PERFORMANCE)
    row = of(_commitment(office, objective__priority__plan__drafted=True))
    address = _url(office, name, row.pk)

    page = saved_by_both(
        client, address, theirs={"title": "Theirs"}, mine={"title": "Mine"}
    )

    ((_label, theirs, mine),) = both_texts(page)
    assert (theirs, mine) == ("Theirs", "Mine")
    row.refresh_from_db()
    assert row.title == "Theirs"
    save_over(client, address, page, title="Theirs and mine")
    row.refresh_from_db()
    assert (row.title, row.revision) == ("Theirs and mine", 3)


def test_two_who_name_a_lead_and_a_category_at_once_see_both(client, office, sign_in):
    colleague = sign_in(Role.PERFORMANCE)
    priority = PriorityFactory(
        plan__office=office, plan__drafted=True, category="policing"
    )

    page = saved_by_both(
        client,
        _url(office, "priority-edit", priority.pk),
        theirs={"lead": colleague.pk},
        mine={"category": "partnership"},
    )

    assert both_texts(page) == [
        ("Category", "Policing", "Partnership"),
        ("Lead", str(colleague), ""),
    ]


def test_deleting_asks_first(client, office, sign_in):
    sign_in(Role.PERFORMANCE)
    priority = PriorityFactory(plan__office=office, plan__drafted=True)
    url = _url(office, "priority-delete", priority.pk)

    asked = client.get(url).content.decode()
    assert "objectives and commitments" in asked
    assert Priority.objects.exists()

    client.post(url)
    assert not Priority.objects.exists()


def test_a_new_version_asks_first_and_is_a_draft(client, office, sign_in):
    sign_in(Role.PERFORMANCE)
    plan = PlanVersionFactory(office=office)
    url = _url(office, "plan-copy", plan.pk)

    client.get(url)
    assert PlanVersion.objects.count() == 1

    client.post(url)
    assert PlanVersion.objects.get(number=2).status == "draft"


def test_the_buttons_are_the_moves_that_are_open(client, office, sign_in):
    sign_in(Role.PERFORMANCE)
    plan = PlanVersionFactory(office=office, status="consultation")

    page = client.get(_url(office, "version", plan.pk)).content.decode()

    assert "Send it to the panel" in page
    assert "Redraft it" in page
    assert "Start the consultation" not in page


def test_a_move_that_is_refused_says_why(client, office, sign_in):
    sign_in(Role.PERFORMANCE)
    plan = PlanVersionFactory(office=office)
    url = _url(office, "plan-move", plan.pk, "send_to_panel")

    page = client.post(url, follow=True).content.decode()

    assert "You cannot send to panel a plan that is issued" in page


def test_a_performance_officer_does_not_issue(client, office, sign_in):
    sign_in(Role.PERFORMANCE)
    plan = PlanVersionFactory(office=office, status="with_panel")

    assert client.get(_url(office, "plan-issue", plan.pk)).status_code == 403
    assert "Issue it" not in client.get(_url(office, "plan")).content.decode()


def test_a_draft_cannot_be_issued_and_says_what_is_needed(client, office, sign_in):
    sign_in(Role.CHIEF_EXECUTIVE)
    plan = PlanVersionFactory(office=office, drafted=True)

    page = client.get(_url(office, "plan-issue", plan.pk), follow=True)

    assert "it has to be with panel" in page.content.decode()


@pytest.mark.parametrize("role", [Role.CHIEF_EXECUTIVE, Role.COMMISSIONER])
def test_issue_says_what_is_missing_and_then_issues(client, office, sign_in, role):
    sign_in(role)
    plan = PlanVersionFactory(office=office, status="with_panel", in_force_from=None)
    PriorityFactory(plan=plan, number="1", title="Safety")
    url = _url(office, "plan-issue", plan.pk)
    said = {"in_force_from": timezone.localdate().isoformat()}

    assert "“1. Safety” has no objective." in client.get(url).content.decode()
    assert "or say why it is issued" in client.post(url, said).content.decode()
    client.post(url, {**said, "issued_without": "The term began late."})

    plan.refresh_from_db()
    assert (plan.status, plan.in_force_from) == ("issued", timezone.localdate())


def test_a_lead_updates_what_they_lead(client, office, sign_in):
    lead = sign_in(Role.PRIORITY_LEAD)
    commitment = _commitment(office, objective__priority__lead=lead)
    said = {"delivery": "delayed", "text": "The builder has gone"}

    page = client.post(
        _url(office, "commitment-update", commitment.pk), said, follow=True
    ).content.decode()

    assert "The update is added." in page
    assert "The builder has gone" in page
    commitment.refresh_from_db()
    assert commitment.delivery == "delayed"


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("commitment-edit", []),
        ("commitment-delete", []),
        ("commitment-update", []),
        ("commitment-move", ["deliver"]),
    ],
)
def test_a_lead_does_not_write_for_another_lead(client, office, sign_in, name, more):
    sign_in(Role.PRIORITY_LEAD)
    commitment = _commitment(office, objective__priority__lead=UserFactory())

    answer = client.post(_url(office, name, commitment.pk, *more), {"text": "Mine"})

    assert answer.status_code == 403
    commitment.refresh_from_db()
    assert commitment.status == "in_progress"


def test_a_lead_is_offered_nothing_on_another_leads_commitment(client, office, sign_in):
    sign_in(Role.PRIORITY_LEAD)
    commitment = _commitment(office)

    page = client.get(_url(office, "commitment", commitment.pk)).content.decode()

    assert "Add an update" not in page
    assert "Mark it delivered" not in page


def test_a_performance_officer_writes_for_every_lead(client, office, sign_in):
    sign_in(Role.PERFORMANCE)
    commitment = _commitment(office, objective__priority__lead=UserFactory())

    client.post(_url(office, "commitment-move", commitment.pk, "deliver"))

    commitment.refresh_from_db()
    assert commitment.status == "delivered"


def test_closing_asks_for_the_reason(client, office, sign_in):
    sign_in(Role.PERFORMANCE)
    commitment = _commitment(office)
    url = _url(office, "commitment-move", commitment.pk, "close")

    assert "Give a reason." in client.post(url, {"reason": ""}).content.decode()
    client.post(url, {"reason": "The money was withdrawn"})

    commitment.refresh_from_db()
    assert commitment.status == "closed_undelivered"


def test_an_update_without_words_is_asked_for_them(client, office, sign_in):
    sign_in(Role.PERFORMANCE)
    commitment = _commitment(office)
    url = _url(office, "commitment-update", commitment.pk)

    page = client.post(url, {"delivery": "on_track", "text": ""})

    assert page.context["form"].errors["text"] == ["This field is required."]
    assert not commitment.updates.exists()


OTHERS = [
    ("version", "plan", []),
    ("plan-edit", "plan", []),
    ("plan-copy", "plan", []),
    ("plan-issue", "plan", []),
    ("plan-move", "plan", ["redraft"]),
    ("priority-add", "plan", []),
    ("priority-edit", "priority", []),
    ("priority-delete", "priority", []),
    ("objective-add", "priority", []),
    ("objective-edit", "objective", []),
    ("objective-delete", "objective", []),
    ("commitment-add", "objective", []),
    ("commitment", "commitment", []),
    ("commitment-edit", "commitment", []),
    ("commitment-delete", "commitment", []),
    ("commitment-update", "commitment", []),
    ("commitment-move", "commitment", ["deliver"]),
]


@pytest.mark.parametrize(("name", "noun", "more"), OTHERS)
def test_nothing_crosses_offices(client, office, sign_in, name, noun, more):
    sign_in(Role.PERFORMANCE, Role.CHIEF_EXECUTIVE)
    commitment = CommitmentFactory(objective__priority__plan__drafted=True)
    objective = commitment.objective
    theirs = {
        "plan": objective.priority.plan,
        "priority": objective.priority,
        "objective": objective,
        "commitment": commitment,
    }

    answer = client.post(_url(office, name, theirs[noun].pk, *more))

    assert answer.status_code == 404


def test_another_offices_organisations_are_no_choice(client, office, sign_in):
    sign_in(Role.PERFORMANCE)
    theirs = OrganisationFactory()
    objective = ObjectiveFactory(
        priority__plan__office=office, priority__plan__drafted=True
    )

    page = client.get(_url(office, "commitment-add", objective.pk))

    assert theirs not in page.context["form"].fields["organisation"].queryset
