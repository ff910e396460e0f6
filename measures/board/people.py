"""Whose a return is, and whose the quarter is: the people behind the roles."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from opcc.core.models import Office, Organisation, RoleHolding, User
from opcc.core.roles import Role

ASKED = (Role.DATA_PROVIDER, Role.PERFORMANCE, Role.ADMINISTRATOR)


@dataclass(frozen=True)
class People:
    """Those who hold these roles on a day, each list by name."""

    providers: dict[int, tuple[User, ...]]
    officers: tuple[User, ...]
    administrators: tuple[User, ...]

    def of(self, organisation: Organisation) -> tuple[User, ...]:
        """Who enters values for an organisation; empty where nobody does.

        The office's own figures are its performance officers', if nobody else's.
        """
        own = self.providers.get(organisation.pk, ())
        is_office = organisation.kind == Organisation.Kind.OFFICE
        return own or (self.officers if is_office else ())

    def line_of(self, organisation: Organisation) -> tuple[User, ...]:
        """Whom a return is escalated to: those above the provider, and the office.

        The people of the organisation that it is part of, then the performance
        officers; nobody twice, and nobody who was asked for it all along.
        """
        above = self.providers.get(organisation.part_of_id, ())
        asked = set(self.of(organisation))
        both = dict.fromkeys((*above, *self.officers))
        return tuple(person for person in both if person not in asked)


def people_of(office: Office, *, on: dt.date) -> People:
    """One query."""
    holdings = RoleHolding.objects.filter(
        office=office, role__in=ASKED, user__is_active=True
    )
    by_role: dict[tuple[str, int | None], dict[User, None]] = defaultdict(dict)
    for held in holdings.held(on=on).select_related("user"):
        by_role[held.role, held.organisation_id][held.user] = None
    return People(
        {
            organisation: tuple(users)
            for (role, organisation), users in by_role.items()
            if role == Role.DATA_PROVIDER and organisation is not None
        },
        _all_of(Role.PERFORMANCE, by_role),
        _all_of(Role.ADMINISTRATOR, by_role),
    )


def _all_of(role: Role, by_role: dict) -> tuple[User, ...]:
    users = [
        user
        for (held, _organisation), each in by_role.items()
        if held == role
        for user in each
    ]
    return tuple(dict.fromkeys(users))


def named(people: Iterable[User]) -> str:
    return ", ".join(person.name for person in people)
