"""How late an action is, how it is judged by age, and who is told of it next."""

import datetime as dt

import pytest

from opcc.core import house_style
from opcc.core.house_style.actions import ActionWays, Rung
from opcc.core.house_style.timetable import Owner
from opcc.core.moves import MoveRefused
from scrutiny.domain import actions, workflow
from scrutiny.domain.actions import Delivery

WAYS = ActionWays(
    soon_days=14,
    delayed_days=28,
    ladder=(Rung(7, Owner.SCRUTINY), Rung(28, Owner.CHIEF_EXECUTIVE, "Board")),
)
DUE = dt.date(2026, 9, 30)


def day(late):
    return DUE + dt.timedelta(days=late)


def stands(late, state="in_progress"):
    return actions.stands(state=state, due_on=DUE, on=day(late), ways=WAYS)


@pytest.mark.parametrize(
    ("state", "late", "delivery"),
    [
        ("in_progress", -1, Delivery.ON_TRACK),
        ("in_progress", 0, Delivery.ON_TRACK),  # its own day is not late
        ("in_progress", 1, Delivery.AT_RISK),
        ("in_progress", 28, Delivery.AT_RISK),
        ("in_progress", 29, Delivery.DELAYED),
        ("raised", -15, Delivery.ON_TRACK),
        ("raised", -14, Delivery.AT_RISK),  # soon, and nobody has begun
        ("pending_sign_off", 40, Delivery.ON_TRACK),  # its owner has done their part
        ("closed", 40, Delivery.COMPLETE),
        ("accepted_risk", 40, Delivery.ENDED),
        ("superseded", 40, Delivery.ENDED),
    ],
)
def test_delivery_follows_from_the_state_and_the_age(state, late, delivery):
    assert stands(late, state).delivery is delivery


def test_a_judgement_gives_its_reason():
    assert stands(1).reason == "1 day past its date."
    assert stands(29).reason == "More than 28 days past its date."
    assert stands(-3, "raised").reason == "Not begun, and due within 14 days."


@pytest.mark.parametrize(
    ("late", "to"),
    [(6, None), (7, "scrutiny"), (27, "scrutiny"), (28, "chief_executive")],
)
def test_an_action_climbs_the_ladder_as_it_ages(late, to):
    rung = stands(late).rung

    assert (rung.to if rung else None) == to


def test_what_is_offered_or_over_is_on_no_rung():
    assert stands(90, "pending_sign_off").rung is None
    assert stands(90, "closed").rung is None


@pytest.mark.parametrize(
    ("late", "last", "number"),
    [
        (-15, None, None),  # not soon yet
        (-14, None, 0),
        (-1, 0, None),  # told already that it is soon
        (0, None, 0),
        (1, 0, 1),
        (2, 1, None),
        (7, 1, 2),
        (28, 2, 3),
        (28, None, 3),  # what was missed is passed over
        (90, 3, None),  # nothing comes after the last rung
    ],
)
def test_a_message_goes_out_once_for_each_step(late, last, number):
    sent = actions.next_message(
        last, None, state="in_progress", due_on=DUE, on=day(late), ways=WAYS
    )

    assert sent == number


def test_nobody_is_told_twice_on_one_day():
    asked = {"state": "in_progress", "due_on": DUE, "on": day(7), "ways": WAYS}

    assert actions.next_message(1, day(7), **asked) is None
    assert actions.next_message(1, day(6), **asked) == 2


def test_a_message_of_a_rung_names_it():
    assert actions.rung_of(1, WAYS) is None
    assert actions.rung_of(3, WAYS).to is Owner.CHIEF_EXECUTIVE


def test_counts_under_ten_are_said_in_words():
    said = [actions.counted(n) for n in (0, 3, 9, 10, 23)]

    assert said == ["none", "three", "nine", "10", "23"]


def test_a_due_date_before_the_meeting_is_refused_with_its_date():
    with pytest.raises(MoveRefused, match="before it was raised, on 3 November 2026"):
        workflow.check_due(due_on=dt.date(2026, 11, 2), raised_on=dt.date(2026, 11, 3))


@pytest.mark.parametrize("slug", house_style.names())
def test_every_house_style_has_a_ladder_that_ends_with_the_commissioner(slug):
    assert house_style.load(slug).actions.ladder[-1].to is Owner.COMMISSIONER


def test_south_wales_escalates_to_the_bodies_of_its_paper():
    rungs = house_style.load("south-wales-2013").actions.ladder

    assert [rung.body for rung in rungs] == [
        "",
        "Joint Performance Management Group",
        "Commissioner's Strategic Board",
    ]


def test_a_ladder_whose_rungs_are_out_of_order_is_refused():
    with pytest.raises(ValueError, match="later than the one before"):
        ActionWays(14, 28, (Rung(28, Owner.SCRUTINY), Rung(7, Owner.COMMISSIONER)))


def test_a_body_that_the_style_does_not_have_is_refused():
    ladder = [{"after_days": 7, "to": "scrutiny", "body": "The Star Chamber"}]

    with pytest.raises(ValueError, match="No body is called The Star Chamber"):
        house_style.style_from({"actions": {"ladder": ladder}}, slug="ours")


def test_an_office_that_took_its_style_over_earlier_has_the_default_ladder():
    stored = house_style.to_stored(house_style.load("durham-2021"))
    del stored["actions"]

    assert house_style.from_stored(stored).actions == (
        house_style.load("default").actions
    )
