"""Publishing what is made of a published edition: overview, summary, extracts."""

from __future__ import annotations

from django.db import transaction

from opcc.core import clock
from opcc.core.models import User
from opcc.core.moves import MoveRefused
from reports.build.derived import Choice, choices, derive
from reports.changes import issuing
from reports.changes.editions import locked
from reports.domain import content as contents
from reports.models import Edition, Publication


@transaction.atomic
def publish_derived(*, edition: Edition, choice: Choice, by: User) -> Publication:
    """MoveRefused unless the edition is published and gives that document, which it
    does once. That of an earlier edition of the quarter is superseded."""
    edition = locked(edition)
    if edition.state != Edition.State.PUBLISHED:
        raise MoveRefused(
            "You can publish this of a report that is published and not superseded."
        )
    stored = bytes(edition.document.content)
    said = contents.from_bytes(stored)
    if choice not in choices(said):
        raise MoveRefused("This report has no such measures.")
    if published_of(edition, choice).exists():
        raise MoveRefused("This is published already.")
    content = derive(
        said, choice, sha256=contents.fingerprint(stored), on=clock.today()
    )
    return issuing.publish(
        content,
        office=edition.office,
        slug=slug_of(edition, choice),
        replaces=_earlier(edition, choice),
        by=by,
    )


def chosen(edition: Edition, key: str) -> Choice:
    """The document of that key that a frozen edition can give; else MoveRefused."""
    said = contents.from_bytes(bytes(edition.document.content))
    for choice in choices(said):
        if choice.key == key:
            return choice
    raise MoveRefused("This report has no such measures.")


def slug_of(edition: Edition, choice: Choice) -> str:
    """The address of its publication: 2026-q2, or of an extract 2026-q2-exceptions."""
    return edition.slug if choice.kind != "extract" else f"{edition.slug}-{choice.key}"


def published_of(edition: Edition, choice: Choice):
    rows = Publication.objects.for_office(edition.office).of_kind(choice.kind)
    return rows.filter(slug=slug_of(edition, choice))


def _earlier(edition: Edition, choice: Choice) -> Publication | None:
    """The same document of an earlier edition of the quarter."""
    before = Edition.objects.for_office(edition.office).filter(
        period_kind=edition.period_kind,
        period_start=edition.period_start,
        number__lt=edition.number,
    )
    rows = Publication.objects.for_office(edition.office).of_kind(choice.kind)
    slugs = [slug_of(each, choice) for each in before]
    return rows.filter(slug__in=slugs).current().last()
