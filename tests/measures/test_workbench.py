"""A measure's workbench."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from measures.changes import definitions, rebases
from opcc.core.models import Restriction
from opcc.core.periods import Period
from opcc.core.roles import Role
from tests.factories import (
    MeasureFactory,
    ObservationFactory,
    OfficeFactory,
    TargetFactory,
    UserFactory,
    person,
)

Q1 = Period.quarter(2026, 1)
TABS = ("measure", "figures", "targets", "commentaries", "definition")


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def desk(client, office):
    client.force_login(person(office, Role.PERFORMANCE))
    return client


def restrict(measure):
    definitions.restrict(
        measure=measure,
        restriction=Restriction(
            reason_code="quality",
            reason="The force is checking them",
            asked_by="The force",
            decided_on=dt.date(2026, 7, 1),
            review_on=dt.date(2026, 10, 1),
        ),
        by=UserFactory(),
    )


def page(desk, measure, tab="measure", quarter="2026-Q1"):
    address = reverse(f"measures:{tab}", args=[measure.office.slug, measure.code])
    return desk.get(address, {"quarter": quarter})


def shown(*args, **kwargs):
    return page(*args, **kwargs).content.decode()


def test_the_chart_stands_with_its_position_and_its_sentence(desk, office):
    measure = MeasureFactory(office=office, target="80", values={Q1: 78})

    told = shown(desk, measure)

    assert 'class="chart chart--workbench"' in told
    assert 'class="chart chart--narrow"' in told
    assert "78.0% against a target of 80% with a tolerance of 5 points" in told
    assert "Amber" in told


def test_the_figure_is_compared_with_the_period_before_and_the_year_before(
    desk, office
):
    values = {Q1: 78, Q1 - 1: 76, Q1.year_before(): 81}
    measure = MeasureFactory(office=office, values=values)

    told = shown(desk, measure)

    assert "2.0 points higher than January to March 2026 (76.0%)" in told
    assert "3.0 points lower than April to June 2025 (81.0%)" in told


def test_every_vintage_stays_to_be_seen(desk, office):
    measure = MeasureFactory(office=office, values={Q1: 78})
    ObservationFactory(
        measure=measure,
        period=Q1,
        vintage=2,
        value=Decimal("78.4"),
        reason="Duplicates removed",
    )

    told = shown(desk, measure, "figures")

    for words in ("78.0%", "78.4%", "Duplicates removed"):
        assert words in told


def test_targets_are_listed_with_those_before(desk, office):
    measure = MeasureFactory(office=office, target="80")
    TargetFactory(measure=measure, value=Decimal("85"), valid_from=dt.date(2026, 4, 1))

    told = shown(desk, measure, "targets")

    for words in ("80%", "85%", "5 points", "1 Apr 2026"):
        assert words in told


def test_a_withheld_measure_says_so_and_shows_no_figure_on_its_chart(desk, office):
    measure = MeasureFactory(office=office, values={Q1: 78})
    restrict(measure)

    told = shown(desk, measure)

    assert "The force is checking them" in told
    assert "Withheld" in told
    assert "78.0%" not in told


@pytest.mark.parametrize("tab", TABS)
def test_another_offices_measure_is_not_found(desk, office, tab):
    elsewhere = MeasureFactory(code="9Z")

    address = reverse(f"measures:{tab}", args=[office.slug, elsewhere.code])

    assert desk.get(address).status_code == 404


@pytest.mark.parametrize("tab", TABS)
def test_a_measure_without_a_figure_has_a_page(desk, office, tab):
    measure = MeasureFactory(office=office)

    assert measure.code in shown(desk, measure, tab)


@pytest.mark.parametrize("tab", TABS)
def test_more_history_costs_no_more_queries(
    desk, office, tab, django_assert_max_num_queries, django_assert_num_queries
):
    measure = MeasureFactory(office=office, target="80", values={Q1: 78})
    with django_assert_max_num_queries(22) as one:
        page(desk, measure, tab)
    for back in range(1, 12):
        ObservationFactory(measure=measure, period=Q1 - back)
        TargetFactory(measure=measure, valid_from=(Q1 - back).start)

    with django_assert_num_queries(len(one)):
        page(desk, measure, tab)


def test_a_data_provider_sees_no_workbench(client, office):
    client.force_login(person(office, Role.DATA_PROVIDER))
    measure = MeasureFactory(office=office)

    assert page(client, measure).status_code == 403


def test_an_auditor_sees_the_workbench_and_no_button(client, office):
    client.force_login(person(office, Role.AUDITOR))
    measure = MeasureFactory(office=office)

    told = shown(client, measure)

    for words in ("Write commentary", "Withhold", ">Edit<", "Suspend"):
        assert words not in told


JUNE = Period.month(2026, 6)


def monthly(office, values, **about):
    """A measure of months up to June 2026, better when lower."""
    first = JUNE + (1 - len(values))
    recorded = {first + at: value for at, value in enumerate(values)}
    version = {"frequency": "month", "kind": "count", "unit_name": "offences"}
    version |= {"decimals": 0, "polarity": "lower"}
    measure = MeasureFactory(office=office, version=version, values=recorded)
    for target in about.get("targets", ()):
        TargetFactory(measure=measure, value=Decimal(target), basis="month")
    return measure


def test_a_signal_is_told_with_its_shape_its_words_and_its_direction(desk, office):
    measure = monthly(office, [*([60, 62] * 14), 80], targets=["50"])

    told = shown(desk, measure)

    assert "Concern, high" in told
    assert "June 2026 is above the upper limit of" in told
    assert "Will miss" in told
    assert "Deteriorating" in told
    assert "Diamonds: a change for the worse" in told
    assert "(XmR limits, firm, 29 months)" in told


def test_position_and_process_that_disagree_are_read_together(desk, office):
    measure = monthly(office, [*([60, 62] * 14), 30], targets=["20"])

    told = shown(desk, measure)

    assert "Improving" in told
    assert "Red, but improving: the change is larger than chance" in told


def test_a_rebase_is_drawn_with_its_reason(desk, office):
    measure = monthly(office, [*([60, 62] * 8), *([40, 42] * 8)])
    rebases.rebase(
        measure=measure, period=JUNE - 15, reason="A new rota", by=UserFactory()
    )

    told = shown(desk, measure)

    assert "March 2025: A new rota" in told
    assert told.count('class="c-band"') == 4  # two stretches in two drawings


def test_a_withheld_measure_says_nothing_of_its_process(desk, office):
    measure = monthly(office, [60, 62] * 14)
    restrict(measure)

    told = shown(desk, measure)

    assert "Change, computed" not in told
    assert "XmR" not in told


def test_too_few_figures_are_said_to_be_too_few(desk, office):
    told = shown(desk, monthly(office, [60, 62, 61]))

    assert "Too few figures to judge: 3 of the 8 needed" in told
    assert "Not assessed" in told


def test_the_targets_tab_says_from_when_to_when_each_was_in_force(desk, office):
    measure = MeasureFactory(office=office, target="80")
    TargetFactory(
        measure=measure,
        value=Decimal("85"),
        valid_from=dt.date(2026, 4, 1),
        reason="The panel asked for more",
    )

    told = " ".join(shown(desk, measure, "targets").split())

    assert "Targets in force over time" in told
    assert "1 Apr 2015 to 31 Mar 2026" in told
    assert "1 Apr 2026 onwards" in told
    assert "The panel asked for more" in told


def test_a_target_that_changed_is_a_step_on_the_chart(desk, office):
    values = {Q1 - back: 78 for back in range(4)}
    measure = MeasureFactory(office=office, target="75", values=values)
    TargetFactory(measure=measure, value=Decimal("80"), valid_from=dt.date(2026, 4, 1))

    told = shown(desk, measure)

    assert ">Target 80%</text>" in told
    assert ">75%</text>" in told


def test_a_strongly_seasonal_measure_shows_the_same_quarter_of_earlier_years(
    desk, office
):
    values = {Q1: 78, Q1 - 1: 60, Q1 - 4: 76, Q1 - 8: 79}
    measure = MeasureFactory(office=office, is_seasonal=True, values=values)

    told = shown(desk, measure)

    assert 'class="chart chart--years chart--wide"' in told
    table = told.split("The same quarter of earlier years")[1].split("</table>")[0]
    for figure in ("78.0%", "76.0%", "79.0%"):
        assert figure in table
    assert "60.0%" not in table


def test_a_measure_without_seasons_does_not(desk, office):
    measure = MeasureFactory(office=office, values={Q1: 78})

    assert "The same quarter of earlier years" not in shown(desk, measure)
