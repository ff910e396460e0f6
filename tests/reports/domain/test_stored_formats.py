"""Editions that were stored before the format gained anything read as they did."""

from pathlib import Path

import pytest

from measures.domain.spc import Expected, Stretch
from reports.domain.content import from_bytes, to_bytes
from reports.domain.difference import between
from reports.domain.measure_part import Judgement, Process
from tests.reports.domain.contents import edition_of, judged, part_of

STORED = Path(__file__).parents[1] / "stored"


@pytest.fixture
def stored():
    return from_bytes((STORED / "format-1.json").read_bytes())


def test_an_edition_stored_before_signals_were_told_still_reads(stored):
    part = stored.part("1A")
    assert (part.figure.full, part.grade.state.word) == ("74.0%", "Red")
    assert part.process is None
    assert part.chart.expected is None


def test_nothing_is_a_new_signal_where_the_last_edition_told_none(stored):
    changes = between(stored, edition_of(judged(part_of("1A", "74.0"))), since="Q1")
    assert [line.text for line in changes.worse] == []


def test_what_chance_explains_is_stored_and_read_back_as_it_was():
    expected = Expected((Stretch(0, 1, 39.1, 43, 47.25, True),), ((0, "concern"),))
    edition = edition_of(judged(part_of("1A", "74.0"), expected=expected))
    again = from_bytes(to_bytes(edition))
    assert again == edition
    assert isinstance(again.part("1A").process, Process)
    assert isinstance(again.part("1A").process.change, Judgement)


def test_a_part_stored_before_surveys_were_told_is_no_survey(stored):
    part = stored.part("1A")
    assert part.is_survey is False
    assert part.figure.interval == ""
    assert all(point.low is None for point in part.chart.series.points)


def test_a_cover_report_stored_today_reads_back_for_ever():
    stored = (STORED / "cover-1.json").read_bytes().strip()
    content = from_bytes(stored)
    assert to_bytes(content) == stored
    assert content.sections[0].paragraphs[1].label == "2."
    assert content.notes[0].term == "Second"
    assert content.answers_heading == "Appendix: Risks and Implications"
