"""Who opened a version of an edition that is not public."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from opcc.core import audit, clock
from opcc.core.models import User
from reports.changes import early_sight
from reports.models import EditionVersion, VersionOpening


def note_opened(*, version: EditionVersion, user: User, at: dt.datetime) -> None:
    """That somebody opened it: the first time, and no other.

    While the edition is under embargo it is early sight of that as well. Locks
    nothing where it is known already: one query, and another under embargo.
    """
    publication = version.publication
    if publication is not None:
        early_sight.note_opened(publication=publication, user=user, at=at)
    if not version.openings.filter(user=user).exists():
        _note_first(version.pk, user, at)


@transaction.atomic
def _note_first(version_pk: int, user: User, at: dt.datetime) -> None:
    rows = EditionVersion.objects.select_for_update(of=("self",))
    version = rows.select_related("edition__office").get(pk=version_pk)
    office = version.edition.office
    posts = early_sight.posts_in(office, on=clock.today())
    _row, is_new = VersionOpening.objects.get_or_create(
        version=version,
        user=user,
        defaults={"name": user.name, "post": posts[user.pk], "opened_at": at},
    )
    if is_new:
        audit.record("open", version, office=office, by=user)
