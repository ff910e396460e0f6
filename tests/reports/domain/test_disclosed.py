"""What an edition told of a measure, read as cells and statements."""

from dataclasses import replace
from decimal import Decimal

import pytest

from measures.domain.disclosure import Statement
from measures.domain.quantity import Kind, Unit
from measures.domain.rating import State
from measures.domain.series import Point, Series, Symbol
from opcc.core.periods import Period, PeriodKind
from reports.domain.disclosed import Edited, Strand, Subject, disclosed
from reports.domain.leaks import explained, leaks
from reports.domain.measure_part import (
    BreakdownRow,
    Chart,
    Comparison,
    Figure,
    Grade,
    Row,
)
from tests.reports.domain.contents import part_of

QUARTER = Period.quarter(2026, 2)
QUARTERS = [QUARTER - back for back in range(5, -1, -1)]
COUNT = Subject("1G", Kind.COUNT)
WHOLE = Strand()


def figure(number, numerator=None, denominator=None):
    """A number, or None for one that is hidden."""
    if number is None:
        return Figure("[c]", symbol="c")
    parts = [None if n is None else Decimal(n) for n in (numerator, denominator)]
    return Figure(str(number), Decimal(number), *parts)


def count(numbers, *, upto=QUARTER, months=None, kind=Kind.COUNT, **facts):
    """A part with a number, or None, for each quarter up to one, and its months."""
    told = {upto - back: figure(n) for back, n in enumerate(reversed(numbers))}
    return part(told, months=months, kind=kind, **facts)


def part(told, *, months=None, kind=Kind.COUNT, **facts):
    newest = sorted(told, reverse=True)
    grade = Grade(State.NEUTRAL, "Not rated")
    drawn = months or {p: figure.value for p, figure in told.items()}
    points = [
        Point(p, symbol=Symbol.SUPPRESSED) if n is None else Point(p, Decimal(n))
        for p, n in sorted(drawn.items())
    ]
    return replace(
        part_of("1G"),
        unit=Unit(kind, "children", 0),
        figure=told[newest[0]],
        previous=told.get(newest[0] - 1, Figure("[x]", symbol="x")),
        rows=tuple(Row(p, told[p], "[z]", grade) for p in newest),
        chart=Chart("", "", "", Series(kind, tuple(points))),
        **{"grade": grade, **facts},
    )


def twelve_months(now, before=None):
    """The comparison that states totals of twelve months."""
    then = Figure("[x]", symbol="x") if before is None else figure(before)
    return Comparison("rolling_12", "Last twelve months", "", then, figure(now))


def read(*parts, subject=COUNT):
    named = [Edited(f"edition {n}", each) for n, each in enumerate(parts, start=1)]
    return disclosed(named, subject)


def statements(told):
    return {(each.statement.cells, each.statement.low) for each in told.sources}


def whole(period):
    return (WHOLE, period)


# -- what is read


def test_every_row_is_a_cell_and_a_hidden_one_is_none():
    (told,) = read(count([12, 9, None]))

    assert told.cells == {
        whole(QUARTER): None,
        whole(QUARTER - 1): 9,
        whole(QUARTER - 2): 12,
    }
    assert told.sources == ()


def test_a_quarter_over_months_is_a_statement_about_them():
    months = dict(zip(QUARTER.split(PeriodKind.MONTH), [5, None, 6], strict=True))
    (told,) = read(part({QUARTER: figure(14)}, months=months))

    july, august, september = map(whole, months)
    assert told.cells == {july: 5, august: None, september: 6}
    assert statements(told) == {((july, august, september), 14)}


def test_a_hidden_quarter_whose_months_are_told_is_no_cell_of_its_own():
    months = dict(zip(QUARTER.split(PeriodKind.MONTH), [5, None, 6], strict=True))
    (told,) = read(part({QUARTER: figure(None)}, months=months))

    assert told.hidden == (whole(Period.month(2026, 8)),)


