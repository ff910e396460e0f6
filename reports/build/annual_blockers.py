"""What stands in the way of an annual report, and what is worth a look first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from reports.build.annual import Year
from reports.build.blockers import Blocker
from reports.build.proposing import draft_guarded
from reports.build.slips import slips_in
from reports.models import AnnualReport

ENOUGH = 2
"""Editions of a year that make a report of it; the last one alone tells all four
quarters, and does as well."""


def blockers(report: AnnualReport, *, on: dt.date) -> list[Blocker]:
    """Errors first; one query, and what the search for hidden numbers costs where the
    last edition hides any."""
    year = Year.of(report.office, report.period)
    found = [
        *_of_the_year(report, on),
        *_of_editions(year),
        *_of_the_statement(report),
        *_slips(report, year),
    ]
    return sorted(found, key=lambda each: not each.is_error)


def _of_the_year(report: AnnualReport, on: dt.date) -> Iterator[Blocker]:
    if on <= report.period_end:
        text = _("The year %(year)s has not ended.") % {"year": report.period}
        yield Blocker(True, text, "", "")


def _of_editions(year: Year) -> Iterator[Blocker]:
    is_last_told = year.quarters[-1] not in year.missing
    if len(year.told) < ENOUGH and not is_last_told:
        text = _(
            "It needs the published reports of two quarters of the year, or that of "
            "the last quarter."
        )
        yield Blocker(True, text, "", "reports:editions")
    for quarter in year.missing:
        text = _("No report for %(quarter)s is published: the annual report says so.")
        yield Blocker(False, text % {"quarter": quarter}, "", "reports:editions")


def _of_the_statement(report: AnnualReport) -> Iterator[Blocker]:
    if not report.statement.strip():
        text = _("The statement is missing.")
    elif report.stated_by_id is None:
        text = _(
            "Nobody has given the statement yet: %(holder)s or the deputy reads it on "
            "its page, and saves it."
        ) % {"holder": report.office.holder_title}
    else:
        return
    yield Blocker(True, text, "", "reports:annual-statement", (report.pk,))


def _slips(report: AnnualReport, year: Year) -> Iterator[Blocker]:
    """Numbers in the statement that the last edition hides, of any of its quarters."""
    if not year.hidden or not year.told:
        return
    words = _(
        "The statement says %(number)s, which is the hidden figure of %(measure)s for "
        "%(place)s. Make sure that it is another number."
    )
    edition, _content = year.told[-1]
    for slip in slips_in(report.statement, draft_guarded(edition)):
        for number, place in slip.numbers.items():
            said = {"number": number, "measure": slip.measure, "place": place}
            view = "reports:annual-statement"
            yield Blocker(False, words % said, "", view, (report.pk,))
