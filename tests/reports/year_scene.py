"""A small office with the reports of a financial year, told by hand."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from measures.domain.rating import State
from opcc.core.access import standing_of
from opcc.core.periods import Period
from reports.build.annual import build_annual
from reports.changes import annual as changes
from reports.changes import editions, freezing
from reports.domain import content as contents
from reports.domain.measure_part import Figure, Grade, Row
from reports.models import AnnualReport
from tests.reports.desk_scene import Scene, drawing
from tests.reports.domain.contents import edition_of, part_of

NOW = dt.datetime(2026, 6, 20, 10, tzinfo=dt.UTC)
TODAY = dt.date(2026, 6, 20)
SAID = "Calls are answered faster than at any time since I took office."
YEAR = Period.year(2025)
QUARTERS = [Period.quarter(2025, number) for number in (1, 2, 3, 4)]


class YearScene(Scene):
    """``tell`` publishes a report of a quarter that says what is given."""

    def tell(self, quarter, *parts, commitments=()):
        edition = editions.start(
            office=self.office,
            plan=self.plan,
            quarter=quarter,
            meeting=self.meeting,
            as_at=quarter.end + dt.timedelta(days=20),
            by=self.builder,
        )
        content = edition_of(*parts, quarter=quarter, commitments=commitments)
        stored = contents.to_bytes(content)
        edition.document = freezing.keep(
            self.office,
            kind="edition",
            title=str(edition),
            stored=stored,
            drawn=[drawing("json", stored)],
            by=self.builder,
        )
        edition.state = "frozen"
        edition.save()
        return self.published(edition)

    def tell_year(self, *told, code="2A", **facts):
        """A report of each quarter, which tells the measure in all quarters so far."""
        for place, quarter in enumerate(QUARTERS, start=1):
            self.tell(quarter, stated(code, *told[:place], upto=quarter, **facts))


def stated(code, *told, upto, **facts):
    """A measure's part whose table ends with the quarter ``upto``.

    Each of ``told`` is a value and its position, the oldest first, or a symbol.
    """
    first = upto - (len(told) - 1)
    rows = [_row(first + place, each) for place, each in enumerate(told)][::-1]
    part = part_of(code, period=upto)
    of_now = {"figure": rows[0].figure, "previous": rows[min(1, len(rows) - 1)].figure}
    of_now |= {"grade": rows[0].grade, "rows": tuple(rows)}
    series = replace(part.chart.series, points=())
    return replace(part, **of_now, chart=replace(part.chart, series=series), **facts)


def _row(period, told):
    if isinstance(told, str):
        figure, state = Figure(f"[{told}]", symbol=told), State.SUPPRESSED
    else:
        value, state = told
        figure = Figure(f"{value}%", Decimal(value))
    return Row(period, figure, "80%", Grade(state, "By the rule"))


def started(scene, year=YEAR):
    return changes.start(office=scene.office, year=year, by=scene.builder)


def write(report, scene, user, statement=SAID):
    by = standing_of(user, scene.office, on=TODAY)
    report = AnnualReport.objects.get(pk=report.pk)
    return changes.write(
        report=report, statement=statement, based_on=report.revision, by=by
    )


def built(scene, **facts):
    report = AnnualReport(office=scene.office, **facts)
    report.period = YEAR
    return build_annual(report, on=TODAY)


def given(scene):
    return write(started(scene), scene, scene.commissioner)


def published(scene):
    return changes.publish(report=given(scene), by=scene.chief)