def test_a_hidden_quarter_of_which_no_month_is_told_is_protected_itself():
    months = {Period.month(2026, 9): 7}
    told = {QUARTER: figure(20), QUARTER - 1: figure(None)}

    (read_back,) = read(part(told, months=months))

    assert read_back.hidden == (whole(QUARTER - 1),)


def test_a_year_to_date_and_twelve_months_are_sums_of_their_quarters():
    to_date = Comparison("year_to_date", "Year to date", "", figure(21), figure(15))
    part_now = count([12, 9, 11, 10, 12, 3], comparisons=(to_date, twelve_months(36)))

    (told,) = read(part_now)

    cells = [whole(period) for period in QUARTERS]
    assert statements(told) == {
        (tuple(cells[4:]), 15),
        (tuple(cells[:2]), 21),
        (tuple(cells[2:]), 36),
    }


def test_a_year_that_only_the_position_tells_is_read_from_its_sentence():
    grade = Grade(State.RED, "36 against a target of 30 with no tolerance: 6 over, so")
    (told,) = read(
        count(
            [12, 9, 11, 10],
            upto=Period.quarter(2025, 4),
            grade=grade,
            target_text="30 a year",
        )
    )

    year = tuple(whole(q) for q in Period.year(2025).split(PeriodKind.QUARTER))
    assert statements(told) == {(year, 36)}


def test_a_stock_of_a_quarter_is_that_of_its_last_month():
    months = dict(zip(QUARTER.split(PeriodKind.MONTH), [5, 7, None], strict=True))
    stock = part({QUARTER: figure(None)}, months=months, kind=Kind.STOCK)

    (told,) = read(stock, subject=Subject("1G", Kind.STOCK))

    assert told.hidden == (whole(Period.month(2026, 9)),)
    assert told.sources == ()


def test_a_percentage_is_its_numerator_and_the_rest():
    share = part(
        {QUARTER: figure("37.5", 3, 8), QUARTER - 1: figure(None)}, kind=Kind.PERCENTAGE
    )

    (told,) = read(share, subject=Subject("1G", Kind.PERCENTAGE))

    assert told.cells == {
        (Strand("", "numerator"), QUARTER): 3,
        (Strand("", "rest"), QUARTER): 5,
        (Strand("", "numerator"), QUARTER - 1): None,
        (Strand("", "rest"), QUARTER - 1): None,
    }


def test_a_rate_of_a_known_base_narrows_its_count():
    # 0.4 in 10,000 people per 1,000 is 3.5 to under 4.5 of them: 4.
    rate = part({QUARTER: figure("0.4", None, 10_000)}, kind=Kind.RATE)

    (told,) = read(rate, subject=Subject("1G", Kind.RATE, decimals=1, per=1000))

    (source,) = told.sources
    assert (source.statement.low, source.statement.high) == (4, 4)


def test_parts_that_add_up_are_a_line_with_their_total():
    parts = (BreakdownRow("North", figure(12)), BreakdownRow("South", figure(None)))
    (told,) = read(count([15], breakdown=parts, breakdown_adds_up=True))

    north, south = (Strand("North"), QUARTER), (Strand("South"), QUARTER)
    (line,) = told.sources
    assert line.is_line
    assert line.statement == Statement.parts_of(
        whole(QUARTER), [north, south], "the parts and their total"
    )
    assert told.hidden == (south,)


def test_a_change_from_a_hidden_quarter_gives_it_away():
    change = Comparison("previous", "Last quarter", "", figure(None), amount="6 higher")
    (told,) = read(count([None, 9], comparisons=(change,)))

    (leak,) = leaks((), told, COUNT)
    assert leak.sentence == "April to June 2026 can be worked out as exactly 3"


def test_counts_with_decimals_are_searched_in_their_steps():
    months = dict(zip(QUARTER.split(PeriodKind.MONTH), ["2.5", None, "3"], strict=True))
    halves = part({QUARTER: figure("9.0")}, months=months)
    (told,) = read(halves, subject=Subject("1G", Kind.COUNT, decimals=1))

    (leak,) = leaks((), told, Subject("1G", Kind.COUNT, decimals=1))
    assert leak.sentence == "August 2026 can be worked out as exactly 3.5"


