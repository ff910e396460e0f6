"""What several editions hide between them."""

from dataclasses import replace
from decimal import Decimal

from measures.domain.rating import State
from measures.domain.series import Point, Symbol
from opcc.core.periods import Period
from reports.domain.difference import between
from reports.domain.hidden import given_away, hidden_in, place_of, without
from reports.domain.measure_part import BreakdownRow, Comparison, Figure
from tests.reports.domain.contents import QUARTER, edition_of, judged, part_of, withheld

HIDDEN = Figure("[c]", symbol="c")
BEFORE = QUARTER - 1


def with_points(part, *points):
    series = replace(part.chart.series, points=points)
    return replace(part, chart=replace(part.chart, series=series))


def test_a_figure_is_hidden_wherever_an_edition_hides_it():
    withheld_one = withheld("1A")
    drawn = with_points(
        part_of("1B"), Point(BEFORE, symbol=Symbol("c")), Point(QUARTER, Decimal(80))
    )
    parted = replace(part_of("1C"), breakdown=(BreakdownRow("North", HIDDEN),))
    total = Comparison("year_to_date", "", "", figure=HIDDEN, total=HIDDEN)
    summed = replace(part_of("1D"), comparisons=(total,))

    found = hidden_in([edition_of(withheld_one, drawn), edition_of(parted, summed)])

    # July to September is the second quarter: the year to date begins in April.
    to_date = Period.rolling(QUARTER.end, months=6)
    assert found == {
        place_of("1A", QUARTER): "w",
        place_of("1A", BEFORE): "w",
        place_of("1B", BEFORE): "c",
        place_of("1C", QUARTER, "North"): "c",
        place_of("1D", to_date): "c",
        place_of("1D", to_date - 12): "c",
    }


def test_a_part_that_tells_what_another_edition_hides_gives_it_away():
    hidden = {place_of("1A", QUARTER): "c", place_of("1B", BEFORE): "c"}

    (told,) = given_away(part_of("1A", "74.0"), hidden)

    assert told.figure.value == Decimal("74.0")
    # All that 1B tells of the quarter before is the same figure again, as "previous".
    assert [each.period for each in given_away(part_of("1B"), hidden)] == [BEFORE]
    assert given_away(withheld("1A"), hidden) == []


def test_what_is_left_has_neither_figure_nor_position_nor_signal_of_what_is_hidden():
    edition = edition_of(judged(part_of("1A", "74.0", state=State.RED)), part_of("1B"))

    left = without(edition, {place_of("1A", QUARTER): "c"})

    part = left.part("1A")
    assert (part.figure.full, part.rows[0].figure.full) == ("[c]", "[c]")
    assert part.grade.state is part.rows[0].grade.state is State.SUPPRESSED
    assert part.process is None
    assert left.part("1B") == edition.part("1B")


def test_a_difference_of_what_is_left_recalls_nothing_hidden():
    first = edition_of(part_of("1A", "84.0"), quarter=BEFORE)
    then = part_of("1A", "84.0")
    now = replace(part_of("1A", "74.0", state=State.RED), previous=then.figure)
    last = edition_of(judged(now))
    hidden = {place_of("1A", QUARTER): "w"}

    changes = between(without(first, hidden), without(last, hidden), since="Q1")

    assert changes.worse == ()
    assert "74.0" not in str(changes)
