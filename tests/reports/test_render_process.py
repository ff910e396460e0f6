"""What chance explains, in the documents of an edition."""

import csv
import io
from dataclasses import replace

from measures.domain.spc import Expected, Stretch
from reports import render
from reports.domain.measure_part import Judgement
from reports.render import to_csv
from tests.reports.domain.contents import edition_of, judged, part_of, withheld

READING = "Red, but improving: the change is larger than chance"
MISS = Judgement("consistent_fail", "Will miss", "The range lies below 80%")


def edition():
    part = judged(part_of("1A", "74.0"))
    told = replace(part.process, meets=MISS, reading=READING)
    return edition_of(replace(part, process=told), withheld("1B"))


def test_the_scorecard_names_both_verdicts_beside_the_direction():
    told = render.parts_html(edition())["scorecard"]
    assert "Signal; target" in told
    assert '<span class="hide">Concern, low</span>' in told
    assert '<span class="hide">Will miss</span>' in told
    assert "Deteriorating" in told


def test_a_measure_without_a_figure_is_not_assessed_in_the_scorecard():
    told = render.parts_html(edition_of(withheld("1B")))["scorecard"]
    assert "Not assessed" in told
    assert '<span class="hide">No current data</span>' in told
    assert '<span class="hide">Not assessable</span>' in told


def test_a_measures_part_gives_the_reason_of_each_verdict():
    told = render.parts_html(edition())["1A"]
    assert "September 2026 is below." in told
    assert "The range lies below 80%." in told
    assert READING in told


def test_paper_says_how_position_and_process_go_together_too():
    told = render.to_print_html(edition(), "0" * 64)
    assert READING in told
    assert "<title>Will miss</title>" in told


def test_the_csv_holds_the_limits_of_chance_and_the_signals():
    expected = Expected(
        (Stretch(0, 1, 39.1, 43, 47.25, True),),
        ((0, "concern"),),
        labels=((0, "below_limit"),),
    )
    edition = edition_of(judged(part_of("1A", "37.2"), expected=expected))

    (row,) = csv.DictReader(io.StringIO(to_csv(edition).decode(), newline=""))

    assert (row["signal"], row["limits"]) == ("below_limit", "firm")
    assert (row["lower_limit"], row["average"]) == ("39.1", "43")
    assert row["upper_limit"] == "47.25"


def test_the_csv_of_an_older_edition_names_the_kind_of_a_signal():
    expected = Expected(signals=((0, "concern"),))
    edition = edition_of(judged(part_of("1A", "37.2"), expected=expected))

    (row,) = csv.DictReader(io.StringIO(to_csv(edition).decode(), newline=""))

    assert (row["signal"], row["limits"]) == ("concern", "")
