"""What the office publishes beside its plan, its reports and its meetings' papers."""

from __future__ import annotations

from collections.abc import Iterator

from opcc.site.demo import editions
from opcc.site.demo.days import Days
from opcc.site.demo.people import Cast
from opcc.site.demo.telling import LAST_EDITION, NEWEST, Chapter
from reports.changes.derived import chosen, publish_derived, published_of
from reports.changes.frameworks import publish_framework
from reports.models import Kind, Publication

MADE = ("overview", "summary", "exceptions", "objective-1-1")
"""What the office made of its last report."""


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
    for key in MADE:
        yield _made(cast, days, key)


def _made(cast: Cast, days: Days, key: str) -> Chapter:
    """What is made of the last published report, on the day after it."""

    def edition():
        return editions.edition_of(cast, days, LAST_EDITION)

    return Chapter(
        f"Of the report for {days.back(LAST_EDITION)}: {key}",
        days.after(LAST_EDITION, 33),
        lambda: published_of(edition(), chosen(edition(), key)).exists(),
        lambda: publish_derived(
            edition=edition(),
            choice=chosen(edition(), key),
            by=cast.people["chief_executive"],
        ),
    )
