"""How a board's scrutiny is done at the browser: asked, answered, minuted, followed."""

import datetime as dt
import re

from icalendar import Calendar
from playwright.sync_api import expect

from tests.browser.scrutiny_scene import CODE, ITEM

ANSWER = "Custody in the west was closed for eleven weeks."
EVIDENCE = "The custody log of the quarter."
MINUTE = "The deputy chief constable spoke to the answer."
REASON = "The cause is known, but not when it ends."

COUNT = "Count suspects interviewed by appointment"
LETTER = "Write to the panel about custody in the west"
REQUEST = "How many arrests were lost to the closure"


def days_on(scene, days):
    return dt.date.fromisoformat(scene.today) + dt.timedelta(days=days)


# -- from an exception to an answer


def see_the_exception(scene):
    tom = scene.go("tom", f"measures/{CODE}/?quarter={scene.quarter}")
    tom.reads(re.compile("^Exception of"))
    tom.reads("Nothing asked, nothing raised")


def draft_what_it_would_ask(scene):
    tom = scene.go("tom", "scrutiny/questions/from-exceptions/")
    tom.page.get_by_role("checkbox", name=re.compile(f"^{CODE} ")).check()
    tom.press("Draft their questions")
    tom.reads(re.compile("questions? (is|are) drafted"))
    tom.page.get_by_role("main").locator("tbody a").last.click()
    tom.reads("Not asked yet.")
    scene.made["question"] = tom.page.locator(".qr .voice").inner_text().strip()


def ask_it_for_the_board(scene):
    tom = scene.at("tom")
    tom.follow("Change the draft")
    tom.choose("Whom it is for", scene.force)
    item = tom.field("For the item").locator("option", has_text=ITEM)
    tom.field("For the item").select_option(value=item.get_attribute("value"))
    tom.press("Save the draft")
    tom.follow("Ask")
    tom.field("Answer due").fill(str(days_on(scene, 3)))
    tom.press("Ask the question")
    tom.reads("1 person of")


def answer_it(scene):
    """The force's analyst comes from My work, and sees this question alone."""
    assert "Answer:" in scene.work_of("sam")
    sam = scene.at("sam")
    sam.follow(re.compile("^Answer:"))
    sam.fill(Answer=ANSWER, Evidence=EVIDENCE)
    sam.press("Send the answer")
    sam.reads("Your answer is sent.")


# -- at the board


def begin_the_minutes(scene):
    tom = scene.go("tom", f"scrutiny/minutes/{scene.meeting}/")
    tom.press("Begin the minutes")
    tom.reads("The meeting is open.")
    tom.follow(re.compile(ITEM))
    tom.reads(ANSWER)
    scene.made["item page"] = tom.page.url


def minute_it(scene):
    """What is written is saved by itself: nothing else is done until it is."""
    tom = scene.at("tom")
    tom.field("What was said").fill(MINUTE)
    tom.page.locator("#minute-state", has_text="Saved by Tom Askew").wait_for()
    tom.look()


def raise_two_actions(scene):
    """Each about the measure that was asked about, which is proposed."""
    tom = scene.at("tom")
    for title, owner, organisation, days in (
        (COUNT, "ACC Rowe", scene.force, 20),
        (LETTER, "Tom Askew", "The office of the Commissioner", 10),
    ):
        _line(tom, "action", title=title, owner_name=owner)
        _pick(tom, "action", "organisation", organisation)
        _line(tom, "action", due_on=str(days_on(scene, days)))
        measure = tom.page.get_by_label("About which measure")
        expect(measure.locator("option:checked")).to_have_text(re.compile(f"^{CODE}"))
        tom.press("Add the action")
        tom.reads(re.compile(r"^Action \d+ is raised\.$"))


def ask_to_be_told_at_the_next(scene):
    tom = scene.at("tom")
    _line(tom, "request", text=REQUEST, due_on=str(days_on(scene, 35)))
    _pick(tom, "request", "asked_of", scene.force)
    chosen = tom.page.locator("[name='request-for_meeting']")
    chosen.select_option(value=str(scene.later))
    tom.press("Add the request")
    tom.reads("The request is written down.")


def _line(visitor, form, **said):
    for name, text in said.items():
        visitor.page.locator(f"[name='{form}-{name}']").fill(text)


def _pick(visitor, form, name, label):
    visitor.page.locator(f"[name='{form}-{name}']").select_option(label=label)


