"""Everything that changes offices, people and roles."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from opcc.core import audit, clock
from opcc.core.models import (
    Appointment,
    Office,
    Organisation,
    Post,
    RoleHolding,
    User,
)
from opcc.core.roles import Role


@transaction.atomic
def amend_office(*, office: Office, by: User, **facts: object) -> Office:
    """Change what an office is called, its accent and its thresholds."""
    office = Office.objects.select_for_update().get(pk=office.pk)
    before = audit.facts(office, *facts)
    for name, value in facts.items():
        setattr(office, name, value)
    office.full_clean()
    office.save()
    old, new = audit.changed(before, audit.facts(office, *facts))
    audit.record("amend", office, office=office, by=by, before=old, after=new)
    return office


@transaction.atomic
def add_organisation(
    *,
    office: Office,
    by: User | None,
    name: str,
    kind: str,
    aliases: tuple[str, ...] = (),
    part_of: Organisation | None = None,
) -> Organisation:
    organisation = Organisation(
        office=office, name=name, kind=kind, aliases=list(aliases), part_of=part_of
    )
    organisation.full_clean()
    organisation.save()
    after = audit.facts(organisation, "name", "kind")
    audit.record("add", organisation, office=office, by=by, after=after)
    return organisation


@transaction.atomic
def add_person(*, office: Office, by: User | None, email: str, name: str) -> User:
    """The person with this email, made if need be; no password until they set one."""
    email = email.strip().lower()
    person = User.objects.filter(email=email).first()
    if person is None:
        person = User.objects.create_user(email, name=name)
        audit.record("add", person, office=office, by=by, after={"email": email})
    return person


@transaction.atomic
def give_role(
    *,
    office: Office,
    by: User | None,
    person: User,
    role: str,
    organisation: Organisation | None = None,
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
) -> RoleHolding:
    """Let somebody act in a role; only a data provider acts for an organisation."""
    holding = RoleHolding(
        office=office,
        user=person,
        role=role,
        organisation=organisation if role == Role.DATA_PROVIDER else None,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    holding.full_clean()
    if _already_holds(holding):
        raise ValidationError(_("They have that role already."))
    holding.save()
    after = audit.facts(holding, "user_id", "role", "organisation_id", "ends_on")
    audit.record("give_role", holding, office=office, by=by, after=after)
    return holding


@transaction.atomic
def end_role(*, holding: RoleHolding, by: User, on: dt.date) -> None:
    """Take a role away from the end of the day before; its history stays in the log.

    Nobody takes away their own last right to manage people: an office would be
    left that nobody can open again.
    """
    holding = RoleHolding.objects.select_for_update().get(pk=holding.pk)
    if holding.user_id == by.pk and holding.role == Role.ADMINISTRATOR:
        raise ValidationError(_("Ask another administrator to end your own role."))
    before = audit.facts(holding, "user_id", "role", "organisation_id")
    audit.record(
        "end_role",
        holding,
        office=holding.office,
        by=by,
        before=before,
        after={"ended_on": on},
    )
    holding.delete()


@transaction.atomic
def add_post(
    *,
    office: Office,
    by: User | None,
    organisation: Organisation,
    title: str,
    function: str = Post.Function.OTHER,
) -> Post:
    post = Post(
        office=office, organisation=organisation, title=title, function=function
    )
    post.full_clean()
    post.save()
    after = audit.facts(post, "title", "function", "organisation_id")
    audit.record("add", post, office=office, by=by, after=after)
    return post


@transaction.atomic
def appoint(
    *,
    post: Post,
    by: User | None,
    holder_name: str,
    starts_on: dt.date,
    user: User | None = None,
    acting: bool = False,
) -> Appointment:
    """Put somebody in a post; whoever held it ends the day before."""
    for earlier in post.appointments.select_for_update().held(on=starts_on):
        earlier.ends_on = starts_on - dt.timedelta(days=1)
        earlier.full_clean()
        earlier.save()
    appointment = Appointment(
        post=post,
        holder_name=holder_name,
        user=user,
        acting=acting,
        starts_on=starts_on,
    )
    appointment.full_clean()
    appointment.save()
    after = audit.facts(appointment, "holder_name", "acting", "starts_on", "post_id")
    audit.record("appoint", appointment, office=post.office, by=by, after=after)
    return appointment


def _already_holds(holding: RoleHolding) -> bool:
    """Whether the same role is held today; a null organisation is one and the same."""
    same = RoleHolding.objects.filter(
        office=holding.office,
        user=holding.user,
        role=holding.role,
        organisation=holding.organisation,
    )
    return same.held(on=clock.today()).exists()
