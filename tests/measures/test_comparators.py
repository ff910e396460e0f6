"""Comparators: dated members, figures in vintages, and where ours stands."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from measures.changes import comparators
from measures.domain.benchmark import Standing
from measures.models import (
    Comparator,
    ComparatorValue,
    Measure,
    Observation,
)
from measures.reading import days_for
from measures.reading.comparing import benchmarks, comparisons
from measures.statements import GroupFigure
from opcc.core.models import AuditLine
from opcc.core.moves import MoveRefused
from opcc.core.periods import Period
from opcc.core.roles import Role
from tests.factories import (
    MeasureFactory,
    OfficeFactory,
    UserFactory,
    person,
)

Q1 = Period.quarter(2026, 1)
YEAR = Period.year(2025)
LONG_AGO = dt.date(2020, 4, 1)
FILE = b"""comparator,member,measure,period,value
Most similar group,North,3A,2026/27 Q1,45.2
"""


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def desk(client, office):
    client.force_login(person(office, Role.PERFORMANCE))
    return client


def group(office, *members, **facts):
    said = {"name": "Most similar group", "averaging": "median", "source": "HMICFRS"}
    made = Comparator.objects.create(office=office, **(said | facts))
    for name in members:
        made.members.create(name=name, joined_on=LONG_AGO)
    return made


def state(comparator, measure, figures, *, period=Q1, parts=None):
    """The figure of each member by name; "" is the group's own as published."""
    rows = [
        GroupFigure(
            comparator,
            measure,
            member,
            period,
            Decimal(value),
            *(parts or {}).get(member, (None, None)),
        )
        for member, value in figures.items()
    ]
    return comparators.state_values(
        office=comparator.office, stated=rows, by=UserFactory()
    )


def loaded(office):
    recorded = Observation.objects.spanning(*days_for(Q1))
    return list(Measure.objects.for_office(office).with_recorded(recorded))


def compared(office, **how):
    return comparisons(loaded(office), Q1, **how)


def test_ours_is_ranked_among_the_members_and_is_not_one_of_them(office):
    measure = MeasureFactory(office=office, values={Q1: "41"})
    msg = group(office, "North", "South", "East", office.force.name)
    state(msg, measure, {"North": 39, "South": 48, "East": 43, office.force.name: 41})

    latest = compared(office)[measure.pk][0].latest

    assert (latest.benchmark.rank, latest.benchmark.of) == (3, 4)
    assert latest.benchmark.standing is Standing.WITHIN
    # The middle one of 39, 43 and 48, without ours.
    assert latest.average.value == 43
    assert latest.average.words == "median of the members"


def test_outside_the_range_is_told_for_every_measure_at_once(office):
    measure = MeasureFactory(office=office, values={Q1: "30"})
    MeasureFactory(office=office, values={Q1: "30"})
    state(group(office, "North", "South"), measure, {"North": 39, "South": 48})

    found = benchmarks(loaded(office), Q1)

    assert list(found) == [measure.pk]
    assert found[measure.pk].standing is Standing.WORSE
    assert found[measure.pk].standing.is_outside


def test_a_member_counts_only_while_it_belongs_to_the_group(office):
    measure = MeasureFactory(office=office, values={Q1: "41", Q1 - 1: "41"})
    msg = group(office, "North", "South")
    for period in (Q1 - 1, Q1):
        state(msg, measure, {"North": 39, "South": 48}, period=period)
    south = msg.members.get(name="South")
    comparators.leave(member=south, left_on=dt.date(2026, 5, 31), by=UserFactory())

    before, now = compared(office)[measure.pk][0].periods

    assert before.benchmark.of == 3
    assert now.benchmark.of == 2


def test_the_newest_vintage_holds_and_an_earlier_day_has_the_earlier_one(office):
    measure = MeasureFactory(office=office, values={Q1: "41"})
    msg = group(office, "North")
    state(msg, measure, {"North": 39})
    assert state(msg, measure, {"North": 39}) == 0
    assert state(msg, measure, {"North": 45}) == 1

    assert compared(office)[measure.pk][0].latest.members == {"North": 45}
    assert compared(office, as_at=dt.date(2020, 1, 1)) == {}
    with pytest.raises(TypeError):
        ComparatorValue.objects.update(value=1)


