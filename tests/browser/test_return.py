"""A return from the first paste to the last validation, as its people live it."""

import email
import json
import re
from email import policy

import pytest

from tests.browser.conftest import PASSWORD
from tests.browser.visitor import Visitor

SCENE = """
import json
from django.utils import timezone
from measures.changes import cycles
from measures.views.finding import last_ended
from opcc.core.models import User
from opcc.core.roles import Role
from tests.factories import MeasureFactory, OfficeFactory, UserFactory, person
UserFactory.reset_sequence(User.objects.count())
office = OfficeFactory(slug={slug!r}, short_name="Westmarch PCC")
today = timezone.localdate()
quarter = last_ended(today)
sort = dict(kind="count", unit_name="offences", decimals=0)
for number in range({measures}):
    version = sort | dict(name=f"Offence {{number + 1}}", frequency={frequency!r})
    before = {{quarter - 1: "100"}} if {frequency!r} == "quarter" else {{}}
    facts = dict(code=f"M{{number + 1}}", version=version, values=before)
    MeasureFactory(office=office, **facts)
roles = [
    (Role.DATA_PROVIDER, "Sam Whitlock"),
    (Role.DATA_PROVIDER, "Dan Osei"),
    (Role.PERFORMANCE, "Priya Nandra"),
]
def email(name):
    return f"{{name.split()[0].lower()}}.{slug}@westmarch.example"
people = [person(office, role, name=name, email=email(name)) for role, name in roles]
for each in people:
    each.set_password({password!r})
    each.save()
cycle = cycles.schedule(office=office, quarter=quarter, by=people[2])
cycles.move(cycle=cycle, name="open", by=people[2], on=today)
address = f"/{{office.slug}}/desk/returns/"
print(json.dumps([quarter.key, f"{{address}}{{quarter.key}}/{{office.force.pk}}/"]))
"""

COLUMN = [100 + number for number in range(12)]
"""Twelve values, none of them further than a quarter from the 100 of before."""


class Scene:
    """An office of its own on the served database, whose people come one by one."""

    def __init__(self, served, visit, slug, *, measures=12, frequency="quarter"):
        facts = {"slug": slug, "measures": measures, "frequency": frequency}
        script = SCENE.format(**facts, password=PASSWORD)
        said = served.manage("shell", "-v", "0", "-c", script)
        self.quarter, self.grid = json.loads(said.strip().splitlines()[-1])
        self.served, self.visit, self.slug = served, visit, slug
        self.desk = f"/{slug}/desk/"
        self.amiss = []

    def email(self, name):
        return f"{name}.{self.slug}@westmarch.example"

    def at(self, name):
        return Visitor(self.visit(self.email(name), width=1440), amiss=self.amiss)

    def letters_to(self, name):
        """The plain text of the messages in the mail folder, oldest first."""
        files = sorted((self.served.folder / "mail").glob("*.log"))
        found = [
            email.message_from_bytes(part, policy=policy.default)
            for file in files
            for part in file.read_bytes().split(b"\n" + b"-" * 79 + b"\n")
        ]
        own = [each for each in found if each["To"] == self.email(name)]
        return [each.get_body(("plain",)).get_content() for each in own]


def cell(visitor, number, words="offences"):
    return visitor.page.get_by_role(
        "textbox", name=re.compile(rf"^Offence {number}, {words}")
    )


def paste(visitor, into, text):
    """As from a spreadsheet: what the clipboard holds, on the cell with the focus."""
    into.focus()
    into.evaluate(
        """(cell, text) => {
          const held = new DataTransfer();
          held.setData("text/plain", text);
          const told = {clipboardData: held, bubbles: true, cancelable: true};
          cell.dispatchEvent(new ClipboardEvent("paste", told));
        }""",
        text,
    )


def settled(visitor):
    """Wait until every cell that was left has had its answer."""
    visitor.page.locator("form[data-busy]").wait_for(state="detached")


def state(visitor, number):
    return cell(visitor, number).get_attribute("data-state")


def wait_for_state(visitor, number, wanted):
    ident = cell(visitor, number).get_attribute("id")
    waited = visitor.page.locator(f'[id="{ident}"][data-state="{wanted}"]')
    waited.wait_for(state="attached")


