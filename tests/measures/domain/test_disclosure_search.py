"""The differencing search: worked traps, and every answer by exhaustion."""

import itertools
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measures.domain.disclosure import (
    Edition,
    Range,
    Statement,
    exposures,
    over_periods,
    unsafe,
)
from measures.domain.disclosure.whole_numbers import UNDECIDED, Fact, ranges
from opcc.core.periods import Period, PeriodKind

QUARTERS = ["Q1", "Q2", "Q3", "Q4", "Q5", "Q6"]
SHOWN = dict(zip(QUARTERS, [12, 9, 11, 10, 12, None], strict=True))


def total(cells, value):
    return Statement.total(cells, value)


def one(*editions, **facts):
    (found,) = exposures(editions, **facts)
    return found


# -- worked traps


def test_two_rolling_totals_give_the_last_quarter_away():
    # 36 - 42 + 9 = 3
    edition = Edition(
        "this", SHOWN, (total(QUARTERS[1:5], 42), total(QUARTERS[2:6], 36))
    )

    found = one(edition)

    assert (found.range, found.is_safe) == (Range(3, 3), False)
    assert found.reason == "What is published gives this number exactly"


def test_without_the_second_total_nothing_is_given_away():
    found = one(Edition("this", SHOWN, (total(QUARTERS[1:5], 42),)))

    assert (found.range, found.is_safe) == (Range(0, None), True)


def test_the_reason_never_gives_the_number():
    found = one(Edition("this", {"a": 61, "b": None}, (total("ab", 64),)))

    assert found.range == Range(3, 3)
    assert "3" not in found.reason


def test_two_hidden_cells_that_sum_to_less_than_the_threshold_are_not_safe():
    edition = Edition("this", {"a": None, "b": None, "c": 20}, (total("abc", 24),))

    assert [each.range for each in exposures([edition])] == [Range(0, 4)] * 2
    assert len(unsafe([edition])) == 2


def test_two_hidden_cells_that_sum_to_the_threshold_are_safe():
    edition = Edition("this", {"a": None, "b": None}, (total("ab", 5),))

    assert not unsafe([edition])
    assert len(unsafe([edition], threshold=6)) == 2


def test_a_measure_that_may_be_negative_leaves_more_open():
    edition = Edition("this", {"a": None, "b": None}, (total("ab", 2),))

    assert len(unsafe([edition])) == 2
    assert one_of(edition, "a", may_be_negative=True).range == Range(None, None)
    # With only b unbounded below, a has no largest number but still a smallest.
    assert one_of(edition, "a", may_be_negative={"b"}).range == Range(0, None)


def one_of(edition, cell, **facts):
    return next(each for each in exposures([edition], **facts) if each.cell == cell)


def test_an_earlier_edition_that_showed_the_number_gives_it_away():
    earlier = Edition("June", {"a": 3, "b": 9})
    now = Edition("September", {"a": None, "b": 9})

    assert one(earlier, now).range == Range(3, 3)


def test_an_earlier_total_and_this_editions_cells_are_put_together():
    earlier = Edition("June", {"a": None, "b": None}, (total("ab", 12),))
    now = Edition("September", {"a": None, "b": 9})

    assert one(earlier, now).range == Range(3, 3)


def test_a_revised_number_is_read_with_its_own_editions_total():
    # In June b was 9 and the total 12; b has since become 10.
    earlier = Edition("June", {"a": None, "b": 9}, (total("ab", 12),))
    now = Edition("September", {"a": None, "b": 10})

    assert one(earlier, now).range == Range(3, 3)


def test_a_cell_hidden_in_june_and_not_mentioned_since_is_still_protected():
    earlier = Edition("June", {"a": None, "b": 9})
    now = Edition("September", {"b": 9}, (total("ab", 12),))

    assert not one(earlier, now).is_safe


def test_a_cell_since_published_is_no_longer_hidden():
    assert exposures([Edition("June", {"a": None}), Edition("now", {"a": 3})]) == ()


def test_figures_that_contradict_each_other_are_never_called_safe():
    # a + b was 12 in June and is 13 now, with the same b.
    earlier = Edition("June", {"a": None, "b": 9}, (total("ab", 12),))
    now = Edition("now", {"a": None, "b": 9}, (total("ab", 13),))

    found = one(earlier, now)

    assert (found.range, found.is_safe) == (None, False)
    assert "do not agree" in found.reason


