"""The same quarter with JavaScript off: five measures, every step."""

import pytest

from tests.browser import reading, reporting, setting_up
from tests.browser.job import Job
from tests.browser.published import cleveland

FIVE = (
    "Arson",
    "Domestic burglary",
    "Homicide",
    "Robbery (group)",
    "Total recorded crime excluding fraud",
)


@pytest.fixture
def job(served, visit, tmp_path):
    figures = cleveland().only(*FIVE)
    return Job(served, visit, figures, tmp_path, "plain", javascript=False)


def test_the_whole_job_is_done_without_javascript(job):
    set_up(job)
    report(job)
    stranger = reading.open_the_report(job)
    expected = job.published.last
    assert reading.on_the_scorecard(stranger, expected) == expected
    assert reading.in_the_csv(stranger) == expected
    assert reading.in_the_pdf(stranger, job.folder, expected) == expected
    assert job.amiss == []


def set_up(job):
    setting_up.make_the_office(job)
    setting_up.add_the_people(job)
    setting_up.appoint_them_to_their_posts(job)
    setting_up.import_the_quarters_before(job)
    setting_up.write_the_plan(job)
    setting_up.take_it_to_the_panel_and_issue_it(job)
    setting_up.publish_the_plan(job)
    setting_up.choose_the_measures(job)
    setting_up.define_and_aim(job)


def report(job):
    typed = reporting.type_the_figures(job)
    reporting.see_the_mistake_and_lose_nothing(job, typed)
    reporting.put_it_right_and_submit(job)
    reporting.query_one_and_validate_the_others(job)
    reporting.answer_the_query(job)
    reporting.validate_the_answer(job)
    reporting.add_a_meeting_of_the_panel(job)
    reporting.start_the_edition(job)
    reporting.write_what_stands_in_the_way(job)
    reporting.say_what_the_commissioner_did(job)
    reporting.see_that_nothing_stands_in_the_way(job)
    reporting.freeze(job)
    reporting.sign_off_approve_and_publish(job)
