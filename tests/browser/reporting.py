"""A quarter's figures entered, validated, explained, frozen, passed and published."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from tests.browser.setting_up import TARGETS, open_measure

LONDON = ZoneInfo("Europe/London")
QUARTER = "2023-Q1"
WORDS = "April to June 2023"

MISTYPED = "Arson"
MISCOUNTED = "Homicide"
RED = next(iter(TARGETS))
"""The measure that misses its target by more than its tolerance."""

FREEZE_SECONDS = 120

STANDFIRST = "Recorded crime is above its target."

NARRATIVE = {
    "Message": "Recorded crime is above its target of 20,000.",
    "What is happening?": "The figure is above the target by more than 2 per cent.",
    "Why? What is known, and what is not": "The cause is not known.",
    "What is the force or partner doing?": "The force reviews it every month.",
    "What happens next, and when will we know?": "The review ends in March.",
    "Data note": "None.",
}
OVERSIGHT = {
    "Asked": "What explains the rise.",
    "Concluded": "The answer does not go far enough.",
    "Did": "Asked for a plan by the next meeting.",
}


# -- the figures


def type_the_figures(job):
    """All of them: one with a letter in it, one too high by one."""
    provider = job.at("provider")
    provider.go(f"{job.desk}returns/?quarter={QUARTER}")
    provider.follow(re.compile("^Open"))
    typed = {name: f"{value}" for name, value in job.published.last.items()}
    typed[MISTYPED] += "l"
    typed[MISCOUNTED] = str(job.published.last[MISCOUNTED] + 1)
    for name, text in typed.items():
        cell_of(provider, name).fill(text)
    provider.press("Submit return")
    return typed


def see_the_mistake_and_lose_nothing(job, typed):
    """The error stands beside its cell, and in the summary that leads to it."""
    provider = job.at("provider")
    wrong = cell_of(provider, MISTYPED)
    assert wrong.get_attribute("aria-invalid") == "true"
    said = provider.page.locator(f"[id='{wrong.get_attribute('aria-describedby')}']")
    assert "number" in said.inner_text(), said.inner_text()
    assert provider.page.get_by_role("alert").get_by_role("link").count() >= 1
    kept = {name: cell_of(provider, name).input_value() for name in typed}
    assert {name: text.replace(",", "") for name, text in kept.items()} == typed


def put_it_right_and_submit(job):
    provider = job.at("provider")
    cell_of(provider, MISTYPED).fill(str(job.published.last[MISTYPED]))
    provider.press("Submit return")
    if say_that_each_was_checked(provider):
        provider.press("Submit return")
    provider.reads("The return is complete and submitted.")


def say_that_each_was_checked(provider):
    """How many were; each box goes once what it says is saved."""
    boxes = provider.page.get_by_role("checkbox", name="I have checked this")
    asked = boxes.count()
    for left in reversed(range(asked)):
        boxes.first.click()
        expect(boxes).to_have_count(left)
    return asked


def cell_of(visitor, name):
    """The cell of a measure's figure: "Arson, offences, April to June 2023"."""
    words = re.compile(rf"^{re.escape(name)}, .*{WORDS}$")
    return visitor.page.get_by_role("textbox", name=words)


def query_one_and_validate_the_others(job):
    officer = job.at("officer")
    officer.go(f"{job.desk}returns/?quarter={QUARTER}")
    officer.follow(re.compile("^Validate"))
    officer.follow(f"Query {MISCOUNTED}, {WORDS}")
    officer.field("What do you ask?").fill("Is this one too many?")
    officer.press("Query the value")
    for name in job.published.last:
        if name != MISCOUNTED:
            tick_of(officer, name).check()
    officer.press("Validate the ticked values")
    officer.reads(f"{len(job.published.last) - 1} values are validated.")


def answer_the_query(job):
    provider = job.at("provider")
    provider.go(f"{job.desk}returns/?quarter={QUARTER}")
    provider.follow(re.compile("^Open"))
    provider.reads("Is this one too many?")
    cell_of(provider, MISCOUNTED).fill(str(job.published.last[MISCOUNTED]))
    provider.press("Submit return")
    provider.reads("The return is complete and submitted.")


def validate_the_answer(job):
    officer = job.at("officer")
    officer.go(f"{job.desk}returns/?quarter={QUARTER}")
    officer.follow(re.compile("^Validate"))
    tick_of(officer, MISCOUNTED).check()
    officer.field("What settled it").fill("The provider counted again.")
    officer.press("Validate the ticked values")
    officer.reads("1 value is validated.")


def tick_of(visitor, name):
    return visitor.page.get_by_role("checkbox", name=f"Validate {name}, {WORDS}")


# -- the edition


def add_a_meeting_of_the_panel(job):
    officer = job.at("scrutiny")
    held_on = dt.datetime.now(LONDON).date() + dt.timedelta(days=60)
    officer.go(f"{job.desk}scrutiny/")
    officer.follow("Cleveland Police & Crime Panel")
    officer.follow(re.compile("^Add (a|the first) meeting$"))
    officer.fill(Date=held_on.isoformat(), Time="10:00", Place="The town hall")
    officer.press("Save the meeting")


def start_the_edition(job):
    officer = job.at("officer")
    officer.go(f"{job.desk}reports/")
    officer.follow("Start an edition")
    officer.field("Quarter").select_option(QUARTER)
    officer.field("Meeting").select_option(index=1)
    officer.fill(Standfirst=STANDFIRST, Contacts="performance@westmarch.example")
    officer.press("Start the edition")
    officer.reads("The edition is started.")
    job.edition = officer.page.url


def write_what_stands_in_the_way(job):
    """The red measure has no commentary; its author gets there from the list."""
    officer = job.at("officer")
    officer.follow("See what stands in the way")
    officer.reads("is red and has no commentary")
    officer.follow(re.compile(rf"^Go there ?: .*{RED} is red"))
    for label, text in NARRATIVE.items():
        officer.field(label).fill(text)
    officer.press("Save the commentary")
    officer.reads("The commentary is saved.")


def say_what_the_commissioner_did(job):
    holder = job.at("holder")
    open_measure(job, holder, RED)
    holder.go(f"{holder.page.url.split('?')[0]}commentary/{QUARTER}/")
    for label, text in OVERSIGHT.items():
        holder.field(label).fill(text)
    holder.press("Save the commentary")
    holder.reads("The commentary is saved.")


def see_that_nothing_stands_in_the_way(job):
    officer = job.at("officer")
    officer.go(f"{job.edition}blockers/")
    officer.reads("Nothing stands in the way")
    officer.go(f"{job.edition}preview/")


def freeze(job):
    officer = job.at("officer")
    officer.go(job.edition)
    officer.follow("Freeze")
    officer.press("Freeze")
    ended = officer.page.get_by_text(re.compile("is frozen$|could not be frozen"))
    ended.wait_for(timeout=FREEZE_SECONDS * 1000)
    officer.reads("The edition is frozen")
    officer.look()


def sign_off_approve_and_publish(job):
    for person, button, said in (
        ("chief", "Sign off", "The edition is signed off."),
        ("holder", "Approve", "The edition is approved."),
        ("chief", "Publish now", "The edition is published."),
    ):
        there = job.at(person)
        there.go(job.edition)
        there.follow(button)
        there.press(button)
        there.reads(said)
