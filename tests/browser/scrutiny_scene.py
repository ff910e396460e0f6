"""An office at the end of its quarter: a red measure, a board today, and the next."""

import json
from dataclasses import dataclass, field

from tests.browser.conftest import PASSWORD, Served, Visitors
from tests.browser.visitor import Visitor

SLUG = "scrutiny"
CODE = "1A"
BOARD = "Accountability Board"
ITEM = "Domestic abuse: arrests"

TELL = """
import datetime as dt
import json
from django.utils import timezone
from measures.changes import cycles, exceptions
from measures.views.finding import last_ended
from opcc.core.models import Organisation, User
from opcc.core.roles import Role
from tests.factories import (
    AgendaItemFactory, BodyFactory, MeasureFactory, MeetingFactory, ObjectiveFactory,
    OfficeFactory, OrganisationFactory, PlanVersionFactory, PriorityFactory,
    UserFactory, person,
)
UserFactory.reset_sequence(User.objects.count())
office = OfficeFactory(slug={slug!r}, short_name="Westmarch PCC")
own = Organisation.Kind.OFFICE
OrganisationFactory(office=office, kind=own, name="The office of the Commissioner")
roles = [
    (Role.PERFORMANCE, "Priya Nandra"),
    (Role.SCRUTINY, "Tom Askew"),
    (Role.CHIEF_EXECUTIVE, "Judith Farrow"),
    (Role.COMMISSIONER, "Eleanor Vaisey"),
    (Role.DATA_PROVIDER, "Sam Whitlock"),
]
people = {{}}
for role, name in roles:
    key = name.split()[0].lower()
    email = f"{{key}}.{slug}@westmarch.example"
    people[key] = person(office, role, name=name, email=email)
    people[key].set_password({password!r})
    people[key].save()
today = timezone.localdate()
quarter = last_ended(today)
plan = PlanVersionFactory(office=office)
objective = ObjectiveFactory(priority=PriorityFactory(plan=plan, lead=people["priya"]))
version = dict(name="Domestic abuse crimes leading to an arrest")
values = {{quarter - back: 70 + back for back in range(6)}}
MeasureFactory(
    office=office, code={code!r}, version=version, target="80", values=values,
    objective=objective,
)
cycle = cycles.schedule(office=office, quarter=quarter, by=people["priya"])
cycle = cycles.move(cycle=cycle, name="open", by=people["priya"], on=today)
exceptions.find(cycle=cycle, by=people["priya"], on=today)
board = BodyFactory(office=office, name={board!r}, short_name="Board")
held = dict(body=board, starts_at=dt.time(14), place="The council chamber")
meeting = MeetingFactory(held_on=today, status="agenda_published", **held)
AgendaItemFactory(meeting=meeting, order=1, title={item!r}, kind="performance")
later = MeetingFactory(held_on=today + dt.timedelta(days=35), **held)
print(json.dumps([str(today), quarter.key, meeting.pk, later.pk, str(office.force)]))
"""


@dataclass
class Scene:
    """The people of the office at their browsers, and what they have made so far."""

    served: Served
    visit: Visitors
    today: str = ""
    quarter: str = ""
    meeting: int = 0
    later: int = 0
    force: str = ""
    amiss: list = field(default_factory=list)
    there: dict = field(default_factory=dict)
    made: dict = field(default_factory=dict)

    @classmethod
    def told(cls, served, visit):
        facts = {"slug": SLUG, "code": CODE, "board": BOARD, "item": ITEM}
        script = TELL.format(**facts, password=PASSWORD)
        said = served.manage("shell", "-v", "0", "-c", script)
        return cls(served, visit, *json.loads(said.strip().splitlines()[-1]))

    @property
    def desk(self):
        return f"/{SLUG}/desk/"

    def at(self, name):
        """This person at their browser: priya, tom, judith, eleanor or sam."""
        if name not in self.there:
            page = self.visit(f"{name}.{SLUG}@westmarch.example", width=1440)
            self.there[name] = Visitor(page, amiss=self.amiss)
        return self.there[name]

    def go(self, name, path):
        visitor = self.at(name)
        visitor.go(self.desk + path)
        return visitor

    def work_of(self, name):
        """What My work lists for somebody, as one text; they are there then."""
        return " ".join(self.go(name, "").text().split())
