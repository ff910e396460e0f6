"""What an edition says, gathered from the rows."""

import datetime as dt
from decimal import Decimal

import pytest

from measures.domain.rating import State
from opcc.core.models import Appointment, Post
from opcc.core.periods import Period
from plans.models import CommitmentUpdate
from reports.build import build_edition, build_plan, observations_of
from reports.domain.content import fingerprint, to_bytes
from reports.models import Document, Publication
from tests.documents.sample import FROZEN_ON, QUARTER, Westmarch
from tests.factories import CommitmentFactory, UserFactory

COUNT = {"kind": "count", "unit_name": "offences", "decimals": 0, "polarity": "lower"}


@pytest.fixture
def westmarch():
    return Westmarch()


def built(westmarch, **facts):
    return build_edition(westmarch.edition(**facts), frozen_on=FROZEN_ON)


def published(westmarch, content):
    """An entry in the ledger for content that was frozen earlier."""
    stored = to_bytes(content)
    at = dt.datetime(2026, 8, 27, 9, tzinfo=dt.UTC)
    document = Document.objects.create(
        office=westmarch.office,
        kind="edition",
        title="Earlier",
        content=stored,
        sha256=fingerprint(stored),
        frozen_at=at,
        frozen_by=westmarch.officer,
    )
    return Publication.objects.create(
        office=westmarch.office,
        number=1,
        kind="edition",
        slug="earlier",
        title="Earlier",
        document=document,
        period_key=content.quarter.key,
        public_from=at,
        made_at=at,
        made_by=westmarch.officer,
        sealed="",
    )


def publish_last_quarter(westmarch):
    edition = westmarch.edition(quarter=QUARTER - 1)
    content = build_edition(edition, frozen_on=dt.date(2026, 8, 20))
    return published(westmarch, content)


def test_thirty_measures_cost_as_many_queries_as_three(
    westmarch, django_assert_num_queries
):
    other = Westmarch("eastmarch")
    westmarch.fill(3)
    other.fill(30)
    for edition in (westmarch.edition(), other.edition()):
        with django_assert_num_queries(23):
            build_edition(edition, frozen_on=FROZEN_ON)


def test_building_twice_says_the_same(westmarch):
    westmarch.fill(6)
    edition = westmarch.edition()
    first, second = (build_edition(edition, frozen_on=FROZEN_ON) for _ in range(2))
    assert to_bytes(first) == to_bytes(second)


def test_a_number_is_rounded_half_up_to_the_measures_decimals(westmarch):
    measure = westmarch.measure("1A")
    westmarch.state(measure, {QUARTER: "37.25"})
    part = built(westmarch).part("1A")
    assert part.figure.value == Decimal("37.3")
    assert part.figure.text == "37.3%"
    assert part.chart.series.points[-1].value == Decimal("37.3")
    assert part.rows[0].figure == part.figure


def test_the_position_is_judged_by_the_exact_value_not_the_printed_one(westmarch):
    measure = westmarch.measure("1A", target="80")
    westmarch.state(measure, {QUARTER: "79.96"})
    part = built(westmarch).part("1A")
    assert part.figure.text == "80.0%"
    assert part.grade.state is State.AMBER
    assert part.grade.reason.startswith("79.96% against a target of 80%")


def test_a_change_is_the_difference_between_the_printed_numbers(westmarch):
    measure = westmarch.measure("1A")
    westmarch.state(measure, {QUARTER - 4: "45.04", QUARTER: "45.01"})
    change = built(westmarch).part("1A").year_before
    assert change.word == "No change"
    assert change.amount == "no change"


def test_a_quarter_is_the_ratio_of_its_months_sums(westmarch):
    measure = westmarch.measure("1A", version={"frequency": "month"})
    july, august, september = (Period.month(2026, month) for month in (7, 8, 9))
    westmarch.state(measure, {july: (1, 2), august: (1, 4), september: (1, 4)})
    figure = built(westmarch).part("1A").figure
    assert (figure.numerator, figure.denominator) == (3, 10)
    assert figure.text == "30.0%"


