"""A quarter from end to end, on real figures: from an empty office to the public."""

import pytest

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
    job.make_the_office()
    job.add_the_people()
    job.appoint_them_to_their_posts()


def test_the_plan_is_written_taken_to_the_panel_issued_and_published(job):
    job.import_the_quarters_before()
    job.write_the_plan()
    job.take_it_to_the_panel_and_issue_it()
    job.publish_the_plan()


def test_measures_are_chosen_and_three_of_them_have_targets(job):
    job.choose_the_measures()
    job.define_and_aim()
