"""What the pages of a plan share: forms, confirmations, refusals and ways back."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from opcc.core.access import Standing
from opcc.core.models import Office
from opcc.core.moves import MoveRefused, sentences
from opcc.core.pages import Crumbs, form_page, saved
from opcc.core.roles import MAY, Can, Role
from plans.models import PlanVersion, Priority

__all__ = [
    "Crumbs",
    "address",
    "check_may_write",
    "confirm_page",
    "done",
    "form_page",
    "may_write",
    "saved",
    "way_to",
]


def address(office: Office, name: str, *args) -> str:
    return reverse(f"plans:{name}", args=[office.slug, *args])


def way_to(plan: PlanVersion) -> Crumbs:
    """From the desk's plan page to this version of it."""
    office = plan.office
    return [
        (_("Plan"), address(office, "plan")),
        (str(plan), address(office, "version", plan.pk)),
    ]


def confirm_page(
    request, *, question: str, consequence: str, button: str, crumbs: Crumbs
):
    """A page that asks before it does; it posts to its own address."""
    page = {"question": question, "consequence": consequence, "button": button}
    page |= {"crumbs": crumbs, "cancel_url": crumbs[-1][1], "url": request.path}
    return render(request, "plans/confirm.html", page)


def done(request, change: Callable[[], object], *, said: str) -> None:
    """Make the change and say so, or say why it was refused."""
    try:
        change()
    except (MoveRefused, ValidationError) as refusal:
        messages.error(request, " ".join(sentences(refusal)))
    else:
        messages.success(request, said)


def may_write(standing: Standing, priority: Priority) -> bool:
    """Whether they may write its commitments; a lead may only where they lead."""
    if not standing.can(Can.EDIT_COMMITMENTS):
        return False
    widely = [role for role in standing.roles if role != Role.PRIORITY_LEAD]
    if any(Can.EDIT_COMMITMENTS in MAY[role] for role in widely):
        return True
    return priority.lead_id == standing.user.pk


def check_may_write(standing: Standing, priority: Priority) -> None:
    if not may_write(standing, priority):
        raise PermissionDenied(
            _("Only its lead, or a performance officer, may change this.")
        )
