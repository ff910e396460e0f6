"""Targets that are probably not what somebody meant."""

from decimal import Decimal

import pytest

from measures.domain.checks import aim_oddities
from measures.domain.quantity import Kind, Unit

OFFENCES = Unit(Kind.COUNT, "offences", 0)
PERCENT = Unit(Kind.PERCENTAGE, "%", 1)


def odd(aim, level="45", *, polarity="lower", unit=OFFENCES):
    lately = None if level is None else Decimal(level)
    found = aim_oddities(Decimal(aim), level=lately, polarity=polarity, unit=unit)
    return [each.message for each in found]


@pytest.mark.parametrize("aim", ["40", "90", "5", "1349"])
def test_a_target_of_about_the_size_of_the_figures_is_let_be(aim):
    assert odd(aim) == []


def test_a_target_a_hundred_times_too_high_is_asked_about():
    assert odd("4700") == [
        "Did you mean 47 rather than 4,700? Figures were about 45 offences lately."
    ]


def test_a_share_of_one_where_a_percentage_is_meant_is_asked_about():
    assert odd("0.8", "74", polarity="higher", unit=PERCENT) == [
        "Did you mean 80 rather than 0.8? Figures were about 74.0% lately."
    ]


def test_a_target_of_nothing_is_asked_about_where_more_is_better():
    (message,) = odd("0", polarity="higher")

    assert message.startswith("A target of 0 is met by every figure")
    assert odd("0", polarity="lower") == []


@pytest.mark.parametrize("level", [None, "0"])
def test_without_figures_nothing_is_known_of_a_targets_size(level):
    assert odd("4700", level) == []
