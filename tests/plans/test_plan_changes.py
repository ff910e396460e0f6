"""What changes in a plan, when it may not, and what the log keeps."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from opcc.core.models import AuditLine
from opcc.core.moves import MoveRefused
from plans import changes
from plans.models import Commitment, Objective, PlanVersion, Priority
from tests.factories import (
    CommitmentFactory,
    ObjectiveFactory,
    OfficeFactory,
    PlanVersionFactory,
    PriorityFactory,
    UserFactory,
)

TODAY = dt.date(2026, 11, 22)
NOT_DRAFTS = ["consultation", "with_panel", "issued", "superseded"]


def _lines():
    lines = AuditLine.objects.order_by("number")
    return [(line.verb, line.subject_kind) for line in lines]


def _commitment(status):
    return CommitmentFactory(objective__priority__plan__status=status)


def test_a_second_plan_of_one_title_gets_the_next_number():
    first = PlanVersionFactory()
    plan = PlanVersion(
        office=first.office,
        title=first.title,
        starts_on=first.starts_on,
        ends_on=first.ends_on,
    )

    changes.add_plan(plan=plan, by=UserFactory())

    assert (plan.number, plan.status) == (2, "draft")
    assert _lines() == [("add", "plans.PlanVersion")]


def test_headings_stand_in_the_order_of_their_numbers():
    plan = PlanVersionFactory(drafted=True)
    for number in ("10", "2", "1"):
        priority = Priority(plan=plan, number=number, title=f"Heading {number}")
        changes.add_priority(priority=priority, by=UserFactory())

    assert [each.number for each in plan.priorities.all()] == ["1", "2", "10"]


def test_renumbering_an_objective_moves_it():
    priority = PriorityFactory(plan__drafted=True)
    first = ObjectiveFactory(priority=priority, number="1.1")
    ObjectiveFactory(priority=priority, number="1.2")
    first.number = "1.3"

    changes.edit_objective(objective=first, based_on=1, by=UserFactory())

    assert [each.number for each in priority.objectives.all()] == ["1.2", "1.3"]


def test_a_number_is_used_once_in_a_plan():
    taken = PriorityFactory(plan__drafted=True, number="1")
    second = Priority(plan=taken.plan, number="1", title="Another")

    with pytest.raises(ValidationError, match="There is a priority of that number"):
        changes.add_priority(priority=second, by=UserFactory())


def test_an_edit_keeps_what_it_was_and_what_it_is():
    priority = PriorityFactory(plan__drafted=True, number="1", title="As promised")
    priority.title = "As reworded"

    changes.edit_priority(priority=priority, based_on=1, by=UserFactory())

    line = AuditLine.objects.get()
    assert line.before == {"title": "As promised"}
    assert line.after == {"title": "As reworded"}


def test_an_edit_that_changes_nothing_leaves_no_line():
    priority = PriorityFactory(plan__drafted=True)

    changes.edit_priority(priority=priority, based_on=1, by=UserFactory())

    assert _lines() == []


@pytest.mark.parametrize("status", NOT_DRAFTS)
def test_the_text_of_a_plan_that_is_not_a_draft_is_refused_every_change(status):
    commitment = _commitment(status)
    objective = commitment.objective
    priority = objective.priority
    by = UserFactory()
    refused = [
        lambda: changes.edit_plan(plan=priority.plan, based_on=1, by=by),
        lambda: changes.add_priority(priority=Priority(plan=priority.plan), by=by),
        lambda: changes.edit_priority(priority=priority, based_on=1, by=by),
        lambda: changes.delete_priority(priority=priority, by=by),
        lambda: changes.add_objective(objective=Objective(priority=priority), by=by),
        lambda: changes.edit_objective(objective=objective, based_on=1, by=by),
        lambda: changes.delete_objective(objective=objective, by=by),
        lambda: changes.add_commitment(
            commitment=Commitment(objective=objective), by=by
        ),
        lambda: changes.edit_commitment(commitment=commitment, based_on=1, by=by),
        lambda: changes.delete_commitment(commitment=commitment, by=by),
    ]

    for change in refused:
        with pytest.raises(MoveRefused, match="only while it is a draft"):
            change()

    assert _lines() == []


def test_what_goes_with_a_deleted_heading_has_a_line_each():
    commitment = _commitment("draft")

    changes.delete_priority(priority=commitment.objective.priority, by=UserFactory())

    assert _lines() == [
        ("delete", "plans.Commitment"),
        ("delete", "plans.Objective"),
        ("delete", "plans.Priority"),
    ]
    first = AuditLine.objects.get(number=1)
    assert first.before["title"] == "Open a custody suite in the west"
    assert not Objective.objects.exists()


def test_a_new_version_says_what_the_old_one_says():
    old = CommitmentFactory(
        objective__number="1.1",
        objective__priority__number="1",
        objective__priority__lead=UserFactory(),
        reference="C7",
    )
    plan = old.objective.priority.plan

    draft = changes.copy_plan(plan=plan, by=UserFactory())

    new = Commitment.objects.get(objective__priority__plan=draft)
    assert (draft.status, draft.number, draft.in_force_from) == ("draft", 2, None)
    assert (new.reference, new.due_on, new.status) == (
        "C7",
        dt.date(2026, 12, 31),
        "in_progress",
    )
    assert new.objective.number == "1.1"
    assert new.objective.priority.lead == old.objective.priority.lead
    assert plan.priorities.count() == 1


def test_an_update_is_kept_and_states_the_delivery():
    commitment = CommitmentFactory()
    by = UserFactory()

    changes.update_commitment(
        commitment=commitment,
        delivery="at_risk",
        text="No builder yet",
        by=by,
        on=TODAY,
    )

    commitment.refresh_from_db()
    update = commitment.updates.get()
    assert commitment.delivery == "at_risk"
    assert (update.delivery, update.text, update.by) == (
        "at_risk",
        "No builder yet",
        by,
    )
    line = AuditLine.objects.get()
    assert line.before == {"delivery": "on_track"}
    assert line.after == {"delivery": "at_risk", "text": "No builder yet"}


def test_an_update_may_expect_another_day_and_the_promised_one_stays():
    commitment = CommitmentFactory(due_on=dt.date(2026, 12, 31))

    changes.update_commitment(
        commitment=commitment,
        delivery="delayed",
        text="No builder yet",
        by=UserFactory(),
        on=TODAY,
        expected_on=dt.date(2027, 6, 30),
    )

    commitment.refresh_from_db()
    assert commitment.due_on == dt.date(2026, 12, 31)
    assert commitment.updates.get().expected_on == dt.date(2027, 6, 30)
    assert AuditLine.objects.get().after["expected_on"] == "2027-06-30"


def test_an_update_is_never_changed_or_deleted():
    commitment = CommitmentFactory()
    changes.update_commitment(
        commitment=commitment,
        delivery="on_track",
        text="Begun",
        by=UserFactory(),
        on=TODAY,
    )

    with pytest.raises(TypeError):
        commitment.updates.all().delete()


def test_progress_waits_for_the_plan_to_be_issued():
    with pytest.raises(MoveRefused, match="once the plan is issued"):
        changes.update_commitment(
            commitment=_commitment("draft"),
            delivery="on_track",
            text="Begun",
            by=UserFactory(),
            on=TODAY,
        )


def test_the_log_of_each_office_is_its_own():
    ours = PlanVersionFactory(drafted=True)
    OfficeFactory()

    changes.edit_plan(plan=ours, based_on=1, by=UserFactory())
    changes.move_plan(plan=ours, name="start_consultation", by=UserFactory())

    assert AuditLine.objects.get().office == ours.office
