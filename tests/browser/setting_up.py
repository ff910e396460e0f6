"""From nothing to an office with people, a plan, measures and targets, at the browser.

The administrator sets a password through the address that ``create_office`` prints;
the others' are given by a command, for a mail with an address would say no more.
"""

import re

from tests.browser.conftest import PASSWORD
from tests.browser.visitor import Visitor, of

PEOPLE = {
    "officer": ("Ros Amble", "Performance officer"),
    "second": ("Wyn Carrow", "Performance officer"),
    "scrutiny": ("Tal Berwick", "Scrutiny officer"),
    "chief": ("Lena Thorpe", "Chief executive"),
    "holder": ("Ivo Marsh", "Commissioner"),
    "provider": ("Sam Dunn", "Data provider"),
    "panel": ("Nell Foss", "Panel member"),
}
"""Invented: who they are called, and their role; all but the administrator."""

POSTS = {
    "holder": "Police and Crime Commissioner",
    "chief": "Chief of Staff",
}

GIVE_PASSWORDS = """
from opcc.core.models import User
for user in User.objects.filter(email__endswith={ending!r}, last_login=None):
    user.set_password({password!r})
    user.save()
"""

PLAN = {
    "Investing in our Police": "Visible where it matters",
    "Working Together to Make Cleveland Safer": "Fewer people harmed",
}
"""Two of the house style's starting priorities, each with an aim."""

TARGETS = {
    "Total recorded crime excluding fraud": ("20000", "2"),
    "Domestic burglary": ("1000", "5"),
    "Arson": ("200", "5"),
}
"""Target and tolerance in per cent, to lower-is-better: red, amber and green."""


def make_the_office(job):
    """The office, and its administrator with a password of their own."""
    said = job.served.manage(
        "create_office",
        job.slug,
        *("--name", "Cleveland Police and Crime Commissioner"),
        *("--house-style", "cleveland-2017"),
        *("--force", "Cleveland Police", "--alias", "Cleveland"),
        *("--first-person", job.email("administrator")),
    )
    address = said.strip().split(" at ")[-1]
    page = job.visit(javascript=job.javascript)
    visitor = Visitor(page, javascript=job.javascript, amiss=job.amiss)
    visitor.go(address)
    visitor.field("New Password").fill(PASSWORD)
    visitor.field("New Password (again)").fill(PASSWORD)
    visitor.press("Save the password")


def add_the_people(job):
    administrator = job.at("administrator")
    for person, (name, role) in PEOPLE.items():
        administrator.go(f"{job.desk}settings/people/")
        administrator.follow("Add a person or a role")
        administrator.fill(Name=name, Email_address=job.email(person))
        administrator.choose("Role", role)
        if role == "Data provider":
            administrator.choose("Organisation", "Cleveland Police")
        administrator.press("Add the role")
        administrator.reads("The role is given.")
    words = GIVE_PASSWORDS.format(ending=job.ending, password=PASSWORD)
    job.served.manage("shell", "-c", words)


def appoint_them_to_their_posts(job):
    administrator = job.at("administrator")
    for person, post in POSTS.items():
        name, _role = PEOPLE[person]
        administrator.go(f"{job.desk}settings/posts/")
        administrator.follow(f"Appoint {post}")
        administrator.field("Name of the post-holder").fill(name)
        administrator.choose("Their sign-in", name)
        administrator.field("From").fill("2021-05-13")
        administrator.press("Appoint")
        administrator.reads("The appointment is recorded.")


def import_the_quarters_before(job):
    file = job.published.write_before(job.folder / f"{job.slug}.csv")
    said = job.served.manage(
        *("import_values", file, "--office", job.slug, "--create-measures"),
        *("--by", job.email("officer"), "--validated-by", job.email("second")),
    )
    assert "0 rejected. Stored." in said, said


# -- the plan


def write_the_plan(job):
    officer = job.at("officer")
    officer.go(f"{job.desk}plan/")
    officer.follow("Add a plan")
    officer.field("The term starts on").fill("2023-04-01")
    officer.field("The term ends on").fill("2027-05-31")
    officer.fill(Introduction="What Cleveland asked for, and what was promised.")
    officer.press("Save the plan")
    for number, (objective, aim) in enumerate(PLAN.items(), start=1):
        officer.follow("Add objective")
        officer.fill(Number=str(number), Title=objective)
        officer.press("Save the objective")
        officer.follow(of("Add aim", f"{number}. "))
        officer.fill(Number=f"{number}.1", Title=aim)
        officer.press("Save the aim")


def take_it_to_the_panel_and_issue_it(job):
    officer, chief = job.at("officer"), job.at("chief")
    officer.go(f"{job.desk}plan/")
    officer.follow(re.compile("Plan"))
    officer.press("Start the consultation")
    officer.reads("The consultation is open.")
    officer.press("Send it to the panel")
    officer.reads("The plan is with the panel.")
    chief.go(officer.page.url)
    chief.follow("Issue it")
    chief.field("In force from").fill("2023-04-01")
    chief.field("Chief constable consulted on").fill("2023-02-01")
    chief.field("Panel’s report answered on").fill("2023-03-01")
    chief.press("Issue the plan")
    chief.reads("The plan is issued.")


def publish_the_plan(job):
    holder = job.at("holder")
    holder.go(f"{job.desk}reports/publications/")
    holder.follow("Publish the plan")
    holder.press("Publish the plan")
    holder.reads("The plan is published.")
    stranger = job.at("stranger")
    stranger.go(f"/{job.slug}/plan/")
    for words in [*PLAN, *PLAN.values()]:
        stranger.reads(words)


# -- measures, definitions and targets


def choose_the_measures(job):
    """The first half under the first aim, the others under the second."""
    officer = job.at("officer")
    names = sorted(job.published.last)
    half = len(names) // 2
    for number, chosen in enumerate([names[:half], names[half:]], start=1):
        officer.go(f"{job.desk}measures/by-objective/")
        officer.follow(of("Choose measures", f"{number}.1"))
        for name in chosen:
            officer.page.get_by_role("checkbox", name=job.link_of(name)).check()
        officer.press("Save the choice")
        officer.reads("The measures of this objective are saved.")


def define_and_aim(job):
    officer = job.at("officer")
    for measure, (target, tolerance) in TARGETS.items():
        open_measure(job, officer, measure)
        _define(officer)
        _aim(officer, target, tolerance)


def open_measure(job, visitor, measure):
    visitor.go(f"{job.desk}measures/by-objective/")
    visitor.follow(job.link_of(measure))


def _define(officer):
    officer.follow("Definition")
    officer.follow("Record a new definition")
    officer.choose("Which direction is better", "Lower is better")
    officer.field("In force from").fill("2012-04-01")
    officer.field("What changes, and why").fill("Fewer of these is better.")
    officer.press("Record the definition")
    officer.reads("The new definition is recorded.")


def _aim(officer, target, tolerance):
    officer.follow("Targets")
    officer.follow("Set a target")
    officer.fill(Target=target, Tolerance=tolerance)
    officer.choose("The tolerance is", "A per cent of the target")
    officer.choose("The target is for", "A quarter's value")
    officer.field("In force from").fill("2023-04-01")
    officer.fill(Where_it_comes_from="The office's decision of March 2023.")
    officer.press("Set the target")
    officer.reads("The target is set.")
