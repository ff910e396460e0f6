"""Publishing the response to an inspection: noted, frozen and entered at once."""

from __future__ import annotations

from django.db import transaction
from django.utils.text import slugify

from opcc.core import clock
from opcc.core.models import User
from reports.build.response import build_response, secrets
from reports.changes import issuing
from reports.models import Kind, Publication, PublishedResponse
from scrutiny.changes import inspections
from scrutiny.models import InspectionReport


@transaction.atomic
def publish_response(*, report: InspectionReport, by: User) -> Publication:
    """Publish what was decided, in time or late, and say which.

    MoveRefused where it is not decided, and where it would say what is restricted.
    """
    on = clock.today()
    report = inspections.publish(report=report, on=on, by=by)
    publication = issuing.publish(
        build_response(report, on=on),
        office=report.office,
        slug=slug_of(report),
        secrets=secrets(report),
        by=by,
    )
    PublishedResponse(report=report, publication=publication).save()
    return publication


def slug_of(report: InspectionReport) -> str:
    """The address of its publication: peel-2025, with a number if that is taken."""
    base = slugify(report.reference)[:60].strip("-") or "inspection"
    published = Publication.objects.for_office(report.office).filter(kind=Kind.RESPONSE)
    return f"{base}-{report.pk}" if published.filter(slug=base).exists() else base
