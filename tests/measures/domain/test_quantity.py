"""How numbers are rounded and said."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measures.domain.quantity import (
    Kind,
    Unit,
    exact,
    rounded,
    said,
    said_difference,
    said_full,
)

PERCENT = Unit(Kind.PERCENTAGE, "%", 1)
OFFENCES = Unit(Kind.COUNT, "offences", 0)
DAYS = Unit(Kind.MEDIAN, "days", 0)
MINUTES = Unit(Kind.DURATION, "min", 1)
MILLIONS = Unit(Kind.MONEY, "£m", 1)
POUNDS = Unit(Kind.MONEY, "£", 0)
RATE = Unit(Kind.RATE, "per 1,000", 1)


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        ("0.5", 0, "1"),
        ("1.5", 0, "2"),
        ("2.5", 0, "3"),  # half to even would say 2
        ("-2.5", 0, "-3"),  # a fall of 2.5 is a fall of 3
        ("37.25", 1, "37.3"),
        ("37.2499999", 1, "37.2"),  # once: never 37.25 first
        ("-0.04", 1, "0.0"),
        ("1250", 2, "1250.00"),
    ],
)
def test_halves_are_rounded_up_and_once(value, decimals, printed):
    assert str(rounded(Decimal(value), decimals)) == printed


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("37.2", PERCENT, "37.2%"),
        ("37", PERCENT, "37.0%"),
        ("1648", OFFENCES, "1,648"),
        ("1234567", OFFENCES, "1,234,567"),
        ("316", DAYS, "316 days"),
        ("1", DAYS, "1 day"),
        ("0", DAYS, "0 days"),
        ("12.4", MINUTES, "12.4 min"),
        ("1", Unit(Kind.DURATION, "hours", 1), "1.0 hours"),
        ("20", Unit(Kind.DURATION, "working days", 0), "20 working days"),
        ("0.3", MILLIONS, "£0.3m"),
        ("1250", POUNDS, "£1,250"),
        ("-0.34", MILLIONS, "−£0.3m"),
        ("-3", OFFENCES, "−3"),
        ("-1.25", PERCENT, "−1.3%"),
        ("12.34", RATE, "12.3"),
        ("6", Unit(Kind.SCORE, "points", 0), "6 points"),
    ],
)
def test_a_number_is_said_with_its_sign_thousands_and_short_unit(value, unit, words):
    assert said(Decimal(value), unit) == words


def test_more_decimals_are_printed_when_asked():
    assert said(Decimal("79.96"), PERCENT, more=1) == "79.96%"


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("1648", OFFENCES, "1,648 offences"),
        ("1", OFFENCES, "1 offence"),
        ("1", Unit(Kind.COUNT, "enquiries", 0), "1 enquiry"),
        ("1", Unit(Kind.COUNT, "searches", 0), "1 search"),
        ("1", Unit(Kind.COUNT, "children", 0), "1 children"),  # only regular plurals
        ("12.3", RATE, "12.3 per 1,000"),
        ("1", Unit(Kind.RATE, "per 1,000 businesses", 0), "1 per 1,000 businesses"),
        ("37.2", PERCENT, "37.2%"),
        ("316", DAYS, "316 days"),
        ("0.3", MILLIONS, "£0.3m"),
        ("7.1", Unit(Kind.SCORE, "score", 1), "7.1"),
        ("7.1", Unit(Kind.SCORE, "", 1), "7.1"),
    ],
)
def test_in_a_sentence_a_number_says_what_it_counts(value, unit, words):
    assert said_full(Decimal(value), unit) == words


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("-1.3", PERCENT, "1.3 points"),
        ("1", Unit(Kind.PERCENTAGE, "%", 0), "1 point"),
        ("-48", OFFENCES, "48"),
        ("-1", DAYS, "1 day"),
        ("-0.3", MILLIONS, "£0.3m"),
    ],
)
def test_percentages_differ_by_points_and_other_measures_by_their_unit(
    value, unit, words
):
    assert said_difference(Decimal(value), unit) == words


def test_a_unit_that_would_print_a_wrong_number_is_refused():
    with pytest.raises(ValueError, match="£ thousand"):
        Unit(Kind.MONEY, "£000", 0)
    with pytest.raises(ValueError, match="0 decimals or more"):
        Unit(Kind.COUNT, "offences", -1)


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity"), "many", True])
def test_what_is_not_a_finite_number_is_refused(value):
    with pytest.raises(ValueError, match="A target is a"):
        exact(value, "A target")


def test_a_fraction_is_taken_as_it_is_written():
    assert exact(74.9) == Decimal("74.9")


@settings(deadline=None)
@given(
    st.decimals(-(10**9), 10**9, allow_nan=False, places=6),
    st.integers(min_value=0, max_value=6),
)
def test_a_number_reads_back_as_the_rounded_value(value, decimals):
    text = said(value, Unit(Kind.COUNT, "offences", decimals))

    assert Decimal(text.replace(",", "").replace("−", "-")) == rounded(value, decimals)
    assert abs(rounded(value, decimals) - value) <= Decimal("0.5").scaleb(-decimals)
