"""What two editions put in other words: definitions, targets, days and commentary."""

import datetime as dt
from dataclasses import replace

import pytest

from reports.domain.content import ChangedLine
from reports.domain.difference import between
from reports.domain.measure_part import Answer, Oversight
from reports.domain.revised import MovedDate, Restated, Rewritten
from reports.domain.rewording import Reworded
from tests.reports.domain.contents import (
    QUARTER,
    commitment,
    edition_of,
    part_of,
    withheld,
)

LAST = QUARTER - 1


def changes(old, new):
    return between(edition_of(old), edition_of(new), since="Quarter 1, edition 1")


def redefined(part, number):
    return replace(part, rows=(replace(part.rows[0], definition=number),))


def test_a_new_definition_says_its_number_and_each_of_its_words_that_is_new():
    old = replace(part_of("1A"), definition="Arrests.", source="Custody records")
    new = redefined(replace(old, definition="Arrests and charges."), 2)

    assert changes(old, new).definitions == (
        Restated("1A", "Measure 1A", "Number of the definition", "1", "2"),
        Restated(
            "1A", "Measure 1A", "What is counted", "Arrests.", "Arrests and charges."
        ),
    )


def test_a_numerator_a_source_and_a_name_that_are_others_are_told():
    old = replace(part_of("1A"), numerator_label="Arrests", source="A")
    new = replace(old, name="Arrested", numerator_label="People arrested", source="B")

    told = [
        (each.what, each.before, each.now) for each in changes(old, new).definitions
    ]
    assert told == [
        ("Name", "Measure 1A", "Arrested"),
        ("Numerator", "Arrests", "People arrested"),
        ("Source", "A", "B"),
    ]


def test_another_line_break_is_no_other_definition():
    old = replace(part_of("1A"), definition="Arrests\nand charges.")
    assert (
        changes(old, replace(old, definition="Arrests and charges.")).definitions == ()
    )


def test_a_target_with_its_tolerance_and_rule_is_told_before_and_now():
    old = replace(part_of("1A"), rule="Green at 80% or more.")
    new = replace(
        old,
        target_text="85%",
        tolerance_text="tolerance 3 points",
        rule="Green at 85% or more.",
    )
    told = [(each.what, each.before, each.now) for each in changes(old, new).targets]
    assert told == [
        ("Target", "80%", "85%"),
        ("Tolerance", "no tolerance", "tolerance 3 points"),
        ("Rule", "Green at 80% or more.", "Green at 85% or more."),
    ]


def test_a_target_that_is_set_for_the_first_time_had_nothing_before():
    old = replace(part_of("1A"), target_text="[z]")
    (told,) = changes(old, part_of("1A")).targets
    assert (told.before, told.now) == ("", "80%")


def test_a_target_of_a_period_that_is_over_is_told_with_the_period():
    old = part_of("1A", period=LAST)
    new = replace(old, rows=(replace(old.rows[0], target="78%"),))
    (told,) = changes(old, new).targets
    assert (told.what, told.before, told.now) == (
        "Target for April to June 2026",
        "80%",
        "78%",
    )


def test_a_commitment_that_is_due_later_says_from_when_to_when_and_by_how_much():
    # The last day of 2026 and of March 2027 are 31 + 28 + 31 = 90 days apart.
    line = commitment("C01", "on_track")
    later = replace(line, due_on=dt.date(2027, 3, 31))
    before, now = edition_of(commitments=(line,)), edition_of(commitments=(later,))

    (moved,) = between(before, now, since="Quarter 1").dates
    assert moved == MovedDate(
        "C01",
        "Open a custody suite in the west",
        "Due",
        dt.date(2026, 12, 31),
        dt.date(2027, 3, 31),
    )
    assert moved.size == "90 days later"
    assert replace(moved, now=dt.date(2026, 12, 30)).size == "1 day earlier"


