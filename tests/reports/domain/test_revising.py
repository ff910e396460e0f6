"""Figures that an edition prints otherwise: by how much, and never a hidden one."""

from dataclasses import replace
from decimal import Decimal

import pytest

from measures.domain.quantity import Kind, Unit
from measures.domain.series import Point, Series, Symbol
from opcc.core.periods import Period
from reports.domain.difference import between
from reports.domain.measure_part import BreakdownRow, Comparison, Figure
from reports.domain.revising import revisions
from reports.domain.told import recalled
from tests.reports.domain.contents import QUARTER, edition_of, part_of, withheld

LAST = QUARTER - 1
OFFENCES = Unit(Kind.COUNT, "offences", 0)
SCORE = Unit(Kind.SCORE, "score", 0)
RATE = Unit(Kind.RATE, "per 1,000", 2)


def counted(value, *, unit=OFFENCES, period=LAST, symbol="", marks=(), **counts):
    """A part of one figure, in its table and its chart."""
    number = None if symbol else Decimal(value)
    text = f"[{symbol}]" if symbol else value
    figure = Figure(text, number, symbol=symbol, marks=marks, **counts)
    point = Point(period, number, symbol=Symbol(symbol) if symbol else None)
    part = part_of("2I", "0", period=period)
    return replace(
        part,
        unit=unit,
        figure=figure,
        previous=Figure("[x]", symbol="x"),
        rows=(replace(part.rows[0], figure=figure),),
        chart=replace(part.chart, series=Series(unit.kind, (point,))),
    )


def only(old, new):
    (revision,) = revisions(old, new)
    return revision


def test_a_revised_count_says_from_what_to_what_by_how_much_and_in_per_cent():
    # 1,648 less 1,638 is 10; 10 of 1,648 are 0.607 per cent.
    revision = only(counted("1648"), counted("1638"))

    assert (revision.code, revision.name) == ("2I", "Measure 2I")
    assert revision.period == LAST
    assert (revision.before.value, revision.now.value) == (1648, 1638)
    assert revision.amount == -10
    assert revision.size == "10 lower"
    assert revision.share == Decimal("-0.6")
    assert revision.share_words == "0.6%"


def test_a_percentage_is_revised_by_points_and_never_by_per_cent():
    percent = Unit(Kind.PERCENTAGE, "%", 1)
    revision = only(counted("38.9", unit=percent), counted("38.5", unit=percent))

    assert revision.size == "0.4 points lower"
    assert revision.share is None
    assert revision.share_words == ""


def test_a_score_and_a_small_number_have_no_share():
    assert only(counted("60", unit=SCORE), counted("63", unit=SCORE)).share is None
    assert only(counted("19"), counted("20")).share is None
    # 1 of 20 is 5 per cent.
    assert only(counted("20"), counted("21")).share_words == "5.0%"


def test_nothing_is_a_share_of_nought():
    assert only(counted("0"), counted("4")).share is None


def test_a_rate_may_be_revised_by_a_share_of_itself():
    # 25.50 less 25.00 is 0.50, which is 2 per cent of 25.
    revision = only(counted("25.00", unit=RATE), counted("25.50", unit=RATE))
    assert (revision.size, revision.share_words) == ("0.50 higher", "2.0%")


def test_a_share_that_rounds_to_nothing_is_said_to_be_small():
    # 1 of 10,000 is 0.01 per cent.
    assert only(counted("10000"), counted("10001")).share_words == "under 0.1%"


def test_a_figure_that_reads_the_same_is_not_revised():
    assert list(revisions(counted("12"), counted("12"))) == []


def test_a_figure_whose_counts_alone_are_revised_is_told_with_them():
    old = counted("37.2", numerator=Decimal(1249), denominator=Decimal(3357))
    new = counted("37.2", numerator=Decimal(1250), denominator=Decimal(3358))
    revision = only(old, new)

    assert revision.size == "no change"
    assert revision.counts == "1,249 of 3,357, now 1,250 of 3,358"


def test_counts_that_one_edition_does_not_print_are_not_told():
    bare = counted("38.0")
    full = counted("37.2", numerator=Decimal(1250), denominator=Decimal(3358))
    assert only(bare, full).counts == ""


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (("p",), ("r",), "Provisional before, revised now"),
        (("p",), (), "Provisional before"),
        ((), ("r",), "Revised now"),
        (("p",), ("p", "r"), "Provisional before, provisional and revised now"),
        (("p",), ("p",), "Provisional in both"),
        ((), (), ""),
    ],
)
def test_the_vintage_of_both_figures_is_said_in_words(before, now, words):
    assert only(counted("9", marks=before), counted("8", marks=now)).vintage == words


