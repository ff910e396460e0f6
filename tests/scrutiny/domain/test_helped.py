"""What figures did after an action was closed, worked by hand.

The figures before are 10 and 12 in turn, 14 of them: their mean is 11, every move is
2, so that the limits are 11 ± 2.66 x 2 = 5.68 and 16.32. The action is closed in the
fifteenth month, June 2025.
"""

import datetime as dt

import pytest

from measures.domain.quantity import Kind, Unit
from opcc.core.periods import Period
from scrutiny.domain.helped import NOT_BECAUSE, Shown, helped
from tests.measures.figures.series import series

APRIL = Period.month(2024, 4)
BEFORE = ["10", "12"] * 7
CLOSED_ON = dt.date(2025, 6, 17)
OFFENCES = Unit(Kind.COUNT, "offences", 0)
PERCENT = Unit(Kind.PERCENTAGE, "%", 1)

UP = ["10", *["20", "21"] * 4]
"""One month as before, then eight above 16.32."""

LEVEL = ["10", "12"] * 7


def read(after, *, polarity="higher", before=BEFORE, closing="12", **more):
    told = series(APRIL, [*before, closing, *after], breaks=more.pop("breaks", ()))
    about = {"closed_on": CLOSED_ON, "unit": OFFENCES, **more}
    return helped(told, polarity=polarity, **about)


@pytest.mark.parametrize(
    ("polarity", "shown", "noun"),
    [
        ("higher", Shown.IMPROVED, "improvement"),
        ("lower", Shown.WORSENED, "deterioration"),
        ("neutral", Shown.MOVED, "rise"),
        ("band", Shown.MOVED, "rise"),
    ],
)
def test_a_change_is_named_by_what_is_better_and_dated_from_the_close(
    polarity, shown, noun
):
    found = read(UP, polarity=polarity)

    assert found.shown is shown
    assert found.reading == f"A special cause {noun} began 2 months after"


def test_a_measure_that_is_neither_better_nor_worse_is_never_said_to_improve():
    for after in (UP, ["12", *["2", "1"] * 4], LEVEL):
        words = read(after, polarity="neutral").reading
        assert "improv" not in words
        assert "deterior" not in words


def test_both_sides_have_their_mean_and_limits():
    found = read(UP)

    # (10 + 4 x 20 + 4 x 21) / 9 = 19.33. Of the moves 10, 1, 1, 1, 1, 1, 1, 1 the
    # first is over 3.267 x 17/8 = 6.94 and left out: 19.33 ± 2.66 x 1.
    assert (found.before.count, found.after.count) == (14, 9)
    assert found.before.mean == pytest.approx(11)
    assert found.before.limits.lower == pytest.approx(5.68)
    assert found.before.limits.upper == pytest.approx(16.32)
    assert found.after.mean == pytest.approx(19.3333, abs=1e-4)
    assert found.after.limits.lower == pytest.approx(16.67)
    assert found.after.limits.upper == pytest.approx(21.99)


def test_limits_are_never_drawn_past_what_a_percentage_can_be():
    # Moves of 10 about 95: 95 ± 26.6, which no percentage reaches.
    found = read(["90", "100"] * 5, before=["90", "100"] * 7, unit=PERCENT)

    assert found.before.span == "68.4% to 100.0%, firm limits"


@pytest.mark.parametrize(
    ("after", "firm"), [(LEVEL[:8], False), (LEVEL[:12], False), (LEVEL[:13], True)]
)
def test_nothing_looks_firm_under_thirteen_points(after, firm):
    found = read(after)

    assert found.reading == "No clear change"
    assert found.is_firm is firm
    assert found.after.span.endswith("firm limits" if firm else "trial limits")


