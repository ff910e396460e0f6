"""The file format of what is frozen."""

from dataclasses import replace
from decimal import Decimal

from measures.domain.rating import State
from opcc.core.periods import Period
from reports.domain.content import fingerprint, from_bytes, to_bytes
from reports.domain.measure_part import Figure, Grade
from tests.reports.domain.contents import commitment, edition_of, part_of, withheld


def test_what_is_stored_is_read_back_the_same():
    edition = edition_of(part_of("1A"), withheld("1B"))
    assert from_bytes(to_bytes(edition)) == edition


def test_the_same_content_is_stored_as_the_same_bytes():
    first, second = edition_of(part_of("1A")), edition_of(part_of("1A"))
    assert to_bytes(first) == to_bytes(second)


def test_a_number_is_stored_with_the_decimals_that_it_is_printed_with():
    edition = edition_of(part_of("1A", "37.0"))
    assert b'"value":"37.0"' in to_bytes(edition)


def test_the_fingerprint_is_sha256_of_the_stored_bytes():
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert fingerprint(b"") == empty


def test_a_commitment_that_is_closed_says_how_it_ended():
    open_one = commitment("C01", "at_risk")
    assert open_one.delivery_word == "At risk"
    assert replace(open_one, status="Delivered").delivery_word == "Delivered"
    dropped = replace(open_one, status="Closed undelivered")
    assert dropped.delivery_word == "Closed undelivered"


def test_marks_stand_after_the_number_they_are_about():
    assert Figure("37.2%", Decimal("37.2"), marks=("p", "r")).full == "37.2% [p] [r]"


def test_a_measure_under_two_objectives_is_counted_once():
    edition = edition_of(part_of("1A"))
    priority = edition.priorities[0]
    twice = replace(priority, objectives=priority.objectives * 2)
    assert replace(edition, priorities=(twice,)).count(State.GREEN) == 1


def test_every_state_is_counted_even_where_no_measure_has_it():
    counts = dict(edition_of(part_of("1A", state=State.RED)).counts())
    assert counts[State.RED] == 1
    assert counts[State.GREEN] == 0
    assert set(counts) == set(State)


def test_the_symbols_of_a_part_are_those_of_its_table_and_its_chart():
    assert withheld("1B").symbols == {"w"}
    assert part_of("1A").symbols == frozenset()


def test_the_prompts_after_the_commissioners_box_are_next_steps_and_the_data_note():
    part = part_of("1A", answers=("happening", "why", "next_steps", "data_note"))
    assert [answer.prompt for answer in part.answers_before] == ["happening", "why"]
    assert [answer.prompt for answer in part.answers_after] == [
        "next_steps",
        "data_note",
    ]


def test_a_part_is_found_by_its_code():
    edition = edition_of(part_of("1A"), part_of("1B"))
    assert edition.part("1B") == part_of("1B")
    assert edition.part("9Z") is None


def test_a_grade_carries_its_reason():
    part = replace(part_of("1A"), grade=Grade(State.AMBER, "3 short"))
    assert edition_of(part).part("1A").grade.reason == "3 short"


def test_the_quarter_is_read_back_as_a_period():
    assert from_bytes(to_bytes(edition_of())).quarter == Period.quarter(2026, 2)
