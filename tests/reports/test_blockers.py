"""What stands in the way of an edition, one thing at a time."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from measures.models import Commentary, Observation
from opcc.core.models import Appointment, Restriction
from opcc.core.models.periods import columns
from opcc.core.periods import PeriodKind
from plans.models import CommitmentUpdate, PlanVersion
from reports.build.blockers import blockers
from reports.models import Edition
from scrutiny.models import Meeting
from tests.factories import CommitmentFactory, MeetingFactory, ObservationFactory
from tests.reports.desk_scene import QUARTER, Scene

TODAY = dt.date(2026, 10, 20)


def found(edition, on=TODAY):
    edition = Edition.objects.get(pk=edition.pk)
    return [(b.is_error, b.text, b.who) for b in blockers(edition, on=on)]


def write(scene, measure, **texts):
    return Commentary.objects.create(
        measure=measure,
        number=measure.commentaries.count() + 1,
        by=scene.builder,
        at=timezone.now(),
        **columns(QUARTER),
        **texts,
    )


def test_nothing_stands_in_the_way_of_a_complete_quarter():
    assert found(Scene().draft()) == []


@pytest.mark.parametrize(
    ("state", "who"),
    [
        ("entered", "Performance officer"),
        ("corrected", "Performance officer"),
        ("queried", "the force"),
    ],
)
def test_a_value_that_is_not_validated_stops_it(state, who):
    scene = Scene()
    Observation.objects.filter(period_start=QUARTER.start).update(state=state)

    assert found(scene.draft()) == [
        (
            True,
            "1A Victims satisfied with the service: "
            "the value of July to September 2026 is not validated.",
            scene.office.force.name if who == "the force" else who,
        )
    ]


def test_months_are_owed_one_by_one():
    scene = Scene()
    measure = scene.add_measure("1B", version={"frequency": "month"})
    last = QUARTER.split(PeriodKind.MONTH)[-1]
    ObservationFactory(measure=measure, period=last, state="entered")

    texts = [text for _, text, _ in found(scene.draft())]
    assert texts == [
        "1B Victims satisfied with the service: "
        "the value of September 2026 is not validated.",
        "1B Victims satisfied with the service: "
        "nothing is entered for July 2026, August 2026; [x] is printed.",
    ]


def test_a_missing_value_is_worth_a_look_and_stops_nothing():
    scene = Scene()
    scene.add_measure("1B")

    [(is_error, text, who)] = found(scene.draft())
    assert not is_error
    assert text.endswith(
        "nothing is entered for July to September 2026; [x] is printed."
    )
    assert who == scene.office.force.name


def test_a_value_entered_after_the_day_of_the_figures_counts_as_missing():
    scene = Scene()
    ObservationFactory(
        measure=scene.add_measure("1B"),
        period=QUARTER,
        state="entered",
        entered_at=dt.datetime(2026, 10, 21, 9, tzinfo=dt.UTC),
    )

    [(is_error, text, _)] = found(scene.draft())
    assert not is_error
    assert "nothing is entered" in text


def test_red_without_a_word_stops_it_and_the_lead_is_named():
    scene = Scene()
    scene.objective.priority.lead = scene.chief
    scene.objective.priority.save()
    scene.add_measure("1B", "74.9")  # 80 less the tolerance of 5 is 75: amber ends

    assert found(scene.draft()) == [
        (
            True,
            "1B Victims satisfied with the service is red and has no commentary, "
            "and no reason for none.",
            "Judith Farrow",
        )
    ]


def test_a_data_note_that_says_why_there_is_no_commentary_is_enough():
    scene = Scene()
    red = scene.add_measure("1B", "60")
    write(scene, red, data_note="The survey changed; no finding yet.")

    [(is_error, text, who)] = found(scene.draft())
    assert not is_error
    assert text.endswith("nothing says what the Police and Crime Commissioner did.")
    assert who == "Police and Crime Commissioner"


def test_red_with_what_the_commissioner_asked_is_complete():
    scene = Scene()
    write(scene, scene.add_measure("1B", "60"), asked="Why fewer are satisfied.")

    assert found(scene.draft()) == []


def test_the_last_writing_counts():
    scene = Scene()
    red = scene.add_measure("1B", "60")
    write(scene, red, asked="Why.", happening="Fewer are satisfied.")
    write(scene, red)

    assert [is_error for is_error, _, _ in found(scene.draft())] == [True]


def test_nobody_in_the_commissioners_post_stops_it():
    scene = Scene()
    Appointment.objects.filter(holder_name="Alan Reeve").update(
        ends_on=dt.date(2026, 10, 19)
    )

    assert found(scene.draft()) == [
        (
            True,
            "Nobody is recorded as Police and Crime Commissioner, "
            "so nobody can approve it.",
            "Administrator",
        )
    ]


@pytest.mark.parametrize(
    "facts",
    [
        {"status": "draft", "in_force_from": None},
        {"in_force_from": dt.date(2026, 10, 1)},
        {"in_force_to": dt.date(2026, 9, 29), "status": "superseded"},
    ],
)
def test_a_plan_not_in_force_on_the_quarters_last_day_stops_it(facts):
    scene = Scene()
    edition = scene.draft()
    PlanVersion.objects.update(**facts)

    [(is_error, text, _)] = found(edition)
    assert is_error
    assert "was not in force on 30 September 2026" in text


def test_a_plan_superseded_since_was_in_force():
    scene = Scene()
    edition = scene.draft()
    PlanVersion.objects.update(status="superseded", in_force_to=dt.date(2026, 9, 30))

    assert found(edition) == []


def test_a_cancelled_meeting_stops_it():
    scene = Scene()
    edition = scene.draft()
    Meeting.objects.update(status="cancelled")

    [(is_error, text, _)] = found(edition)
    assert is_error
    assert text.startswith("The meeting is cancelled: Police and Crime Panel")


@pytest.mark.parametrize(
    ("on", "said"),
    [
        # Friday 4 December, five clear days: Thursday 26 November at the latest.
        (dt.date(2026, 11, 18), []),
        (dt.date(2026, 11, 19), ["has to be published by 26 November 2026"]),
        (dt.date(2026, 11, 26), ["has to be published by 26 November 2026"]),
        (dt.date(2026, 11, 27), ["last day to publish the agenda was 26 November"]),
    ],
)
def test_the_agendas_last_day_is_told_from_a_week_before(on, said):
    texts = [text for _, text, _ in found(Scene().draft(), on=on)]

    assert len(texts) == len(said)
    assert all(words in text for words, text in zip(said, texts, strict=True))


def test_the_later_edition_of_a_quarter_waits_for_the_earlier():
    scene = Scene()
    first, second = scene.draft(), scene.draft()

    assert found(first) == []
    [(is_error, text, _)] = found(second)
    assert is_error
    assert text == f"{first} of the same quarter is still on its way."
    scene.published(scene.kept(first))
    assert found(second) == []


def test_an_overdue_commitment_without_an_update_in_the_quarter_is_worth_a_look():
    scene = Scene()
    facts = {"objective": scene.objective, "due_on": dt.date(2026, 9, 29)}
    silent = CommitmentFactory(lead_title="Head of custody", **facts)
    CommitmentFactory(is_internal=True, **facts)
    CommitmentFactory(objective=scene.objective, due_on=dt.date(2026, 9, 30))
    told = CommitmentFactory(**facts)
    CommitmentUpdate.objects.create(
        commitment=told,
        at=dt.datetime(2026, 7, 1, 9, tzinfo=dt.UTC),
        by=scene.builder,
        delivery="delayed",
        text="Later.",
    )

    assert found(scene.draft()) == [
        (
            False,
            f"{silent} was due on 29 September 2026, and has no update this quarter.",
            "Head of custody",
        )
    ]


def test_a_restriction_past_its_review_is_worth_a_look():
    scene = Scene()
    scene.measure.restriction = Restriction.objects.create(
        office=scene.office,
        reason_code="quality",
        reason="The survey is new.",
        asked_by="The force",
        decided_by=scene.chief,
        decided_on=dt.date(2026, 4, 1),
        review_on=dt.date(2026, 10, 19),
    )
    scene.measure.save()

    [(is_error, text, who)] = found(scene.draft())
    assert not is_error
    assert text.endswith("held back, and that was to be reviewed by 19 October 2026.")
    assert who == "Chief executive"


def test_an_edition_without_its_own_words_is_worth_a_look():
    scene = Scene()
    edition = scene.draft()
    Edition.objects.update(standfirst=" ", contacts="")

    assert [(is_error, text[:14]) for is_error, text, _ in found(edition)] == [
        (False, "It has no stan"),
        (False, "It names nobod"),
    ]


def test_errors_stand_before_what_is_worth_a_look():
    scene = Scene()
    scene.add_measure("1B")
    scene.add_measure("1C", "60")

    assert [is_error for is_error, _, _ in found(scene.draft())] == [True, False]


def test_every_blocker_leads_to_a_page():
    scene = Scene()
    scene.add_measure("1B")
    scene.add_measure("1C", "60")
    CommitmentFactory(objective=scene.objective, due_on=dt.date(2026, 6, 1))
    edition, second = scene.draft(), scene.draft()
    Meeting.objects.update(held_on=dt.date(2026, 10, 29))
    Appointment.objects.all().delete()
    PlanVersion.objects.update(in_force_from=dt.date(2027, 1, 1))
    Edition.objects.update(standfirst="")

    for blocker in blockers(Edition.objects.get(pk=second.pk), on=TODAY):
        assert reverse(blocker.view, args=[scene.office.slug, *blocker.args])
    assert edition.state == "draft"


def test_more_measures_cost_no_more_queries(django_assert_num_queries):
    scene = Scene()
    edition = scene.draft()
    for code in ("1B", "1C", "1D", "1E"):
        write(scene, scene.add_measure(code, "60"), happening="Fewer.")
        CommitmentFactory(objective=scene.objective, due_on=dt.date(2026, 6, 1))
    MeetingFactory(body=scene.body, held_on=dt.date(2027, 3, 5))
    rows = Edition.objects.select_related("office", "plan", "meeting__body")
    edition = rows.get(pk=edition.pk)

    # Exceptions, other editions, the holder, commentary, commitments; and for the
    # measures their routes, themselves, definitions, targets, values, objectives,
    # priorities and leads; the edition before, and what was heard in public.
    with django_assert_num_queries(23):
        assert len(blockers(edition, on=TODAY)) == 8
