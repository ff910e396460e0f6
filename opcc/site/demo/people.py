"""Chapter one: the office, its organisations, its people and its posts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from opcc.core import changes
from opcc.core.access import Standing, standing_of
from opcc.core.models import Office, Organisation, Post, RoleHolding, User
from opcc.core.roles import Role
from opcc.site.changes.offices import create_office
from opcc.site.demo.days import Days
from opcc.site.demo.reading import told

SLUG = "westmarch"
NAME = "Westmarch Police and Crime Commissioner"
FORCE = "Westmarch Police"
CONTACT = (
    "Priya Nandra, Performance Officer\n"
    "Office of the Police and Crime Commissioner for Westmarch\n"
    "performance@westmarch.example"
)


@dataclass(frozen=True)
class Cast:
    """The office with its people and organisations, by the names in the files."""

    office: Office
    people: dict[str, User]
    organisations: dict[str, Organisation]

    @classmethod
    def of(cls, office: Office) -> Cast:
        emails = {person["email"]: person["key"] for person in told("people")["people"]}
        users = User.objects.filter(email__in=emails)
        names = {each["name"]: each["key"] for each in told("people")["organisations"]}
        known = office.organisations.filter(name__in=names)
        own = {names[each.name]: each for each in known}
        own["force"] = office.force
        own["office"] = office.organisations.get(kind=Organisation.Kind.OFFICE)
        return cls(office, {emails[user.email]: user for user in users}, own)

    def provider(self, organisation: str) -> User:
        """The person who gives an organisation's figures."""
        for person in told("people")["people"]:
            if organisation in person.get("provides_for", ()):
                return self.people[person["key"]]
        raise KeyError(organisation)

    def standing(self, person: str, *, on: dt.date) -> Standing:
        return standing_of(self.people[person], self.office, on=on)


def tell(days: Days) -> Office:
    """Make the office; its first person is the administrator, who adds the others."""
    people = told("people")["people"]
    first = people[0]
    User.objects.create_user(first["email"], name=first["name"])
    office = create_office(
        slug=SLUG, name=NAME, force=FORCE, first_person=first["email"]
    )
    by = User.objects.get(email=first["email"])
    _organisations(office, by)
    for person in people[1:]:
        _person(office, person, by)
    cast = Cast.of(office)
    for appointment in told("people")["appointments"]:
        _appoint(cast, appointment, days, by)
    return changes.amend_office(office=office, by=by, contact=CONTACT)


def give_passwords(password: str) -> int:
    """Let those who have no password yet use this one; how many they were."""
    emails = [person["email"] for person in told("people")["people"]]
    without = [
        user
        for user in User.objects.filter(email__in=emails)
        if not user.has_usable_password()
    ]
    for user in without:
        user.set_password(password)
        user.save(update_fields=["password"])
    return len(without)


def table(office: Office) -> list[tuple[str, str, str]]:
    """Role, name and email of everybody, in the order of the roles."""
    order = list(Role.values)
    holdings = RoleHolding.objects.filter(office=office).select_related("user")
    rows = {
        (order.index(held.role), held.user.name): (
            str(held.get_role_display()),
            held.user.name,
            held.user.email,
        )
        for held in holdings
    }
    return [rows[key] for key in sorted(rows)]


def _organisations(office: Office, by: User) -> None:
    for each in told("people")["organisations"]:
        changes.add_organisation(
            office=office,
            by=by,
            name=each["name"],
            kind=each["kind"],
            part_of=office.force if each.get("part_of") else None,
        )


def _person(office: Office, person: dict, by: User) -> None:
    user = changes.add_person(
        office=office, by=by, email=person["email"], name=person["name"]
    )
    organisations = Cast.of(office).organisations
    for key in person.get("provides_for", [None]):
        changes.give_role(
            office=office,
            by=by,
            person=user,
            role=person["role"],
            organisation=organisations[key] if key else None,
        )


def _appoint(cast: Cast, appointment: dict, days: Days, by: User) -> None:
    person = cast.people.get(appointment.get("person", ""))
    changes.appoint(
        post=_post(cast, appointment, by),
        by=by,
        holder_name=appointment["holder"],
        starts_on=dt.date(
            days.plan_year(appointment["year"]), appointment["month"], 10
        ),
        user=person,
        acting=appointment.get("acting", False),
    )


def _post(cast: Cast, appointment: dict, by: User) -> Post:
    """The post that the office was made with, or one that is added."""
    function = appointment["function"]
    if "title" not in appointment:
        return cast.office.posts.get(function=function)
    return changes.add_post(
        office=cast.office,
        by=by,
        organisation=cast.organisations["office"],
        title=appointment["title"],
        function=function,
    )
