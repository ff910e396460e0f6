"""What more to hide: rows and columns, totals over periods, and what is lost."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from measures.domain.disclosure import (
    Edition,
    Statement,
    Table,
    proposals,
    small_cells,
)


def row(values, *, hidden=None, **facts):
    """One row with its published total."""
    line = Statement.total(values, sum(values.values()))
    primary = small_cells(values) if hidden is None else frozenset(hidden)
    return Table(values, primary, lines=(line,), **facts)


def test_beside_one_hidden_cell_the_next_smallest_is_hidden():
    proposal = proposals(row({"a": 3, "b": 20, "c": 8, "d": 11}))

    assert proposal.cells == ("c",)
    assert proposal.unsafe == ()


def test_a_true_nought_is_never_the_second():
    assert proposals(row({"a": 3, "b": 0, "c": 8})).cells == ("c",)


def test_hidden_cells_that_sum_to_less_than_the_threshold_need_one_more():
    proposal = proposals(row({"a": 1, "b": 2, "c": 30, "d": 9}))

    assert proposal.cells == ("d",)


def test_two_hidden_cells_of_enough_together_need_no_more():
    proposal = proposals(row({"a": 3, "b": 4, "c": 30}))

    assert (proposal.cells, proposal.totals) == ((), ())


def test_where_no_second_is_left_the_total_is_withheld():
    table = row({"a": 3, "b": 0, "c": 0})

    proposal = proposals(table)

    assert (proposal.cells, proposal.totals) == ((), table.lines)
    assert proposal.unsafe == ()


def test_a_row_and_a_column_are_mended_together():
    values = {
        ("n", "x"): 3,
        ("n", "y"): 12,
        ("n", "z"): 30,
        ("s", "x"): 14,
        ("s", "y"): 25,
        ("s", "z"): 40,
    }
    lines = [[c for c in values if c[0] == side] for side in "ns"]
    lines += [[c for c in values if c[1] == side] for side in "xyz"]
    totals = tuple(
        Statement.total(line, sum(values[cell] for cell in line)) for line in lines
    )

    proposal = proposals(Table(values, small_cells(values), lines=totals))

    # Beside 3 lie 12 in its row and 14 in its column; then 25 closes the square.
    assert set(proposal.cells) == {("n", "y"), ("s", "x"), ("s", "y")}
    assert (proposal.totals, proposal.unsafe) == ((), ())


def test_the_rolling_total_that_gives_a_quarter_away_is_withheld():
    values = dict(enumerate([12, 9, 11, 10, 12, 3]))
    first, second = (
        Statement.total(range(1, 5), 42),
        Statement.total(range(2, 6), 36),
    )
    table = Table(values, small_cells(values), totals=(first, second))

    proposal = proposals(table)

    assert proposal.totals == (second,)
    assert (proposal.cells, proposal.unsafe) == ((), ())
    assert proposal.table.shown.statements == (first,)


def test_totals_without_a_hidden_cell_all_stay():
    values = dict(enumerate([12, 9, 11, 3]))
    told = (Statement.total([0, 1], 21), Statement.total([1, 2], 20))

    assert proposals(Table(values, small_cells(values), totals=told)).totals == ()


def test_what_an_earlier_edition_showed_cannot_be_mended():
    earlier = Edition("June", {"a": 3})
    table = row({"a": 3, "b": 20, "c": 8}, earlier=(earlier,))

    proposal = proposals(table)

    assert [each.cell for each in proposal.unsafe] == ["a"]


def test_a_cell_shown_before_is_no_help_as_a_second():
    earlier = Edition("June", {"c": 8})
    table = row({"a": 3, "b": 20, "c": 8}, earlier=(earlier,))

    assert proposals(table).cells == ("b",)


def test_a_number_that_we_do_not_have_is_hidden_and_protected():
    values = {"a": None, "b": 20, "c": 8}
    line = Statement.total("abc", 31)

    proposal = proposals(Table(values, frozenset(), lines=(line,)))

    # The missing number counts as nothing towards the threshold: c alone is 8.
    assert set(proposal.cells) == {"a", "c"}
    assert proposal.unsafe == ()


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_after_the_proposals_nothing_is_unsafe(data):
    places = list(itertools.product(range(3), range(4)))
    values = {place: data.draw(st.integers(0, 15)) for place in places}

    def told(cells):
        return Statement.total(cells, sum(values[cell] for cell in cells))

    areas = [told([p for p in places if p[1] == at]) for at in range(4)]
    rolling = [
        told([(at, start), (at, start + 1)]) for at in range(3) for start in range(3)
    ]
    table = Table(values, small_cells(values), tuple(areas), tuple(rolling))

    proposal = proposals(table)

    assert proposal.unsafe == ()
    assert proposal.table.unsafe() == ()
    assert not any(values[cell] == 0 for cell in proposal.cells)