def state_partly_assured(scene):
    eleanor = scene.at("eleanor")
    eleanor.go(scene.made["item page"])
    eleanor.page.get_by_role("radio", name="Partly assured").check()
    eleanor.field("Your reason, as it will be published").fill(REASON)
    eleanor.field("Look again on").fill(str(days_on(scene, 20)))
    eleanor.press("State it")
    eleanor.reads("Your conclusion is stated.")


def agree_the_minutes(scene):
    tom = scene.at("tom")
    tom.go(scene.made["item page"])
    tom.reads("Partly assured")
    tom.press("Agree the minutes")
    tom.reads("The minutes are agreed.")


# -- the actions


def open_action(scene, name, title):
    visitor = scene.go(name, "scrutiny/actions/")
    visitor.follow(title)
    return visitor


def name_its_owner_by_sign_in(scene):
    """Of the second, Tom is the owner by name; now by sign-in too."""
    tom = open_action(scene, "tom", LETTER)
    tom.follow("Change it")
    tom.choose("Owner with a sign-in", "Tom Askew")
    tom.press("Save the action")
    tom.reads("The action is saved.")


def ask_for_another_date(scene, days, why):
    sam = open_action(scene, "sam", COUNT)
    sam.follow("Ask for another date")
    sam.field("New date").fill(str(days_on(scene, days)))
    sam.field("Why another date is needed").fill(why)
    sam.press("Ask for this date")
    sam.reads("The change of date is asked for.")


def find_it_in_my_work(scene, name, words):
    assert words in scene.work_of(name)
    scene.at(name).follow(re.compile(rf"^{re.escape(words)}"))


def grant_it(scene, name):
    visitor = scene.at(name)
    visitor.page.get_by_role("radio", name="Grant the new date").check()
    visitor.press("Decide")
    return visitor


def is_refused_the_second(scene):
    """It is not in Tom's work; from the action's page he is told who decides."""
    assert "Decide whether action" not in scene.work_of("tom")
    tom = open_action(scene, "tom", COUNT)
    tom.follow("Decide on it")
    grant_it(scene, "tom")
    told = "Its date was changed before: the chief executive decides"
    expect(tom.page.get_by_role("alert")).to_contain_text(told)


def offer_it_for_sign_off(scene):
    tom = open_action(scene, "tom", LETTER)
    tom.press("Start it")
    tom.reads("The action is in progress.")
    tom.follow("Offer for sign-off")
    tom.field("What shows that it is done").fill("The letter of this morning.")
    tom.press("Offer for sign-off")
    tom.reads("The action waits for somebody else to close it.")


def is_refused_the_closing(scene):
    assert "Sign off action" not in scene.work_of("tom")
    tom = open_action(scene, "tom", LETTER)
    tom.follow("Close it")
    tom.press("Close the action")
    told = "somebody else has to close it."
    expect(tom.page.get_by_role("alert")).to_contain_text(told)


def sign_it_off(scene):
    find_it_in_my_work(scene, "judith", "Sign off action")
    judith = scene.at("judith")
    judith.follow("Close it")
    judith.field("Note").fill("Read, and sent.")
    judith.press("Close the action")
    judith.reads("The action is closed.")


# -- the next agenda, and where it all shows


def begin_the_next_agenda(scene):
    tom = scene.go("tom", f"scrutiny/meetings/{scene.later}/")
    tom.follow("Begin the agenda")
    tom.press("Begin the agenda")
    tom.reads("The agenda is begun")
    return tom


def tell_what_was_asked(scene):
    find_it_in_my_work(scene, "sam", REQUEST)
    sam = scene.at("sam")
    sam.page.get_by_role("main").get_by_role("textbox").first.fill("Forty-one.")
    sam.page.get_by_role("main").locator("form [type=submit]").last.click()
    sam.page.wait_for_load_state()
    sam.look()


def measure_page(scene):
    return scene.go("priya", f"measures/{CODE}/?quarter={scene.quarter}")


def calendar_of(scene, name):
    """What a calendar program reads: each event's title with the day it begins."""
    visitor = scene.go(name, "scrutiny/calendars/")
    visitor.press("Give me an address for my calendar")
    address = visitor.page.locator(".mono").first.inner_text()
    answer = visitor.page.request.get(address)
    assert answer.ok, answer.status
    events = Calendar.from_ical(answer.body()).walk("VEVENT")
    return {str(event["summary"]): _day(event["dtstart"].dt) for event in events}


def _day(moment):
    return moment.date() if isinstance(moment, dt.datetime) else moment
