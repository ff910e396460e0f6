"""Publishing a plan version: frozen, drawn and entered in the ledger at once."""

from __future__ import annotations

from django.db import transaction
from django.utils.text import slugify

from opcc.core.models import Office, User
from opcc.core.moves import MoveRefused
from plans.models import PlanVersion
from reports.build import build_plan
from reports.changes import issuing, publications
from reports.models import Publication


@transaction.atomic
def publish_plan(*, version: PlanVersion, by: User) -> Publication:
    """Freeze an issued plan and publish it; the plan published before is superseded.

    MoveRefused where the version is not issued, or is published already.
    """
    office = Office.objects.select_for_update().get(pk=version.office_id)
    version = PlanVersion.objects.select_for_update().get(pk=version.pk)
    before = Publication.objects.for_office(office).plans()
    _check(version, before)
    replaced = list(before.current())
    publication = issuing.publish(
        build_plan(version), office=office, slug=slug_of(version), by=by
    )
    for old in replaced:
        publications.supersede(publication=old, new=publication)
    return publication


def slug_of(version: PlanVersion) -> str:
    """The address of its publication: police-and-crime-plan-2024-to-2028-issue-2."""
    base = slugify(version.title)[:60].strip("-") or "plan"
    return base if version.number == 1 else f"{base}-issue-{version.number}"


def _check(version: PlanVersion, published) -> None:
    if version.status != PlanVersion.Status.ISSUED:
        raise MoveRefused(
            "You cannot publish a plan that is "
            f"{version.get_status_display().lower()}: it has to be issued."
        )
    if published.filter(slug=slug_of(version)).exists():
        raise MoveRefused("This plan is published already.")