def test_a_figure_by_another_definition_says_so():
    new = counted("8", marks=("r",))
    new = replace(new, rows=(replace(new.rows[0], definition=2),))
    assert only(counted("9"), new).vintage == (
        "Revised now; by definition 2, before by definition 1"
    )


def test_a_figure_that_came_since_or_went_is_told_without_a_size():
    came = only(counted("", symbol="x"), counted("12"))
    went = only(counted("12"), counted("", symbol="x"))

    assert (came.size, came.amount, came.share) == ("given since", None, None)
    assert (went.size, went.amount) == ("no longer given", None)


def test_figures_that_only_the_chart_draws_are_revised_too():
    months = tuple(Period.month(2026, number) for number in (4, 5, 6))
    old, new = (
        replace(
            counted("90"),
            chart=replace(
                counted("90").chart,
                series=Series(
                    Kind.COUNT,
                    tuple(
                        Point(month, Decimal(value))
                        for month, value in zip(months, values, strict=True)
                    ),
                ),
            ),
        )
        for values in ((30, 30, 30), (30, 31, 29))
    )
    told = [
        (each.period, each.before.text, each.now.text) for each in revisions(old, new)
    ]
    assert told == [(months[2], "30", "29"), (months[1], "30", "31")]


def test_a_figure_that_only_the_chart_draws_says_its_vintage():
    def drawn(value, revised):
        june = Point(Period.month(2026, 6), Decimal(value), revised=revised)
        part = counted("90", period=QUARTER)
        return replace(
            part, chart=replace(part.chart, series=Series(Kind.COUNT, (june,)))
        )

    assert only(drawn(30, False), drawn(29, True)).vintage == "Revised now"


def test_a_total_to_date_and_a_district_are_revised_like_any_figure():
    old, new = (
        replace(
            counted("50", period=QUARTER),
            comparisons=(
                Comparison(
                    "year_to_date",
                    "Year to date",
                    "",
                    figure=Figure("80", Decimal(80)),
                    total=Figure(str(total), Decimal(total)),
                ),
            ),
            breakdown=(BreakdownRow("North", Figure(str(north), Decimal(north))),),
        )
        for total, north in ((97, 20), (98, 21))
    )
    told = {
        each.breakdown or each.period.words: each.size for each in revisions(old, new)
    }
    assert told == {"North": "1 higher", "April to September 2026": "1 higher"}


def test_a_measure_counted_in_another_unit_has_no_revisions():
    assert list(revisions(counted("60", unit=SCORE), counted("63"))) == []


def test_a_figure_with_more_decimals_by_now_is_revised_only_beyond_the_rounding():
    finer = replace(RATE, decimals=3)
    old = counted("25.04", unit=RATE)
    # 25.041 is 25.04 with two decimals; 25.046 would have been 25.05.
    assert list(revisions(old, counted("25.041", unit=finer))) == []
    assert only(old, counted("25.046", unit=finer)).size == "0.006 higher"


# -- what is hidden


@pytest.mark.parametrize("symbol", ["c", "w"])
def test_what_either_edition_hides_is_never_called_revised(symbol):
    hidden = counted("", symbol=symbol)
    assert list(revisions(counted("12"), hidden)) == []
    assert list(revisions(hidden, counted("12"))) == []


def test_a_total_that_holds_a_hidden_figure_has_no_size_of_revision():
    """Else the hidden month would have been revised by 3, as the others were not."""
    april, may = Period.month(2026, 4), Period.month(2026, 5)

    def with_months(total):
        part = counted(total)
        points = (Point(april, Decimal(20)), Point(may, symbol=Symbol.SUPPRESSED))
        chart = replace(part.chart, series=Series(Kind.COUNT, points))
        return replace(part, chart=chart)

    assert list(revisions(with_months("36"), with_months("39"))) == []


def test_a_whole_whose_district_is_hidden_has_no_size_of_revision():
    def with_districts(total, north):
        hidden = BreakdownRow("South", Figure("[c]", symbol="c"))
        shown = BreakdownRow("North", Figure(north, Decimal(north)))
        return replace(counted(total), breakdown=(shown, hidden))

    told = list(revisions(with_districts("36", "30"), with_districts("39", "31")))
    assert [each.breakdown for each in told] == ["North"]


def test_no_byte_of_the_difference_tells_a_figure_that_is_hidden_since():
    old = counted("777")
    told = between(
        edition_of(old), edition_of(counted("", symbol="c")), since="Quarter 1"
    )
    assert "777" not in repr(told)


def test_the_guard_sees_a_revision_that_recalls_what_the_edition_hides():
    (revision,) = revisions(counted("12"), counted("10"))
    shown, hidden = counted("10"), withheld("2I", period=LAST, symbol="c")

    assert list(recalled([hidden], [revision])) == [revision]
    assert list(recalled([shown], [revision])) == []
