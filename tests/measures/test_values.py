"""Values entered, judged, locked and revised."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from measures.changes import values
from measures.changes.values import Stale
from measures.domain.sheet.amounts import Amount
from measures.domain.workflow import OBSERVATION
from measures.models import Observation
from measures.statements import NOTHING, Cell
from opcc.core import audit
from opcc.core.models import AuditLine
from opcc.core.moves import MoveRefused
from opcc.core.periods import Period
from tests.factories import (
    MeasureFactory,
    ObservationFactory,
    OfficeFactory,
    UserFactory,
)

Q1 = Period.quarter(2026, 1)
AT = dt.datetime(2026, 7, 14, 10, 41, tzinfo=dt.UTC)
STATES = sorted(OBSERVATION.states)
COUNT = {"kind": "count", "unit_name": "offences", "decimals": 0}


def amount(value, *, numerator=None, denominator=None, symbol=None):
    numbers = [
        None if n is None else Decimal(n) for n in (value, numerator, denominator)
    ]
    return Amount(numbers[0], symbol, numbers[1], numbers[2], frozenset(), False)


def cell(measure, value, *, seen=NOTHING, period=Q1, **facts):
    return Cell(
        measure=measure, period=period, amount=amount(value), seen=seen, **facts
    )


def enter(*cells, by):
    office = cells[0].measure.office
    return values.enter(cells=cells, office=office, by=by, at=AT)


def seen(state):
    """A value in this state, with a query's text where there is one."""
    measure = MeasureFactory(version=COUNT)
    return ObservationFactory(measure=measure, state=state, value=Decimal(78))


def again(observation, value):
    stated = (observation.vintage, observation.revision)
    return cell(observation.measure, value, seen=stated)


def make_move(name, observation, *, by):
    if name == "validate":
        values.validate(
            observations=[observation], by=by, at=AT, reason="The force explained."
        )
    elif name == "query":
        values.query(observation=observation, text="Is that right?", by=by)
    elif name == "correct":
        values.correct(
            observation=observation, cell=again(observation, 80), by=by, at=AT
        )
    else:
        office = observation.measure.office
        values.lock(observations=[observation], office=office, by=by)


LEGAL = [(m.name, s, m.target) for m in OBSERVATION.moves for s in m.sources]
ILLEGAL = [
    (move.name, state)
    for move in OBSERVATION.moves
    for state in STATES
    if state not in move.sources and (move.name, state) != ("lock", "locked")
]


@pytest.mark.parametrize(("name", "state", "target"), LEGAL)
def test_every_legal_move_is_made_and_audited(name, state, target):
    observation = seen(state)

    make_move(name, observation, by=UserFactory())

    observation.refresh_from_db()
    assert observation.state == target
    assert AuditLine.objects.get().verb == name


@pytest.mark.parametrize(("name", "state"), ILLEGAL)
def test_every_other_move_is_refused_and_leaves_no_trace(name, state):
    observation = seen(state)

    with pytest.raises(MoveRefused):
        make_move(name, observation, by=UserFactory())

    observation.refresh_from_db()
    assert observation.state == state
    assert not AuditLine.objects.exists()


def test_locking_what_is_locked_does_nothing():
    observation = seen("locked")

    make_move("lock", observation, by=UserFactory())

    assert not AuditLine.objects.exists()


def test_nobody_validates_their_own_entry():
    observation = seen("entered")

    with pytest.raises(MoveRefused, match="somebody else"):
        make_move("validate", observation, by=observation.entered_by)


def test_one_own_entry_among_the_ticked_stops_them_all():
    by = UserFactory()
    measure = MeasureFactory(version=COUNT)
    theirs = ObservationFactory(measure=measure, state="entered")
    own = ObservationFactory(measure=measure, state="entered", entered_by=by, vintage=2)

    with pytest.raises(MoveRefused):
        values.validate(observations=[theirs, own], by=by, at=AT)

    theirs.refresh_from_db()
    assert theirs.state == "entered"


def test_a_queried_value_is_not_validated_without_what_settled_it():
    observation = seen("queried")

    with pytest.raises(MoveRefused, match="what settled"):
        values.validate(observations=[observation], by=UserFactory(), at=AT)


def test_what_changed_since_it_was_looked_at_is_not_validated():
    observation = seen("entered")

    with pytest.raises(MoveRefused, match="changed while"):
        values.validate(
            observations=[observation],
            by=UserFactory(),
            at=AT,
            seen={observation.pk: observation.revision - 1},
        )


def test_a_percentage_is_kept_as_its_parts_and_their_exact_ratio():
    measure = MeasureFactory()
    third = Cell(
        measure=measure,
        period=Q1,
        amount=amount(Decimal(100) / 3, numerator=1, denominator=3),
    )

    enter(third, by=UserFactory())

    row = Observation.objects.get()
    assert (row.numerator, row.denominator) == (1, 3)
    assert row.value == Decimal("33.333333333333")
    assert row.version == measure.versions.get()


