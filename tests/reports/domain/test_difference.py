"""What changed between two editions."""

from dataclasses import replace

from measures.domain.rating import State
from reports.domain.content import ChangedLine
from reports.domain.difference import between
from tests.reports.domain.contents import (
    QUARTER,
    commitment,
    edition_of,
    judged,
    part_of,
    withheld,
)

LAST = QUARTER - 1


def changes(before, now):
    return between(before, now, since="Quarter 1, edition 1")


def test_a_position_that_fell_is_worse_and_says_from_what_to_what():
    before = edition_of(part_of("1A", "81.0", state=State.GREEN))
    now = edition_of(part_of("1A", "74.0", state=State.RED))
    text = "Green to red: 81.0%, now 74.0%."
    assert changes(before, now).worse == (ChangedLine("1A", "Measure 1A", text),)
    assert changes(before, now).better == ()


def test_a_position_that_rose_is_better():
    before = edition_of(part_of("1A", "74.0", state=State.RED))
    now = edition_of(part_of("1A", "78.0", state=State.AMBER))
    assert [line.text for line in changes(before, now).better] == [
        "Red to amber: 74.0%, now 78.0%."
    ]


def test_a_position_that_stays_red_and_is_newly_a_concern_is_worse():
    red = part_of("1A", "74.0", state=State.RED)
    now = edition_of(judged(red, reason="September 2026 is below the lower limit"))
    told = changes(edition_of(judged(red, "neutral")), now)
    assert [line.text for line in told.worse] == [
        "Still red. September 2026 is below the lower limit."
    ]
    assert told.better == ()


def test_a_new_change_for_the_better_is_better_and_an_old_one_is_not_news():
    part = part_of("1A", "81.0")
    better = edition_of(judged(part, "better"))
    assert len(changes(edition_of(judged(part, "neutral")), better).better) == 1
    assert changes(better, better).better == ()


def test_a_position_and_a_signal_that_fell_are_one_line():
    before = edition_of(judged(part_of("1A", "81.0"), "neutral"))
    now = edition_of(judged(part_of("1A", "74.0", state=State.RED)))
    assert [line.text for line in changes(before, now).worse] == [
        "Green to red: 81.0%, now 74.0%. September 2026 is below."
    ]


def test_an_unchanged_position_is_not_listed():
    same = edition_of(part_of("1A", "81.0"))
    assert changes(same, same).worse == changes(same, same).better == ()


def test_a_measure_that_is_not_rated_any_more_has_also_changed():
    before = edition_of(part_of("1A", "81.0"))
    now = edition_of(withheld("1A", symbol="x"))
    assert [line.text for line in changes(before, now).also] == [
        "Green to no data: 81.0%, now [x]."
    ]


def test_a_figure_that_is_withheld_now_is_not_recalled():
    before = edition_of(part_of("1A", "81.0"))
    told = changes(before, edition_of(withheld("1A")))
    assert [line.text for line in told.also] == [
        "Green to no data: the figure is now [w]."
    ]


def test_a_measure_that_joins_or_leaves_is_listed():
    told = changes(edition_of(part_of("1A")), edition_of(part_of("1B")))
    assert [(line.code, line.text) for line in told.also] == [
        ("1B", "New in this edition."),
        ("1A", "No longer reported."),
    ]


def test_a_commitment_whose_delivery_changed_is_said_in_words():
    before = edition_of(commitments=(commitment("C01", "on_track"),))
    now = edition_of(commitments=(commitment("C01", "at_risk"),))
    assert [line.text for line in changes(before, now).also] == [
        "On track, now at risk."
    ]


def _with_last_quarter(value):
    """This quarter's part with a row for the last one, as it reads now."""
    part = part_of("1A", "80.0")
    return replace(part, rows=part.rows + part_of("1A", value, period=LAST).rows)


def test_figures_of_the_last_edition_that_read_otherwise_now_are_counted():
    before = edition_of(part_of("1A", "81.0", period=LAST), quarter=LAST)
    told = changes(before, edition_of(_with_last_quarter("81.5")))
    assert [line.text for line in told.also] == [
        "1 figure of the last edition is revised: 1A."
    ]


def test_a_figure_that_reads_the_same_is_not_revised():
    before = edition_of(part_of("1A", "81.0", period=LAST), quarter=LAST)
    assert changes(before, edition_of(_with_last_quarter("81.0"))).also == ()


def test_a_figure_that_is_hidden_now_is_not_called_revised():
    before = edition_of(part_of("1A", "81.0", period=LAST), quarter=LAST)
    part = part_of("1A", "80.0")
    now = replace(part, rows=part.rows + withheld("1A", period=LAST, symbol="c").rows)
    assert changes(before, edition_of(now)).also == ()


def test_the_last_editions_counts_are_kept():
    before = edition_of(part_of("1A", state=State.RED), part_of("1B", state=State.RED))
    counts = dict(changes(before, edition_of(part_of("1A"))).counts_before)
    assert counts["red"] == 2
    assert counts["green"] == 0


def test_a_figure_that_is_hidden_since_is_not_recalled():
    before = edition_of(part_of("1A", "81.0", state=State.GREEN, period=LAST))
    now = part_of("1A", "74.0", state=State.RED)
    (hidden,) = withheld("1A", period=LAST, symbol="c").rows
    after = edition_of(replace(now, rows=(*now.rows, hidden)))

    assert [line.text for line in changes(before, after).worse] == [
        "Green to red: the figure is now 74.0%."
    ]
