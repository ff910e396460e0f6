"""Words and numbers of a commentary, held against the data."""

from decimal import Decimal

import pytest

from measures.domain.checks import Facts, contradictions
from measures.domain.quantity import Kind, Unit
from measures.domain.rating import Polarity
from measures.domain.series import Point
from opcc.core.periods import Period

Q1 = Period.quarter(2026, 1)
PERCENT = Unit(Kind.PERCENTAGE, "%", 1)
OFFENCES = Unit(Kind.COUNT, "offences", 0)


def facts(now="37.2", previous="41.0", year_before="39.5", *, unit=PERCENT, **more):
    def point(period, value):
        return None if value is None else Point(period, Decimal(value))

    return Facts(
        now=point(Q1, now),
        previous=point(Q1 - 1, previous),
        year_before=point(Q1 - 4, year_before),
        unit=unit,
        polarity=more.pop("polarity", Polarity.HIGHER),
        known=frozenset(map(Decimal, more.pop("known", ()))),
    )


def words(text, said=None):
    return [each.words for each in contradictions(text, said or facts())]


def test_a_rise_that_was_a_fall_is_told_with_what_the_data_say():
    (found,) = contradictions("Much was done. The rate rose to 37.2%.", facts())

    assert found.sentence == "The rate rose to 37.2%."
    assert found.words == "rose"
    assert found.data == (
        "April to June 2026 was 37.2%; January to March 2026 was 41.0%; "
        "April to June 2025 was 39.5%."
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The rate fell.", []),
        ("The rate increased.", ["increased"]),
        ("There was an increase.", ["an increase"]),
        ("Performance improved.", ["improved"]),
        ("Performance worsened.", []),
    ],
)
def test_a_word_of_direction_is_held_against_the_figures(text, found):
    assert words(text) == found


def test_whether_less_is_better_decides_what_improved():
    said = facts(polarity=Polarity.LOWER)

    assert words("Performance improved.", said) == []
    assert words("Performance deteriorated.", said) == ["deteriorated"]


def test_where_neither_way_is_better_nothing_improved_or_worsened():
    assert words("It improved.", facts(polarity=Polarity.NEUTRAL)) == []


def test_a_sentence_is_held_against_the_period_that_it_names():
    mixed = facts(previous="41.0", year_before="30.0")

    assert words("It rose on the same quarter last year.", mixed) == []
    assert words("It rose on the quarter before.", mixed) == ["rose"]
    assert words("It rose.", mixed) == []  # on one of the two it did


@pytest.mark.parametrize(
    "text",
    [
        "The rate did not rise, nor has it risen since 2019.",
        "Had the rate risen?",
        "It is expected that it increased.",
        "The rate rose nationally.",
        "It rose and then fell.",
        "It rose in May.",
        "It rose in 2019.",
        "The rate rose over three years.",
        "Two districts increased theirs.",
        "It rose, but missed its target.",
    ],
)
def test_what_may_be_about_something_else_is_let_be(text):
    assert words(text) == []


def test_a_number_that_is_none_of_the_datas_is_told():
    (found,) = contradictions("The rate fell to 73.2%.", facts())

    assert found.words == "73.2%"
    assert found.data == "April to June 2026 was 37.2%."


@pytest.mark.parametrize(
    "text",
    [
        "The rate was 37.2%.",
        "The rate was 37%.",
        "It was 37.2 per cent.",
        "A year ago it was 39.5%.",
        "It fell by 3.8 points.",
        "The rate was about 40%.",
        "Of 912 calls, 12% came late.",
    ],
)
def test_a_number_of_the_data_or_of_something_else_is_let_be(text):
    assert words(text) == []


def test_numbers_that_may_rightly_be_quoted_are_given():
    assert words("It was 44.4%.") == ["44.4%"]
    assert words("It was 44.4%.", facts(known=["44.4"])) == []


def test_a_count_is_known_by_what_it_counts():
    said = facts("1648", "1600", "1500", unit=OFFENCES)

    assert words("There were 1,684 offences.", said) == ["1,684 offences"]
    assert words("There were 1,648 offences.", said) == []
    assert words("There were 1,684 callers.", said) == []


def test_without_a_figure_nothing_is_contradicted():
    gone = Facts(Point.missing(Q1), None, None, PERCENT, Polarity.HIGHER)

    assert words("The rate rose to 12%.", gone) == []