def test_a_group_whose_figures_come_late_is_held_against_the_period_it_has(office):
    measure = MeasureFactory(office=office, values={Q1: "41", Q1 - 2: "50"})
    state(group(office, "North"), measure, {"North": 45}, period=Q1 - 2)

    latest = compared(office)[measure.pk][0].latest

    assert (latest.period, latest.ours) == (Q1 - 2, 50)
    assert latest.benchmark.rank == 1
    reason = benchmarks(loaded(office), Q1)[measure.pk].reason
    assert reason.endswith("1 of 2, 1 is best, in Q3 2025/26")


def test_figures_older_than_two_years_say_nothing_of_now(office):
    measure = MeasureFactory(office=office, values={Q1: "41"})
    state(group(office, "North"), measure, {"North": 45}, period=Q1 - 9)
    assert compared(office) == {}


def test_a_financial_year_of_theirs_is_held_against_ours(office):
    quarters = {YEAR.split(Q1.kind)[at]: 10 + at for at in range(4)}
    measure = MeasureFactory(
        office=office,
        version={"kind": "count", "polarity": "lower", "decimals": 0},
        values=quarters,
    )
    state(group(office, "North"), measure, {"North": 40}, period=YEAR)

    latest = compared(office)[measure.pk][0].latest

    # 10 + 11 + 12 + 13, more than theirs where fewer is better.
    assert latest.ours == 46
    assert latest.benchmark.standing is Standing.WORSE


def test_an_average_is_the_published_one_where_there_is_one(office):
    measure = MeasureFactory(office=office, values={Q1: "41"})
    msg = group(office, "North", "South", averaging="mean")
    state(msg, measure, {"North": 39, "South": 48})
    assert compared(office)[measure.pk][0].latest.average.value is None

    state(msg, measure, {"": "42.5"})

    average = compared(office)[measure.pk][0].latest.average
    assert (average.value, average.words) == (
        Decimal("42.5"),
        "mean of the members, as published",
    )


def test_a_pooled_average_is_a_sum_over_a_sum(office):
    measure = MeasureFactory(office=office, values={Q1: "41"})
    msg = group(office, "North", "South", averaging="pooled")
    parts = {"North": (Decimal(1), Decimal(2)), "South": (Decimal(20), Decimal(100))}
    state(msg, measure, {"North": 50, "South": 20}, parts=parts)

    # 21 of 102, rounded as printed.
    latest = compared(office, as_printed=True)[measure.pk][0].latest
    assert latest.average.value == Decimal("20.6")


def test_the_rank_as_printed_is_that_of_the_numbers_a_reader_sees(office):
    measure = MeasureFactory(office=office, values={Q1: "41.04"})
    state(group(office, "North"), measure, {"North": "41.01"})

    assert compared(office)[measure.pk][0].latest.benchmark.rank_words == (
        "1 of 2, 1 is best"
    )
    printed = compared(office, as_printed=True)[measure.pk][0].latest
    assert printed.benchmark.rank_words == "joint 1 of 2, 1 is best"


def test_an_indicator_is_above_or_below_and_never_better(office):
    measure = MeasureFactory(office=office, is_indicator=True, values={Q1: "50"})
    state(group(office, "North"), measure, {"North": 45})
    latest = compared(office)[measure.pk][0].latest
    assert latest.benchmark.standing is Standing.ABOVE


def test_more_measures_and_groups_cost_no_more_queries(
    office, django_assert_num_queries
):
    for number in range(5):
        measure = MeasureFactory(office=office, values={Q1: "41"})
        msg = group(office, "North", "South", name=f"Group {number}")
        state(msg, measure, {"North": 39, "South": 48})
    measures = loaded(office)
    with django_assert_num_queries(2):
        assert len(benchmarks(measures, Q1)) == 5


def test_nobody_belongs_to_a_group_twice_at_once(office):
    msg, by = group(office, "North"), UserFactory()
    with pytest.raises(MoveRefused, match="already"):
        comparators.join(
            comparator=msg, name="north", joined_on=dt.date(2026, 4, 1), by=by
        )
    north = msg.members.get()
    comparators.leave(member=north, left_on=dt.date(2025, 3, 31), by=by)
    comparators.join(comparator=msg, name="North", joined_on=dt.date(2026, 4, 1), by=by)
    assert msg.members.count() == 2
    with pytest.raises(MoveRefused, match="has left"):
        comparators.leave(member=north, left_on=dt.date(2026, 3, 31), by=by)


def test_a_last_day_before_the_first_is_refused(office):
    north = group(office, "North").members.get()
    with pytest.raises(ValidationError, match="before the first"):
        comparators.leave(member=north, left_on=dt.date(2019, 1, 1), by=UserFactory())