def test_a_published_change_gives_the_earlier_value_away():
    moved = Statement.difference("Q2", "Q1", 6)

    assert one(Edition("now", {"Q1": None, "Q2": 9}, (moved,))).range == Range(3, 3)


def test_a_breakdown_adds_up_to_a_whole_that_is_itself_shown():
    whole = Statement.parts_of("all", ["north", "south"])
    shown = {"all": 40, "north": 37, "south": None}

    assert one(Edition("now", shown, (whole,))).range == Range(3, 3)


def test_a_printed_percentage_of_a_known_base_narrows_its_numerator():
    # 7.5% of 40 is 3; 2 would print as 5.0% and 4 as 10.0%.
    told = Statement.share("a", of=40, shown=Decimal("7.5"), decimals=1)

    assert one(Edition("now", {"a": None}, (told,))).range == Range(3, 3)


def test_a_percentage_of_a_large_base_leaves_its_rounding_open():
    # 0.05% of 20,000 is 10 either side: from 5.95% = 1190 to just under 6.05% = 1210.
    told = Statement.share("a", of=20000, shown=Decimal("6.0"), decimals=1)

    assert one(Edition("now", {"a": None}, (told,))).range == Range(1190, 1209)


def test_a_rounded_total_leaves_its_rounding_open():
    # 45 to 54 round to 50; less the 30 shown.
    told = Statement.rounded_total("ab", 50, to=10)

    assert one(Edition("now", {"a": 30, "b": None}, (told,))).range == Range(15, 24)


def test_a_year_is_a_sum_of_its_quarters():
    year = Period.year(2025)
    told = over_periods("all", year, 40, base=PeriodKind.QUARTER)

    assert told.cells == tuple(("all", q) for q in year.split(PeriodKind.QUARTER))
    assert (told.low, told.high, told.words) == (40, 40, "April 2025 to March 2026")
    with pytest.raises(ValueError):
        over_periods("all", year, Decimal("40.5"), base=PeriodKind.QUARTER)


def test_a_window_of_two_months_is_not_made_of_quarters():
    window = Period.rolling(Period.month(2025, 5).end, months=2)

    with pytest.raises(ValueError):
        over_periods("all", window, 5, base=PeriodKind.QUARTER)


def test_a_two_way_table_may_be_unsafe_though_every_line_hides_two():
    # Rows 1, 2 and columns a, b hide four cells in a square: x may move by 1 only,
    # as row 1 holds 1 together.
    cells = {("1", "a"): None, ("1", "b"): None, ("2", "a"): None, ("2", "b"): None}
    rows = (total([("1", "a"), ("1", "b")], 1), total([("2", "a"), ("2", "b")], 90))
    columns = (total([("1", "a"), ("2", "a")], 50), total([("1", "b"), ("2", "b")], 41))

    found = exposures([Edition("now", cells, rows + columns)])

    assert [each.range for each in found] == [
        Range(0, 1),
        Range(0, 1),
        Range(49, 50),
        Range(40, 41),
    ]


# -- the search itself


def test_whole_numbers_are_narrower_than_numbers():
    # 2x + 3y = 7 has only x = 2, y = 1; between them are fractions up to 3.5.
    found = ranges(2, [Fact({0: 2, 1: 3}, 7, 7)])

    assert found == [Range(2, 2), Range(1, 1)]


def test_an_equation_without_whole_solutions_is_a_contradiction():
    assert ranges(2, [Fact({0: 2, 1: -2}, 1, 1)]) == [None, None]


def test_a_search_cut_short_shows_nothing_to_be_safe():
    # Either might be 0 to 100, which takes steps to find out.
    edition = Edition("now", {"a": None, "b": None}, (total("ab", 100),))

    assert all(each.is_safe for each in exposures([edition]))
    cut_short = exposures([edition], steps=0)
    assert not any(each.is_safe for each in cut_short)
    assert {each.reason for each in cut_short} == {
        "The search ended before it was shown to be safe"
    }