def test_twelve_before_are_enough_but_not_firm():
    found = helped(
        series(Period.month(2024, 6), [*BEFORE[:12], "12", *LEVEL]),
        closed_on=CLOSED_ON,
        unit=OFFENCES,
        polarity="higher",
    )

    assert found.shown is Shown.NO_CHANGE
    assert not found.is_firm


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (BEFORE[:11], LEVEL, "11 before and 14 after"),
        (BEFORE, UP[:7], "14 before and 7 after"),
        (BEFORE, [], "14 before and 0 after"),
    ],
)
def test_too_few_points_say_nothing_however_large_the_change(before, after, said):
    first = APRIL + (14 - len(before))
    found = helped(
        series(first, [*before, "12", *after]),
        closed_on=CLOSED_ON,
        unit=OFFENCES,
        polarity="higher",
    )

    assert found.shown is Shown.TOO_FEW
    assert found.reading == f"Too few points to say: {said}, of the 12 and 8 needed"
    assert not found.is_firm


def test_a_gap_is_not_counted_as_a_point():
    found = read([*UP[:7], "x", "x"])

    assert found.after.count == 7
    assert found.shown is Shown.TOO_FEW


def test_a_break_when_it_is_closed_leaves_nothing_to_compare():
    found = read(UP, breaks=(14,))

    assert found.shown is Shown.BROKEN
    assert found.reading.startswith("Cannot be compared: the series breaks")


def test_a_rebase_just_after_it_is_closed_leaves_nothing_to_compare():
    found = read(UP, rebased_at=(APRIL + 15,))

    assert found.shown is Shown.BROKEN


def test_what_follows_a_later_break_is_left_out():
    found = read([*LEVEL[:8], *["20"] * 8], breaks=(23,))

    assert found.after.count == 8
    assert found.reading == "No clear change"


def test_what_comes_before_an_earlier_break_is_left_out():
    found = read(UP, breaks=(3,))

    assert found.before.count == 11
    assert found.shown is Shown.TOO_FEW


def test_what_lies_two_years_back_sets_no_limits():
    # 30 for a year is long over: the limits rest on the 24 before the close alone.
    told = series(Period.month(2022, 6), ["30"] * 12 + ["10", "12"] * 12 + ["12", *UP])
    found = helped(told, closed_on=CLOSED_ON, unit=OFFENCES, polarity="higher")

    assert found.before.count == 24
    assert found.before.mean == pytest.approx(11)
    assert found.reading == "A special cause improvement began 2 months after"


def test_a_change_that_had_begun_is_not_dated_from_the_close():
    # The mean of the 17 before is (7 x 10 + 7 x 12 + 3 x 14) / 17 = 11.5: the run of
    # figures over it begins with the first 14, three months before the close, as the
    # 10 before that is under it.
    before = [*["12", "10"] * 7, *["14"] * 3]
    told = series(APRIL, [*before, "14", *["14"] * 8])
    found = helped(
        told, closed_on=dt.date(2025, 9, 3), unit=OFFENCES, polarity="higher"
    )

    assert found.shown is Shown.UNDER_WAY
    assert found.reading == "A special cause improvement began 3 months before"


def test_a_change_in_the_month_of_the_close_says_so():
    found = read(["20", "21"] * 4, before=["12", "10"] * 7, closing="20")

    assert (
        found.reading == "A special cause improvement began in the month it was closed"
    )


def test_a_change_that_did_not_last_says_so():
    found = read(["10", "20", *["10", "12"] * 4])

    assert found.reading == (
        "A special cause improvement began 2 months after, and does not show in the "
        "latest figure"
    )


def test_the_latest_change_is_the_one_that_is_told():
    # 20 is above 16.32, and later 2 is below 5.68.
    found = read(["10", "20", *["10", "12"] * 3, "2"])

    assert found.reading == "A special cause deterioration began 9 months after"


def test_quarters_are_counted_in_quarters():
    told = series(Period.quarter(2021, 1), [*BEFORE, "12", "10", *["20", "21"] * 4])
    found = helped(
        told, closed_on=dt.date(2024, 11, 5), unit=OFFENCES, polarity="higher"
    )

    assert found.reading == "A special cause improvement began 2 quarters after"
    assert found.before.rests_on == "14 quarters"


def test_after_is_never_because():
    assert "After is not because" in NOT_BECAUSE
    assert "because" not in read(UP).reading
