"""Exceptions: what is watched for, called in, answered, and by whom."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from measures.changes import exceptions, watching
from measures.models import watch_of
from opcc.core import house_style
from opcc.core.house_style.watching import Trigger
from opcc.core.models import AuditLine
from opcc.core.moves import MoveRefused
from opcc.core.roles import Role
from tests.factories import (
    CommitmentFactory,
    person,
)
from tests.measures.exception_scene import (
    Quarter,
    state,
    waiting,
    write,
)


@pytest.fixture
def quarter():
    return Quarter()


# -- what an office watches for


def test_a_trigger_that_is_switched_off_finds_nothing(quarter):
    quarter.measure("70")
    watching.choose(
        office=quarter.office,
        triggers=["data_missing"],
        missed_running=2,
        by=quarter.officer,
    )

    assert quarter.find() == []
    assert watch_of(quarter.office).triggers == (Trigger.DATA_MISSING,)
    assert AuditLine.objects.filter(verb="set triggers").get().after == {
        "triggers": ["data_missing"],
        "missed_running": 2,
    }


def test_an_office_starts_with_the_triggers_of_its_house_style(quarter):
    watch = watch_of(quarter.office)

    assert watch.missed_running == 3
    assert len(watch.triggers) == 12  # all fourteen but the two raised by hand


def test_a_style_stored_before_there_were_triggers_has_the_default_ones(quarter):
    stored = house_style.to_stored(house_style.load("default"))
    del stored["watch"]
    quarter.office.ways = stored
    quarter.office.save()

    assert len(watch_of(quarter.office).triggers) == 12


@pytest.mark.parametrize(
    ("chosen", "running"), [(["called_in"], 3), (["nonsense"], 3), (["red"], 1)]
)
def test_a_choice_that_makes_no_sense_is_refused(quarter, chosen, running):
    with pytest.raises(ValidationError):
        watching.choose(
            office=quarter.office,
            triggers=chosen,
            missed_running=running,
            by=quarter.officer,
        )


# -- calling in


def test_the_commissioner_calls_in_what_no_trigger_found(quarter):
    row = quarter.call_in(quarter.measure("82"))

    assert [each.reason for each in row.reasons] == [
        "Called in by the Commissioner: Victims ask"
    ]
    assert row.owner == quarter.lead
    # Looking again finds nothing in the figures, and it holds all the same.
    assert quarter.find() == [row]


def test_only_a_performance_officer_records_what_the_panel_called_in(quarter):
    measure = quarter.measure("82")

    with pytest.raises(MoveRefused, match="performance officer"):
        quarter.call_in(measure, source="panel")
    with pytest.raises(MoveRefused):
        quarter.call_in(measure, by=quarter.lead)

    row = quarter.call_in(measure, by=quarter.officer, source="panel")
    assert row.reasons[0].reason == "Called in by the panel: Victims ask"


def test_calling_in_needs_a_reason(quarter):
    with pytest.raises(ValidationError):
        quarter.call_in(quarter.measure("82"), reason="  ")


def test_what_is_called_in_asks_anew_where_no_commentary_was_needed(quarter):
    measure = quarter.measure("70")
    (row,) = quarter.find()
    quarter.settle(row, by=quarter.officer)
    assert waiting(quarter) == []

    quarter.call_in(measure)

    assert waiting(quarter) == ["1A"]


def test_a_measure_of_another_office_cannot_be_called_in(quarter):
    with pytest.raises(MoveRefused, match="not part of this quarter"):
        quarter.call_in(Quarter().measure("70"))


# -- answering


def test_commentary_answers_and_empty_commentary_does_not(quarter):
    measure = quarter.measure("70")
    quarter.find()
    assert waiting(quarter) == ["1A"]

    write(measure, quarter.lead, happening="It fell.")
    assert waiting(quarter) == []

    write(measure, quarter.lead, number=2, happening="")
    assert waiting(quarter) == ["1A"]


def test_a_late_commitment_is_answered_by_what_is_said_after_its_day(quarter):
    late = CommitmentFactory(objective=quarter.objective, due_on=dt.date(2026, 8, 31))
    state(late, quarter.lead, dt.date(2026, 7, 10), "on_track")
    quarter.find()
    assert waiting(quarter) == [late.reference]

    state(late, quarter.lead, dt.date(2026, 9, 10), "on_track")
    assert waiting(quarter) == []


def test_an_owner_says_why_no_commentary_is_needed(quarter):
    quarter.measure("70")
    (row,) = quarter.find()

    row = quarter.settle(row, by=quarter.lead)

    assert (row.reason, row.reason_by) == ("Chance alone", quarter.lead)
    assert waiting(quarter) == []
    assert AuditLine.objects.first().reason == "Chance alone"


def test_nobody_else_but_a_performance_officer_says_so(quarter):
    quarter.measure("70")
    (row,) = quarter.find()
    scrutiny = person(quarter.office, Role.SCRUTINY)

    with pytest.raises(MoveRefused, match="Only its owner"):
        quarter.settle(row, by=scrutiny)
    with pytest.raises(MoveRefused, match="Say why"):
        quarter.settle(row, by=quarter.officer, reason=" ")
    assert quarter.settle(row, by=quarter.officer).reason


def test_two_people_at_once_do_not_overwrite_each_other(quarter):
    quarter.measure("70")
    (row,) = quarter.find()
    quarter.settle(row, by=quarter.lead)

    with pytest.raises(MoveRefused, match="Somebody else changed"):
        quarter.settle(row, by=quarter.officer, seen=1)


def test_an_exception_is_handed_over_to_who_writes_commentary_here(quarter):
    quarter.measure("70")
    (row,) = quarter.find()
    colleague = person(quarter.office, Role.PERFORMANCE)
    sam = person(quarter.office, Role.DATA_PROVIDER)

    with pytest.raises(MoveRefused, match="writes no commentary here"):
        exceptions.hand_over(exception=row, to=sam, seen=1, by=quarter.officer)
    row = exceptions.hand_over(exception=row, to=colleague, seen=1, by=quarter.officer)

    assert row.owner == colleague
    assert quarter.settle(row, by=colleague).reason