def test_a_search_that_cannot_even_begin_is_undecided():
    # To start from 0 breaks the lower bound, and to mend that takes steps.
    facts = [Fact({0: 1, 1: 1}, 3, None), Fact({0: 1, 1: -1}, 1, None)]

    assert ranges(2, facts, steps=0) == [UNDECIDED, UNDECIDED]


def test_a_group_of_facts_does_not_touch_another():
    facts = [Fact({0: 1, 1: 1}, 3, 3), Fact({2: 1}, 5, 4 + 3)]

    assert ranges(4, facts) == [Range(0, 3), Range(0, 3), Range(5, 7), Range(0, None)]


MOST = 5
"""The largest number tried, in the problems that are solved by exhaustion."""


@st.composite
def problems(draw):
    """Up to 4 unknowns of 0 to 5, and facts that mostly hold of some true numbers."""
    count = draw(st.integers(1, 4))
    true = draw(st.lists(st.integers(0, MOST), min_size=count, max_size=count))
    facts = [Fact({unknown: 1}, None, MOST) for unknown in range(count)]
    weights = st.sampled_from([1, 1, 1, -1, 2, 3, -2])
    of = st.dictionaries(st.integers(0, count - 1), weights, min_size=1)
    for given_weights in draw(st.lists(of, max_size=4)):
        value = sum(true[unknown] * w for unknown, w in given_weights.items())
        below, above = draw(st.sampled_from([(0, 0), (0, 0), (1, 1), (0, 2), (-1, 1)]))
        facts.append(Fact(given_weights, value - below, value + above))
    return count, facts


def solutions(count, facts):
    """Every way to meet the facts, by trying them all."""
    for numbers in itertools.product(range(MOST + 1), repeat=count):
        sums = [sum(numbers[u] * w for u, w in f.weights.items()) for f in facts]
        if all(
            (f.low is None or f.low <= s) and (f.high is None or s <= f.high)
            for f, s in zip(facts, sums, strict=True)
        ):
            yield numbers


@settings(max_examples=300, deadline=None)
@given(problems())
def test_every_range_is_that_of_all_solutions(problem):
    count, facts = problem
    every = list(solutions(count, facts))

    found = ranges(count, facts)

    if not every:
        assert None in found
    else:
        columns = zip(*every, strict=True)
        assert found == [Range(min(column), max(column)) for column in columns]


@st.composite
def tables(draw):
    """A table of 2 or 3 rows and columns with all totals, some cells hidden."""
    rows, columns = draw(st.integers(2, 3)), draw(st.integers(2, 3))
    places = list(itertools.product(range(rows), range(columns)))
    values = {place: draw(st.integers(0, 7)) for place in places}
    hidden = draw(st.sets(st.sampled_from(places), min_size=1, max_size=5))
    lines = [[p for p in places if p[0] == row] for row in range(rows)]
    lines += [[p for p in places if p[1] == column] for column in range(columns)]
    return values, hidden, lines


@settings(max_examples=100, deadline=None)
@given(tables())
def test_a_table_is_as_open_as_trying_every_number_finds(table):
    values, hidden, lines = table
    shown = {place: None if place in hidden else n for place, n in values.items()}
    totals = tuple(total(line, sum(values[p] for p in line)) for line in lines)
    order = [place for place in values if place in hidden]
    possible = []
    # No number is over its row's total, which is at most 3 x 7.
    most = [
        max(sum(values[p] for p in line) for line in lines if o in line) for o in order
    ]
    for numbers in bounded(order, most, values, lines, hidden):
        possible.append(numbers)

    found = {each.cell: each for each in exposures([Edition("now", shown, totals)])}

    for place, column in zip(order, zip(*possible, strict=True), strict=True):
        low, high = min(column), max(column)
        assert found[place].range == Range(low, high)
        assert found[place].is_safe is (high - low >= 5)


def bounded(order, most, values, lines, hidden):
    """Every filling that keeps the totals, with a row given up once it is over."""
    left = [sum(values[p] for p in line if p in hidden) for line in lines]
    of = [[at for at, line in enumerate(lines) if place in line] for place in order]

    def fill(place, left):
        if place == len(order):
            if not any(left):
                yield ()
            return
        for number in range(min(left[at] for at in of[place]) + 1):
            after = [n - number if at in of[place] else n for at, n in enumerate(left)]
            for others in fill(place + 1, after):
                yield (number, *others)

    yield from fill(0, left)
