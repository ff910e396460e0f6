"""Who is told of an action: its owner, and those before whom its age brings it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from opcc.core.models import Office, RoleHolding, User
from opcc.core.roles import MAY, Can, Role
from scrutiny.domain.actions import rung_of
from scrutiny.models import Action


@dataclass(frozen=True)
class Recipient:
    """Somebody to write to. ``reads_desk`` may know the numbers of actions.

    Who does not sign in gets a link that is made out to them.
    """

    name: str
    email: str
    signs_in: bool = False
    reads_desk: bool = False


@dataclass(frozen=True)
class People:
    """Everybody who signs in with a role in an office on a day: one query."""

    office: Office
    users: dict[int, User]
    roles: dict[int, set[str]]
    providers: dict[int, list[int]]

    @classmethod
    def of(cls, office: Office, *, on: dt.date) -> People:
        users: dict[int, User] = {}
        roles: dict[int, set[str]] = defaultdict(set)
        providers: dict[int, list[int]] = defaultdict(list)
        held = RoleHolding.objects.filter(office=office, user__is_active=True)
        for holding in held.held(on=on).select_related("user"):
            users[holding.user_id] = holding.user
            roles[holding.user_id].add(holding.role)
            if holding.role == Role.DATA_PROVIDER:
                providers[holding.organisation_id].append(holding.user_id)
        return cls(office, users, roles, providers)

    @property
    def officers(self) -> list[User]:
        """Who keeps the register, and answers what owners ask."""
        return [self.users[pk] for pk in self._holding(Role.SCRUTINY)]

    def owners_of(self, action: Action) -> list[Recipient]:
        """Its owner; without one, those who answer for its organisation."""
        if action.owner_id in self.users:
            return [self._recipient(action.owner_id)]
        if action.owner_id is None and action.owner_email:
            return [Recipient(action.owner_name, action.owner_email)]
        return [
            self._recipient(pk) for pk in self.providers.get(action.organisation_id, ())
        ]

    def told_of(self, action: Action, number: int) -> list[Recipient]:
        """Its owner, and for a rung of the ladder those whom that names."""
        rung = rung_of(number, self.office.style.actions)
        above = [self._recipient(pk) for pk in self._holding(rung.to)] if rung else []
        return list(dict.fromkeys([*self.owners_of(action), *above]))

    def names_told_of(self, action: Action, number: int) -> list[tuple[str, str]]:
        return [(each.name, each.email) for each in self.told_of(action, number)]

    def _holding(self, role: str) -> list[int]:
        return sorted(pk for pk, roles in self.roles.items() if role in roles)

    def _recipient(self, pk: int) -> Recipient:
        user = self.users[pk]
        reads = any(Can.READ_DESK in MAY[role] for role in self.roles[pk])
        return Recipient(user.name, user.email, signs_in=True, reads_desk=reads)
