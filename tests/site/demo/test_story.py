"""The demonstration: who is in it, what is counted, and what was published."""

import datetime as dt
from io import StringIO
from itertools import pairwise

import pytest
from django.core.management import call_command
from django.utils import timezone

from measures.domain.rating import State
from measures.models import (
    Collection,
    Commentary,
    Comparator,
    Measure,
    Observation,
    Succession,
)
from measures.reading.collections import coverage_of
from measures.reading.reviewing import standing_of_reviews
from opcc.core import audit
from opcc.core.models import Appointment, AuditLine, User
from opcc.core.roles import Role
from opcc.site import demo
from opcc.site.demo.days import Days
from plans.models import Commitment, PlanVersion
from reports.build.guard import leak_refusal
from reports.build.proposing import draft_guarded, proposed
from reports.changes.editions import start
from reports.domain.content import from_bytes
from reports.models import Correction, Edition, EditionVersion, Publication
from scrutiny.domain import clocks
from scrutiny.models import Body, Meeting
from tests.ready import PASSWORD
from tests.site.demo.telling import counted, run

KINDS = {
    "count",
    "percentage",
    "rate",
    "mean",
    "median",
    "stock",
    "score",
    "money",
    "duration",
}


# -- the run itself


def test_a_second_run_changes_nothing_and_says_so(said, office):
    before, last = counted(), AuditLine.objects.filter(office=office).first().sealed

    again = run()

    assert "Nothing changed" in again
    assert "Told:" not in again
    assert counted() == before
    assert AuditLine.objects.filter(office=office).first().sealed == last


@pytest.mark.parametrize("later", [1, 8, 40])
def test_a_run_on_a_later_day_changes_nothing_either(said, office, monkeypatch, later):
    before, day = counted(), timezone.now() + dt.timedelta(days=later)
    monkeypatch.setattr(timezone, "now", lambda: day)

    assert "Nothing changed" in run()
    assert counted() == before


def test_a_run_keeps_what_people_began_beside_the_story(said, office, days):
    by = User.objects.get(email="priya.nandra@westmarch.example")
    for back in (-2, -1):
        told = Edition.objects.get(office=office, period_start=days.back(back).start)
        again = start(
            office=office,
            plan=told.plan,
            quarter=told.period,
            meeting=told.meeting,
            as_at=told.as_at,
            by=by,
            title="The same quarter again",
        )
        assert again.number == 2
    for kind, day in (("board", days.board(-1)), ("panel", days.panel(-1))):
        body = Body.objects.create(office=office, name=f"Another {kind}", kind=kind)
        Meeting.objects.create(body=body, held_on=day)
    before = counted()

    assert "Nothing changed" in run()
    assert counted() == before


def test_the_table_names_somebody_for_every_role_and_the_password(said):
    for role in map(str, Role.labels):
        assert any(line.startswith(role) for line in said.splitlines()), role
    assert f"Password: {PASSWORD}" in said


def test_everybody_has_an_invented_address_and_the_password(said):
    people = list(User.objects.all())

    assert len(people) == 14
    assert all(user.email.endswith("@westmarch.example") for user in people)
    assert all(user.check_password(PASSWORD) for user in people)


def test_the_audit_log_is_unbroken_and_runs_forward(office):
    assert audit.first_broken(office) is None
    lines = AuditLine.objects.filter(office=office).order_by("number")
    moments = list(lines.values_list("at", flat=True))
    assert all(earlier <= later for earlier, later in pairwise(moments))


def test_all_that_was_published_is_as_it_was_published(said):
    out = StringIO()

    call_command("verify_publications", stdout=out)

    assert f"{Publication.objects.count()} publications" in out.getvalue()
    assert "all as published" in out.getvalue()


# -- people and the plan


def test_an_acting_chief_constable_holds_the_post(office, days):
    held = Appointment.objects.held(on=days.today).get(
        post__office=office, post__function="chief_constable"
    )

    assert held.acting
    assert str(held) == "Shirin Haddad, Acting Chief Constable"


