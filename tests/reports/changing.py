"""Two editions of which the second changes something of each kind, to read of them."""

import csv
import datetime as dt
import io
from dataclasses import replace
from decimal import Decimal

from measures.domain.quantity import Kind, Unit
from measures.domain.rating import State
from measures.domain.series import Point, Series, Symbol
from reports.domain.content import to_bytes
from reports.domain.difference import between
from reports.domain.measure_part import Figure
from reports.render import parts_html
from tests.factories.publications import PublicationFactory
from tests.reports.domain.contents import QUARTER, commitment, edition_of, part_of

LAST = QUARTER - 1
SINCE = "Quarter 1, 2026/27, edition 1, published 26 August 2026"


def thefts(value, *, now=None, symbol=""):
    """Shop theft: the last quarter's figure as it reads, and this one's if given."""
    figures = {LAST: Figure(f"[{symbol}]", symbol=symbol) if symbol else shown(value)}
    if now is not None:
        figures = {QUARTER: shown(now)} | figures
    part = part_of("2I", "0")
    newest = next(iter(figures))
    points = (point(period, each) for period, each in reversed(figures.items()))
    return replace(
        part,
        name="=Shop theft",
        unit=Unit(Kind.COUNT, "offences", 0),
        figure=figures[newest],
        previous=figures[LAST] if now is not None else Figure("[x]", symbol="x"),
        rows=tuple(
            replace(part.rows[0], period=period, figure=each)
            for period, each in figures.items()
        ),
        chart=replace(part.chart, series=Series(Kind.COUNT, tuple(points))),
    )


def shown(value):
    return Figure(f"{int(value):,}", Decimal(value))


def point(period, figure):
    symbol = Symbol(figure.symbol) if figure.symbol else None
    return Point(period, figure.value, symbol=symbol)


def first():
    part = part_of("1A", "81.0", state=State.GREEN, period=LAST)
    line = commitment("C01", "on_track")
    return edition_of(part, thefts("1648"), quarter=LAST, commitments=(line,))


def second():
    """1A fell to red, 2I is revised by 10, a target and a date moved."""
    part = replace(
        part_of("1A", "74.0", state=State.RED),
        target_text="85%",
        previous=Figure("81.0%", Decimal("81.0")),
    )
    line = commitment("C01", "on_track")
    later = replace(line, due_on=line.due_on + dt.timedelta(days=90))
    told = edition_of(part, thefts("1638", now="1700"), commitments=(later,))
    return replace(told, changes=between(first(), told, since=SINCE))


def published(office, content, slug, *, pages=None, **facts):
    quarter = content.quarter
    facts = {"title": f"Quarter {quarter.number}, {quarter.financial_year}"} | facts
    return PublicationFactory(
        office=office,
        slug=slug,
        period_key=quarter.key,
        document__content=to_bytes(content),
        pages=pages or {"": f"<h1>{slug}</h1>"},
        **facts,
    )


def both_published(office):
    """The first quarter's edition, and the second's with all that is stored of it."""
    return (
        published(office, first(), "2026-q1"),
        published(
            office,
            second(),
            "2026-q2",
            pages=parts_html(second()),
            public_from=dt.datetime(2025, 12, 26, 9, 30, tzinfo=dt.UTC),
        ),
    )


def text_of(response):
    return " ".join(response.content.decode().split())


def changed(client, slug):
    return client.get(f"/westmarch/reports/{slug}/changed/")


def compared(client, before="2026-q1", now="2026-q2"):
    return client.get(f"/westmarch/reports/compare/?from={before}&to={now}")


def rows_of(body):
    return list(csv.DictReader(io.StringIO(body.decode())))
