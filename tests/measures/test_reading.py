"""How rows become values."""

import datetime as dt
from decimal import Decimal

import pytest

from measures import reading
from measures.domain.rating import State
from measures.domain.series import Symbol
from measures.models import Measure, Observation
from opcc.core.models import Restriction
from opcc.core.periods import Period, PeriodKind
from tests.factories import (
    MeasureFactory,
    MeasureVersionFactory,
    ObservationFactory,
    OfficeFactory,
    TargetFactory,
    UserFactory,
)

Q1 = Period.quarter(2026, 1)
Q2 = Period.quarter(2026, 2)
MONTHS = Q1.split(PeriodKind.MONTH)
MONTHLY = {"frequency": "month"}


def with_values(measure, quarter=Q2):
    """The measure as the pages ask for it."""
    days = reading.days_for(quarter)
    found = Measure.objects.with_recorded(Observation.objects.spanning(*days))
    return found.select_related("provider", "office", "restriction").get(pk=measure.pk)


def counted(measure, period, numerator, denominator, **facts):
    """A percentage of two counts, as it is stored."""
    share = Decimal(numerator) * 100 / Decimal(denominator)
    return ObservationFactory(
        measure=measure,
        period=period,
        value=share,
        numerator=numerator,
        denominator=denominator,
        **facts,
    )


def restriction(office, **facts):
    return Restriction.objects.create(
        office=office,
        reason_code="quality",
        reason="The force is checking them",
        asked_by="The force",
        decided_by=UserFactory(),
        decided_on=dt.date(2026, 7, 1),
        review_on=dt.date(2026, 10, 1),
        **facts,
    )


def redefined(measure, from_day, **facts):
    """A second definition from a day on; the first ends the day before."""
    measure.versions.update(valid_to=from_day - dt.timedelta(days=1))
    return MeasureVersionFactory(
        measure=measure, number=2, valid_from=from_day, **facts
    )


def test_the_quarter_of_a_percentage_is_the_ratio_of_sums():
    # 10%, 20% and 75% would be 35% as a mean; 90 of 200 is 45%.
    measure = MeasureFactory(version=MONTHLY)
    for month, (seen, of) in zip(MONTHS, [(5, 50), (10, 50), (75, 100)], strict=True):
        counted(measure, month, seen, of)

    point = reading.quarter_point_of(with_values(measure), Q1)

    assert point.value == 45
    assert (point.numerator, point.denominator) == (90, 200)


def test_a_quarter_lacking_a_month_says_so():
    measure = MeasureFactory(version=MONTHLY)
    for month in MONTHS[:2]:
        counted(measure, month, 5, 50)

    point = reading.quarter_point_of(with_values(measure), Q1)

    assert point.symbol is Symbol.NOT_AVAILABLE
    assert point.note == "2 of 3 months"


def test_a_quarter_given_as_such_is_not_derived_again():
    measure = MeasureFactory(version=MONTHLY)
    counted(measure, MONTHS[0], 5, 50)
    counted(measure, Q1, 30, 60)

    assert reading.quarter_point_of(with_values(measure), Q1).value == 50


def test_a_snapshot_on_the_last_day_is_that_quarters_figure():
    measure = MeasureFactory(version={"kind": "stock", "frequency": "day"})
    ObservationFactory(measure=measure, period=Period.day(Q1.end), value=412)

    point = reading.quarter_point_of(with_values(measure), Q1)

    assert (point.period, point.value) == (Q1, 412)


def test_a_yearly_measure_shows_the_last_year_that_had_ended():
    measure = MeasureFactory(version={"frequency": "year"})
    ObservationFactory(measure=measure, period=Period.year(2025), value=61)

    point = reading.quarter_point_of(with_values(measure), Q2)

    assert (point.period, point.value) == (Period.year(2025), 61)