def test_a_figure_that_nobody_validated_is_not_told(westmarch):
    measure = westmarch.measure("1A")
    westmarch.state(measure, {QUARTER: "61.7"}, state="entered")
    content = built(westmarch)
    assert content.part("1A").figure.text == "[x]"
    assert b"61.7" not in to_bytes(content)
    assert content.part("1A").notes == (
        "Not validated when this edition was frozen: Q2 2026/27.",
    )


def test_a_figure_entered_after_the_day_of_the_figures_is_left_out(westmarch):
    measure = westmarch.measure("1A")
    late = dt.datetime(2026, 10, 10, 9, tzinfo=dt.UTC)
    westmarch.state(measure, {QUARTER: "61.7"}, entered_at=late)
    assert built(westmarch).part("1A").figure.symbol == "x"


def test_a_small_number_of_a_sensitive_measure_is_hidden_everywhere(westmarch):
    measure = westmarch.measure("1A", is_sensitive=True)
    westmarch.state(measure, {QUARTER - 1: (40, 71), QUARTER: (3, 71)})
    part = built(westmarch).part("1A")
    assert part.figure.text == "[c]"
    assert part.figure.numerator is part.figure.denominator is None
    assert part.comparisons[0].amount == "not stated"
    assert part.chart.series.points[-1].value is None
    assert "c" in part.symbols


def test_a_withheld_measure_says_why_and_by_whom_but_no_figure(westmarch):
    measure = westmarch.measure("1A", restriction=westmarch.restriction())
    westmarch.state(measure, {QUARTER - 1: "61.7", QUARTER: "62.9"})
    westmarch.comment(measure, message="It rose to 62.9%", happening="It is 62.9%.")
    content = built(westmarch)
    part = content.part("1A")
    assert {row.figure.text for row in part.rows} == {"[w]"}
    assert part.notes == (
        "Withheld [w]: could harm policing or an investigation. Decided by J. Farrow "
        "on 7 October 2026; to be reviewed by 31 January 2027.",
    )
    for secret in (b"61.7", b"62.9", b"operation that is still running"):
        assert secret not in to_bytes(content)


def test_a_released_restriction_withholds_nothing(westmarch):
    released = westmarch.restriction(released_on=dt.date(2026, 10, 8))
    measure = westmarch.measure("1A", restriction=released)
    westmarch.state(measure, {QUARTER: "62.9"})
    assert built(westmarch).part("1A").figure.text == "62.9%"


def test_only_public_measures_of_the_panel_report_are_told(westmarch):
    westmarch.measure("1A")
    westmarch.measure("1B", routes=["force", "panel_report"])
    westmarch.measure("1C", routes=["force"])
    westmarch.measure("1D", visibility="office")
    westmarch.measure("1E", state="proposed")
    assert [part.code for part in built(westmarch).parts] == ["1A", "1B"]


def test_measures_stand_in_the_order_of_the_plan(westmarch):
    westmarch.measure("2A", place=2)
    westmarch.measure("1B", place=1, order=2)
    westmarch.measure("1A", place=1, order=1)
    content = built(westmarch)
    assert [part.code for part in content.parts] == ["1A", "1B", "2A"]
    assert [section.number for section in content.priorities] == ["1", "2"]


def test_the_message_is_the_persons_and_else_the_computed_one(westmarch):
    written, silent = westmarch.measure("1A"), westmarch.measure("1B")
    for measure in (written, silent):
        westmarch.state(measure, {QUARTER - 4: "70", QUARTER: "81"})
    westmarch.comment(written, message="Nothing has changed in three years")
    content = built(westmarch)
    assert content.part("1A").message == "Nothing has changed in three years"
    computed = "Higher than a year ago, and above the target"
    assert content.part("1B").message == computed
    assert content.part("1A").chart.title == computed


