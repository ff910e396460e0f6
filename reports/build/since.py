"""Published editions that tell of a period, and what has been hidden since."""

from __future__ import annotations

from collections.abc import Iterable

from opcc.core.models import Office
from opcc.core.periods import Period
from reports.domain.content import EditionContent, from_bytes
from reports.models import Edition


def published_editions(office: Office):
    """Those that the public reads and nothing has superseded, the oldest first."""
    return (
        Edition.objects.for_office(office)
        .filter(state=Edition.State.PUBLISHED)
        .select_related("office", "publication__office", "publication__document")
        .order_by("period_start", "number")
    )


def content_of(edition: Edition) -> EditionContent:
    """What the public reads of a published edition, from the bytes that were frozen.

    Raises TypeError for the document of another kind.
    """
    content = from_bytes(bytes(edition.publication.document.content))
    if not isinstance(content, EditionContent):
        raise TypeError(f"{edition} was published as another kind of document")
    return content


def last_of_each_quarter(editions: Iterable[Edition]) -> dict[Period, Edition]:
    """By its quarter, the one of the highest number."""
    return {each.period: each for each in editions}
