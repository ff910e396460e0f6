"""The edition that came before, as it was published."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.build.dates import said_day
from reports.domain import difference
from reports.domain.composition import Audience
from reports.domain.content import Changes, EditionContent, from_bytes
from reports.models import Edition, EditionVersion, Publication


def publication_before(edition: Edition) -> Publication | None:
    """The last one of an earlier quarter, or of this one by number; one query."""
    key = edition.period.key
    earlier = Q(period_key__lt=key)
    same_quarter = Q(period_key=key, edition__number__lt=edition.number)
    return (
        Publication.objects.for_office(edition.office)
        .editions()
        .filter(earlier | same_quarter)
        .select_related("document")
        .order_by("-period_key", "-number")
        .first()
    )


def content_of(
    publication: Publication | None, audience: Audience = "public"
) -> EditionContent | None:
    """What it told an audience, from the bytes that were frozen.

    One query for an audience that may have had a version of its own.
    """
    if publication is None:
        return None
    document = publication.document
    if audience != "public":
        kept = EditionVersion.objects.read_by(audience, beside=document)
        document = kept.document if kept else document
    content = from_bytes(bytes(document.content))
    return content if isinstance(content, EditionContent) else None


def changes(
    publication: Publication | None,
    before: EditionContent | None,
    now: EditionContent,
) -> Changes:
    if publication is None or before is None:
        return Changes()
    since = _("%(quarter)s, edition %(number)s, published %(day)s") % {
        "quarter": _("Quarter %(number)s, %(year)s")
        % {"number": before.quarter.number, "year": before.quarter.financial_year},
        "number": before.cover.number,
        "day": said_day(timezone.localdate(publication.public_from)),
    }
    return difference.between(before, now, since=since)
