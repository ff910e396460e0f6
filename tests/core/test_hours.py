"""Times of day as readers are told them: in one way, which stands in one place."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.template import Context, Template

from opcc.core.hours import said_hour, said_moment, said_stored

ROOT = Path(__file__).resolve().parents[2]
APPS = ("opcc", "plans", "measures", "scrutiny", "reports")

BY_ITSELF = re.compile(r"""\|time\b|\|date:["'][^"']*[aAfgGhHiPsu][^"']*["']""")
"""A template's own way with a time; days and months have other letters."""

WITH_HOURS = re.compile(r"%-?[HI]|H:i|\b(?:Date)?TimeColumn")

OF_MACHINES = re.compile(r"""(?:format=|DUE = )"(?:%Y-%m-%dT)?%H:%M\"""")
"""What the fields of browsers for times take and give."""


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [
        (0, 0, "midnight"),
        (0, 1, "12:01am"),
        (9, 0, "9am"),
        (10, 30, "10:30am"),
        (11, 5, "11:05am"),
        (12, 0, "midday"),
        (12, 1, "12:01pm"),
        (14, 0, "2pm"),
        (23, 59, "11:59pm"),
    ],
)
def test_a_time_is_told_as_people_say_it(hour, minute, said):
    assert said_hour(dt.time(hour, minute, 59)) == said


def test_a_moment_is_told_by_the_clock_of_its_readers():
    # 13:05 in London's winter; in its summer the clock is an hour ahead of that.
    winter = dt.datetime(2026, 11, 9, 13, 5, tzinfo=dt.UTC)
    summer = dt.datetime(2026, 7, 9, 13, 5, tzinfo=dt.UTC)
    assert said_moment(winter) == "9 November 2026, 1:05pm"
    assert said_moment(summer, "l j F") == "Thursday 9 July, 2:05pm"


@pytest.mark.parametrize(
    ("stored", "said"),
    [("14:00", "2pm"), ("09:30", "9:30am"), ("", ""), ("after lunch", "after lunch")],
)
def test_a_time_that_a_document_keeps_is_told_in_the_same_way(stored, said):
    assert said_stored(stored) == said


@pytest.mark.parametrize(
    ("words", "at", "said"),
    [
        ("{{ at|clock }}", dt.time(14), "2pm"),
        ("{{ at|clock }}", "18:30", "6:30pm"),
        ("{{ at|clock }}", dt.datetime(2026, 7, 9, 11, tzinfo=dt.UTC), "midday"),
        ("{{ at|clock|default:'none' }}", None, "none"),
        (
            "{{ at|moment }}",
            dt.datetime(2026, 7, 9, 8, tzinfo=dt.UTC),
            "9 July 2026, 9am",
        ),
        ("{{ at|moment|default:'none' }}", None, "none"),
    ],
)
def test_templates_tell_it_through_two_filters(words, at, said):
    assert Template(f"{{% load shell %}}{words}").render(Context({"at": at})) == said


def test_no_template_tells_a_time_in_a_way_of_its_own():
    files = [each for each in (ROOT / "templates").rglob("*") if each.is_file()]
    assert len(files) > 200
    found = [(each.name, BY_ITSELF.findall(each.read_text())) for each in files]
    assert [each for each in found if each[1]] == []
    assert BY_ITSELF.search('at|date:"j F Y, H:i"')
    assert not BY_ITSELF.search('on|date:"l j F Y"')


def test_no_other_module_tells_a_time_in_a_way_of_its_own():
    found = [
        f"{file.name}: {line.strip()}"
        for app in APPS
        for file in (ROOT / app).rglob("*.py")
        if "migrations" not in file.parts and file.name != "hours.py"
        for line in file.read_text().splitlines()
        if WITH_HOURS.search(line) and not OF_MACHINES.search(line)
    ]
    assert found == []
