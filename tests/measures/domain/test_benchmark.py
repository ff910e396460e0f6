"""Benchmark: where a value stands among the comparator group."""

from decimal import Decimal

import pytest

from measures.domain.benchmark import Standing, benchmark
from measures.domain.quantity import Kind, Unit

OTHERS = [Decimal(each) for each in ("52", "55", "58", "60", "61", "63", "70")]
PERCENT = Unit(Kind.PERCENTAGE, "%", 1)


@pytest.mark.parametrize(
    ("ours", "polarity", "standing", "rank_words"),
    [
        ("71", "higher", Standing.BETTER, "1 of 8, 1 is best"),
        ("62", "higher", Standing.WITHIN, "3 of 8, 1 is best"),
        ("51.9", "higher", Standing.WORSE, "8 of 8, 1 is best"),
        ("71", "lower", Standing.WORSE, "8 of 8, 1 is best"),
        ("51.9", "lower", Standing.BETTER, "1 of 8, 1 is best"),
        ("56", "lower", Standing.WITHIN, "3 of 8, 1 is best"),
        ("71", "neutral", Standing.ABOVE, "1 of 8, 1 is highest"),
        ("51", "band", Standing.BELOW, "8 of 8, 1 is highest"),
        ("60.5", "band", Standing.WITHIN, "4 of 8, 1 is highest"),
    ],
)
def test_the_standing_is_against_the_groups_range(ours, polarity, standing, rank_words):
    found = benchmark(Decimal(ours), OTHERS, polarity)

    assert (found.standing, found.rank_words) == (standing, rank_words)


@pytest.mark.parametrize("ours", ["52", "70"])
def test_the_ends_of_the_range_are_within(ours):
    assert benchmark(Decimal(ours), OTHERS, "higher").standing is Standing.WITHIN


def test_equal_values_share_the_better_rank():
    found = benchmark(Decimal(61), OTHERS, "higher")

    assert (found.rank, found.of) == (3, 8)
    assert found.rank_words == "joint 3 of 8, 1 is best"


def test_a_member_without_a_figure_is_not_ranked():
    assert benchmark(62, [60, None, 61], "higher").of == 3


def test_only_better_and_worse_are_coloured():
    coloured = {standing for standing in Standing if standing.is_judged}

    assert coloured == {Standing.BETTER, Standing.WORSE}


def test_the_reason_states_the_value_the_range_and_the_rank():
    found = benchmark(Decimal("71.25"), OTHERS, "higher", unit=PERCENT)

    assert found.reason == (
        "71.3% is better than the group's 52.0% to 70.0%: 1 of 8, 1 is best"
    )


def test_without_our_figure_or_without_others_there_is_no_standing():
    assert benchmark(None, OTHERS, "higher").standing is Standing.NO_DATA
    assert benchmark(5, [None], "higher").standing is Standing.NO_GROUP
