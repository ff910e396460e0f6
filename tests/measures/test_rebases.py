"""Starting a measure's limits anew."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from measures.changes import rebases
from measures.domain.series import Point, Series
from measures.domain.spc import Strength
from measures.models import Measure, Observation, Rebase, standing
from measures.reading import (
    analysis_of,
    chart_series_of,
    days_for,
    process_of,
    quarter_series_of,
)
from opcc.core.models import AuditLine
from opcc.core.moves import MoveRefused
from opcc.core.periods import Period
from opcc.core.roles import Role
from tests.factories import MeasureFactory, OfficeFactory, UserFactory, person

JUNE = Period.month(2026, 6)
Q1 = Period.quarter(2026, 1)
REASON = "New recording standard"


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def desk(client, office):
    client.force_login(person(office, Role.PERFORMANCE))
    return client


def monthly(office, values, **about):
    """A measure with these months, the last of them June 2026."""
    first = JUNE + (1 - len(values))
    recorded = {first + at: value for at, value in enumerate(values) if value}
    version = {"frequency": "month", **about}
    return MeasureFactory(office=office, version=version, values=recorded)


def loaded(measure):
    recorded = Observation.objects.spanning(*days_for(Q1))
    measures = Measure.objects.for_office(measure.office).with_recorded(recorded)
    return measures.with_rebases().get(pk=measure.pk)


def process(measure):
    measure = loaded(measure)
    return process_of(measure, chart_series_of(measure, Q1))


def stretches(measure):
    return [
        (stretch.start, stretch.end, stretch.firm)
        for stretch in process(measure).expected.stretches
    ]


BY_TURNS = [70, 72] * 8


def test_limits_start_anew_with_the_period_that_was_named(office):
    measure = monthly(office, [*BY_TURNS, *BY_TURNS])
    by = UserFactory()
    rebases.rebase(measure=measure, period=JUNE - 12, reason=REASON, by=by)

    # The chart has 36 months, of which the first four have no figure.
    assert stretches(measure) == [(0, 23, True), (23, 36, True)]
    assert process(measure).expected.rebases == ((23, REASON),)


def test_a_break_in_the_series_starts_limits_anew_too(office):
    measure = monthly(office, [*BY_TURNS, *BY_TURNS])
    first = measure.latest_version
    first.valid_to = (JUNE - 13).end
    first.save()
    measure.versions.create(
        number=2,
        kind="percentage",
        unit_name="%",
        decimals=1,
        polarity="higher",
        frequency="month",
        is_break=True,
        valid_from=(JUNE - 12).start,
    )

    assert stretches(measure) == [(0, 23, True), (23, 36, True)]


def test_a_rebase_is_on_record_with_its_reason_and_its_author(office):
    measure, by = monthly(office, BY_TURNS), UserFactory()
    row = rebases.rebase(measure=measure, period=JUNE - 8, reason=REASON, by=by)

    line = AuditLine.objects.latest("number")
    assert (line.verb, line.reason, line.by) == ("rebase", REASON, by)
    assert (row.period, row.by) == (JUNE - 8, by)
    with pytest.raises(TypeError):
        Rebase.objects.update(reason="Another")


def test_nobody_rebases_without_a_reason(office):
    with pytest.raises(ValidationError):
        rebases.rebase(
            measure=monthly(office, BY_TURNS),
            period=JUNE,
            reason="  ",
            by=UserFactory(),
        )
    assert not Rebase.objects.exists()


def test_limits_start_anew_once_at_a_period(office):
    measure, by = monthly(office, BY_TURNS), UserFactory()
    rebases.rebase(measure=measure, period=JUNE, reason=REASON, by=by)
    with pytest.raises(MoveRefused):
        rebases.rebase(measure=measure, period=JUNE, reason="Again", by=by)


def test_a_rebase_taken_back_stays_on_record_and_no_longer_counts(office):
    measure, by = monthly(office, BY_TURNS), UserFactory()
    row = rebases.rebase(measure=measure, period=JUNE - 8, reason=REASON, by=by)
    rebases.withdraw(rebase=row, reason="The change was called off", by=by)

    assert standing(measure.rebases.all()) == []
    assert measure.rebases.count() == 2
    assert stretches(measure) == [(0, 36, True)]
    with pytest.raises(MoveRefused):
        rebases.withdraw(rebase=row, reason="Again", by=by)
    rebases.rebase(measure=measure, period=JUNE - 8, reason=REASON, by=by)
    assert len(standing(measure.rebases.all())) == 1


def test_a_month_that_begins_anew_inside_a_quarter_counts_from_the_next(office):
    measure = monthly(office, [*BY_TURNS, *BY_TURNS], kind="count", decimals=0)
    may = JUNE - 1
    rebases.rebase(measure=measure, period=may - 12, reason=REASON, by=UserFactory())
    measure = loaded(measure)
    quarters = quarter_series_of(measure, Q1)
    rebased = process_of(measure, quarters).expected.rebases
    assert rebased == ((8, REASON),)
    assert quarters.points[8].period == Period.quarter(2025, 2)


def test_rolling_totals_are_never_analysed(office):
    measure = loaded(monthly(office, BY_TURNS))
    windows = [Period.rolling((JUNE + at).end, months=12) for at in range(-20, 0)]
    points = tuple(Point(window, Decimal(70)) for window in windows)
    series = chart_series_of(measure, Q1)

    assert analysis_of(measure, Series(series.kind, points)) is None
    assert analysis_of(measure, Series(series.kind, ())) is None


def test_seven_months_are_too_few_for_limits(office):
    measure = monthly(office, [70, 72, 70, 72, 70, 72, 70])
    assert process(measure).analysis.strength is Strength.NONE
    assert process(measure).expected.stretches == ()


def test_the_analysis_costs_no_query_once_the_measure_is_loaded(
    office, django_assert_num_queries
):
    measure = loaded(monthly(office, BY_TURNS))
    with django_assert_num_queries(0):
        assert process_of(measure, chart_series_of(measure, Q1)).change


def address(measure, name="rebase", *more):
    return reverse(f"measures:{name}", args=[measure.office.slug, measure.code, *more])


def test_the_form_rebases_and_says_so(desk, office):
    measure = monthly(office, BY_TURNS)
    page = f"{address(measure)}?quarter=2026-Q1"
    assert "May 2026" in desk.get(page).content.decode()

    said = desk.post(page, {"period": "2025-10", "reason": REASON}, follow=True)

    assert "The limits start anew." in said.content.decode()
    assert measure.rebases.get().period == Period.month(2025, 10)


def test_the_form_asks_for_the_reason(desk, office):
    measure = monthly(office, BY_TURNS)
    said = desk.post(
        f"{address(measure)}?quarter=2026-Q1", {"period": "2025-10", "reason": ""}
    )
    assert "This field is required" in said.content.decode()
    assert not measure.rebases.exists()


def test_a_rebase_is_withdrawn_from_its_page_with_a_reason(desk, office):
    measure = monthly(office, BY_TURNS)
    row = rebases.rebase(
        measure=measure, period=JUNE - 8, reason=REASON, by=UserFactory()
    )
    page = address(measure, "rebase-withdraw", row.pk)
    assert page in desk.get(address(measure)).content.decode()

    desk.post(page, {"reason": "The change was called off"})

    assert standing(measure.rebases.all()) == []
