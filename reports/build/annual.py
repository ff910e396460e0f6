"""The annual report, put together from what the editions of its year said.

It reads what was frozen and published and never the rows behind it, so that every
figure is one that an edition told. Whatever any edition hides of a figure, a later one
of another year included, stays hidden here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from measures.domain.rating import State
from opcc.core.models import Office
from opcc.core.periods import Period, PeriodKind
from reports.build.narrative import Holders
from reports.build.since import content_of, last_of_each_quarter, published_editions
from reports.build.words import SYMBOLS
from reports.domain import difference
from reports.domain.annual import (
    AnnualContent,
    YearCell,
    YearChange,
    YearChanges,
    YearEdition,
    YearLine,
    YearObjective,
    YearOversight,
    YearPriority,
    YearRecord,
)
from reports.domain.content import ChangedLine, EditionContent
from reports.domain.hidden import (
    Place,
    concealed,
    given_away,
    hidden_in,
    ungraded,
    without,
)
from reports.domain.measure_part import Figure, Grade, MeasurePart
from reports.domain.told import latest
from reports.models import AnnualReport, Edition, Kind, Publication

NOT_TOLD = Grade(State.NO_DATA, "No report of the year tells it")
REVISED = "[r]"
"""The line of a difference that counts revised figures: here each is marked."""


@dataclass(frozen=True)
class Year:
    """The editions that tell of a year, and what was hidden in them or since.

    ``told`` are those of its quarters, the oldest first; ``later`` all after them.
    """

    year: Period
    told: tuple[tuple[Edition, EditionContent], ...]
    later: tuple[EditionContent, ...] = ()

    @classmethod
    def of(cls, office: Office, year: Period) -> Year:
        """One query."""
        rows = published_editions(office).filter(period_start__gte=year.start)
        last = last_of_each_quarter(rows)
        read = [(edition, content_of(edition)) for edition in last.values()]
        return cls(
            year,
            tuple(each for each in read if year.contains(each[0].period)),
            tuple(content for e, content in read if not year.contains(e.period)),
        )

    @property
    def quarters(self) -> tuple[Period, ...]:
        return self.year.split(PeriodKind.QUARTER)

    @property
    def missing(self) -> tuple[Period, ...]:
        held = {edition.period for edition, _content in self.told}
        return tuple(each for each in self.quarters if each not in held)

    @property
    def contents(self) -> tuple[EditionContent, ...]:
        return tuple(content for _edition, content in self.told)

    @cached_property
    def hidden(self) -> Mapping[Place, str]:
        return hidden_in((*self.contents, *self.later))

    @cached_property
    def newest(self) -> dict[str, list[tuple[Period, MeasurePart]]]:
        """Each measure's parts, the newest first, each with its edition's quarter."""
        parts: dict[str, list[tuple[Period, MeasurePart]]] = {}
        for content in reversed(self.contents):
            for part in content.parts:
                parts.setdefault(part.code, []).append((content.quarter, part))
        return parts


def build_annual(report: AnnualReport, *, on: dt.date) -> AnnualContent:
    """What it says if it is published on a day. Changes nothing; five queries.

    Raises LookupError where no edition of the year is published.
    """
    office, year = report.office, Year.of(report.office, report.period)
    if not year.told:
        raise LookupError(f"No edition of {report.period} is published")
    holders = Holders.of(office)
    lines = {code: _line(year, code) for code in year.newest}
    oversight, left_out = _oversight(year)
    return AnnualContent(
        office=office.name,
        year=report.period,
        issue=report.number,
        plans=tuple(dict.fromkeys(each.cover.plan for each in year.contents)),
        report_of=holders.holder(on=on) or office.holder_title,
        statement=report.statement,
        stated_by=_stated_by(report, holders),
        stated_on=report.stated_on,
        editions=tuple(_edition(each, content) for each, content in year.told),
        missing=year.missing,
        priorities=tuple(_priorities(year, lines)),
        changes=_changes(year),
        commitments=year.contents[-1].commitments,
        oversight=oversight,
        left_out=left_out,
        decisions=_records(report, Kind.DECISION),
        answers=_records(report, Kind.ANSWER),
        symbols=_symbols(lines.values()),
        contact=office.contact,
        published_on=on,
        accent=office.accent,
    )


def _stated_by(report: AnnualReport, holders: Holders) -> str:
    """By post where they hold one, else by name; "" while nobody has given it."""
    if report.stated_by is None or report.stated_on is None:
        return ""
    return holders.named(report.stated_by, on=report.stated_on)


def _edition(edition: Edition, content: EditionContent) -> YearEdition:
    publication = edition.publication
    return YearEdition(
        quarter=content.quarter,
        number=content.cover.number,
        address=publication.address,
        sha256=publication.document.sha256,
        as_at=content.cover.as_at,
        published_on=timezone.localdate(publication.public_from),
    )


# -- measures


def _priorities(year: Year, lines: Mapping[str, YearLine]) -> Iterator[YearPriority]:
    """As the newest edition has them; what only earlier ones tell stands after it."""
    heads: dict[tuple[str, str], dict[tuple[str, str], list[str]]] = {}
    placed: set[str] = set()
    for content in reversed(year.contents):
        new = {part.code for part in content.parts} - placed
        for priority in content.priorities:
            for objective in priority.objectives:
                codes = [part.code for part in objective.parts if part.code in new]
                if codes:
                    held = heads.setdefault((priority.number, priority.title), {})
                    key = (objective.number, objective.title)
                    held.setdefault(key, []).extend(codes)
        placed |= new
    for (number, title), objectives in heads.items():
        yield YearPriority(
            number,
            title,
            tuple(
                YearObjective(n, t, tuple(lines[code] for code in codes))
                for (n, t), codes in objectives.items()
            ),
        )


def _line(year: Year, code: str) -> YearLine:
    _quarter, part = year.newest[code][0]
    return YearLine(
        code=code,
        name=part.name,
        polarity=part.polarity_words,
        target=part.target_text,
        rule=part.rule,
        cells=tuple(_cell(year, code, quarter) for quarter in year.quarters),
        year=_whole_year(year, code),
        before=_year_before(year, code),
    )


def _cell(year: Year, code: str, period: Period) -> YearCell:
    """The newest statement of the period, unless one of them all hides it."""
    for told_in, part in year.newest[code]:
        for row in part.rows:
            if row.period == period:
                figure = concealed(code, period, row.figure, year.hidden)
                return YearCell(period, figure, ungraded(figure, row.grade), told_in)
    part = year.newest[code][0][1]
    symbol = "z" if part.rows and part.rows[0].period.kind != period.kind else "x"
    return YearCell(period, Figure(f"[{symbol}]", symbol=symbol), NOT_TOLD)


def _whole_year(year: Year, code: str) -> YearCell | None:
    """A yearly figure with its position, or the total that the last quarter's edition
    states; never worked out from the quarters."""
    told_in, part = year.newest[code][0]
    if any(row.period == year.year for row in part.rows):
        return _cell(year, code, year.year)
    total = _totals(part, year.quarters[-1])
    if total is None:
        return None
    figure = concealed(code, year.year, total[0], year.hidden)
    return YearCell(year.year, figure, ungraded(figure, NOT_TOLD), told_in)


def _year_before(year: Year, code: str) -> Figure | None:
    _quarter, part = year.newest[code][0]
    before = year.year - 1
    for row in part.rows:
        if row.period == before:
            return concealed(code, before, row.figure, year.hidden)
    total = _totals(part, year.quarters[-1])
    return total and concealed(code, before, total[1], year.hidden)


def _totals(part: MeasurePart, last: Period) -> tuple[Figure, Figure] | None:
    """The whole year and the one before, as a part states them at its last quarter."""
    if latest(part) != last:
        return None
    for against in ("year_to_date", "rolling_12"):
        stated = part.comparison(against)
        if stated is not None and stated.total is not None:
            return stated.total, stated.figure
    return None


def _symbols(lines) -> tuple[tuple[str, str], ...]:
    figures = [cell.figure for line in lines for cell in line.cells]
    figures += [line.year.figure for line in lines if line.year]
    figures += [line.before for line in lines if line.before]
    used = {mark for each in figures for mark in (each.symbol, *each.marks)}
    return tuple((symbol, str(words)) for symbol, words in SYMBOLS if symbol in used)


# -- what changed, what was said, what was published


def _changes(year: Year) -> YearChanges | None:
    """From the first edition to the last, without what is hidden by now."""
    if len(year.told) < 2:
        return None
    first, last = (
        without(each, year.hidden) for each in (year.contents[0], year.contents[-1])
    )
    found = difference.between(first, last, since=str(first.quarter))
    return YearChanges(
        first.quarter,
        last.quarter,
        worse=_changed(found.worse),
        better=_changed(found.better),
        also=_changed(found.also),
    )


def _changed(lines: tuple[ChangedLine, ...]) -> tuple[YearChange, ...]:
    return tuple(
        YearChange(each.code, each.name, each.text)
        for each in lines
        if each.code != REVISED
    )


def _oversight(
    year: Year,
) -> tuple[tuple[YearOversight, ...], tuple[str, ...]]:
    """What was said of each measure in each quarter, in the order of the plan.

    Words in an edition that told a figure which is hidden since may be about it: they
    are left out, and the codes of their measures are the second of the two.
    """
    said, left_out = [], []
    for code, parts in year.newest.items():
        for quarter, part in reversed(parts):
            if part.oversight is None:
                continue
            if given_away(part, year.hidden):
                left_out.append(code)
                continue
            said.append(YearOversight(code, part.name, quarter, part.oversight))
    return tuple(said), tuple(dict.fromkeys(left_out))


def _records(report: AnnualReport, kind: Kind) -> tuple[YearRecord, ...]:
    """What was published in the year and nothing has superseded; one query."""
    rows = (
        Publication.objects.for_office(report.office)
        .of_kind(kind)
        .current()
        .filter(public_from__date__range=(report.period_start, report.period_end))
        .select_related("office")
        .order_by("public_from", "number")
    )
    return tuple(
        YearRecord(row.title, row.address, timezone.localdate(row.public_from))
        for row in rows
    )
