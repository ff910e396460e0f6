"""Who acts on an action: somebody signed in, or its owner by a signed link."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Self

from django.utils.translation import gettext as _

from opcc.core.access import Standing
from opcc.core.models import User
from opcc.core.moves import MoveRefused
from opcc.core.roles import Can
from scrutiny.changes.signing import by_role
from scrutiny.models import Action


@dataclass(frozen=True)
class Actor:
    """``said_by`` is their name and role, as it stands under what they say.

    ``linked_to`` is the key of the one action that a link leads to, for its owner
    without a sign-in: they may do there what an owner may, and nothing elsewhere.
    """

    said_by: str
    user: User | None = None
    permissions: frozenset[Can] = frozenset()
    provides_for: frozenset[int] = field(default=frozenset())
    linked_to: str = ""

    @classmethod
    def of(cls, standing: Standing) -> Self:
        return cls(
            said_by=by_role(standing),
            user=standing.user,
            permissions=frozenset(each for each in Can if standing.can(each)),
            provides_for=standing.provides_for,
        )

    @classmethod
    def by_link(cls, action: Action) -> Self:
        words = _("%(name)s, owner, by a link") % {"name": action.owner_name}
        return cls(said_by=words, linked_to=action.key)

    def can(self, permission: Can) -> bool:
        return permission in self.permissions

    def owns(self, action: Action) -> bool:
        """Whether it is theirs, or that of an organisation that they answer for."""
        if self.user is None:
            return bool(self.linked_to) and self.linked_to == action.key
        emails = (self.user.email, action.owner_email.lower())
        return (
            action.owner_id == self.user.pk
            or emails[0] == emails[1]
            or action.organisation_id in self.provides_for
        )

    def has_a_part_in(self, action: Action) -> bool:
        """Whether they own it or offered it for sign-off, so that others end it."""
        offered = self.user is not None and action.offered_by_id == self.user.pk
        return offered or self.owns(action)

    def may_work_on(self, action: Action) -> bool:
        """Its owner, and whoever keeps the register, say what has become of it."""
        if self.can(Can.EDIT_ACTIONS):
            return True
        allowed = self.user is None or self.can(Can.UPDATE_ACTIONS)
        return allowed and self.owns(action)

    def check_works_on(self, action: Action) -> None:
        """Raise MoveRefused for anybody else."""
        if not self.may_work_on(action):
            raise MoveRefused(_("Only its owner, or the office, reports on an action."))
