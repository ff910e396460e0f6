"""Publishing the forward programme: frozen, and in place of the one before it."""

from __future__ import annotations

from django.db import transaction

from opcc.core import clock
from opcc.core.models import Office, User
from opcc.core.moves import MoveRefused
from reports.build.programme import build_programme, secrets
from reports.changes import issuing
from reports.models import Kind, Publication


@transaction.atomic
def publish_programme(*, office: Office, by: User) -> Publication:
    """MoveRefused where no topic may be public, or it would say what may not be."""
    office = Office.objects.select_for_update().get(pk=office.pk)
    earlier = Publication.objects.for_office(office).filter(kind=Kind.PROGRAMME)
    issue = earlier.count() + 1
    content = build_programme(office, issue=issue, on=clock.today())
    if not any(quarter.topics for quarter in content.quarters):
        raise MoveRefused(
            "No topic with a quarter is public: choose which topics may be, and write "
            "what the public reads of each."
        )
    return issuing.publish(
        content,
        office=office,
        slug=f"{content.published_on.isoformat()}-issue-{issue}",
        secrets=secrets(office),
        replaces=earlier.current().last(),
        by=by,
    )
