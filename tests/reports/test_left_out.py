"""What an edition leaves out of what was heard in public: staff are told before it."""

import datetime as dt

import pytest
from django.urls import reverse

from opcc.core.roles import Role
from reports.build import build_edition
from reports.build.blockers import blockers
from tests.factories import person
from tests.reports.heard_scene import FROZEN_ON, QUARTER, HeardScene
from tests.reports.test_build import publish_last_quarter


@pytest.fixture
def scene():
    return HeardScene()


@pytest.fixture
def measure(scene):
    measure = scene.measure("1A")
    scene.state(measure, {QUARTER - 1: "70", QUARTER: "60"})
    return measure


@pytest.fixture
def small(scene):
    """Of 71 three: fewer than five, so that they are hidden."""
    small = scene.measure("1C", is_sensitive=True)
    scene.state(small, {QUARTER - 1: (40, 71), QUARTER: (3, 71)})
    return small


def notes(scene, **facts):
    edition = scene.edition(**facts)
    found = [
        each for each in blockers(edition, on=FROZEN_ON) if "left out" in each.text
    ]
    assert not any(each.is_error for each in found)
    return [(each.text, each.view, each.args) for each in found]


def test_nothing_is_said_of_what_the_edition_tells(scene, measure):
    scene.answer(scene.ask(measure))
    scene.conclude()
    scene.agree(measure)
    assert notes(scene) == []


def test_each_text_that_says_a_number_beside_hidden_ones_is_named_with_its_place(
    scene, measure, small
):
    asked = scene.ask(small, text="What became of the three?")
    answered = scene.ask(small, text="Why is it not recorded?")
    scene.answer(answered, "It was 3.")
    action = scene.agree(small, title="Look again at 3 cases")
    scene.conclude(reason="I am told of 3 cases.")
    why = "it says a number, and measure 1C has hidden numbers"
    question = "scrutiny:question"

    assert notes(scene) == [
        (f"Question {asked.number} is left out: {why}.", question, (asked.pk,)),
        (
            f"The answer to question {answered.number} of 3 November 2026 is left out: "
            f"{why}.",
            question,
            (answered.pk,),
        ),
        (
            f"What was concluded on “Domestic abuse: arrests” is left out: {why}.",
            "scrutiny:item",
            (scene.item.pk,),
        ),
        (
            f"Action {action.number} is left out: {why}.",
            "scrutiny:action",
            (action.key,),
        ),
    ]


def test_a_text_with_the_title_of_business_held_back_is_named(scene, measure):
    scene.business(
        "Operation Kestrel", restriction=scene.restriction(), safe_title="A matter"
    )
    asked = scene.ask(measure, text="Does Operation Kestrel go on?")

    ((text, _view, args),) = notes(scene)
    assert "it says the title of business that is not public" in text
    assert "Kestrel" not in text
    assert args == (asked.pk,)


def test_a_question_that_is_also_about_a_measure_held_back_is_named(scene, measure):
    withheld = scene.measure("1W", restriction=scene.restriction())
    scene.state(withheld, {QUARTER: "61"})
    scene.ask(measure, withheld)
    inside = scene.measure("1I", visibility="office")
    scene.ask(inside)  # it would stand nowhere in the edition

    ((text, *_where),) = notes(scene)
    assert "it is about measure 1W, which is withheld or not public" in text


def test_what_the_edition_before_was_to_tell_is_not_named_again(scene, measure, small):
    publish_last_quarter(scene)
    old = dt.date(2026, 5, 5)
    scene.ask(small, text="What of the three?", asked_on=old)
    # Its business was heard since, so that it is for this edition after all.
    assert len(notes(scene)) == 1
    scene.held.held_on = old
    scene.held.save()
    assert notes(scene, number=2) == []


def test_what_is_named_is_exactly_what_the_edition_lacks(scene, measure, small):
    kept = scene.ask(measure)
    gone = scene.ask(small, text="Why three?")
    told = build_edition(scene.edition(), frozen_on=FROZEN_ON)

    assert [each.number for each in told.part("1A").scrutinised.asked] == [kept.number]
    assert told.part("1C").scrutinised.asked == ()
    assert [args for _text, _view, args in notes(scene, number=2)] == [(gone.pk,)]


@pytest.mark.parametrize("count", [1, 6])
def test_more_texts_cost_no_more_queries(
    scene, measure, small, count, django_assert_num_queries
):
    for _each in range(count):
        item = scene.business("Calls")
        scene.answer(scene.ask(small, item=item, text="Why three?"))
        scene.conclude(item)
        scene.agree(small, item=item)
    edition = scene.edition()
    with django_assert_num_queries(35):
        blockers(edition, on=FROZEN_ON)


def test_the_page_of_what_stands_in_the_way_leads_to_the_text(client, scene, small):
    asked = scene.ask(small, text="What became of the three?")
    client.force_login(person(scene.office, Role.PERFORMANCE))
    edition = scene.edition()

    slug = scene.office.slug
    page = client.get(reverse("reports:edition-blockers", args=[slug, edition.pk]))

    said = page.content.decode()
    assert "Worth a look:" in said
    assert f"Question {asked.number} is left out" in said
    assert reverse("scrutiny:question", args=[slug, asked.pk]) in said
