"""Who a person is in an office, and the guard that views name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404

from opcc.core.models import Office, RoleHolding, User
from opcc.core.roles import MAY, Can, Role


@dataclass(frozen=True)
class Standing:
    """A person's roles in one office on one day, and what those let them do."""

    office: Office
    user: User | None = None
    roles: frozenset[str] = frozenset()
    provides_for: frozenset[int] = field(default=frozenset())

    def can(self, permission: Can) -> bool:
        return any(permission in MAY[role] for role in self.roles)

    @property
    def role_words(self) -> str:
        return ", ".join(Role(role).label.lower() for role in sorted(self.roles))

    @property
    def is_provider_only(self) -> bool:
        """Whether they see nothing but their own organisations' returns."""
        return not self.can(Can.READ_DESK) and Role.DATA_PROVIDER in self.roles


def standing_of(user, office: Office, *, on: dt.date) -> Standing:
    """One query for a person who is signed in, none for a stranger."""
    if not user.is_authenticated:
        return Standing(office)
    holdings = list(
        RoleHolding.objects.filter(office=office, user=user)
        .held(on=on)
        .values_list("role", "organisation_id")
    )
    return Standing(
        office,
        user,
        frozenset(role for role, _ in holdings),
        frozenset(pk for role, pk in holdings if role == Role.DATA_PROVIDER),
    )


def allow(permission: Can) -> Callable:
    """Say on a view what it asks: strangers sign in, outsiders get 404, else 403."""

    def guard(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not request.standing.roles:
                raise Http404
            if not request.standing.can(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.permission = permission
        return guarded

    return guard