def tally(visitor):
    return " ".join(visitor.page.locator(".submit > p").first.inner_text().split())


@pytest.fixture
def scene(served, visit, request):
    """``scene(slug, ...)``; on no page that anybody came to is anything amiss."""
    made = []

    def making(slug, **facts):
        made.append(Scene(served, visit, slug, **facts))
        return made[-1]

    yield making
    for each in made:
        assert each.amiss == []


def test_a_return_is_pasted_mended_completed_queried_and_validated(scene):
    office = scene("pasted")
    sam = office.at("sam")
    sam.go(office.desk)
    sam.reads("12 values to enter")
    paste_a_column_and_mend_two(sam, office)
    complete(sam, office)
    query_one_and_validate_the_rest(office.at("priya"), office)
    answer(sam, office)


def paste_a_column_and_mend_two(sam, office):
    """One has a letter in it, one is ten times what it was."""
    column = [str(n) for n in COLUMN]
    column[3], column[7] = "1O3", "1070"
    sam.go(office.grid)
    paste(sam, cell(sam, 1), "\r\n".join(column) + "\r\n")
    wait_for_state(sam, 12, "saved")
    settled(sam)
    assert [state(sam, 4), state(sam, 8)] == ["error", "warning"]
    assert tally(sam) == "10 of 12 saved 1 wants a reason 1 to put right"
    sam.look()
    cell(sam, 4).fill("103")
    cell(sam, 4).press("Enter")
    wait_for_state(sam, 4, "saved")
    sam.page.get_by_label(re.compile(r"^\s*Why")).fill("A new way to count them.")
    sam.page.keyboard.press("Tab")
    wait_for_state(sam, 8, "saved")
    assert tally(sam) == "12 of 12 saved"
    sam.look()


def complete(sam, office):
    sam.press("Submit return")
    sam.reads("The return is complete and submitted.")
    sam.go(office.desk)
    assert "Return for" not in sam.text()


def query_one_and_validate_the_rest(priya, office):
    priya.go(office.desk)
    priya.reads(re.compile(r"Validate 12 values"))
    priya.go(f"{office.desk}returns/?quarter={office.quarter}")
    priya.reads("complete")
    priya.follow(re.compile("^Validate"))
    priya.follow(re.compile("^Query Offence 8"))
    priya.field("What do you ask?").fill("Is this one too many?")
    priya.press("Query the value")
    for box in priya.page.get_by_role("checkbox", name=re.compile("^Validate")).all():
        if "Offence 8," not in box.get_attribute("aria-label"):
            box.check()
    priya.press("Validate the ticked values")
    priya.reads("11 values are validated.")
    priya.go(f"{office.desk}returns/?quarter={office.quarter}")
    priya.reads("11 of 12")
    ask(priya, office)


def ask(priya, office):
    """A message to the provider says what is to be answered."""
    main = priya.page.get_by_role("main")
    button = main.get_by_role("button", name=re.compile(f"{office.slug} Police"))
    button.first.click()
    priya.page.wait_for_load_state()
    priya.reads("2 messages are sent")
    letter = office.letters_to("sam")[-1]
    assert "To be answered:" in letter
    assert "Is this one too many?" in letter
    assert "Still to come:" not in letter


def answer(sam, office):
    sam.go(office.desk)
    sam.reads("1 query to answer")
    sam.go(office.grid)
    sam.reads("Is this one too many?")
    assert [state(sam, 1), state(sam, 8)] == ["locked", "saved"]
    cell(sam, 8).fill("107")
    cell(sam, 8).press("Enter")
    settled(sam)
    sam.reads(re.compile("Saved .*, Sam Whitlock"))
    sam.look()


