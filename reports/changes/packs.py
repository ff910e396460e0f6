"""Publishing a thematic review: frozen, in place of an earlier one of its quarter."""

from __future__ import annotations

from django.db import transaction
from django.utils.text import slugify

from opcc.core import clock
from opcc.core.models import Office, User
from opcc.core.moves import MoveRefused
from reports.build.pack_blockers import of_pack
from reports.build.packs import build_pack, secrets
from reports.changes import issuing
from reports.models import Edition, Kind, Publication
from scrutiny.models import Topic

LONGEST_TITLE = 50
"""Letters of a topic's title in an address."""


@transaction.atomic
def publish_pack(*, topic: Topic, edition: Edition, by: User) -> Publication:
    """MoveRefused while anything stands in its way, and where it would say what is
    not public."""
    office = Office.objects.select_for_update().get(pk=topic.office_id)
    if edition.state != Edition.State.PUBLISHED:
        raise MoveRefused("Take a report that is published and not superseded.")
    earlier = published_of(topic, edition)
    issue = earlier.count() + 1
    content = build_pack(topic, edition, issue=issue, on=clock.today())
    in_the_way = [
        each.text for each in of_pack(topic, edition, content) if each.is_error
    ]
    if in_the_way:
        raise MoveRefused(" ".join(in_the_way))
    slug = slug_of(topic, edition)
    return issuing.publish(
        content,
        office=office,
        slug=slug if issue == 1 else f"{slug}-issue-{issue}",
        secrets=secrets(topic, edition),
        replaces=earlier.current().last(),
        by=by,
    )


def slug_of(topic: Topic, edition: Edition) -> str:
    """The address of a first issue: calls-to-101-in-the-evening-2026-q1."""
    title = slugify(topic.title)[:LONGEST_TITLE].strip("-")
    return f"{title}-{edition.period.key.lower()}"


def published_of(topic: Topic, edition: Edition):
    """Every issue on a topic as at the quarter, the oldest first."""
    slug = slug_of(topic, edition)
    rows = Publication.objects.for_office(topic.office).of_kind(Kind.THEMATIC)
    return rows.filter(slug__regex=rf"^{slug}(-issue-[0-9]+)?$").order_by("number")
