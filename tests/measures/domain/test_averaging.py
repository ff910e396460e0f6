"""The average of a comparator group."""

from decimal import Decimal

import pytest

from measures.domain.averaging import Part, average
from measures.domain.benchmark import benchmark
from measures.domain.comparing import average_sentence, range_words, title
from measures.domain.quantity import Kind, Unit

PERCENT = Unit(Kind.PERCENTAGE, "%", 1)
SMALL = Part(Decimal(50), Decimal(1), Decimal(2))
LARGE = Part(Decimal(20), Decimal(20), Decimal(100))
BARE = Part(Decimal(30))


def averaged(*parts, method, kind="percentage", per=100):
    return average(parts, method=method, kind=kind, per=per)


def test_percentages_are_pooled_by_their_sums_and_never_averaged():
    # 21 of 102 is 20.588...; the mean of 50 and 20 would be 35.
    found = averaged(SMALL, LARGE, method="pooled")
    assert round(found.value, 3) == Decimal("20.588")


def test_a_rate_is_pooled_per_its_own_number():
    # 21 of 102 people, per 1,000: 205.88.
    found = averaged(SMALL, LARGE, method="pooled", kind="rate", per=1000)
    assert round(found.value, 2) == Decimal("205.88")


@pytest.mark.parametrize("kind", ["percentage", "rate"])
def test_a_mean_of_percentages_or_rates_is_never_worked_out(kind):
    found = averaged(SMALL, LARGE, method="mean", kind=kind)
    assert found.value is None
    assert "never worked out" in found.reason


def test_a_mean_of_other_figures_is():
    assert averaged(SMALL, LARGE, method="mean", kind="median").value == 35


def test_the_median_is_the_middle_or_halfway_between_the_two_in_the_middle():
    assert averaged(SMALL, LARGE, BARE, method="median").value == 30
    assert averaged(SMALL, LARGE, method="median").value == 35


def test_nothing_is_pooled_where_a_part_is_not_known():
    found = averaged(SMALL, BARE, method="pooled")
    assert (found.value, found.reason) == (
        None,
        "A member's numerator or denominator is not known",
    )


def test_counts_are_not_pooled_and_nobody_has_no_average():
    assert averaged(BARE, method="pooled", kind="count").value is None
    assert averaged(method="median").reason == "No member has a figure"


def test_denominators_of_nought_make_no_average():
    nobody = Part(Decimal(0), Decimal(0), Decimal(0))
    assert averaged(nobody, method="pooled").value is None


def test_the_finding_is_the_rank_in_words():
    found = benchmark(37, [40, 45, 30], "higher")
    assert title(found, "Most similar group") == "Third of four: Most similar group"
    joint = benchmark(40, [40, 45, 30], "higher")
    assert title(joint, "Group") == "Joint second of four: Group"
    assert title(benchmark(1, range(2, 14), "lower"), "G") == "1 of 13: G"
    assert title(benchmark(None, [40], "higher"), "Group") == "Group"


def test_the_range_and_the_average_are_said_with_their_unit_and_method():
    found = benchmark(Decimal("37.2"), [Decimal("39.2"), 48], "higher", unit=PERCENT)
    assert range_words(found, PERCENT) == "39.2% to 48.0%"
    said = average_sentence(Decimal("43.4"), PERCENT, "median of the members", "")
    assert said == "Average 43.4% (median of the members)"
    assert average_sentence(None, PERCENT, "", "Nobody knows") == (
        "No average: nobody knows"
    )
