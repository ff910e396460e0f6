"""Direction: improving, deteriorating, or no clear change."""

from decimal import Decimal

import pytest

from measures.domain.change import change
from measures.domain.direction import Basis, Heading, direction
from measures.domain.quantity import Kind, Unit
from measures.domain.series import Point
from measures.domain.spc import analyse
from opcc.core.periods import Period

NOW = Period.quarter(2026, 2)
OFFENCES = Unit(Kind.COUNT, "offences", 0)

ZIGZAG = [10, 12] * 6
RISING = [13, 13.2, 13.4, 13.6, 13.8, 14, 14.2]


def on_last_year(before, now, polarity="lower", **facts):
    return change(
        Point(NOW, Decimal(now)),
        Point(NOW.year_before(), Decimal(before)),
        unit=OFFENCES,
        polarity=polarity,
        **facts,
    )


BETTER = on_last_year(100, 90)


def test_where_there_are_limits_the_signal_decides_whatever_last_year_was():
    analysis = analyse(ZIGZAG + RISING, improvement="lower", fix_after=12)

    found = direction(analysis, BETTER)

    assert found.heading is Heading.DETERIORATING
    assert (found.basis, found.moved) == (Basis.SPC, "up")
    assert found.reason == (
        "The latest value shows a change for the worse, upwards, by trial limits"
    )


def test_usual_variation_within_limits_is_no_clear_change():
    found = direction(analyse(ZIGZAG, improvement="lower"), BETTER)

    assert found.heading is Heading.NO_CLEAR_CHANGE
    assert "no sign of change" in found.reason


def test_a_signal_where_neither_direction_is_better_has_no_heading():
    analysis = analyse(ZIGZAG + RISING, improvement="neutral", fix_after=12)

    found = direction(analysis, None)

    assert (found.heading, found.moved) == (Heading.NO_CLEAR_CHANGE, "up")


def test_limits_without_a_latest_value_say_nothing():
    found = direction(analyse([*ZIGZAG, None], improvement="lower"), BETTER)

    assert found.heading is Heading.NO_CLEAR_CHANGE
    assert found.reason == "There is no figure for the latest period"


@pytest.mark.parametrize(
    ("before", "now", "polarity", "heading"),
    [
        (100, 90, "lower", Heading.IMPROVING),
        (100, 110, "lower", Heading.DETERIORATING),
        (100, 110, "higher", Heading.IMPROVING),
        (100, 100, "higher", Heading.NO_CLEAR_CHANGE),
        (100, 110, "neutral", Heading.NO_CLEAR_CHANGE),
    ],
)
def test_without_limits_the_year_before_decides(before, now, polarity, heading):
    short = analyse([10, 12, 11], improvement="lower")

    found = direction(short, on_last_year(before, now, polarity))

    assert (found.heading, found.basis) == (heading, Basis.YEAR_BEFORE)


def test_moving_back_towards_the_band_is_improving():
    found = direction(None, on_last_year(100, 90, "band", lower=10, upper=50))

    assert (found.heading, found.moved) == (Heading.IMPROVING, "down")


@pytest.mark.parametrize(
    ("interval", "heading"),
    [
        ((-0.20, -0.01), Heading.IMPROVING),
        ((-0.20, 0.0), Heading.NO_CLEAR_CHANGE),
        ((-0.20, 0.05), Heading.NO_CLEAR_CHANGE),
        (None, Heading.NO_CLEAR_CHANGE),
    ],
)
def test_a_survey_moves_only_where_the_interval_excludes_nought(interval, heading):
    found = direction(None, BETTER, is_survey=True, difference_interval=interval)

    assert found.heading is heading


def test_a_change_across_a_break_is_not_clear():
    found = direction(None, on_last_year(100, 90, crosses_break=True))

    assert found.heading is Heading.NO_CLEAR_CHANGE
    assert found.reason.startswith("A break in the series")


def test_with_nothing_to_compare_there_is_no_clear_change():
    assert direction(None, None).heading is Heading.NO_CLEAR_CHANGE
    missing = change(Point(NOW, Decimal(5)), None, unit=OFFENCES, polarity="lower")
    assert "there is no figure" in direction(None, missing).reason