def test_another_offices_measure_has_no_figure_here(office):
    with pytest.raises(ValidationError, match="another office"):
        state(group(office, "North"), MeasureFactory(), {"North": 1})


# -- pages


def page(office, name, *more):
    return reverse(f"measures:{name}", args=[office.slug, *more])


def text(response):
    return response.content.decode()


def test_a_comparator_is_added_and_changed_on_its_form(desk, office):
    form = {"name": "MSG", "kind": "msg", "averaging": "median", "source": "HMICFRS"}
    said = text(desk.post(page(office, "comparator-add"), form, follow=True))
    assert "No member yet" in said

    msg = Comparator.objects.get()
    desk.post(page(office, "comparator-edit", msg.pk), form | {"averaging": "pooled"})
    msg.refresh_from_db()
    assert msg.averaging == "pooled"
    line = AuditLine.objects.latest("number")
    assert (line.before, line.after) == (
        {"averaging": "median"},
        {"averaging": "pooled"},
    )


def test_members_join_and_leave_on_their_days(desk, office):
    msg = group(office)
    desk.post(
        page(office, "member-add", msg.pk), {"name": "North", "joined_on": "2024-04-01"}
    )
    north = msg.members.get()
    said = text(
        desk.post(
            page(office, "member-leave", north.pk),
            {"left_on": "2026-03-31"},
            follow=True,
        )
    )
    assert "1 April 2024" in said
    assert "31 March 2026" in said


def test_the_same_member_again_is_refused_beside_the_form(desk, office):
    msg = group(office, "North")
    said = desk.post(
        page(office, "member-add", msg.pk), {"name": "North", "joined_on": "2024-04-01"}
    )
    assert "belongs to the group then already" in text(said)


def test_a_file_of_figures_is_shown_then_stored(desk, office):
    MeasureFactory(office=office, code="3A")
    group(office, "North")
    file = SimpleUploadedFile("f.csv", FILE)
    shown = desk.post(page(office, "comparator-import"), {"file": file})
    assert "45.2%" in text(shown)
    assert not ComparatorValue.objects.exists()

    again = dict(shown.context["form"].sent_again) | {"store": "yes"}
    said = desk.post(page(office, "comparator-import"), again, follow=True)

    assert "1 figures are stored" in text(said)
    assert ComparatorValue.objects.get().value == Decimal("45.2")


def test_a_file_of_populations_is_shown_then_stored(desk, office):
    file = SimpleUploadedFile(
        "p.csv", b"area,year,number,source\nWestmarch,2024,1248300,ONS\n"
    )
    shown = desk.post(page(office, "population-import"), {"file": file})
    again = dict(shown.context["form"].sent_again) | {"store": "yes"}
    said = desk.post(page(office, "population-import"), again, follow=True)
    assert "1,248,300" in text(said)


def test_the_workbench_says_where_the_measure_stands(desk, office):
    measure = MeasureFactory(office=office, values={Q1: "41"})
    msg = group(office, "North", "South", "East")
    state(msg, measure, {"North": 39, "South": 48, "East": 43})

    said = text(desk.get(page(office, "measure", measure.code) + "?quarter=2026-Q1"))

    assert "Third of four: Most similar group" in said
    assert "41.0% is within the group&#x27;s 39.0% to 48.0%: 3 of 4, 1 is best." in said
    assert "Average 43.0% (median of the members)." in said
    assert "chart--strip" in said


def test_a_withheld_measure_is_not_told_by_its_rank(desk, office):
    measure = MeasureFactory(office=office, values={Q1: "41"})
    state(group(office, "North"), measure, {"North": 39})
    form = {
        "reason_code": "operational",
        "reason": "A trial",
        "visibility": "office",
        "asked_by": "The force",
        "decided_on": "2026-07-01",
        "review_on": "2027-07-01",
    }
    chief = person(office, Role.CHIEF_EXECUTIVE)
    desk.force_login(chief)
    desk.post(page(office, "withhold", measure.code), form)

    said = text(desk.get(page(office, "measure", measure.code) + "?quarter=2026-Q1"))

    assert "Most similar group" not in said


@pytest.mark.parametrize("figures", [1, 8])
def test_the_comparators_page_costs_the_same_for_any_number_of_figures(
    desk, office, figures, django_assert_max_num_queries
):
    msg = group(office, "North")
    for number in range(figures):
        measure = MeasureFactory(office=office)
        state(msg, measure, {"North": number})
    with django_assert_max_num_queries(10):
        desk.get(page(office, "comparator", msg.pk))
    with django_assert_max_num_queries(8):
        desk.get(page(office, "comparators"))