def test_the_newest_vintage_stands_and_is_marked_revised():
    measure = MeasureFactory(values={Q1: 78})
    ObservationFactory(measure=measure, period=Q1, vintage=2, value=Decimal("78.4"))

    point = reading.quarter_point_of(with_values(measure), Q1)

    assert (point.value, point.revised) == (Decimal("78.4"), True)


def test_a_vintage_that_repeats_the_number_is_no_revision():
    measure = MeasureFactory(values={Q1: 78})
    ObservationFactory(measure=measure, period=Q1, vintage=2, value=78)

    assert not reading.quarter_point_of(with_values(measure), Q1).revised


def test_what_was_known_on_a_day_leaves_out_later_vintages():
    measure = MeasureFactory(values={Q1: 78})
    later = dt.datetime(2026, 8, 20, 9, tzinfo=dt.UTC)
    ObservationFactory(
        measure=measure, period=Q1, vintage=2, value=80, entered_at=later
    )
    read = with_values(measure)

    before = reading.quarter_point_of(read, Q1, as_at=dt.date(2026, 8, 19))
    after = reading.quarter_point_of(read, Q1, as_at=dt.date(2026, 8, 20))

    assert (before.value, before.revised) == (78, False)
    assert (after.value, after.revised) == (80, True)


def test_an_edition_reads_validated_values_only():
    measure = MeasureFactory()
    ObservationFactory(measure=measure, period=Q1, state="queried")
    read = with_values(measure)

    assert reading.quarter_point_of(read, Q1).value == 78
    unvalidated = reading.quarter_point_of(read, Q1, validated_only=True)
    assert unvalidated.symbol is Symbol.NOT_AVAILABLE


def test_a_definition_change_with_a_break_cuts_the_series():
    measure = MeasureFactory(values={Q1 - 1: 70, Q1: 90, Q2: 91})
    note = "Counted by victim, no longer by crime"
    redefined(measure, Q1.start, is_break=True, change_note=note)
    read = with_values(measure)

    series = reading.quarter_series_of(read, Q2, count=3)

    assert [point.break_before for point in series.points] == [False, True, False]
    assert reading.break_notes(read, series) == {Q1: note}
    assert reading.comparisons_of(read, Q1).previous.crosses_break


def test_a_definition_change_without_a_break_leaves_it_whole():
    measure = MeasureFactory(values={Q1 - 1: 70, Q1: 71})
    redefined(measure, Q1.start, is_break=False)

    series = reading.quarter_series_of(with_values(measure), Q1, count=2)

    assert not any(point.break_before for point in series.points)


def test_a_figure_belongs_to_the_definition_whose_dates_contain_its_period():
    measure = MeasureFactory()
    second = redefined(measure, Q1.start)
    read = with_values(measure)

    assert reading.definition_of(read, Q1 - 1).number == 1
    assert reading.definition_of(read, Q1) == second


def test_a_withheld_measure_reads_as_withheld_in_every_period():
    measure = MeasureFactory(values={Q1: 78})
    measure.restriction = restriction(measure.office)
    measure.save()
    read = with_values(measure)

    series = reading.quarter_series_of(read, Q2, count=2)

    assert [point.symbol for point in series.points] == [Symbol.WITHHELD] * 2
    position = reading.position_of(read, series.points[0])
    assert position.reason == "Not rated: the figure is withheld"


def test_a_released_measure_reads_as_before():
    measure = MeasureFactory(values={Q1: 78})
    measure.restriction = restriction(measure.office, released_on=dt.date(2026, 9, 1))
    measure.save()

    assert reading.quarter_point_of(with_values(measure), Q1).value == 78


@pytest.mark.parametrize(
    ("numerator", "is_hidden"),
    [
        (0, False),
        (1, True),
        (4, True),
        (5, False),
        (45, False),
        (46, True),  # 4 of 50 are not satisfied
    ],
)
def test_small_numbers_of_a_sensitive_measure_are_hidden_where_published(
    numerator, is_hidden
):
    measure = MeasureFactory(is_sensitive=True)
    counted(measure, Q1, numerator, 50)
    read = with_values(measure)

    published = reading.quarter_point_of(read, Q1, published=True)

    assert (published.symbol is Symbol.SUPPRESSED) is is_hidden
    assert reading.quarter_point_of(read, Q1).value is not None