def test_without_a_figure_the_message_says_that_none_is_shown(westmarch):
    measure = westmarch.measure("1A")
    westmarch.state(measure, {QUARTER - 1: "70"})
    message = "No figure is shown for July to September 2026: not available"
    assert built(westmarch).part("1A").message == message


def test_the_commissioners_box_is_signed_with_name_title_and_day(westmarch):
    measure = westmarch.measure("1A")
    westmarch.comment(measure, concluded="Not assured.", happening="It fell.")
    part = built(westmarch).part("1A")
    assert part.oversight.concluded == "Not assured."
    signed = "Eleanor Vaisey, Police and Crime Commissioner, 3 November 2026"
    assert part.oversight.signed == signed
    assert [answer.prompt for answer in part.answers] == ["happening"]


def test_the_report_is_of_whoever_acts_for_the_commissioner_that_day(westmarch):
    Appointment.objects.create(
        post=Post.objects.get(function=Post.Function.HOLDER),
        holder_name="Idris Okello",
        acting=True,
        starts_on=dt.date(2026, 11, 1),
    )
    report_of = built(westmarch).cover.report_of
    assert report_of == "Idris Okello, Acting Police and Crime Commissioner"


def test_an_indicator_is_told_and_never_rated(westmarch):
    measure = westmarch.measure("1A", is_indicator=True, version=COUNT, target="10")
    westmarch.state(measure, {QUARTER: 400})
    part = built(westmarch).part("1A")
    assert part.grade.state is State.NEUTRAL
    assert part.target_text == "[z]"
    assert part.rule == "Given for context: never rated."


@pytest.mark.parametrize(
    ("version", "target", "rule"),
    [
        ({}, "80", "Green at 80% or more, amber down to 75%, red below that."),
        (COUNT, "80", "Green at 80 or less, amber up to 85, red above that."),
        ({}, None, "No target is set, so it is not rated."),
    ],
)
def test_the_rule_is_said_in_the_measures_own_unit(westmarch, version, target, rule):
    westmarch.measure("1A", version=version, target=target)
    assert built(westmarch).part("1A").rule == rule


def test_a_first_edition_has_nothing_to_compare_with(westmarch):
    westmarch.fill(4)
    changes = built(westmarch).changes
    assert changes.since == ""
    assert changes.worse == changes.better == changes.also == ()


def test_what_changed_is_told_from_the_last_published_edition(westmarch):
    measure = westmarch.measure("1A", target="80")
    westmarch.state(measure, {QUARTER - 1: "81", QUARTER: "70"})
    publish_last_quarter(westmarch)
    changes = built(westmarch).changes
    since = "Quarter 1, 2026/27, edition 1, published 27 August 2026"
    assert changes.since == since
    assert [line.text for line in changes.worse] == ["Green to red: 81.0%, now 70.0%."]


def test_a_later_quarters_edition_is_not_the_one_before(westmarch):
    westmarch.measure("1A")
    publish_last_quarter(westmarch)
    assert built(westmarch, quarter=QUARTER - 1, number=2).changes.since == ""


def test_a_revised_quarter_says_from_what_to_what(westmarch):
    measure = westmarch.measure("1A")
    westmarch.state(measure, {QUARTER - 1: "38.9", QUARTER: "40"})
    publish_last_quarter(westmarch)
    westmarch.state(measure, {QUARTER - 1: "38.5"}, vintage=2)
    notes = built(westmarch).part("1A").notes
    assert "Q1 2026/27 was revised from 38.9% to 38.5%." in notes


def test_what_is_stored_does_not_follow_the_rows(westmarch):
    measure = westmarch.measure("1A")
    westmarch.state(measure, {QUARTER - 1: "81"})
    publication = publish_last_quarter(westmarch)
    before = bytes(publication.document.content)
    westmarch.state(measure, {QUARTER - 1: "60"}, vintage=2)
    publication.document.refresh_from_db()
    assert bytes(publication.document.content) == before
    assert b"81.0%" in before


