"""What the office publishes beside its plan, its reports and its meetings' papers."""

from __future__ import annotations

from collections.abc import Iterator

from opcc.site.demo.days import Days
from opcc.site.demo.people import Cast
from opcc.site.demo.telling import NEWEST, Chapter
from reports.changes.frameworks import publish_framework
from reports.models import Kind, Publication


def chapters(cast: Cast, days: Days) -> Iterator[Chapter]:
    issued = Publication.objects.for_office(cast.office)
    yield Chapter(
        "The performance framework is published",
        days.after(NEWEST, 19),
        issued.of_kind(Kind.FRAMEWORK).exists,
        lambda: publish_framework(
            office=cast.office, by=cast.people["chief_executive"]
        ),
    )
