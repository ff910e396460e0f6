"""Reviews of measures, their verdicts, and what replaced what."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from measures.changes import lineage, reviews
from measures.models import Measure, MeasureReview, Succession
from measures.reading.reviewing import lineage_of, standing_of_reviews
from opcc.core.models import AuditLine
from opcc.core.moves import MoveRefused
from opcc.core.roles import Role
from tests.factories import (
    MeasureFactory,
    ObjectiveFactory,
    OfficeFactory,
    UserFactory,
    person,
)

DAY = dt.date(2026, 9, 30)
TODAY = dt.date(2026, 10, 1)


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def officer(office):
    return person(office, Role.PERFORMANCE)


@pytest.fixture
def desk(client, officer):
    client.force_login(officer)
    return client


def planned(measure, reviewer, due_on=DAY):
    return reviews.plan(
        measure=measure, due_on=due_on, reviewer=reviewer, by=UserFactory()
    )


def decided(review, verdict, *, by=None, reason="It tells what it should", **more):
    return reviews.decide(
        review=review,
        verdict=verdict,
        reason=reason,
        by=by or review.reviewer,
        on=TODAY,
        **more,
    )


def page(office, name, *more):
    return reverse(f"measures:{name}", args=[office.slug, *more])


def text(response):
    return response.content.decode()


def test_a_measure_has_one_open_review_whose_day_and_reviewer_may_change(office):
    measure, first, second = MeasureFactory(office=office), UserFactory(), UserFactory()
    planned(measure, first)
    later = planned(measure, second, dt.date(2026, 12, 31))

    assert measure.reviews.get() == later
    assert later.reviewer == second


def test_the_verdict_stays_with_its_reason_and_its_day(office):
    review = planned(MeasureFactory(office=office), UserFactory())
    decided(review, "keep")

    review.refresh_from_db()
    assert (review.verdict, review.decided_on) == ("keep", TODAY)
    line = AuditLine.objects.latest("number")
    assert (line.verb, line.reason) == ("review", "It tells what it should")
    assert review.measure.state == Measure.State.ACTIVE


def test_the_verdict_is_the_reviewers_and_is_given_once(office):
    review = planned(MeasureFactory(office=office), UserFactory())
    with pytest.raises(MoveRefused, match="somebody else first"):
        decided(review, "keep", by=UserFactory())
    decided(review, "keep")
    with pytest.raises(MoveRefused, match="already"):
        decided(review, "retire")


@pytest.mark.parametrize("verdict", MeasureReview.Verdict.values)
def test_no_verdict_without_a_reason(office, verdict):
    review = planned(MeasureFactory(office=office), UserFactory())
    with pytest.raises(ValidationError) as refused:
        decided(review, verdict, reason=" ", replacement=MeasureFactory(office=office))
    assert set(refused.value.message_dict) == {"reason"}


def test_to_retire_takes_the_measure_through_its_move(office):
    review = planned(MeasureFactory(office=office), UserFactory())
    decided(review, "retire", reason="Nobody uses it")

    measure = Measure.objects.get()
    assert (measure.state, measure.retired_on) == (Measure.State.RETIRED, TODAY)
    line = AuditLine.objects.latest("number")
    assert (line.verb, line.reason) == ("retire", "Nobody uses it")


def test_a_measure_not_yet_in_use_is_not_retired_and_the_review_stays_open(office):
    measure = MeasureFactory(office=office, state=Measure.State.PROPOSED)
    review = planned(measure, UserFactory())
    with pytest.raises(MoveRefused, match="proposed"):
        decided(review, "retire")
    assert MeasureReview.objects.open().count() == 1


def test_to_replace_needs_the_measure_that_takes_its_place(office):
    review = planned(MeasureFactory(office=office), UserFactory())
    with pytest.raises(ValidationError) as refused:
        decided(review, "replace")
    assert set(refused.value.message_dict) == {"replacement"}


def test_a_replaced_measure_retires_and_leads_to_its_successor(desk, office):
    old = MeasureFactory(office=office, code="2X")
    new = MeasureFactory(office=office, code="2Y")
    decided(
        planned(old, UserFactory()),
        "replace",
        reason="Counts victims, not crimes",
        replacement=new,
    )

    old.refresh_from_db()
    assert old.state == Measure.State.RETIRED
    said = text(desk.get(page(office, "measure", "2X")))
    assert page(office, "measure", "2Y") in said
    assert "Counts victims, not crimes" in said


def test_a_retired_measure_is_not_reviewed(office):
    measure = MeasureFactory(office=office, state=Measure.State.RETIRED)
    with pytest.raises(MoveRefused, match="retired"):
        planned(measure, UserFactory())


def test_nothing_replaces_itself_or_crosses_offices(office):
    measure = MeasureFactory(office=office)
    said = {"note": "Why", "on": TODAY, "by": UserFactory()}
    with pytest.raises(MoveRefused, match="itself"):
        lineage.replace(predecessor=measure, successor=measure, **said)
    with pytest.raises(ValidationError, match="another office"):
        lineage.replace(predecessor=MeasureFactory(), successor=measure, **said)


def test_a_replacement_says_what_changed_and_is_never_altered(office):
    old, new = MeasureFactory(office=office), MeasureFactory(office=office)
    said = {"predecessor": old, "successor": new, "on": TODAY, "by": UserFactory()}
    with pytest.raises(ValidationError):
        lineage.replace(note=" ", **said)
    lineage.replace(note="Counts victims", **said)
    with pytest.raises(TypeError):
        Succession.objects.update(note="Another")


def test_a_measure_keeps_its_code_and_shows_every_plan_in_which_it_stood(office):
    first = ObjectiveFactory(
        priority__plan__office=office, priority__plan__status="superseded"
    )
    second = ObjectiveFactory(
        priority__plan__office=office,
        priority__plan__number=2,
        priority__plan__starts_on=dt.date(2029, 4, 1),
        priority__plan__ends_on=dt.date(2033, 3, 31),
    )
    measure = MeasureFactory(office=office, objective=first)
    measure.objectives.add(second)

    plans = [plan for plan, _objectives in lineage_of(measure).plans]
    assert plans == [second.priority.plan, first.priority.plan]


def test_reviews_stand_as_overdue_due_never_and_done(office):
    late, soon, never, done = (MeasureFactory(office=office) for _each in range(4))
    MeasureFactory(office=office, state=Measure.State.RETIRED)
    planned(late, UserFactory())
    planned(soon, UserFactory(), TODAY)
    decided(planned(done, UserFactory()), "keep")

    found = standing_of_reviews(office, on=TODAY)

    said = (found.overdue, found.due, found.never, found.done)
    assert [[each.measure for each in part] for part in said] == [
        [late],
        [soon],
        [never],
        [done],
    ]


@pytest.mark.parametrize("measures", [1, 6])
def test_more_measures_cost_no_more_queries(
    desk, office, officer, measures, django_assert_max_num_queries
):
    for _each in range(measures):
        planned(MeasureFactory(office=office), officer)
    with django_assert_max_num_queries(8):
        desk.get(page(office, "reviews"))


def test_the_reviewer_plans_finds_and_decides(desk, office, officer):
    measure = MeasureFactory(office=office, code="3A")
    desk.post(
        page(office, "review-plan", "3A"),
        {"due_on": "2026-01-31", "reviewer": officer.pk},
    )
    assert "3A Victims satisfied" in text(desk.get(page(office, "reviews")))
    work = text(desk.get(f"/{office.slug}/desk/"))
    assert "Review 3A" in work
    assert page(office, "review", "3A") in work

    said = desk.post(
        page(office, "review", "3A"),
        {"verdict": "keep", "reason": "Still the right one"},
        follow=True,
    )

    assert "Still the right one" in text(said)
    assert measure.reviews.get().verdict == "keep"
    assert "Review 3A" not in text(desk.get(f"/{office.slug}/desk/"))


def test_somebody_elses_review_is_refused_beside_the_form(desk, office):
    measure = MeasureFactory(office=office)
    planned(measure, UserFactory(name="Meera Castell"))
    said = desk.post(
        page(office, "review", measure.code), {"verdict": "keep", "reason": "Fine"}
    )
    assert "Meera Castell" in text(said)
    assert measure.reviews.get().verdict == ""


def test_a_measure_without_an_open_review_has_no_verdict_to_give(desk, office):
    measure = MeasureFactory(office=office)
    assert desk.get(page(office, "review", measure.code)).status_code == 404


def test_a_reviewer_works_in_the_office(desk, office):
    outsider = person(OfficeFactory(), Role.PERFORMANCE)
    measure = MeasureFactory(office=office)
    said = desk.post(
        page(office, "review-plan", measure.code),
        {"due_on": "2026-12-31", "reviewer": outsider.pk},
    )
    assert "Select a valid choice" in text(said)
    assert not MeasureReview.objects.exists()


def test_what_a_measure_replaces_is_said_on_its_form(desk, office):
    old = MeasureFactory(office=office, code="2X")
    new = MeasureFactory(office=office, code="2Y")
    said = desk.post(
        page(office, "replaces", "2Y"),
        {"predecessor": old.pk, "on": "2026-04-01", "note": "Counts victims"},
        follow=True,
    )
    assert "Counts victims" in text(said)
    assert new.replacements.get().predecessor == old
    again = desk.post(
        page(office, "replaces", "2Y"),
        {"predecessor": old.pk, "on": "2026-04-01", "note": "Again"},
    )
    assert "has a successor already" in text(again)