def test_a_provisional_figure_is_marked_noted_and_keyed(westmarch):
    measure = westmarch.measure("1A")
    westmarch.state(measure, {QUARTER: "40"}, is_provisional=True)
    content = built(westmarch)
    assert content.part("1A").figure.full == "40.0% [p]"
    note = "Provisional, and may be revised: Q2 2026/27."
    assert content.part("1A").notes == (note,)
    assert ("p", "provisional: may be revised") in content.symbols


def test_the_public_plans_commitments_are_told_with_their_latest_update(westmarch):
    objective = westmarch.objectives[0]
    told = CommitmentFactory(objective=objective, reference="C01")
    CommitmentFactory(objective=objective, reference="C02", is_internal=True)
    CommitmentFactory(objective=objective, reference="C03", visibility="office")
    for day, text in ((1, "Site found."), (30, "Planning refused.")):
        CommitmentUpdate.objects.create(
            commitment=told,
            at=dt.datetime(2026, 10, day, 9, tzinfo=dt.UTC),
            by=westmarch.officer,
            delivery="delayed",
            text=text,
        )
    (line,) = built(westmarch).commitments
    assert (line.reference, line.update) == ("C01", "Planning refused.")
    assert line.delivery_word == "Delayed"


def test_a_commitments_line_says_when_it_is_expected_by_its_latest_update(westmarch):
    commitment = CommitmentFactory(objective=westmarch.objectives[0])
    for day, expected_on in ((1, dt.date(2027, 3, 31)), (30, dt.date(2027, 6, 30))):
        CommitmentUpdate.objects.create(
            commitment=commitment,
            at=dt.datetime(2026, 10, day, 9, tzinfo=dt.UTC),
            by=westmarch.officer,
            delivery="delayed",
            text="Land is in dispute.",
            expected_on=expected_on,
        )
    (line,) = built(westmarch).commitments
    assert line.expected_on == dt.date(2027, 6, 30)


def test_a_commitment_past_its_day_and_not_delivered_is_overdue(westmarch):
    due_on = FROZEN_ON - dt.timedelta(days=1)
    CommitmentFactory(objective=westmarch.objectives[0], due_on=due_on)
    (line,) = built(westmarch).commitments
    assert line.is_overdue


def test_the_figures_to_lock_are_the_validated_ones_of_the_edition(westmarch):
    told, other = westmarch.measure("1A"), westmarch.measure("1B", routes=["force"])
    westmarch.state(told, {QUARTER: "61"})
    westmarch.state(told, {QUARTER - 1: "60"}, state="entered")
    westmarch.state(other, {QUARTER: "62"})
    found = observations_of(westmarch.edition())
    assert [(each.measure, each.value) for each in found] == [(told, Decimal("61"))]


def test_a_plan_says_its_public_commitments_and_measures(westmarch):
    objective = westmarch.objectives[0]
    CommitmentFactory(objective=objective, reference="C01")
    CommitmentFactory(objective=objective, reference="C02", is_internal=True)
    westmarch.measure("1A")
    plan = build_plan(westmarch.plan)
    (first, *_rest) = plan.priorities
    assert [each.reference for each in first.objectives[0].commitments] == ["C01"]
    assert first.objectives[0].measures == (
        ("1A", "Victims satisfied with the service"),
    )


def test_somebody_without_a_post_only_records_what_the_holder_stated(westmarch):
    measure = westmarch.measure("1A")
    writing = westmarch.comment(measure, did="Asked again.")
    writing.oversight_by = UserFactory(name="P. Nandra")
    writing.save()
    signed = built(westmarch).part("1A").oversight.signed
    assert signed == (
        "Eleanor Vaisey, Police and Crime Commissioner, recorded by P. Nandra, "
        "3 November 2026"
    )