def test_one_plan_is_in_force_and_the_one_before_is_superseded(office, days):
    year = days.plan_year()

    in_force = PlanVersion.objects.for_office(office).in_force(on=days.today).get()

    assert in_force.title == f"Police and Crime Plan {year} to {year + 4}"
    former = PlanVersion.objects.for_office(office).get(status="superseded")
    assert former.in_force_to + dt.timedelta(days=1) == in_force.in_force_from
    assert in_force.priorities.count() == 5
    published = Publication.objects.for_office(office).plans().get()
    assert published.title == in_force.title
    plan = from_bytes(bytes(published.document.content))
    assert all(
        objective.measures
        for priority in plan.priorities
        for objective in priority.objectives
    )


def test_promises_are_told_in_every_state_of_delivery(office, days):
    promises = Commitment.objects.for_office(office).filter(
        objective__priority__plan__status="issued"
    )

    assert promises.count() == 21
    assert {each.delivery for each in promises} == set(Commitment.Delivery.values)
    assert promises.filter(status="delivered").count() == 5
    assert promises.get(reference="1.1c").organisation is None
    assert promises.overdue(on=days.today).filter(delivery="delayed").exists()


# -- what is counted


def test_measures_of_every_kind_run_for_three_years(office, days):
    measures = Measure.objects.for_office(office).live(on=days.today)
    kinds = {measure.latest_version.kind for measure in measures.with_definitions()}

    assert measures.count() == 46
    assert kinds == KINDS
    monthly = Observation.objects.for_office(office).filter(
        measure__code="1A", breakdown="", vintage=1, period_end__lte=days.quarter.end
    )
    assert monthly.count() == 45


def test_westmarch_is_held_against_forces_whose_group_has_changed(office, days, latest):
    group = Comparator.objects.for_office(office).get(kind="msg")
    left = group.members.get(left_on__isnull=False)
    assert group.members.filter(joined_on__gt=left.joined_on).count() == 1

    told = {part.code: part.benchmarks for part in latest.parts if part.benchmarks}
    assert set(told) == {"1A", "3A", "5A"}
    similar, country = told["1A"]
    assert similar.rank.endswith("of 8, 1 is best")
    assert similar.period == days.back(-2)
    assert (country.name, country.rank) == ("England and Wales", "")
    assert told["5A"][0].years == (days.quarter.start.year - 2,)


def test_the_national_metrics_are_there_and_some_have_a_measure(office):
    collection = Collection.objects.for_office(office).with_coverage().get()
    coverage = coverage_of(collection)
    assert (coverage.covered, coverage.total) == (3, 10)


def test_a_review_waits_another_is_decided_and_a_retired_code_leads_on(office, days):
    standing = standing_of_reviews(office, on=days.today)
    assert [each.measure.code for each in standing.due + standing.overdue] == ["3J"]
    assert [each.last.verdict for each in standing.done] == ["keep"]
    succession = Succession.objects.for_office(office).get()
    assert succession.predecessor.state == Measure.State.RETIRED
    assert succession.successor.code == "3B"


def test_the_newest_figures_wait_in_every_state(office, days):
    rows = Observation.objects.for_office(office).within(days.quarter)
    states = set(rows.values_list("state", flat=True))

    assert states == {"entered", "queried", "validated"}
    assert rows.get(state="queried").query.startswith("Last quarter it was 96.4%")
    assert not rows.filter(measure__provider__name="Haven Westmarch").exists()
    assert rows.get(measure__code="1H").is_provisional


# -- what was published


def test_two_reports_were_published_in_the_past_by_those_who_may(office, days):
    reports = Publication.objects.for_office(office).editions().order_by("number")

    for back, report in zip((-2, -1), reports, strict=True):
        assert report.signed_off.startswith("Judith Farrow, Chief Executive, ")
        assert report.approved.startswith("Eleanor Vaisey, Police and Crime")
        assert days.back(back).end < timezone.localdate(report.public_from)
        assert timezone.localdate(report.public_from) < days.panel(back)


