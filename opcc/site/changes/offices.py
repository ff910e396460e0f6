"""Making an office: its names, force, bodies and meeting series, from a house style."""

from __future__ import annotations

import re

from django.db import transaction

from opcc.core import audit, changes, house_style
from opcc.core.house_style import HouseStyle
from opcc.core.models import Office, Organisation, Post, User
from opcc.core.roles import Role
from opcc.core.visibility import Visibility
from scrutiny.models import Body, MeetingSeries

FORCE_WORDS = re.compile(r"\s+(Police|Constabulary)( Service)?$", re.IGNORECASE)


@transaction.atomic
def create_office(
    *,
    slug: str,
    name: str,
    force: str,
    aliases: tuple[str, ...] = (),
    style: str = house_style.DEFAULT,
    first_person: str,
    by: User | None = None,
) -> Office:
    """An office in one house style, with its first administrator.

    ``force`` is the force's name ("Cleveland Police") or its area's ("Cleveland").
    Raises UnknownHouseStyle, or ValidationError for a slug or name that will not do.
    """
    area = FORCE_WORDS.sub("", force.strip())
    ways = house_style.load(style).for_force(area)
    office = _office(slug, name, area, style, ways)
    office.force = _organisations(office, force, {*aliases, area} - {force}, by)
    office.save()
    _posts(office, ways, by)
    _bodies(office, ways)
    person = changes.add_person(
        office=office, by=by, email=first_person, name=first_person.partition("@")[0]
    )
    changes.give_role(office=office, by=by, person=person, role=Role.ADMINISTRATOR)
    audit.record("create", office, office=office, by=by, after={"style": style})
    return office


def _office(slug: str, name: str, area: str, style: str, ways: HouseStyle) -> Office:
    limits = ways.thresholds
    office = Office(
        slug=slug,
        name=name,
        short_name=f"{area} {ways.office.holder_short}",
        kind=ways.office.kind,
        holder_title=ways.office.holder_title,
        panel_name=ways.office.panel_name,
        plan_title=ways.plan.title,
        priority_word=ways.plan.priority_word,
        objective_word=ways.plan.objective_word,
        area=area,
        house_style=style,
        ways=house_style.to_stored(ways),
        clear_days=ways.clear_days,
        small_base=limits.small_base,
        suppression_threshold=limits.suppression_threshold,
        jump_percent=limits.jump_percent,
        entry_working_days=limits.entry_working_days,
        validation_working_days=limits.validation_working_days,
    )
    office.full_clean()
    office.save()
    return office


def _organisations(
    office: Office, force: str, aliases: set[str], by: User | None
) -> Organisation:
    """The office itself and its force; the force is returned."""
    changes.add_organisation(
        office=office, by=by, name=office.name, kind=Organisation.Kind.OFFICE
    )
    return changes.add_organisation(
        office=office,
        by=by,
        name=force,
        kind=Organisation.Kind.FORCE,
        aliases=tuple(sorted(aliases)),
    )


def _posts(office: Office, ways: HouseStyle, by: User | None) -> None:
    """The posts that sign, approve and are held to account; nobody in them yet."""
    own = office.organisations.get(kind=Organisation.Kind.OFFICE)
    wanted = (
        (own, office.holder_title, Post.Function.HOLDER),
        (own, ways.office.chief_executive_title, Post.Function.CHIEF_EXECUTIVE),
        (office.force, "Chief Constable", Post.Function.CHIEF_CONSTABLE),
    )
    for organisation, title, function in wanted:
        changes.add_post(
            office=office,
            by=by,
            organisation=organisation,
            title=title,
            function=function,
        )


def _bodies(office: Office, ways: HouseStyle) -> None:
    bodies = {style.name: _body(office, style) for style in ways.bodies}
    series = {
        style.name: MeetingSeries.objects.create(
            body=bodies[style.body],
            name=style.name,
            cadence=style.cadence.value,
            standing_items=list(style.standing_items),
        )
        for style in ways.series
    }
    for style in ways.series:
        if style.rule is not None:
            MeetingSeries.objects.filter(pk=series[style.name].pk).update(
                before=series[style.rule.before],
                days_before_least=style.rule.least,
                days_before_most=style.rule.most,
            )


def _body(office: Office, style: house_style.BodyStyle) -> Body:
    return Body.objects.create(
        office=office,
        name=style.name,
        short_name=style.short_name,
        kind=style.kind.value,
        purpose="\n".join(style.purpose),
        clear_days=style.clear_days or 0,
        visibility=Visibility.PUBLIC if style.public else Visibility.OFFICE,
        sides=[
            {"name": side.name, "of": side.of.value, "posts": list(side.posts)}
            for side in style.sides
        ],
    )
