"""Who a person is in an office, and the guard that views name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

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
        frozenset(role for role, _organisation in holdings),
        frozenset(pk for role, pk in holdings if role == Role.DATA_PROVIDER),
    )


def people_who(permission: Can, office: Office, *, on: dt.date) -> QuerySet[User]:
    """Everybody who may sign in and whom a role in the office lets. One query."""
    roles = [role for role in Role if permission in MAY[role]]
    holdings = RoleHolding.objects.filter(office=office, role__in=roles).held(on=on)
    return User.objects.filter(pk__in=holdings.values("user"), is_active=True)


def allow(*permissions: Can) -> Callable:
    """Say on a view what it asks: any of these. Strangers sign in, outsiders get 404.

    Somebody with a role in the office and none of the permissions gets 403.
    """

    def guard(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not request.standing.roles:
                raise Http404
            if not any(request.standing.can(each) for each in permissions):
                raise PermissionDenied
            if needs_second_factor(request):
                messages.warning(request, _("This office asks for a second factor."))
                return redirect("mfa_index")
            return view(request, *args, **kwargs)

        guarded.permissions = permissions
        return guarded

    return guard


def needs_second_factor(request) -> bool:
    """Whether the office requires one that this person has not set up."""
    if not request.office.requires_second_factor:
        return False
    return not is_mfa_enabled(request.user)