def test_small_numbers_of_other_measures_are_shown():
    measure = MeasureFactory()
    counted(measure, Q1, 3, 50)

    point = reading.quarter_point_of(with_values(measure), Q1, published=True)

    assert point.value == 6


def test_the_target_in_force_at_the_periods_end_judges_it():
    measure = MeasureFactory(target="80", values={Q1: 78, Q2: 78})
    TargetFactory(measure=measure, value=Decimal("75"), valid_from=Q2.end)
    read = with_values(measure)

    states = {
        quarter: reading.position_of(read, reading.judged_point_of(read, quarter)).state
        for quarter in (Q1, Q2)
    }

    assert states == {Q1: State.AMBER, Q2: State.GREEN}


def test_an_indicator_is_never_rated():
    measure = MeasureFactory(is_indicator=True, target="80", values={Q1: 12})
    read = with_values(measure)

    position = reading.position_of(read, reading.judged_point_of(read, Q1))

    assert position.state is State.NEUTRAL


def test_a_small_base_has_no_position():
    measure = MeasureFactory(version={"minimum_base": 30}, target="80")
    counted(measure, Q1, 20, 29)
    read = with_values(measure)

    position = reading.position_of(read, reading.judged_point_of(read, Q1))

    assert position.reason == "Not rated: the base is under the minimum of 30"


def counts_by_month(basis):
    measure = MeasureFactory(
        version={"kind": "count", "unit_name": "offences", "polarity": "lower"}
        | MONTHLY,
        values=dict(zip(MONTHS, [100, 110, 120], strict=True)),
    )
    TargetFactory(measure=measure, value=Decimal(115), basis=basis)
    return with_values(measure)


def test_a_monthly_target_of_a_count_judges_the_last_month_not_the_quarter():
    measure = counts_by_month("month")

    judged = reading.judged_point_of(measure, Q1)

    assert (judged.period, judged.value) == (MONTHS[2], 120)
    assert reading.position_of(measure, judged).state is State.AMBER
    quarter = reading.quarter_point_of(measure, Q1)
    assert quarter.value == 330
    assert reading.position_of(measure, quarter).state is State.NO_TARGET


def test_a_count_is_charted_by_month_only_where_no_quarterly_target_stands():
    monthly, quarterly = counts_by_month("month"), counts_by_month("quarter")

    by_month = reading.chart_series_of(monthly, Q1)
    by_quarter = reading.chart_series_of(quarterly, Q1)

    assert (by_month.period_kind, len(by_month.points)) == (PeriodKind.MONTH, 36)
    assert (by_quarter.period_kind, len(by_quarter.points)) == (PeriodKind.QUARTER, 12)


def test_a_yearly_target_of_a_count_judges_the_year_that_had_ended():
    measure = MeasureFactory(
        version={"kind": "count", "unit_name": "offences", "polarity": "lower"},
        values={Period.quarter(2025, number): 100 for number in (1, 2, 3, 4)},
    )
    TargetFactory(measure=measure, value=Decimal(390), basis="year")

    judged = reading.judged_point_of(with_values(measure), Q2)

    assert (judged.period, judged.value) == (Period.year(2025), 400)


def test_reading_costs_no_query_once_the_measure_is_loaded(django_assert_num_queries):
    measure = MeasureFactory(
        office=OfficeFactory(), target="80", values={Q1: 78, Q2: 79}
    )
    read = with_values(measure)

    with django_assert_num_queries(0):
        reading.position_of(read, reading.judged_point_of(read, Q2))
        reading.chart_series_of(read, Q2)
        reading.comparisons_of(read, Q2)
