"""Change from one period to another."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measures.domain.change import Word, change
from measures.domain.quantity import Kind, Unit
from measures.domain.series import Point, Symbol
from opcc.core.periods import Period

Q1, Q2 = Period.quarter(2026, 1), Period.quarter(2026, 2)

PERCENT = Unit(Kind.PERCENTAGE, "%", 1)
OFFENCES = Unit(Kind.COUNT, "offences", 0)
RATE = Unit(Kind.RATE, "per 1,000", 1)
DAYS = Unit(Kind.MEDIAN, "days", 0)
SCORE = Unit(Kind.SCORE, "points", 0)
MILLIONS = Unit(Kind.MONEY, "£m", 1)


def moved(before, now, unit=OFFENCES, polarity="lower", **facts):
    return change(
        Point(Q2, Decimal(now)),
        Point(Q1, Decimal(before)),
        unit=unit,
        polarity=polarity,
        **facts,
    )


# -- difference and percent, by kind


@pytest.mark.parametrize(
    ("unit", "before", "now", "difference", "percent"),
    [
        (OFFENCES, "1600", "1648", "48", "3"),
        (OFFENCES, "1600", "1200", "-400", "-25"),
        (RATE, "12.5", "10", "-2.5", "-20"),
        (Unit(Kind.MEAN, "contacts", 1), "4", "5", "1", "25"),
        (Unit(Kind.STOCK, "devices", 0), "8", "12", "4", "50"),
        (MILLIONS, "10", "11", "1", "10"),
        (DAYS, "300", "315", "15", "5"),
        (Unit(Kind.DURATION, "min", 1), "12", "9", "-3", "-25"),
        (PERCENT, "38.5", "37.2", "-1.3", None),  # percentages in points only
        (SCORE, "60", "66", "6", None),
    ],
)
def test_each_kind_has_its_difference_and_most_a_percent(
    unit, before, now, difference, percent
):
    seen = moved(before, now, unit)

    assert seen.difference == Decimal(difference)
    assert seen.percent == (None if percent is None else Decimal(percent))
    assert seen.reason == ""


@pytest.mark.parametrize(
    ("base", "reason"), [("0", "the base is 0"), ("-2", "the base is negative")]
)
def test_a_base_of_nought_or_less_gives_no_percent(base, reason):
    seen = moved(base, "3", MILLIONS)

    assert seen.difference == 3 - Decimal(base)
    assert seen.percent is None
    assert seen.reason == reason


@pytest.mark.parametrize(("before", "is_small"), [("19", True), ("20", False)])
def test_a_count_below_twenty_is_a_small_base(before, is_small):
    seen = moved(before, "40")

    assert seen.small_base is is_small
    assert (seen.percent is None) is is_small
    assert ("small base" in seen.sentence) is is_small


@pytest.mark.parametrize(
    ("cases", "is_small"), [(19, True), (20, False), (None, False)]
)
def test_a_rate_has_a_small_base_by_its_numerator(cases, is_small):
    numerator = None if cases is None else Decimal(cases)

    seen = change(
        Point(Q2, Decimal(3)),
        Point(Q1, Decimal(2), numerator=numerator),
        unit=RATE,
        polarity="lower",
    )

    assert seen.small_base is is_small


def test_the_office_may_set_what_a_small_base_is():
    assert not moved("12", "15", small_base=10).small_base
    assert moved("25", "30", small_base=30).small_base


def test_percentages_and_stocks_have_no_small_base():
    assert not moved("5", "6", PERCENT).small_base
    assert not moved("8", "12", Unit(Kind.STOCK, "devices", 0)).small_base


# -- no change to state


@pytest.mark.parametrize(
    ("symbol", "words"),
    [
        (Symbol.SUPPRESSED, "April to June 2026 is suppressed"),
        (Symbol.WITHHELD, "April to June 2026 is withheld"),
        (Symbol.NOT_AVAILABLE, "April to June 2026 is not available (not returned)"),
    ],
)
def test_without_the_earlier_figure_no_change_is_stated(symbol, words):
    note = "not returned" if symbol is Symbol.NOT_AVAILABLE else ""
    before = Point(Q1, symbol=symbol, note=note)

    seen = change(Point(Q2, Decimal(3)), before, unit=OFFENCES, polarity="lower")

    assert (seen.difference, seen.percent, seen.word) == (None, None, None)
    assert seen.reason == words
    assert seen.sentence.startswith("July to September 2026 against April to June 2026")


def test_without_the_present_figure_no_change_is_stated():
    seen = change(
        Point(Q2, symbol=Symbol.SUPPRESSED),
        Point(Q1, Decimal(5)),
        unit=OFFENCES,
        polarity="lower",
    )

    assert seen.difference is None
    assert seen.reason == "July to September 2026 is suppressed"


def test_what_was_noted_on_a_hidden_figure_is_not_repeated():
    hidden = Point(Q1, symbol=Symbol.WITHHELD, note="Operation named by the force")

    seen = change(Point(Q2, Decimal(3)), hidden, unit=OFFENCES, polarity="lower")

    assert "Operation" not in seen.sentence + seen.short + seen.reason


def test_with_nothing_to_compare_with_no_change_is_stated():
    seen = change(Point(Q2, Decimal(3)), None, unit=OFFENCES, polarity="lower")

    assert seen.reason == "there is no figure for an earlier period"


# -- words


@pytest.mark.parametrize(
    ("polarity", "before", "now", "word"),
    [
        ("higher", 1, 2, Word.IMPROVED),
        ("higher", 2, 1, Word.WORSENED),
        ("lower", 1, 2, Word.WORSENED),
        ("lower", 2, 1, Word.IMPROVED),
        ("neutral", 1, 2, Word.UP),
        ("neutral", 2, 1, Word.DOWN),
        ("higher", 2, 2, Word.NO_CHANGE),
        ("neutral", 2, 2, Word.NO_CHANGE),
    ],
)
def test_polarity_decides_the_word(polarity, before, now, word):
    assert moved(before, now, polarity=polarity).word is word


@pytest.mark.parametrize(
    ("before", "now", "word"),
    [
        (30, 38, Word.TOWARDS_BAND),
        (30, 45, Word.TOWARDS_BAND),
        (60, 52, Word.TOWARDS_BAND),
        (30, 51, Word.TOWARDS_BAND),  # from 10 below to 1 above
        (45, 51, Word.AWAY_FROM_BAND),
        (39, 30, Word.AWAY_FROM_BAND),
        (42, 48, Word.UP),  # inside all the while: no judgement
        (48, 42, Word.DOWN),
        (35, 55, Word.UP),  # as far above as it was below
        (45, 45, Word.NO_CHANGE),
    ],
)
def test_a_band_is_moved_towards_or_away_from(before, now, word):
    band = {"polarity": "band", "lower": Decimal(40), "upper": Decimal(50)}

    assert moved(before, now, **band).word is word


def test_half_a_band_passes_no_judgement():
    assert moved(30, 38, polarity="band", lower=Decimal(40)).word is Word.UP


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"polarity": "sideways"}, "sideways"),
        ({"lower": Decimal(2), "upper": Decimal(1)}, "from low to high"),
        ({"small_base": -1}, "small base is 0 or more"),
    ],
)
def test_arguments_that_make_no_sense_are_refused(arguments, words):
    with pytest.raises(ValueError, match=words):
        moved(1, 2, **arguments)


# -- sentences


@pytest.mark.parametrize(
    ("unit", "before", "now", "amount", "short"),
    [
        (
            PERCENT,
            "38.5",
            "37.2",
            "1.3 points lower",
            "1.3 points lower than April to June 2026 (38.5%)",
        ),
        (
            OFFENCES,
            "1600",
            "1648",
            "48 higher",
            "48 (3.0%) higher than April to June 2026 (1,600)",
        ),
        (
            OFFENCES,
            "12",
            "15",
            "3 higher",
            "3 (small base) higher than April to June 2026 (12)",
        ),
        (
            DAYS,
            "300",
            "299",
            "1 day lower",
            "1 day (0.3%) lower than April to June 2026 (300 days)",
        ),
        (
            MILLIONS,
            "0",
            "0.3",
            "£0.3m higher",
            "£0.3m higher than April to June 2026 (£0.0m)",
        ),
        (
            OFFENCES,
            "100000",
            "100001",
            "1 higher",
            "1 (under 0.1%) higher than April to June 2026 (100,000)",
        ),
        (
            PERCENT,
            "38.5",
            "38.5",
            "no change",
            "the same as April to June 2026 (38.5%)",
        ),
    ],
)
def test_a_change_reads_as_a_report_would_say_it(unit, before, now, amount, short):
    seen = moved(before, now, unit)

    assert seen.amount == amount
    assert seen.short == short


def test_the_sentence_states_both_periods():
    assert moved("1600", "1648").sentence == (
        "1,648 offences in July to September 2026, "
        "48 (3.0%) higher than April to June 2026 (1,600)"
    )


def test_a_difference_never_prints_as_nothing():
    seen = moved("38.50", "38.54", PERCENT, "higher")

    assert seen.word is Word.IMPROVED
    assert seen.short == "0.04 points higher than April to June 2026 (38.50%)"


def test_what_only_arithmetic_tells_apart_is_no_change():
    seen = moved(Decimal(100) / 3, Decimal(100) / 3 + Decimal("1e-25"), PERCENT)

    assert seen.word is Word.NO_CHANGE
    assert seen.difference == 0


def test_a_baseline_is_named_in_its_own_words():
    seen = moved("40", "30", before_words="the baseline, 2023/24")

    assert seen.short == "10 (25.0%) lower than the baseline, 2023/24 (40)"


@pytest.mark.parametrize(
    ("now", "before", "caution"),
    [
        (True, False, "July to September 2026 is provisional"),
        (False, True, "April to June 2026 is provisional"),
        (True, True, "both figures are provisional"),
    ],
)
def test_provisional_figures_are_flagged(now, before, caution):
    seen = change(
        Point(Q2, Decimal(30), provisional=now),
        Point(Q1, Decimal(40), provisional=before),
        unit=OFFENCES,
        polarity="lower",
    )

    assert seen.provisional
    assert seen.sentence.endswith(f"; {caution}")


@pytest.mark.parametrize(
    ("now", "before", "crosses"),
    [
        ({}, {}, False),
        ({"break_before": True}, {}, True),
        ({"break_inside": True}, {}, True),
        ({}, {"break_inside": True}, True),
        ({}, {"break_before": True}, False),  # both stand after that break
    ],
)
def test_a_break_between_the_two_is_flagged(now, before, crosses):
    seen = change(
        Point(Q2, Decimal(30), **now),
        Point(Q1, Decimal(40), **before),
        unit=OFFENCES,
        polarity="lower",
    )

    assert seen.crosses_break is crosses
    assert ("a break in the series lies between them" in seen.sentence) is crosses


# -- properties

numbers = st.decimals(-1000, 1000, allow_nan=False, places=3)


@settings(deadline=None)
@given(numbers, numbers)
def test_going_back_undoes_a_change(before, now):
    there = moved(before, now, MILLIONS, "higher")
    back = moved(now, before, MILLIONS, "higher")

    assert there.difference == -back.difference
    assert {there.word, back.word} in (
        {Word.IMPROVED, Word.WORSENED},
        {Word.NO_CHANGE},
    )


@settings(deadline=None)
@given(numbers.filter(lambda base: base > 0), numbers)
def test_the_percent_leads_from_the_base_to_the_value(before, now):
    seen = moved(before, now, MILLIONS)

    assert abs(before * (1 + seen.percent / 100) - now) < Decimal("1e-15")
