"""Position against target."""

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measures.domain.quantity import Kind, Unit
from measures.domain.rating import Polarity, State, ToleranceKind, rate

PERCENT = Unit(Kind.PERCENTAGE, "%", 1)
MINUTES = Unit(Kind.DURATION, "min", 1)

ORDER = {State.RED: 0, State.AMBER: 1, State.GREEN: 2}

numbers = st.decimals(-500, 500, allow_nan=False, places=3)
amounts = st.decimals(0, 100, allow_nan=False, places=2)


def position(value, target="80", **given_arguments):
    """A percentage, better when higher, with a tolerance of 5 points."""
    arguments = {
        "polarity": "higher",
        "tolerance": Decimal(5),
        "tolerance_kind": "absolute",
    } | given_arguments
    seen = None if value is None else Decimal(value)
    return rate(seen, None if target is None else Decimal(target), **arguments)


@pytest.mark.parametrize(
    ("polarity", "value", "state"),
    [
        ("higher", "80.1", State.GREEN),
        ("higher", "80.0", State.GREEN),
        ("higher", "79.9", State.AMBER),
        ("higher", "75.0", State.AMBER),  # the tolerance itself is amber
        ("higher", "74.9999", State.RED),
        ("lower", "79.9", State.GREEN),
        ("lower", "80.0", State.GREEN),
        ("lower", "80.0001", State.AMBER),
        ("lower", "85.0", State.AMBER),
        ("lower", "85.1", State.RED),
    ],
)
def test_boundaries_belong_to_the_better_colour(polarity, value, state):
    assert position(value, polarity=polarity).state is state


@pytest.mark.parametrize(
    ("value", "state"),
    [
        ("34.9", State.RED),
        ("35", State.AMBER),
        ("39.9", State.AMBER),
        ("40", State.GREEN),
        ("45", State.GREEN),
        ("50", State.GREEN),
        ("50.1", State.AMBER),
        ("55", State.AMBER),
        ("55.1", State.RED),
    ],
)
def test_a_band_is_met_inside_and_missed_on_either_side(value, state):
    band = {"polarity": "band", "lower": Decimal(40), "upper": Decimal(50)}

    assert position(value, target=None, **band).state is state


@pytest.mark.parametrize(
    ("polarity", "value", "target", "state"),
    [
        ("higher", "72", "80", State.AMBER),  # 10% of 80 is 8
        ("higher", "71.9", "80", State.RED),
        ("lower", "88", "80", State.AMBER),
        ("lower", "88.1", "80", State.RED),
        ("higher", "-22", "-20", State.AMBER),  # 10% of |-20| is 2
        ("higher", "-22.1", "-20", State.RED),
    ],
)
def test_a_percent_tolerance_is_of_the_target_whatever_its_sign(
    polarity, value, target, state
):
    tenth = {"tolerance": Decimal(10), "tolerance_kind": ToleranceKind.PERCENT}

    assert position(value, target, polarity=polarity, **tenth).state is state


@pytest.mark.parametrize(
    ("value", "state"),
    [
        ("36", State.AMBER),  # 10% of the lower limit, 40, is 4
        ("35.9", State.RED),
        ("55", State.AMBER),  # 10% of the upper limit, 50, is 5
        ("55.1", State.RED),
    ],
)
def test_a_bands_percent_tolerance_is_of_the_limit_that_is_breached(value, state):
    rated = rate(
        Decimal(value),
        None,
        polarity=Polarity.BAND,
        tolerance=Decimal(10),
        tolerance_kind=ToleranceKind.PERCENT,
        lower=Decimal(40),
        upper=Decimal(50),
    )

    assert rated.state is state


def test_without_tolerance_what_is_missed_is_red():
    assert position("79.999", tolerance=Decimal(0)).state is State.RED


REFUSALS = [
    (State.NEUTRAL, {"polarity": "neutral"}),
    (State.SUPPRESSED, {"suppressed": True}),
    (State.NO_DATA, {"value": None}),
    (State.NO_TARGET, {"target": None}),
    (State.SMALL_BASE, {"base": Decimal(29), "minimum_base": Decimal(30)}),
]


@pytest.mark.parametrize("first", range(len(REFUSALS)))
def test_reasons_not_to_rate_are_given_in_their_order(first):
    circumstances = {"value": "74.9"}
    for _state, circumstance in REFUSALS[first:]:
        circumstances |= circumstance

    assert position(**circumstances).state is REFUSALS[first][0]


def test_a_base_of_the_minimum_is_enough_and_an_unknown_base_is_not_judged():
    assert position("80", base=30, minimum_base=30).state is State.GREEN
    assert position("80", minimum_base=30).state is State.GREEN
    assert position("80", base=2).state is State.GREEN


@pytest.mark.parametrize("half", [{"lower": Decimal(40)}, {"upper": Decimal(50)}])
def test_half_a_band_is_no_target(half):
    rated = position("45", polarity="band", **half)

    assert rated.state is State.NO_TARGET
    assert rated.reason == "Not rated: only half of the band is set"


def test_a_suppressed_value_is_not_told_by_its_reason():
    assert "3" not in position("3", suppressed=True, unit=PERCENT).reason


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"tolerance": Decimal(-1)}, "0 or more"),
        ({"tolerance": Decimal("NaN")}, "A tolerance is a finite number"),
        ({"tolerance": None}, "A tolerance is a number"),
        ({"value": "NaN"}, "A value is a finite number"),
        ({"target": "Infinity"}, "A target is a finite number"),
        ({"polarity": "sideways"}, "sideways"),
        ({"tolerance_kind": "rough"}, "rough"),
        ({"lower": 2, "upper": 1, "polarity": "band"}, "from low to high"),
        ({"target": "0", "tolerance_kind": "percent"}, "percent of a target of 0"),
        ({"base": -1, "minimum_base": 5}, "A base is 0 or more"),
        ({"base": 1, "minimum_base": -5}, "A base is 0 or more"),
    ],
)
def test_arguments_that_make_no_sense_are_refused(arguments, words):
    with pytest.raises(ValueError, match=words):
        position(**({"value": "80"} | arguments))