def test_the_second_of_two_people_sees_both_values_and_chooses(scene):
    office = scene("at-once", measures=2)
    sam, dan = office.at("sam"), office.at("dan")
    sam.go(office.grid)
    dan.go(office.grid)
    type_into(dan, 1, "110")
    wait_for_state(dan, 1, "saved")
    type_into(sam, 1, "120")
    wait_for_state(sam, 1, "conflict")
    sam.reads(re.compile("Dan Osei put 110 at .*; you put 120"))
    assert cell(sam, 1).input_value() == "120"
    assert tally(sam) == "0 of 2 saved 1 to choose 1 to do"
    sam.look()
    sam.page.get_by_label("Use mine").check()
    wait_for_state(sam, 1, "saved")
    dan.go(office.grid)
    assert cell(dan, 1).input_value() == "120"


def type_into(visitor, number, text):
    cell(visitor, number).fill(text)
    cell(visitor, number).press("Enter")


def test_what_is_typed_stays_while_the_service_is_not_reached(scene):
    office = scene("cut-off", measures=2)
    sam = office.at("sam")
    sam.go(office.grid)
    office.amiss.clear()
    sam.page.context.set_offline(True)
    type_into(sam, 1, "110")
    wait_for_state(sam, 1, "failed")
    sam.reads(re.compile("^Not saved"))
    assert cell(sam, 1).input_value() == "110"
    assert warns_on_leaving(sam.page)
    sam.page.context.set_offline(False)  # which sends it again, unasked
    wait_for_state(sam, 1, "saved")
    settled(sam)
    assert not warns_on_leaving(sam.page)
    office.amiss.clear()  # the browser's own words on what it did not reach


def test_what_was_not_saved_is_sent_again_when_asked(scene):
    office = scene("refused", measures=2)
    sam = office.at("sam")
    sam.go(office.grid)
    office.amiss.clear()
    sam.page.route("**", lambda route: route.abort())  # and the browser stays online
    type_into(sam, 1, "110")
    wait_for_state(sam, 1, "failed")
    sam.page.unroute("**")
    sam.page.get_by_role("button", name="Try again").click()
    wait_for_state(sam, 1, "saved")
    office.amiss.clear()  # the browser's own words on what it did not reach


def warns_on_leaving(page):
    return page.evaluate(
        """() => !window.dispatchEvent(
          new Event("beforeunload", {cancelable: true}))"""
    )


def test_the_keyboard_brings_back_goes_down_and_hides_what_is_done(scene):
    office = scene("by-key", measures=3)
    sam = office.at("sam")
    sam.go(office.grid)
    type_into(sam, 1, "101")
    wait_for_state(sam, 1, "saved")
    assert cell(sam, 2).evaluate("cell => cell === document.activeElement")
    cell(sam, 1).fill("9")
    cell(sam, 1).press("Escape")
    assert cell(sam, 1).input_value() == "101"
    type_into(sam, 2, "x9")
    wait_for_state(sam, 2, "error")
    cell(sam, 2).press("Escape")
    wait_for_state(sam, 2, "empty")
    sam.page.get_by_label("Only what is still to do").check()
    assert [cell(sam, n).is_visible() for n in (1, 2, 3)] == [False, True, True]
    sam.look()


def test_a_figures_history_opens_beside_its_cell(scene):
    office = scene("beside", measures=2)
    sam = office.at("sam")
    sam.go(office.grid)
    type_into(sam, 1, "110")
    wait_for_state(sam, 1, "saved")
    history = sam.page.get_by_role("link", name=re.compile("^History .*Offence 1$"))
    history.click()
    panel = sam.page.get_by_role("dialog", name="History and chart")
    panel.get_by_text("entered, Sam Whitlock").wait_for()
    assert "110" in panel.inner_text()
    sam.look()
    sam.page.keyboard.press("Escape")
    assert not panel.is_visible()
    assert history.evaluate("link => link === document.activeElement")


def test_a_block_too_large_says_what_did_not_fit(scene):
    office = scene("too-large", measures=2, frequency="month")
    sam = office.at("sam")
    sam.go(office.grid)
    first = sam.page.locator("td.in input").first
    paste(sam, first, "1\t2\t3\t4\n5\t6\t7\t8\n9\t10\t11\t12\n")
    settled(sam)
    sam.reads("Not everything fitted. Left out: rows: 1; columns: 1.")
    texts = [each.input_value() for each in sam.page.locator("td.in input").all()]
    assert texts == ["1", "2", "3", "5", "6", "7"]
    sam.look()
