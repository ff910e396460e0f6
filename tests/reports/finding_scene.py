"""Decisions and agendas that are published and may be found, made as rows."""

import datetime as dt

from reports.changes import indexing
from reports.domain import content as contents
from reports.domain.agendas import AgendaContent, AgendaLine
from reports.domain.decisions import DecisionContent
from tests.factories.publications import PUBLISHED_AT, PublicationFactory, fingerprint

DAY = dt.date(2025, 11, 26)


def decision(office, reference="2025/001", *, title="A refuge", **said):
    """A decision of 26 November 2025; ``said`` are facts of the row or the record."""
    facts = {"summary": "It is decided.", "reasons": "", "options": ""}
    facts |= {name: said.pop(name) for name in list(said) if name in facts}
    record = DecisionContent(
        office=office.name,
        reference=reference,
        title=title,
        value="",
        is_significant=False,
        taken_by="Eleanor Vaisey",
        taken_on=DAY,
        delegation="",
        exempt="",
        safe_words="",
        released="",
        published_on=DAY,
        accent="#1f4b57",
        **facts,
    )
    slug = reference.replace("/", "-")
    return published(office, record, slug=slug, **said)


def agenda(office, day=dt.date(2026, 1, 13), *, body="Accountability Board", **said):
    """An agenda of one meeting at two o'clock with one item."""
    lines = said.pop("lines", (AgendaLine(1, "Custody in the west", "14:00", 35),))
    written = AgendaContent(
        office=office.name,
        body=body,
        held_on=day,
        starts=said.pop("starts", "14:00"),
        place=said.pop("place", "County Hall, Aldermere"),
        chair="Eleanor Vaisey",
        stream_url=said.pop("stream_url", ""),
        issue=said.pop("issue", 1),
        published_on=DAY,
        urgent_reason="",
        length="35 minutes",
        lines=lines,
        accent="#1f4b57",
        audience="public",
    )
    slug = said.pop("slug", f"{body.lower().replace(' ', '-')}-{day}")
    return published(office, written, slug=slug, **said)


def published(office, said, *, slug, public_from=PUBLISHED_AT, **facts):
    """Anything that may be said, with its index."""
    stored = contents.to_bytes(said)
    publication = PublicationFactory(
        office=office,
        kind=said.kind,
        slug=slug,
        title=said.name,
        period_key="",
        public_from=public_from,
        document__content=stored,
        document__sha256=fingerprint(stored),
        **facts,
    )
    indexing.index(publication=publication)
    return publication