# -- what leaks, and how


def test_the_worked_trap_is_found_with_its_sum():
    before = count(
        [12, 9, 11, 10, 12], upto=QUARTER - 1, comparisons=(twelve_months(42),)
    )
    now = count([12, 9, 11, 10, 12, None], comparisons=(twelve_months(36),))
    *earlier, told = read(before, now)

    (leak,) = leaks(earlier, told, COUNT)

    assert not leak.is_lost
    assert explained(leak, earlier, told).sentence == (
        "July to September 2026 can be worked out as exactly 3: "
        "36 (October 2025 to September 2026), less 11 (October to December 2025), "
        "10 (January to March 2026) and 12 (April to June 2026)."
    )


def test_an_earlier_edition_that_takes_part_is_named():
    # June's edition told 42 for the year and hid a quarter in it; now the rest is told.
    before = count([9] + [None] * 3, upto=QUARTER - 1, comparisons=(twelve_months(42),))
    now = count([9, 11, None, 12, 12], upto=QUARTER)
    *earlier, told = read(before, now)

    (leak,) = leaks(earlier, told, COUNT)

    # Of July 2025 to June 2026: 42 - 9 - 11 - 12 = 10.
    assert leak.sentence == ("January to March 2026 can be worked out as exactly 10")
    assert explained(leak, earlier, told).editions == ("edition 1",)


def test_what_was_told_before_is_lost_and_says_so():
    *earlier, told = read(count([3, 20], upto=QUARTER), count([None, 20]))

    (leak,) = leaks(earlier, told, COUNT)

    assert leak.is_lost
    assert "edition 1" in explained(leak, earlier, told).editions


def test_a_range_that_is_too_narrow_is_said_as_one():
    parts = tuple(
        BreakdownRow(name, figure(n))
        for name, n in {"North": None, "South": None, "West": 20}.items()
    )
    (told,) = read(count([23], breakdown=parts, breakdown_adds_up=True))

    assert [leak.sentence for leak in leaks((), told, COUNT)] == [
        "July to September 2026 in North can be narrowed to 0 to 3",
        "July to September 2026 in South can be narrowed to 0 to 3",
    ]


@pytest.mark.parametrize(("threshold", "is_safe"), [(3, True), (4, False)])
def test_the_threshold_is_the_measures_own(threshold, is_safe):
    parts = tuple(BreakdownRow(name, figure(None)) for name in ("North", "South"))
    subject = Subject("1G", Kind.COUNT, threshold=threshold)
    (told,) = read(count([3], breakdown=parts, breakdown_adds_up=True), subject=subject)

    assert (leaks((), told, subject) == ()) is is_safe


def test_the_parts_of_a_quarter_over_months_lead_to_its_total():
    months = dict(zip(QUARTER.split(PeriodKind.MONTH), [14, 13, 14], strict=True))
    parts = tuple(
        BreakdownRow(name, figure(n))
        for name, n in {"North": 14, "South": None, "West": 24}.items()
    )
    told_parts = {"breakdown": parts, "breakdown_adds_up": True}
    (told,) = read(part({QUARTER: figure(41)}, months=months, **told_parts))

    (leak,) = leaks((), told, COUNT)

    assert leak.sentence == (
        "July to September 2026 in South can be worked out as exactly 3"
    )


def test_parts_that_are_all_told_give_a_hidden_total_away():
    months = dict(zip(QUARTER.split(PeriodKind.MONTH), [14, None, 14], strict=True))
    parts = tuple(
        BreakdownRow(name, figure(n)) for name, n in {"North": 14, "West": 17}.items()
    )
    told_parts = {"breakdown": parts, "breakdown_adds_up": True}
    (told,) = read(part({QUARTER: figure(None)}, months=months, **told_parts))

    # 14 and 17 are 31, less 14 in July and 14 in September.
    assert "August 2026 can be worked out as exactly 3" in [
        leak.sentence for leak in leaks((), told, COUNT)
    ]
