"""The reports: two published, one of them corrected, and one in draft."""

from __future__ import annotations

from opcc.core import clock
from opcc.core.models.periods import columns
from opcc.core.moves import MoveRefused
from opcc.site.demo import commentary, meetings, returns
from opcc.site.demo.days import Days
from opcc.site.demo.people import CONTACT, Cast
from opcc.site.demo.plan import present_plan
from reports.build.blockers import blockers
from reports.changes import editions, freezing, publications
from reports.models import Correction, Edition

STILL_HELD = "A run that was broken off still holds the report: wait two minutes."


def start(cast: Cast, days: Days, back: int) -> None:
    """Begin the draft; of the newest quarter, with all that is entered to this day."""
    quarter = days.back(back)
    year = quarter.financial_year
    editions.start(
        office=cast.office,
        plan=present_plan(cast),
        quarter=quarter,
        meeting=meetings.panel_meeting(cast, days, back),
        as_at=clock.today() if back else days.today,
        by=cast.people["performance"],
        title=f"Quarter {quarter.number}, {year}: {quarter.words}",
        standfirst=commentary.standfirst(cast, days, back),
        contacts=CONTACT,
    )


def freeze(cast: Cast, days: Days, back: int) -> None:
    """Ask for the freeze and do it at once, in place of a worker.

    Not inside a transaction: the freeze extends its lease from a second connection.
    """
    edition = edition_of(cast, days, back)
    if edition.is_freezing:
        frozen = freezing.freeze(edition.pk)
    else:
        frozen = _freeze(edition, cast)
    if not frozen:
        raise MoveRefused(STILL_HELD)


def sign_off(cast: Cast, days: Days, back: int) -> None:
    edition = edition_of(cast, days, back)
    editions.sign_off(edition=edition, by=cast.people["chief_executive"])


def approve(cast: Cast, days: Days, back: int) -> None:
    edition = edition_of(cast, days, back)
    editions.approve(edition=edition, by=cast.people["commissioner"])


def publish(cast: Cast, days: Days, back: int) -> None:
    edition = edition_of(cast, days, back)
    editions.publish(edition=edition, by=cast.people["chief_executive"])


def correct(cast: Cast, days: Days) -> None:
    """Revise the figure that was wrong, and say so beside what was published."""
    was = commentary.figure(cast, days, returns.SLIP, -1)
    returns.mend_slip(cast, days)
    right = commentary.figure(cast, days, returns.SLIP, -1)
    publications.correct(
        publication=edition_of(cast, days, -1).publication,
        by=cast.people["performance"],
        severity=Correction.Severity.FIGURE,
        measure_code=returns.SLIP,
        text=(
            f"Shop theft ({returns.SLIP}) was published as {was}; the correct figure "
            f"is {right}. {returns.SLIP_REASON} The measure is not rated, so no "
            "position changes."
        ),
    )


def edition_of(cast: Cast, days: Days, back: int) -> Edition:
    """The story's own: the quarter's first, whatever people began beside it."""
    editions = Edition.objects.for_office(cast.office)
    return editions.filter(**columns(days.back(back))).earliest("number")


def _freeze(edition: Edition, cast: Cast) -> bool:
    try:
        return freezing.freeze_at_once(edition=edition, by=cast.people["performance"])
    except MoveRefused as refusal:
        found = blockers(edition, on=clock.today())
        raise MoveRefused(
            " ".join([str(refusal), *(each.text for each in found if each.is_error)])
        ) from refusal
