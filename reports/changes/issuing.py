"""Documents that are frozen and published in one act: all kinds but editions."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db import transaction

from opcc.core import clock
from opcc.core.models import Office, User
from reports.changes import publications
from reports.changes.freezing import draw, keep
from reports.domain import content as contents
from reports.domain.content import Content
from reports.domain.restricted import check_public
from reports.models import Document, Kind, Publication, Rendering

Secrets = Iterable[tuple[str, str]]
"""Words that a document may not say, each with what it is."""


@transaction.atomic
def publish(
    content: Content,
    *,
    office: Office,
    slug: str,
    by: User,
    secrets: Secrets = (),
    files: Iterable[Rendering] = (),
    replaces: Publication | None = None,
) -> Publication:
    """Freeze a document, draw it and enter it in the ledger, public from now on.

    ``files`` stand beside it as they are; ``replaces`` is said to be superseded.
    Raises MoveRefused where it says a secret.
    """
    stored = contents.to_bytes(content)
    check_public(stored, secrets=secrets)
    document = _kept(content, stored, office, files, by=by)
    publication = publications.enter(
        document=document, slug=slug, public_from=clock.now(), by=by
    )
    if replaces:
        publications.supersede(publication=replaces, new=publication)
    return publication


@transaction.atomic
def publish_issue(
    *,
    kind: Kind,
    build: Callable[..., tuple[Content, Secrets]],
    office: Office,
    by: User,
) -> Publication:
    """The next issue of what an office has one of, in place of the one before it.

    ``build`` takes the office, the issue and the day, and may refuse.
    """
    office = Office.objects.select_for_update().get(pk=office.pk)
    issue, on = next_issue(office, kind), clock.today()
    content, secrets = build(office, issue=issue, on=on)
    return publish(
        content,
        office=office,
        slug=f"{on.isoformat()}-issue-{issue}",
        secrets=secrets,
        replaces=_issued(office, kind).current().first(),
        by=by,
    )


def next_issue(office: Office, kind: Kind) -> int:
    return _issued(office, kind).count() + 1


def _issued(office: Office, kind: Kind):
    return Publication.objects.for_office(office).of_kind(kind)


@transaction.atomic
def freeze(content: Content, *, office: Office, by: User) -> Document:
    """Keep a document that is the office's own, and not published."""
    return _kept(content, contents.to_bytes(content), office, (), by=by)


def _kept(
    content: Content,
    stored: bytes,
    office: Office,
    files: Iterable[Rendering],
    *,
    by: User,
) -> Document:
    return keep(
        office,
        kind=content.kind,
        title=content.name,
        stored=stored,
        drawn=[*draw(stored), *files],
        by=by,
    )
