"""A survey in an edition: its intervals, and the words for a change within them."""

from decimal import Decimal

import pytest

from reports.build import build_edition
from reports.domain.content import from_bytes, to_bytes
from reports.render import parts_html
from tests.documents.sample import FROZEN_ON, QUARTER, Westmarch


@pytest.fixture
def part():
    """56 of 100, a year after 50 of 100: Newcombe's interval includes 0."""
    westmarch = Westmarch()
    measure = westmarch.measure("1A", version={"is_survey": True})
    westmarch.state(measure, {QUARTER: (56, 100), QUARTER - 4: (50, 100)})
    return build_edition(westmarch.edition(), frozen_on=FROZEN_ON)


def test_each_figure_of_a_survey_states_its_interval(part):
    told = part.part("1A")

    # 50 of 100 by Wilson's method is 40.4% to 59.6%.
    year_ago = told.rows[4].figure
    assert (year_ago.low, year_ago.high) == (Decimal("40.4"), Decimal("59.6"))
    assert year_ago.interval == "40.4% to 59.6%"
    drawn = {point.period: point for point in told.chart.series.points}
    assert drawn[QUARTER - 4].high == year_ago.high
    assert "Upright bars" in told.chart.caption


def test_a_change_within_the_sampling_is_no_clear_change(part):
    told = part.part("1A")

    assert told.year_before.word == "No clear change"
    assert told.year_before.tone == "neutral"
    assert told.year_before.direction == "no_change"
    assert told.process.direction.words == "No clear change"


def test_the_intervals_are_stored_and_drawn(part):
    assert from_bytes(to_bytes(part)) == part

    page = parts_html(part)["1A"]

    assert "95% interval" in page
    assert "40.4% to 59.6%" in page


def test_a_strongly_seasonal_measure_says_the_same_quarter_of_earlier_years():
    westmarch = Westmarch()
    measure = westmarch.measure("1A")
    measure.is_seasonal = True
    measure.save()
    westmarch.state(measure, {QUARTER: "56", QUARTER - 1: "30", QUARTER - 4: "50"})

    built = build_edition(westmarch.edition(), frozen_on=FROZEN_ON)

    caption = built.part("1A").chart.caption
    assert f"The same quarter before: {QUARTER - 4} 50.0%." in caption
