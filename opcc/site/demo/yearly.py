"""A thematic review of one topic, and the report on the year that has ended."""

from __future__ import annotations

from collections.abc import Iterator

from opcc.core import clock
from opcc.core.periods import Period
from opcc.site.demo import editions
from opcc.site.demo.days import Days
from opcc.site.demo.people import Cast
from opcc.site.demo.reading import told
from opcc.site.demo.telling import FIRST_EDITION, LAST_EDITION, NEWEST, Chapter
from reports.changes import annual, packs
from reports.models import Kind, Publication
from scrutiny.models import Topic

REVIEWED = "Domestic abuse: suspects who have left"
"""The topic that was considered in the newest quarter, at its board."""


def chapters(cast: Cast, days: Days) -> Iterator[Chapter]:
    issued = Publication.objects.for_office(cast.office)
    yield Chapter(
        "A thematic review is published",
        days.after(NEWEST, 20),
        issued.of_kind(Kind.THEMATIC).exists,
        lambda: _review(cast, days),
    )
    year = _year(days)
    if year.end < days.today:
        yield Chapter(
            f"The annual report {year} is published",
            days.after(NEWEST, 21),
            issued.of_kind(Kind.ANNUAL).exists,
            lambda: _report(cast, year),
        )


def _review(cast: Cast, days: Days) -> None:
    packs.publish_pack(
        topic=Topic.objects.for_office(cast.office).get(title=REVIEWED),
        edition=editions.edition_of(cast, days, LAST_EDITION),
        by=cast.people["chief_executive"],
    )


def _year(days: Days) -> Period:
    """The last year that has ended and of which a report is published."""
    last = days.back(LAST_EDITION).financial_year
    is_over = last.end < days.after(NEWEST, 21).date()
    return last if is_over else days.back(FIRST_EDITION).financial_year


def _report(cast: Cast, year: Period) -> None:
    """Begun by the performance officer; the Commissioner gives the statement."""
    report = annual.start(office=cast.office, year=year, by=cast.people["performance"])
    report = annual.write(
        report=report,
        statement=told("annual")["statement"].strip(),
        based_on=report.revision,
        by=cast.standing("commissioner", on=clock.today()),
    )
    annual.publish(report=report, by=cast.people["chief_executive"])
