"""Who may read a publication before the public, and who did."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from django.db import transaction

from opcc.core import audit, clock
from opcc.core.access import people_who
from opcc.core.models import Appointment, Office, RoleHolding, User
from opcc.core.roles import Can, Role
from reports.models import EarlySight, Publication


@transaction.atomic
def name_readers(*, publication: Publication, at: dt.datetime) -> list[EarlySight]:
    """List everybody who may read it from now on, as an embargo begins.

    Each by name and by what they are that day. Four queries, however many they are.
    """
    office, on = publication.office, clock.today()
    posts = posts_in(office, on=on)
    named = [
        EarlySight(
            publication=publication,
            user=user,
            name=user.name,
            post=posts[user.pk],
            named_at=at,
        )
        for user in people_who(Can.READ_PANEL_PAPERS, office, on=on)
    ]
    return EarlySight.objects.bulk_create(named)


def note_opened(*, publication: Publication, user: User, at: dt.datetime) -> None:
    """That somebody opened what is under embargo: the first time, and no other.

    Nothing where it is public. Locks nothing where it is known already: one query.
    """
    if publication.is_public(at=at):
        return
    listed = EarlySight.objects.filter(publication=publication.pk, user=user)
    if not listed.exclude(opened_at=None).exists():
        _note_first(publication.pk, user, at)


@transaction.atomic
def _note_first(publication_pk: int, user: User, at: dt.datetime) -> None:
    rows = Publication.objects.select_for_update(of=("self",))
    publication = rows.select_related("office").get(pk=publication_pk)
    posts = posts_in(publication.office, on=clock.today())
    row, is_new = EarlySight.objects.get_or_create(
        publication=publication,
        user=user,
        defaults={"name": user.name, "post": posts[user.pk], "opened_at": at},
    )
    first = EarlySight.objects.filter(pk=row.pk, opened_at=None).update(opened_at=at)
    if first or is_new:
        audit.record("open", publication, office=publication.office, by=user)


def posts_in(office: Office, *, on: dt.date) -> dict[int, str]:
    """What each person is in an office: the post that they hold, or else their roles.

    Two queries.
    """
    roles: dict[int, list[str]] = defaultdict(list)
    for holding in RoleHolding.objects.filter(office=office).held(on=on):
        roles[holding.user_id].append(str(Role(holding.role).label))
    said = {pk: ", ".join(sorted(set(words))) for pk, words in roles.items()}
    held = Appointment.objects.filter(post__office=office, user__isnull=False)
    for appointment in held.held(on=on).select_related("post"):
        said[appointment.user_id] = appointment.title
    return said
