"""The measures as last published, and one of them through all editions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import gettext as _

from opcc.core.models import Office
from reports.domain import threads
from reports.domain.content import EditionContent
from reports.domain.measure_part import MeasurePart
from reports.domain.standings import Standings, Wanted, standings
from reports.domain.vintages import Vintage
from reports.models.publications import Document, Publication
from reports.public import frozen, reading, shell, taking
from reports.public.addresses import address
from reports.public.pages import body_of, drawn_on, explore_url
from reports.public.reading import Drawn, Place
from reports.public.taking import Told

A_DAY = 24 * 60 * 60

NOTHING = Standings((), ())


@dataclass(frozen=True)
class Said:
    """An edition with a measure; ``part`` is None where its content is not known."""

    publication: Publication
    url: str
    part: MeasurePart | None


# -- all measures


def no_measures(office: Office) -> str:
    path = reverse("public:measures", args=[office.slug])
    return drawn_on("measures", office, path)


def wanted(asked: Mapping[str, str], place: Place) -> Wanted:
    """Which measures an address asks for; whatever it says, it is no error.

    A query where something is asked for that no process has kept.
    """
    if not any(asked.get(name) for name in Wanted.__dataclass_fields__):
        return Wanted()
    key = f"public-standings:{place.key[0]}:{shell.version()}"
    known = cache.get(key)
    if known is None:
        known = known_of(Document.objects.get(renderings=place.drawn_pk))
        cache.set(key, known, A_DAY)
    return Wanted.of(asked, known)


def known_of(document: Document) -> Standings:
    """How the measures stand in an edition; nothing where it cannot be read."""
    try:
        content = frozen.content(document)
    except ValueError:
        return NOTHING
    return standings(content) if isinstance(content, EditionContent) else NOTHING


def measures(drawn: Drawn, *, at: dt.datetime, wanted: Wanted) -> str:
    """The list of measures as the latest public edition has it, or some of them."""
    known = known_of(drawn.document)
    return drawn_on(
        "measures",
        drawn.office,
        reverse("public:measures", args=[drawn.office.slug]),
        publication=drawn.publication,
        publication_url=address(drawn.publication, drawn.office),
        document=drawn.document,
        known=known,
        wanted=wanted,
        found=wanted.among(known.rows),
        body=body_of(drawn) if wanted.is_all else "",
    )


# -- one measure


def measure(drawn: Drawn, *, at: dt.datetime) -> str:
    """One measure as the latest public edition that has it says."""
    office, code = drawn.office, drawn.rendering.part
    name = frozen.measure_name(drawn.document, code)
    told = taking.told(office.slug, code, at=at)
    editions = _editions(told)
    corrections = reading.corrections(drawn.publication)
    return drawn_on(
        "measure",
        office,
        reverse("public:measure", args=[office.slug, code]),
        code=code,
        measure_name=name,
        lead=reading.measure_lead(drawn.publication, code),
        section=(_("Measures"), reverse("public:measures", args=[office.slug])),
        publication=drawn.publication,
        publication_url=address(drawn.publication, office),
        document=drawn.document,
        body=body_of(drawn),
        explore_url=explore_url(drawn),
        files=taking.files_of(office, code) if name else (),
        corrections=corrections.filter(measure_code=code),
        said_in=_said_in(told, editions),
        part=editions[0].part if editions else None,
        first=editions[-1] if editions else None,
        redefined=threads.redefined(editions),
        thread=threads.thread(editions),
    )


def _editions(told: Told | None) -> list[Vintage]:
    """What each edition says of it, the latest first; none where one is not known."""
    try:
        found = taking.vintages(told) if told else []
        return [each for each in found if each.content.part(each.code)]
    except ValueError:
        return []


def _said_in(told: Told | None, editions: list[Vintage]) -> list[Said]:
    parts = {each.address: each.part for each in editions}
    rows = [(each, each.address) for each in told.editions] if told else []
    return [Said(each, url, parts.get(url)) for each, url in rows]
