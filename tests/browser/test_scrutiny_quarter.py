"""A quarter of scrutiny, from an exception to an action that is signed off.

The steps are in order, and stand on each other.
"""

import pytest

from tests.browser import scrutinising as does
from tests.browser.scrutiny_scene import BOARD, ITEM, Scene


@pytest.fixture(scope="module")
def scene(served, visit_all_along):
    return Scene.told(served, visit_all_along)


@pytest.fixture(autouse=True)
def nothing_is_amiss(scene):
    """On no page that anybody came to: status, console, axe, sideways."""
    yield
    amiss, scene.amiss[:] = list(scene.amiss), []
    assert amiss == []


def test_an_exception_becomes_a_question_that_is_asked(scene):
    does.see_the_exception(scene)
    does.draft_what_it_would_ask(scene)
    does.ask_it_for_the_board(scene)


def test_the_force_answers_it(scene):
    does.answer_it(scene)


def test_the_board_meets_and_is_minuted_with_two_actions(scene):
    does.begin_the_minutes(scene)
    does.minute_it(scene)
    does.raise_two_actions(scene)
    does.ask_to_be_told_at_the_next(scene)


def test_the_commissioner_is_partly_assured(scene):
    does.state_partly_assured(scene)
    does.agree_the_minutes(scene)
    does.name_its_owner_by_sign_in(scene)


def test_a_date_is_moved_once(scene):
    does.ask_for_another_date(scene, 30, "Two analysts are on leave.")
    does.find_it_in_my_work(scene, "tom", "Decide whether action")
    does.grant_it(scene, "tom").reads("The change of date is decided on.")
    does.open_action(scene, "sam", does.COUNT).reads("moved once")


def test_a_second_move_is_for_the_chief_executive_alone(scene):
    does.ask_for_another_date(scene, 40, "The new system starts late.")
    does.is_refused_the_second(scene)
    does.find_it_in_my_work(scene, "judith", "Decide whether action")
    does.grant_it(scene, "judith").reads("The change of date is decided on.")
    does.open_action(scene, "sam", does.COUNT).reads("moved twice")


def test_an_action_is_closed_by_another_than_its_owner(scene):
    does.offer_it_for_sign_off(scene)
    does.is_refused_the_closing(scene)
    does.sign_it_off(scene)


def test_what_was_asked_for_stands_on_the_next_agenda_until_it_is_told(scene):
    tom = does.begin_the_next_agenda(scene)
    tom.reads("Answers owed to this meeting")
    tom.reads(does.REQUEST)


def test_it_all_shows_on_the_measure(scene):
    priya = does.measure_page(scene)

    for words in (scene.made["question"], does.COUNT, does.LETTER):
        priya.reads(words)
    told = priya.page.locator("svg.chart--workbench title").text_content()
    assert told.endswith(
        "Below: 1 question asked, 2 actions raised and 1 action closed."
    )
    priya.reads("Partly assured")
    priya.reads("Did it help?")
    priya.reads("Too few points to say")
    priya.reads("After is not because")


def test_each_has_in_my_work_what_is_theirs_and_no_more(scene):
    sam, tom = scene.work_of("sam"), scene.work_of("tom")
    judith, eleanor = scene.work_of("judith"), scene.work_of("eleanor")

    assert does.COUNT in sam and does.REQUEST in sam
    assert "Answer:" not in sam and does.LETTER not in sam
    assert does.LETTER not in tom and "Publish the agenda" in tom
    assert "Decide whether" not in judith and "Sign off action" not in judith
    assert f"Look again at {ITEM}" in eleanor


def test_each_calendar_has_the_days_that_are_theirs(scene):
    sam, tom = does.calendar_of(scene, "sam"), does.calendar_of(scene, "tom")

    assert sam[f"Action due: {does.COUNT}"] == does.days_on(scene, 40)
    assert sam[f"To be told: {does.REQUEST}"] == does.days_on(scene, 35)
    assert BOARD not in sam
    assert tom[BOARD] == does.days_on(scene, 35)
    assert not [title for title in tom if does.LETTER in title]


def test_what_is_told_leaves_the_agenda(scene):
    does.tell_what_was_asked(scene)
    tom = scene.go("tom", f"scrutiny/meetings/{scene.later}/")

    assert does.REQUEST not in tom.text()
