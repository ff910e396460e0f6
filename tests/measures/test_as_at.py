"""A measure as it was known at the end of a past day."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from measures.changes import definitions
from measures.models import MeasureVersion, Rebase
from opcc.core import clock
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


def moment(month, day, hour=9):
    return dt.datetime(2026, month, day, hour, tzinfo=dt.UTC)


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def desk(client, office):
    client.force_login(person(office, Role.PERFORMANCE))
    return client


@pytest.fixture
def measure(office):
    """Stated at 78 on 10 July, and at 81 on 1 September."""
    measure = MeasureFactory(office=office, target="80")
    stated = {"measure": measure, "period": Q1}
    ObservationFactory(value=78, entered_at=moment(7, 10), **stated)
    ObservationFactory(
        value=81,
        vintage=2,
        entered_at=moment(9, 1),
        reason="Late surveys counted",
        **stated,
    )
    return measure


def shown(desk, measure, as_at, tab="measure", quarter="2026-Q1"):
    address = reverse(f"measures:{tab}", args=[measure.office.slug, measure.code])
    asked = {"as_at": as_at} | ({"quarter": quarter} if quarter else {})
    return " ".join(desk.get(address, asked).content.decode().split())


def test_a_revision_is_not_known_before_it_was_entered(desk, measure):
    told = shown(desk, measure, "2026-08-31")

    assert "78.0% against a target of 80%" in told
    assert "81.0%" not in told


def test_a_revision_is_known_from_the_day_that_it_was_entered(desk, measure):
    assert "81.0% against a target of 80%" in shown(desk, measure, "2026-09-01")


def test_before_anything_was_entered_there_is_no_figure(desk, measure):
    told = shown(desk, measure, "2026-07-09")

    assert "There is no figure yet" in told
    assert "78.0%" not in told


def test_a_target_set_later_did_not_judge_then(desk, measure):
    TargetFactory(
        measure=measure,
        value=Decimal(85),
        valid_from=dt.date(2026, 4, 1),
        set_at=moment(8, 20),
    )

    assert "78.0% against a target of 80%" in shown(desk, measure, "2026-08-19")
    assert "78.0% against a target of 85%" in shown(desk, measure, "2026-08-20")


def test_a_rebase_made_later_is_not_drawn(desk, office):
    values = {Q1 - back: 60 + back % 3 for back in range(12)}
    measure = MeasureFactory(office=office, values=values)
    Rebase.objects.create(
        measure=measure,
        period_kind="quarter",
        period_start=dt.date(2025, 4, 1),
        period_end=dt.date(2025, 6, 30),
        reason="New standard",
        by=UserFactory(),
        at=moment(8, 20),
    )

    assert "New standard" not in shown(desk, measure, "2026-08-19")
    assert "New standard" in shown(desk, measure, "2026-08-20")


def test_a_definition_recorded_later_is_not_known(desk, measure, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: moment(9, 15))
    definitions.new_version(
        measure=measure,
        version=MeasureVersion(
            name="Victims content",
            kind="percentage",
            unit_name="%",
            decimals=1,
            polarity="higher",
            frequency="quarter",
            change_note="Asked by text",
            valid_from=dt.date(2026, 7, 1),
        ),
        by=UserFactory(),
    )

    before = shown(desk, measure, "2026-09-14", "definition")
    after = shown(desk, measure, "2026-09-15", "definition")

    assert "Asked by text" not in before
    assert "1 April 2015 onwards" in before
    assert "Asked by text" in after
    assert "1 April 2015 to 30 June 2026" in after


def test_a_page_of_the_past_says_so_leads_back_and_offers_no_change(desk, measure):
    told = shown(desk, measure, "2026-08-31")

    assert "As known at the end of Monday 31 August 2026" in told
    assert "Back to what is known now" in told
    assert "/edit/" not in told
    assert "/rebase/" not in told


def test_a_page_of_now_has_no_such_notice(desk, measure):
    told = shown(desk, measure, "")

    assert "As known at the end of" not in told
    assert "/edit/" in told


def test_a_page_of_the_past_opens_at_the_quarter_that_had_ended(desk, measure):
    # On 20 August 2026 the last quarter that had ended was April to June.
    assert "78.0%" in shown(desk, measure, "2026-08-20", quarter="")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("2026-31-08", "Give a day as in 2026-06-30."),
        ("2999-01-01", "2999-01-01 has not come yet: give a day that has passed."),
    ],
)
def test_a_day_that_is_none_or_to_come_is_refused_with_its_reason(
    desk, measure, asked, said
):
    told = shown(desk, measure, asked)

    assert said in told
    assert "As known at the end of" not in told


@pytest.mark.parametrize("tab", TABS)
def test_every_tab_keeps_the_day(desk, measure, tab):
    told = shown(desk, measure, "2026-08-31", tab)

    assert told.count("as_at=2026-08-31") >= len(TABS)
    assert "Late surveys counted" not in told


def test_what_was_said_when_names_the_first_statement_and_each_revision(desk, measure):
    told = shown(desk, measure, "", "figures")

    assert "What we said when" in told
    assert "First stated" in told
    assert "Revised from 78.0%" in told
    assert "Late surveys counted" in told
    assert "?as_at=2026-09-01" in told


def test_longer_histories_cost_no_more_queries(
    desk, office, measure, django_assert_max_num_queries, django_assert_num_queries
):
    with django_assert_max_num_queries(24) as one:
        shown(desk, measure, "2026-08-31")
    for back in range(1, 9):
        ObservationFactory(measure=measure, period=Q1 - back, value=70 + back)
        TargetFactory(measure=measure, valid_from=dt.date(2026, 4, back))
    with django_assert_num_queries(len(one)):
        shown(desk, measure, "2026-08-31")