@pytest.mark.parametrize("polarity", ["neutral", "band"])
def test_a_percent_tolerance_is_refused_only_of_a_target_that_is_used(polarity):
    share = {"tolerance_kind": "percent", "polarity": polarity}

    assert not position("80", "0", **share).state.is_rated


@pytest.mark.parametrize(
    ("value", "arguments", "reason"),
    [
        (
            "74.9",
            {"unit": PERCENT},
            "74.9% against a target of 80% with a tolerance of 5 points: "
            "5.1 short, so red",
        ),
        (
            "74.9",
            {},
            "74.9 against a target of 80 with a tolerance of 5: 5.1 short, so red",
        ),
        (
            "80",
            {"unit": PERCENT},
            "80.0% against a target of 80% with a tolerance of 5 points: met, so green",
        ),
        (
            "12.4",
            {
                "target": "10",
                "polarity": "lower",
                "tolerance": Decimal("10"),
                "tolerance_kind": "percent",
                "unit": MINUTES,
            },
            "12.4 min against a target of 10 min with a tolerance of 10% of the "
            "target: 2.4 min over, so red",
        ),
        (
            "37",
            {
                "target": None,
                "polarity": "band",
                "lower": Decimal(40),
                "upper": Decimal(50),
                "unit": PERCENT,
            },
            "37.0% against a band of 40% to 50% with a tolerance of 5 points: "
            "3.0 below, so amber",
        ),
        (
            "0.5",
            {
                "target": "0",
                "polarity": "lower",
                "tolerance": Decimal(0),
                "unit": Unit(Kind.MONEY, "£m", 1),
            },
            "£0.5m against a target of £0m with no tolerance: £0.5m over, so red",
        ),
    ],
)
def test_every_rating_says_why(value, arguments, reason):
    assert position(value, **arguments).reason == reason


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("79.96", "79.96% against"),  # 80.0% would read as met
        ("79.9996", "79.9996% against"),
        ("79.94", "79.9% against"),
    ],
)
def test_a_missed_target_never_prints_as_met(value, printed):
    rated = position(value, unit=PERCENT)

    assert rated.state is State.AMBER
    assert rated.reason.startswith(printed)


def test_a_red_that_would_print_as_within_the_tolerance_gets_one_more_decimal():
    rated = position("74.96", unit=PERCENT)

    assert rated.reason == (
        "74.96% against a target of 80% with a tolerance of 5 points: "
        "5.04 short, so red"
    )


def test_a_third_is_not_printed_with_all_its_digits():
    assert position(Decimal(200) / 3).reason.startswith("66.67 against")


@pytest.mark.parametrize(
    ("state", "word"),
    [
        (State.RED, "Red"),
        (State.NEUTRAL, "Not rated"),
        (State.NO_TARGET, "No target"),
        (State.NO_DATA, "No data"),
        (State.SMALL_BASE, "Small base"),
        (State.SUPPRESSED, "Suppressed"),
    ],
)
def test_every_state_has_a_word_beside_its_shape(state, word):
    assert state.word == word


@settings(deadline=None)
@given(numbers, numbers, amounts, numbers, st.sampled_from(["higher", "lower"]))
def test_moving_the_better_way_never_worsens_the_state(
    target, value, tolerance, move, polarity
):
    better = value + abs(move) if polarity == "higher" else value - abs(move)
    rule = {"polarity": polarity, "tolerance": tolerance}

    before = rate(value, target, tolerance_kind="absolute", **rule).state
    after = rate(better, target, tolerance_kind="absolute", **rule).state

    assert ORDER[after] >= ORDER[before]


@settings(deadline=None)
@given(numbers, numbers, amounts, st.booleans())
def test_lower_is_the_mirror_of_higher(value, target, tolerance, by_percent):
    kind = "percent" if by_percent and target else "absolute"
    rule = {"tolerance": tolerance, "tolerance_kind": kind}

    upright = rate(value, target, polarity="higher", **rule)
    mirrored = rate(-value, -target, polarity="lower", **rule)

    assert upright.state is mirrored.state


@settings(deadline=None)
@given(numbers, numbers, amounts, st.sampled_from(["higher", "lower"]), st.booleans())
def test_the_numbers_of_the_explanation_lead_to_the_state_again(
    value, target, tolerance, polarity, by_percent
):
    kind = "percent" if by_percent and target else "absolute"
    rated = rate(
        value,
        target,
        polarity=polarity,
        tolerance=tolerance,
        tolerance_kind=kind,
        unit=PERCENT,
    )
    said = rated.reason.replace("−", "-").replace("no tolerance", "tolerance of 0")
    printed = [Decimal(text) for text in re.findall(r"-?\d+(?:\.\d+)?", said)]
    worse_by = printed[1] - printed[0]
    shortfall = max(worse_by if polarity == "higher" else -worse_by, Decimal(0))
    share = abs(printed[1]) / 100 if kind == "percent" else Decimal(1)
    amber_to = printed[2] * share

    assert sum(printed[3:], Decimal(0)) == shortfall
    if shortfall == 0:
        assert rated.state is State.GREEN
    else:
        assert rated.state is (State.AMBER if shortfall <= amber_to else State.RED)
