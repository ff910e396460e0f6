"""How the office puts its report together: words of its own, and one part moved."""

from __future__ import annotations

from opcc.site.demo import editions
from opcc.site.demo.days import Days
from opcc.site.demo.people import Cast
from opcc.site.demo.reading import told
from opcc.site.demo.telling import LAST_EDITION, Chapter
from reports.changes import parts
from reports.models import EditionPart


def composed(cast: Cast, days: Days, back: int) -> Chapter:
    """The next draft begins with the same parts, and its own words to be written."""
    edition = {"edition__period_start": days.back(back).start}
    rows = EditionPart.objects.filter(edition__office=cast.office, **edition)
    return Chapter(
        f"The report for {days.back(back)} is put together",
        days.after(back, 25),
        lambda: back != LAST_EDITION or rows.exists(),
        lambda: _compose(cast, days, back),
    )


def _compose(cast: Cast, days: Days, back: int) -> None:
    said, by = told("composition"), cast.people["performance"]
    edition = editions.edition_of(cast, days, back)
    words = EditionPart(edition=edition, heading=said["heading"])
    words.text = said["text"].strip()
    words = parts.add_text(part=words, after=said["after"], by=by)
    edition.refresh_from_db()
    parts.move(
        edition=edition,
        name=said["earlier"],
        step=-1,
        seen=edition.parts_revision,
        by=by,
    )