def test_a_figure_from_before_every_definition_is_refused():
    measure = MeasureFactory(version=COUNT | {"valid_from": dt.date(2026, 7, 1)})

    with pytest.raises(ValidationError, match="no definition"):
        enter(cell(measure, 5), by=UserFactory())


def test_all_cells_are_entered_or_none():
    measure = MeasureFactory(version=COUNT | {"valid_from": dt.date(2026, 4, 1)})
    early = cell(measure, 5, period=Q1 - 1)

    with pytest.raises(ValidationError):
        enter(cell(measure, 4), early, by=UserFactory())

    assert not Observation.objects.exists()


def test_a_value_of_another_office_is_not_entered():
    measure = MeasureFactory(version=COUNT)

    with pytest.raises(ValidationError, match="another office"):
        values.enter(
            cells=[cell(measure, 5)], office=OfficeFactory(), by=UserFactory(), at=AT
        )


def test_a_change_before_lock_is_made_in_place_and_audited_with_both_values():
    observation = seen("entered")
    by = UserFactory()

    enter(again(observation, 80), by=by)

    observation.refresh_from_db()
    line = AuditLine.objects.get()
    assert (observation.value, observation.vintage, observation.state) == (
        80,
        1,
        "entered",
    )
    assert observation.entered_by == by
    assert (Decimal(line.before["value"]), Decimal(line.after["value"])) == (78, 80)
    assert audit.first_broken(observation.measure.office) is None


def test_saying_the_same_again_changes_nothing():
    observation = seen("entered")

    enter(again(observation, 78), by=UserFactory())

    observation.refresh_from_db()
    assert observation.revision == 1
    assert not AuditLine.objects.exists()


def test_a_note_alone_does_not_change_whose_entry_it_is():
    observation = seen("entered")
    entered_by = observation.entered_by
    stated = (observation.vintage, observation.revision)

    enter(
        cell(observation.measure, 78, seen=stated, note="Custody moved."),
        by=UserFactory(),
    )

    observation.refresh_from_db()
    assert (observation.note, observation.entered_by) == ("Custody moved.", entered_by)


def test_a_queried_value_that_is_typed_over_is_corrected():
    observation = seen("queried")

    enter(again(observation, 80), by=UserFactory())

    observation.refresh_from_db()
    assert observation.state == "corrected"


@pytest.mark.parametrize(
    ("state", "sentence"), [("validated", "has to be queried"), ("locked", "revise it")]
)
def test_a_judged_value_is_not_typed_over(state, sentence):
    observation = seen(state)

    with pytest.raises(MoveRefused, match=sentence):
        enter(again(observation, 80), by=UserFactory())

    observation.refresh_from_db()
    assert observation.value == 78


def test_the_second_of_two_people_is_told_and_nothing_is_overwritten():
    observation = seen("entered")
    second = again(observation, 566)
    enter(again(observation, 556), by=UserFactory())

    with pytest.raises(Stale) as refusal:
        enter(second, by=UserFactory())

    observation.refresh_from_db()
    assert observation.value == 556
    assert refusal.value.cells == (second,)


def test_two_people_who_say_the_same_do_not_conflict():
    observation = seen("entered")
    second = again(observation, 556)
    enter(again(observation, 556), by=UserFactory())

    enter(second, by=UserFactory())

    observation.refresh_from_db()
    assert observation.revision == 2


def test_a_change_after_lock_is_another_vintage_with_its_reason():
    observation = seen("locked")
    by = UserFactory()

    revised = values.revise(
        observation=observation,
        cell=again(observation, 81),
        reason="Three crimes were recorded late.",
        by=by,
        at=AT,
    )

    observation.refresh_from_db()
    assert (observation.value, observation.state) == (78, "locked")
    assert (revised.vintage, revised.value, revised.state) == (2, 81, "entered")
    assert revised.reason == "Three crimes were recorded late."
    assert AuditLine.objects.get().reason == revised.reason


def test_a_revision_wants_a_reason():
    observation = seen("locked")

    with pytest.raises(MoveRefused, match="reason"):
        values.revise(
            observation=observation,
            cell=again(observation, 81),
            reason=" ",
            by=UserFactory(),
            at=AT,
        )


def test_only_a_locked_value_is_revised():
    observation = seen("validated")

    with pytest.raises(MoveRefused, match="Only a locked"):
        values.revise(
            observation=observation,
            cell=again(observation, 81),
            reason="Late crimes.",
            by=UserFactory(),
            at=AT,
        )


def test_locking_many_leaves_one_line():
    measure = MeasureFactory(version=COUNT)
    rows = [ObservationFactory(measure=measure, vintage=n) for n in (1, 2, 3)]

    locked = values.lock(observations=rows, office=measure.office, by=UserFactory())

    assert locked == 3
    assert set(Observation.objects.values_list("state", flat=True)) == {"locked"}
    assert AuditLine.objects.get().after["count"] == 3


def test_a_withheld_value_is_not_typed_over():
    observation = seen("entered")
    observation.symbol = "w"

    with pytest.raises(MoveRefused, match="withheld"):
        values.check_editable(observation)