def test_reds_ambers_and_greens_are_mixed(first, latest):
    for edition in (first, latest):
        counts = {state: edition.count(state) for state in State}
        assert counts[State.RED] == pytest.approx(10, abs=2)
        assert counts[State.AMBER] >= 10
        assert counts[State.GREEN] >= 10


def test_every_red_has_a_message_commentary_and_the_commissioners_answer(first, latest):
    for edition in (first, latest):
        for part in edition.parts:
            if part.grade.state is State.RED:
                assert part.answers, part.code
                assert part.oversight, part.code
                assert part.oversight.signed.startswith("Eleanor Vaisey"), part.code


def test_everything_in_a_report_was_said_before_it_was_frozen(office, days):
    for back in (-2, -1):
        edition = Edition.objects.get(office=office, period_start=days.back(back).start)
        frozen_at = edition.document.frozen_at
        writings = Commentary.objects.filter(period_start=days.back(back).start)
        moments = [*writings.values_list("at", flat=True)]
        moments += writings.exclude(asked="").values_list("oversight_at", flat=True)
        assert max(moments) < frozen_at
        assert frozen_at < edition.signed_off_at < edition.approved_at
        assert edition.approved_at < edition.publication.public_from


def test_every_number_in_a_message_is_the_published_one(office, days, first, latest):
    for back, edition in ((-2, first), (-1, latest)):
        quarter = days.back(back)
        written = Commentary.objects.filter(period_start=quarter.start).exclude(
            message=""
        )
        for code in written.values_list("measure__code", flat=True).distinct():
            part = edition.part(code)
            if part.figure.value is not None:
                assert part.figure.text in part.message, code


def test_the_break_is_drawn_and_explained(latest, days):
    part = latest.part("1E")
    broken = [point.period for point in part.chart.series.points if point.break_before]

    assert [period.start for period in broken] == [days.back(-5).start]
    assert any("Children absent from a care placement" in note for note in part.notes)


def test_a_provisional_figure_is_marked_and_its_revision_is_explained(latest):
    part = latest.part("1H")

    assert part.figure.marks == ("p",)
    assert part.rows[1].figure.text == "94"
    assert "r" in part.rows[1].figure.marks
    assert any("was revised from 93 to 94" in note for note in part.notes)


def test_the_last_report_tells_a_revision_a_target_and_a_date_that_moved(latest, days):
    changes = latest.changes

    (revised,) = changes.revisions
    assert (revised.code, revised.before.full, revised.now.full) == (
        "1H",
        "93 [p]",
        "94 [r]",
    )
    # 1 of 93 is 1.08 per cent.
    assert (revised.size, revised.share_words) == ("1 higher", "1.1%")
    target = changes.targets[0]
    assert (target.code, target.before, target.now) == ("5D", "70%", "72%")
    (moved,) = changes.dates
    assert (moved.reference, moved.what) == ("1.1c", "Expected")
    assert (moved.before, moved.now) == (days.back(0).end, days.back(2).end)


def test_a_withheld_measure_shows_no_figure_and_says_who_decided(latest, office):
    part = latest.part("5E")
    restriction = Measure.objects.for_office(office).get(code="5E").restriction

    assert part.is_withheld
    assert all(point.value is None for point in part.chart.series.points)
    assert any("Decided by Judith Farrow" in note for note in part.notes)
    assert restriction.released_on is None


def test_the_panel_is_told_in_confidence_what_the_public_is_not(latest, office):
    kept = EditionVersion.objects.for_office(office).get(
        audience="panel", beside__publication__period_key=latest.quarter.key
    )
    part = from_bytes(bytes(kept.document.content)).part("5E")

    assert part.figure.value is not None
    assert part.audience == "panel"
    assert [each.where for each in latest.redactions] == ["5E"]
    assert latest.redactions[0].decided_by == "Chief Executive"


