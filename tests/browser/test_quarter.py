"""A quarter from end to end, on real figures: from an empty office to the public.

The steps are in order, and stand on each other.
"""

import pytest

from tests.browser import reading, reporting, setting_up
from tests.browser.job import Job
from tests.browser.published import cleveland


@pytest.fixture(scope="module")
def job(served, visit_all_along, tmp_path_factory):
    """Cleveland's 33 measures, April 2012 to June 2023."""
    folder = tmp_path_factory.mktemp("cleveland")
    return Job(served, visit_all_along, cleveland(), folder, "cleveland")


@pytest.fixture(autouse=True)
def nothing_is_amiss(job):
    """On no page that anybody came to: status, console, axe, sideways."""
    yield
    amiss, job.amiss[:] = list(job.amiss), []
    assert amiss == []


def test_an_administrator_adds_people_and_appoints_them(job):
    setting_up.make_the_office(job)
    setting_up.add_the_people(job)
    setting_up.appoint_them_to_their_posts(job)


def test_the_plan_is_written_taken_to_the_panel_issued_and_published(job):
    setting_up.import_the_quarters_before(job)
    setting_up.write_the_plan(job)
    setting_up.take_it_to_the_panel_and_issue_it(job)
    setting_up.publish_the_plan(job)


def test_measures_are_chosen_and_three_of_them_have_targets(job):
    assert len(job.published.last) == 33
    setting_up.choose_the_measures(job)
    setting_up.define_and_aim(job)


def test_a_provider_puts_a_mistake_right_and_loses_nothing(job):
    typed = reporting.type_the_figures(job)
    reporting.see_the_mistake_and_lose_nothing(job, typed)
    reporting.put_it_right_and_submit(job)


def test_values_are_validated_once_a_query_is_answered(job):
    reporting.query_one_and_validate_the_others(job)
    reporting.answer_the_query(job)
    reporting.validate_the_answer(job)


def test_what_stands_in_the_way_of_an_edition_is_written(job):
    reporting.add_a_meeting_of_the_panel(job)
    reporting.start_the_edition(job)
    reporting.write_what_stands_in_the_way(job)
    reporting.say_what_the_commissioner_did(job)
    reporting.see_that_nothing_stands_in_the_way(job)


def test_the_edition_is_frozen_signed_off_approved_and_published(job):
    reporting.freeze(job)
    reporting.sign_off_approve_and_publish(job)


def test_a_stranger_reads_the_figures_that_the_force_published(job):
    stranger = reading.open_the_report(job)
    expected = job.published.last
    assert reading.on_the_scorecard(stranger, expected) == expected
    assert reading.positions_on_the_scorecard(stranger) == reading.POSITIONS
    assert reading.in_the_csv(stranger) == expected
    assert reading.in_the_xlsx(stranger) == expected
    assert reading.in_the_pdf(stranger, job.folder, expected) == expected