def test_the_day_a_commitment_is_expected_on_moves_and_the_promised_one_stays():
    # From the end of 2026 to the end of June 2027: 31 + 28 + 31 + 30 + 31 + 30 = 181.
    promised = commitment("C01", "delayed")
    first = replace(promised, expected_on=dt.date(2027, 6, 30))
    later = replace(promised, expected_on=dt.date(2027, 7, 1))

    def moved(old, new):
        before, now = edition_of(commitments=(old,)), edition_of(commitments=(new,))
        dates = between(before, now, since="Quarter 1").dates
        return [(each.what, each.size) for each in dates]

    assert moved(promised, first) == [("Expected", "181 days later")]
    assert moved(first, later) == [("Expected", "1 day later")]
    assert moved(first, promised) == [("Expected", "181 days earlier")]
    assert moved(first, first) == []
    assert moved(first, replace(promised, status="Delivered")) == []


def test_the_meeting_of_a_quarter_that_moved_is_told_and_the_next_quarters_is_not():
    first = edition_of()
    moved_on = replace(first.cover, meeting_on=dt.date(2026, 12, 11))
    second = replace(first, cover=moved_on)

    (moved,) = between(first, second, since="Edition 1").dates
    assert (moved.what, moved.size) == ("Meeting", "7 days later")
    assert between(edition_of(quarter=LAST), second, since="Quarter 1").dates == ()


def test_commitments_that_are_new_or_gone_are_told():
    before = edition_of(commitments=(commitment("C01", "on_track"),))
    now = edition_of(commitments=(commitment("C02", "on_track"),))
    title = "Open a custody suite in the west"

    assert between(before, now, since="Quarter 1").promises == (
        ChangedLine("C02", title, "New in this edition."),
        ChangedLine("C01", title, "No longer reported."),
    )


def test_each_prompt_is_new_changed_gone_or_kept_word_for_word():
    def written(*answers, **oversight):
        told = tuple(Answer(heading, heading, text) for heading, text in answers)
        return replace(part_of("1A"), answers=told, oversight=Oversight(**oversight))

    old = written(("Trend", "It fell."), ("Cause", "Posts."), ("Risk", "Few."), did="A")
    new = written(("Trend", "It rose."), ("Cause", "Posts."), asked="Why?", did="A")

    assert changes(old, new).texts == (
        Rewritten(
            "1A",
            "Measure 1A",
            new=("Asked",),
            changed=("Trend",),
            gone=("Risk",),
            kept=("Cause", "Did"),
            reworded=(Reworded("Trend", "It fell.", "It rose."),),
        ),
    )


@pytest.mark.parametrize("symbol", ["c", "w"])
def test_a_text_is_not_recalled_of_a_measure_of_which_anything_is_hidden(symbol):
    answers = (Answer("Trend", "Trend", "Three people."),)
    shown = replace(part_of("1A"), answers=answers)
    kept_back = replace(
        withheld("1A", symbol=symbol), answers=(Answer("Trend", "Trend", "Few."),)
    )

    for old, new in ((shown, kept_back), (kept_back, shown)):
        (told,) = changes(old, new).texts
        assert (told.changed, told.reworded) == (("Trend",), ())


def test_what_became_of_a_commentary_is_said_in_a_sentence():
    some = Rewritten("1A", "", new=("Data note",), changed=("Cause", "Why?"))
    kept = Rewritten("1A", "", gone=("Risk",), kept=("Trend",))
    assert some.sentence == "New: Data note. Rewritten: Cause; Why?"
    assert kept.sentence == "Gone: Risk. The same, word for word: Trend."
    assert Rewritten("1A", "", changed=("Trend",)).sentence == "All of it is rewritten."
    assert Rewritten("1A", "", new=("A", "B")).sentence == "All of it is new."


def test_commentary_that_says_the_same_is_not_listed():
    part = part_of("1A", answers=("trend",))
    assert changes(part, part).texts == ()
