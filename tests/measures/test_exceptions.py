"""Exceptions: found in the figures, called in by hand, answered or not needed."""

import datetime as dt
from decimal import Decimal

import pytest

from measures.changes import exceptions
from measures.models import Cycle, CycleException, Observation
from opcc.core.models import AuditLine
from opcc.core.moves import MoveRefused
from opcc.core.periods import Period
from opcc.core.roles import Role
from tests.factories import (
    CommitmentFactory,
    person,
)
from tests.measures.exception_scene import (
    ON,
    Q2,
    Quarter,
    facts_of,
    observe,
    state,
    triggers,
    waiting,
)


@pytest.fixture
def quarter():
    return Quarter()


# -- finding


def test_a_red_measure_is_an_exception_of_its_priority_lead(quarter):
    quarter.measure("70")
    quarter.measure("82", code="1B")

    (row,) = quarter.find()

    assert (row.code, row.owner) == ("1A", quarter.lead)
    assert row.found == [
        {
            "trigger": "red",
            "reason": "70.0% against a target of 80% with a tolerance of 5 points: "
            "10.0 short, so red",
        }
    ]


def test_without_a_lead_it_is_whoever_opened_the_quarter(quarter):
    quarter.measure("70", objective=None)
    other = person(quarter.office, Role.PERFORMANCE)

    (row,) = exceptions.find(cycle=quarter.cycle, by=other, on=ON)

    assert row.owner == quarter.officer


def test_a_missing_figure_is_an_exception_only_where_one_was_due(quarter):
    quarter.measure()
    # A year's figure is due in the fourth quarter.
    quarter.measure(code="1B", version={"frequency": "year"})

    (row,) = quarter.find()

    assert triggers(row) == ["data_missing"]
    assert row.found[0]["reason"] == "There is no figure for July to September 2026"


def test_a_target_missed_three_quarters_running_is_an_exception(quarter):
    measure = quarter.measure()
    # 78 is 2 short of 80, within the tolerance of 5: amber, which is missed too.
    for back in range(3):
        observe(measure, Q2 - back, "78")

    (row,) = quarter.find()

    assert triggers(row) == ["target_missed_running"]


def test_a_yearly_figure_that_misses_counts_once_a_year(quarter):
    measure = quarter.measure(version={"frequency": "year"})
    observe(measure, Period.year(2025), "78")
    observe(measure, Period.year(2024), "78")

    assert quarter.find() == []

    observe(measure, Period.year(2023), "78")

    assert triggers(quarter.find()[0]) == ["target_missed_running"]


def test_a_signal_says_what_stands_out_and_by_how_much(quarter):
    # Moves of 2 about a mean near 61: 80 is far beyond 61 + 2.66 x 2 = 66.3.
    months = [Period.month(2024, 10) + step for step in range(24)]
    values = ["60", "62"] * 11 + ["60", "80"]
    measure = quarter.measure(
        target=None,
        version={"frequency": "month", "polarity": "lower", "kind": "score"},
    )
    for month, value in zip(months, values, strict=True):
        observe(measure, month, value)

    rows = {row.code: row for row in quarter.find()}

    found = rows["1A"].found[0]
    assert found["trigger"] == "concern"
    assert found["reason"].startswith("September 2026 is above the upper limit of ")
    assert found["reason"].endswith(": a change for the worse, upwards")
    assert rows["1A"].facts["signal"] == "above what chance explains"


def test_an_overdue_commitment_is_an_exception_at_the_quarters_end(quarter):
    late = CommitmentFactory(
        objective=quarter.objective, due_on=dt.date(2026, 9, 20), reference="C1"
    )
    CommitmentFactory(
        objective=quarter.objective, due_on=dt.date(2026, 9, 30), reference="C2"
    )
    CommitmentFactory(
        objective=quarter.objective,
        due_on=dt.date(2026, 9, 1),
        reference="C3",
        status="delivered",
    )

    (row,) = quarter.find()

    assert row.commitment == late
    assert row.found[0]["reason"] == "The commitment is 10 days overdue"
    assert row.owner == quarter.lead


