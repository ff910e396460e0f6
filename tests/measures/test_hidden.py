"""What is read of a figure that is hidden: by threshold, by decision, and its parts."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from measures import reading
from measures.domain.series import Symbol
from measures.models import Measure, Observation
from opcc.core.periods import Period, PeriodKind
from tests.factories import MeasureFactory, ObservationFactory, TargetFactory

Q1, Q2 = Period.quarter(2026, 1), Period.quarter(2026, 2)
APRIL, MAY, JUNE = Q1.split(PeriodKind.MONTH)
COUNT = {"kind": "count", "unit_name": "children", "decimals": 0}


def with_parts(measure, quarter=Q2):
    days = reading.days_for(quarter)
    found = Measure.objects.with_recorded(Observation.objects.spanning(*days))
    return found.with_parts(Observation.objects.within(quarter)).get(pk=measure.pk)


def counted(numbers, **facts):
    version = {**COUNT, **facts.pop("version", {})}
    return MeasureFactory(version=version, values=numbers, **facts)


def state_parts(measure, quarter, **numbers):
    for name, number in numbers.items():
        ObservationFactory(
            measure=measure, period=quarter, breakdown=name, value=Decimal(number)
        )


def test_a_measure_may_have_a_threshold_of_its_own():
    measure = counted({Q1: 9}, is_sensitive=True)
    assert with_parts(measure).threshold == 5
    assert reading.quarter_point_of(with_parts(measure), Q1, published=True).value == 9

    measure.own_threshold = 10
    measure.save()

    point = reading.quarter_point_of(with_parts(measure), Q1, published=True)
    assert point.symbol is Symbol.SUPPRESSED


def test_a_threshold_of_nought_is_refused():
    measure = counted({}, is_sensitive=True)
    measure.own_threshold = 0

    with pytest.raises(ValidationError):
        measure.full_clean()


def test_a_month_hidden_by_decision_hides_the_quarter_made_of_it():
    measure = counted({APRIL: 8, MAY: 9, JUNE: 7}, version={"frequency": "month"})
    read = with_parts(measure, Q1)

    months = reading.chart_series_of(read, Q1, hidden={MAY}).points[-3:]

    assert [point.symbols for point in months] == ["", "[c]", ""]
    quarter = reading.quarter_point_of(read, Q1, hidden={MAY})
    assert quarter.symbol is Symbol.SUPPRESSED
    assert reading.quarter_point_of(read, Q1).value == 24


def test_a_quarter_hidden_by_decision_leaves_its_months():
    measure = counted({APRIL: 8, MAY: 9, JUNE: 7}, version={"frequency": "month"})
    read = with_parts(measure, Q1)

    assert reading.quarter_point_of(read, Q1, hidden={Q1}).symbol == "c"
    months = reading.chart_series_of(read, Q1, hidden={Q1}).points[-3:]
    assert [point.value for point in months] == [8, 9, 7]


def test_a_year_hidden_by_decision_is_not_judged():
    year = Period.year(2025)
    quarters = dict.fromkeys(year.split(PeriodKind.QUARTER), 9)
    measure = counted(quarters)
    TargetFactory(measure=measure, value=Decimal(30), basis="year")
    read = with_parts(measure)

    assert reading.judged_point_of(read, Q1).value == 36
    assert reading.judged_point_of(read, Q1, hidden={year}).symbol == "c"


def test_a_total_that_is_stated_for_itself_is_read_as_it_is():
    window = Period.rolling(Q1.end)
    measure = counted({Q1: 9, window: 36})
    read = with_parts(measure)

    assert reading.stated_total_of(read, window).value == 36
    assert reading.stated_total_of(read, window, hidden={window}).symbol == "c"
    assert reading.stated_total_of(read, window - 12) is None


def test_each_part_is_hidden_for_itself():
    measure = counted({Q2: 41}, is_sensitive=True)
    state_parts(measure, Q2, North=14, South=3, West=24)
    read = with_parts(measure)

    points = reading.part_points_of(
        read, Q2, hidden_parts={"North": {Q2}}, published=True
    )

    told = {name: point.value or point.symbols for name, point in points.items()}
    assert told == {"North": "[c]", "South": "[c]", "West": 24}


@pytest.mark.parametrize(("west", "adds_up"), [(24, True), (23, False)])
def test_parts_add_up_or_do_not(west, adds_up):
    measure = counted({Q2: 41})
    state_parts(measure, Q2, North=14, South=3, West=west)
    read = with_parts(measure)
    parts = reading.part_points_of(read, Q2, hidden_parts={}).values()
    whole = reading.quarter_point_of(read, Q2)

    assert reading.parts_add_up(whole, parts, read.latest_version) is adds_up
