"""The whole job of one quarter, step by step, as the people of an office do it.

Nothing here reaches into the database: people go, type and press. The administrator
sets a password through the address that ``create_office`` prints; the others' are
given by a command, for a mail with each address would say no more.
"""

import datetime as dt
import re
from dataclasses import dataclass, field
from pathlib import Path

from tests.browser.conftest import PASSWORD, Served, Visitors
from tests.browser.published import Published
from tests.browser.visitor import Visitor

PEOPLE = {
    "officer": ("Ros Amble", "Performance officer"),
    "second": ("Wyn Carrow", "Performance officer"),
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

MISTYPED = "Arson"
MISCOUNTED = "Homicide"
QUARTER = "2023-Q1"
WORDS = "April to June 2023"


@dataclass
class Job:
    """One office's quarter: its figures, and its people at their browsers."""

    served: Served
    visit: Visitors
    published: Published
    folder: Path
    slug: str
    javascript: bool = True
    amiss: list = field(default_factory=list)
    there: dict = field(default_factory=dict)

    @property
    def desk(self):
        return f"/{self.slug}/desk/"

    @property
    def ending(self):
        return f".{self.slug}@westmarch.example"

    def email(self, person):
        return f"{person}{self.ending}"

    def at(self, person):
        """This person at their browser; ``stranger`` is nobody in particular."""
        if person not in self.there:
            email = None if person == "stranger" else self.email(person)
            page = self.visit(email, javascript=self.javascript)
            visitor = Visitor(page, javascript=self.javascript, amiss=self.amiss)
            self.there[person] = visitor
        return self.there[person]

    def link_of(self, measure):
        """How the name of a measure's link ends: "A Arson"."""
        return re.compile(rf"\s{re.escape(measure)}$")

    # -- the office and its people

    def make_the_office(self):
        """The office, and its administrator with a password of their own."""
        said = self.served.manage(
            "create_office",
            self.slug,
            *("--name", "Cleveland Police and Crime Commissioner"),
            *("--house-style", "cleveland-2017"),
            *("--force", "Cleveland Police", "--alias", "Cleveland"),
            *("--first-person", self.email("administrator")),
        )
        address = said.strip().split(" at ")[-1]
        page = self.visit(javascript=self.javascript)
        visitor = Visitor(page, javascript=self.javascript, amiss=self.amiss)
        visitor.go(address)
        visitor.fill(New_password=PASSWORD)
        visitor.page.get_by_label(re.compile("again")).fill(PASSWORD)
        visitor.press("Save the password")

    def add_the_people(self):
        administrator = self.at("administrator")
        for person, (name, role) in PEOPLE.items():
            administrator.go(f"{self.desk}settings/people/")
            administrator.follow("Add a person or a role")
            administrator.fill(Name=name, Email_address=self.email(person))
            administrator.choose("Role", role)
            if role == "Data provider":
                administrator.choose("Organisation", "Cleveland Police")
            administrator.press("Add the role")
            administrator.reads("The role is given.")
        words = GIVE_PASSWORDS.format(ending=self.ending, password=PASSWORD)
        self.served.manage("shell", "-c", words)

    def appoint_them_to_their_posts(self):
        administrator = self.at("administrator")
        for person, post in POSTS.items():
            name, _role = PEOPLE[person]
            administrator.go(f"{self.desk}settings/posts/")
            administrator.follow(f"Appoint {post}")
            administrator.field("Name of the post-holder").fill(name)
            administrator.choose("Their sign-in", name)
            administrator.field("From").fill("2021-05-13")
            administrator.press("Appoint")
            administrator.reads("The appointment is recorded.")

    def import_the_quarters_before(self):
        file = self.published.write_before(self.folder / f"{self.slug}.csv")
        said = self.served.manage(
            *("import_values", file, "--office", self.slug, "--create-measures"),
            *("--by", self.email("officer"), "--validated-by", self.email("second")),
        )
        assert "0 rejected. Stored." in said, said

    # -- the plan

    def write_the_plan(self):
        officer = self.at("officer")
        officer.go(f"{self.desk}plan/")
        officer.follow("Add a plan")
        officer.field("The term starts on").fill("2023-04-01")
        officer.field("The term ends on").fill("2027-05-31")
        officer.fill(Introduction="What Cleveland asked for, and what was promised.")
        officer.press("Save the plan")
        for number, (objective, aim) in enumerate(PLAN.items(), start=1):
            officer.follow("Add objective")
            officer.fill(Number=str(number), Title=objective)
            officer.press("Save the objective")
            officer.follow(f"Add aim: {number} {objective}")
            officer.fill(Number=f"{number}.1", Title=aim)
            officer.press("Save the aim")

    def take_it_to_the_panel_and_issue_it(self):
        officer, chief = self.at("officer"), self.at("chief")
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

    def publish_the_plan(self):
        holder = self.at("holder")
        holder.go(f"{self.desk}reports/publications/")
        holder.follow("Publish the plan")
        holder.press("Publish the plan")
        holder.reads("The plan is published.")
        stranger = self.at("stranger")
        stranger.go(f"/{self.slug}/plan/")
        for words in [*PLAN, *PLAN.values()]:
            stranger.reads(words)

    # -- measures, definitions and targets

    def choose_the_measures(self):
        """The first half under the first aim, the others under the second."""
        officer = self.at("officer")
        names = sorted(self.published.last)
        half = len(names) // 2
        for number, chosen in enumerate([names[:half], names[half:]], start=1):
            officer.go(f"{self.desk}measures/by-objective/")
            officer.follow(re.compile(rf"Choose measures: {number}\.1"))
            for name in chosen:
                officer.page.get_by_role("checkbox", name=self.link_of(name)).check()
            officer.press("Save the choice")
            officer.reads("The measures of this objective are saved.")

    def define_and_aim(self):
        officer = self.at("officer")
        for measure, (target, tolerance) in TARGETS.items():
            self._open(officer, measure)
            self._define(officer)
            self._aim(officer, target, tolerance)

    def _open(self, visitor, measure):
        visitor.go(f"{self.desk}measures/by-objective/")
        visitor.follow(self.link_of(measure))

    def _define(self, officer):
        officer.follow("Definition")
        officer.follow("Record a new definition")
        officer.choose("Which direction is better", "Lower is better")
        officer.field("In force from").fill("2012-04-01")
        officer.field("What changes, and why").fill("Fewer of these is better.")
        officer.press("Record the definition")
        officer.reads("The new definition is recorded.")

    def _aim(self, officer, target, tolerance):
        officer.follow("Targets")
        officer.follow("Set a target")
        officer.fill(Target=target, Tolerance=tolerance)
        officer.choose("The tolerance is", "A per cent of the target")
        officer.choose("The target is for", "A quarter's value")
        officer.field("In force from").fill("2023-04-01")
        officer.fill(Where_it_comes_from="The office's decision of March 2023.")
        officer.press("Set the target")
        officer.reads("The target is set.")