def test_what_cannot_be_rated_says_why(latest):
    states = {code: latest.part(code).grade.state for code in ("1G", "1J", "2I", "3I")}

    assert states == {
        "1G": State.SUPPRESSED,
        "1J": State.NO_TARGET,
        "2I": State.NEUTRAL,
        "3I": State.SMALL_BASE,
    }
    assert latest.part("1G").figure.text == "[c]"
    assert latest.part("4H").figure.text == "[x]"
    assert any("cannot count the queue" in note for note in latest.part("4H").notes)
    assert latest.part("5A").is_indicator


def test_a_neutral_measure_rises(first, latest):
    assert latest.part("2I").figure.value > first.part("2I").figure.value


def test_the_correction_says_what_was_published_and_what_is_right(office, latest):
    correction = Correction.objects.get(publication__office=office)
    figures = Observation.objects.for_office(office).filter(measure__code="2I")
    revised = figures.get(vintage=2)

    # The story: 1,592 offences, of which ten were counted twice in the last month.
    assert latest.part("2I").figure.text == "1,602"
    assert "was published as 1,602 offences" in correction.text
    assert "the correct figure is 1,592 offences" in correction.text
    assert figures.get(vintage=1, period_start=revised.period_start).value == (
        revised.value + 10
    )
    assert revised.reason == "Ten thefts at one shop were counted twice."


def test_what_changed_since_the_report_before_is_told(first, latest):
    assert first.changes.since == ""
    assert "3H" in [line.code for line in latest.changes.worse]
    assert "3A" in [line.code for line in latest.changes.better]


# -- the calendar, on any day of a year


@pytest.mark.parametrize("months", range(12))
def test_the_story_can_be_told_on_any_day(months):
    start = dt.datetime(2026, 1, 1, 8, tzinfo=dt.UTC)
    now = start + dt.timedelta(days=31 * months)
    days = Days.ending(now)

    told = [days.opening(6, 9), days.opening(12, 10)]
    for back in (-2, -1, 0):
        told += [days.after(back, n) for n in (8, 12, 15, 16, 20, 23, 24)]
        told += [days.after(back, n) for n in (26, 28, 30, 32, 33, 34, 56) if back]
    told += [days.after(0, 25), days.after(0, 33)]

    assert told == sorted(told)
    assert told[-1] <= now
    assert days.panel(0) > days.today
    assert Days.begun(told[0], now) == days


@pytest.mark.parametrize("months", range(12))
def test_every_agenda_of_the_story_is_in_time_and_every_meeting_past_when_held(months):
    start = dt.datetime(2026, 1, 1, 8, tzinfo=dt.UTC)
    days = Days.ending(start + dt.timedelta(days=31 * months))

    for back in (-2, -1, 0):
        agenda = days.after(back, 16).date()
        assert clocks.clear_days_given(agenda, days.board(back)) >= 5
    for back in (-2, -1):
        agenda = days.after(back, 34).date()
        assert clocks.clear_days_given(agenda, days.panel(back)) >= 5
        assert days.board(back) <= days.after(back, 33).date()
        assert days.panel(back) <= days.after(back, 56).date()


def test_a_password_is_given_only_to_those_who_have_none(said):
    User.objects.exclude(name="Sam Whitlock").update(password="!")

    assert not demo.tell().is_new
    assert demo.tell("other-orchard-kettle").passwords == 13

    assert User.objects.get(name="Sam Whitlock").check_password(PASSWORD)
    assert User.objects.get(name="Joan Okello").check_password("other-orchard-kettle")


# -- small numbers


def test_the_draft_holds_a_trap_and_what_was_published_is_safe(office, first, latest):
    draft = Edition.objects.get(office=office, state="draft")

    (trapped,) = [each for each in draft_guarded(draft) if each.leaks]

    # Orders by district: 14, 16, [c] and 8, of 41 in all.
    assert trapped.measure.code == "1F"
    (leak,) = trapped.leaks
    assert leak.sentence.endswith("in Northholm can be worked out as exactly 3")
    assert not leak.is_lost
    places, left = proposed(trapped)
    assert ([name for name, _period in places], left) == (["Westwater"], 0)
    for edition in (first, latest):
        assert edition.part("1F").breakdown == ()
        assert leak_refusal(office, edition) == ""