def test_a_stated_delivery_that_worsened_in_the_quarter_is_an_exception(quarter):
    commitment = CommitmentFactory(objective=quarter.objective)
    state(commitment, quarter.lead, dt.date(2026, 6, 1), "on_track")
    state(commitment, quarter.lead, dt.date(2026, 8, 1), "delayed")

    (row,) = quarter.find()

    assert row.found == [
        {
            "trigger": "grade_worsened",
            "reason": "The stated delivery went from on track to delayed",
        }
    ]


def test_looking_again_changes_nothing_where_nothing_changed(quarter):
    quarter.measure("70")
    before = facts_of(quarter.find())

    assert facts_of(quarter.find(on=dt.date(2026, 10, 22))) == before
    assert CycleException.objects.count() == 1


def test_looking_again_brings_the_facts_up_to_date_and_keeps_the_answer(quarter):
    measure = quarter.measure("70")
    (row,) = quarter.find()
    quarter.settle(row, by=quarter.lead)
    Observation.objects.filter(measure=measure).update(value=Decimal(65))

    (row,) = quarter.find()

    assert row.found[0]["reason"].startswith("65.0%")
    assert row.facts["figure"] == "65.0%"
    assert row.reason == "Chance alone"


def test_an_exception_that_no_longer_holds_is_kept_with_the_day(quarter):
    measure = quarter.measure("70")
    quarter.find()
    Observation.objects.filter(measure=measure).update(value=Decimal(81))

    assert quarter.find(on=dt.date(2026, 10, 23)) == []

    row = CycleException.objects.get()
    assert row.ended_on == dt.date(2026, 10, 23)
    assert triggers(row) == ["red"]
    assert waiting(quarter) == []

    Observation.objects.filter(measure=measure).update(value=Decimal(70))
    (again,) = quarter.find()
    assert (again.pk, again.ended_on) == (row.pk, None)


def test_exceptions_are_looked_for_when_the_data_close_and_when_commentary_starts(
    quarter,
):
    quarter.measure("70")
    quarter.move("close_the_data_of")
    assert waiting(quarter) == ["1A"]

    quarter.measure("60", code="1B")
    quarter.move("start_the_commentary_of")
    assert waiting(quarter) == ["1A", "1B"]


@pytest.mark.parametrize("state", ["scheduled", "issued", "closed"])
def test_nothing_is_found_before_a_quarter_opens_or_after_it_is_issued(quarter, state):
    quarter.measure("70")
    Cycle.objects.update(state=state)

    with pytest.raises(MoveRefused, match=f"This quarter is {state}"):
        quarter.find()


def test_every_look_leaves_one_line_with_what_is_new_and_what_has_gone(quarter):
    quarter.measure("70")
    quarter.find()

    line = AuditLine.objects.first()
    assert line.verb == "look for exceptions in"
    assert line.after == {"quarter": "2026-Q2", "holding": 1, "new": ["1A"]}


def test_another_offices_measures_are_none_of_ours(quarter):
    elsewhere = Quarter()
    elsewhere.measure("70")

    assert quarter.find() == []


# -- what is asked


def test_the_questions_are_those_of_the_facts(quarter):
    quarter.measure("70")

    (row,) = quarter.find()

    assert row.questions == (
        "Victims satisfied with the service stood at 70.0% in July to September 2026, "
        "against a target of 80%. What will the force do to meet the target, and by "
        "when?",
    )


def test_the_questions_give_no_hidden_number_away(quarter):
    measure = quarter.measure(
        "3", version={"kind": "count", "unit_name": "offences", "name": "Stalking"}
    )
    measure.is_sensitive = True  # 1 to 4 are hidden
    measure.save()

    (row,) = quarter.find()

    assert row.questions == (
        "The figure of “Stalking” for July to September 2026 is hidden. What will "
        "the force do to meet the target, and by when?",
    )


def test_more_measures_cost_no_more_queries(quarter, django_assert_max_num_queries):
    for code in range(6):
        quarter.measure("70", code=f"2{code}")
    quarter.find()

    # Exceptions, their definitions, who called them in.
    with django_assert_max_num_queries(3):
        rows = list(CycleException.objects.for_office(quarter.office).with_all())
        assert [(row.name, row.owner.name, row.reasons) for row in rows]
