"""What the public pages ask of the ledger of publications: queries, and no more.

Nothing here says who may read: the views do. Whatever is "public" is so at a
moment that the caller gives.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Count, Max, Prefetch, Q, QuerySet, Sum
from django.utils.text import Truncator

from opcc.core.models import Office
from reports.models.announcements import EarlySight
from reports.models.passages import Passage
from reports.models.publications import (
    Correction,
    Document,
    Outcome,
    Publication,
    Rendering,
)
from reports.public import frozen

WHOLE, SCORECARD, CHANGED, DIFFERENCES = "", "scorecard", "changed", "differences"
"""Parts of an edition that are stored as pages of their own; others are measures."""

NO_MEASURES = frozenset({WHOLE, SCORECARD, CHANGED, DIFFERENCES})

REVISIONS = "revisions"
"""The part that lists the revised figures, as CSV."""

LATEST = ("-period_key", "-public_from", "-number")
"""The last quarter first: a new edition of an old quarter is not the latest report."""

LEAD = 200
"""Letters of a description: what search engines and messages show of one."""

SHELL_FACTS = ("slug", "name", "short_name", "contact", "accent", "plan_title")
"""What the frame of a public page says of its office."""

FACTS = """
           publication.id, publication.stamp, publication.public_from,
           publication.office_id, rendering.id AS drawn_id, rendering.sha256 AS drawn,
           office.slug AS office_slug, office.name AS office_name,
           office.short_name AS office_short_name, office.contact AS office_contact,
           office.accent AS office_accent, office.plan_title AS office_plan_title
"""

STANDS = """
      FROM reports_publication publication
      JOIN core_office office ON office.id = publication.office_id
      JOIN reports_rendering rendering
        ON rendering.document_id = publication.document_id
     WHERE office.slug = %s AND publication.kind = %s
       AND rendering.format = 'html' AND rendering.part = %s
"""

PLACE = f"SELECT {FACTS} {STANDS}"
"""Written out: the ORM takes 18 times as long to put it together as to ask it."""

AT_ADDRESS = PLACE + "AND publication.slug = %s"

LAST_PLAN = PLACE + (
    "AND publication.public_from <= %s ORDER BY publication.public_from DESC LIMIT 1"
)

LAST = (
    "AND publication.public_from <= %s ORDER BY publication.period_key DESC,"
    " publication.public_from DESC, publication.number DESC LIMIT 1"
)

LAST_EDITION = PLACE + LAST

STAMPS = """,
           (SELECT SUM(other.stamp) FROM reports_publication other
             WHERE other.office_id = office.id AND other.kind = 'edition'
               AND other.public_from <= %s) AS stamps
"""

LAST_OF_ALL = f"SELECT {FACTS} {STAMPS} {STANDS} {LAST}"
"""With the sum of all stamps, which grows with all that happens to any edition."""


@dataclass(frozen=True)
class Place:
    """What stands at an address: enough to know whether a copy of it is still good.

    ``publication`` has only its stamp, its office's key and when it is public;
    another ``key`` is another page. ``is_alone`` where nothing but what happens to
    the publication makes it another.
    """

    publication: Publication
    drawn_pk: int
    key: tuple
    is_alone: bool = True

    def of_day(self, day: dt.date) -> Place:
        """The same, for a page that says what is due by the day it is read."""
        return replace(self, key=(*self.key, day), is_alone=False)


@dataclass(frozen=True)
class Drawn:
    """A stored page of a publication, known by all but its bytes.

    ``successor`` is the edition that took its place, once that is public.
    """

    rendering: Rendering
    document: Document
    publication: Publication
    office: Office
    successor: Publication | None

    @property
    def changed_at(self) -> dt.datetime:
        """When it was published, corrected or superseded, whichever came last."""
        happened = [self.publication.public_from]
        if self.successor is not None:
            happened.append(self.successor.public_from)
        happened += [each.made_at for each in corrections(self.publication)]
        return max(happened)


@dataclass(frozen=True)
class SeenEarly:
    """A post whose holders could read a publication before the public.

    ``first_at`` is when the first of the ``opened`` opened it; None where none did.
    """

    title: str
    people: int
    from_at: dt.datetime
    opened: int
    first_at: dt.datetime | None


@dataclass(frozen=True)
class Ledger:
    """An office, and what its lists depend on: how much is public, and since when."""

    office: Office
    key: tuple


def office(slug: str) -> Office | None:
    return Office.objects.filter(slug=slug).only(*SHELL_FACTS).first()


def shell_facts(office: Office) -> tuple[str, ...]:
    return tuple(getattr(office, fact) for fact in SHELL_FACTS)


def ledger(slug: str, *, at: dt.datetime) -> Ledger | None:
    """None where there is no such office. One query."""
    public = Q(publications__public_from__lte=at)
    found = (
        Office.objects.filter(slug=slug)
        .only(*SHELL_FACTS)
        .annotate(
            public=Count("publications", filter=public),
            stamps=Sum("publications__stamp", filter=public),
            since=Max("publications__public_from", filter=public),
        )
        .first()
    )
    if found is None:
        return None
    counted = (found.public, found.stamps, found.since)
    return Ledger(found, (*counted, *shell_facts(found)))


def publication(office: str, kind: str, slug: str) -> Place | None:
    """The page of a publication, public or not yet. One query."""
    return _place(AT_ADDRESS, office, kind, WHOLE, slug)


def differences(office: str, slug: str) -> Place | None:
    """What an edition says has changed, in full if it was stored so; two queries."""
    asked = (office, Document.Kind.EDITION)
    full = _place(AT_ADDRESS, *asked, DIFFERENCES, slug)
    return full or _place(AT_ADDRESS, *asked, CHANGED, slug)


def plan_in_force(office: str, *, at: dt.datetime) -> Place | None:
    """The plan that was made public last. One query."""
    return _place(LAST_PLAN, office, Document.Kind.PLAN, WHOLE, at)


def latest(office: str, *, part: str, at: dt.datetime) -> Place | None:
    """This part in the last public edition that has it. One query."""
    return _place(LAST_EDITION, office, Document.Kind.EDITION, part, at)


def last_of_all(office: str, *, part: str, at: dt.datetime) -> Place | None:
    """As ``latest``; its key is another when another edition is public. One query."""
    return _place(LAST_OF_ALL, at, office, Document.Kind.EDITION, part, at)


def drawn(place: Place, *, at: dt.datetime) -> Drawn:
    """All that is known of what stands there, as at a moment. One query."""
    through = "document__publication"
    rendering = (
        Rendering.objects.select_related(
            f"{through}__office", f"{through}__superseded_by"
        )
        .defer("body", "document__content", f"{through}__office__ways")
        .get(pk=place.drawn_pk)
    )
    publication = rendering.document.publication
    return Drawn(
        rendering,
        rendering.document,
        publication,
        publication.office,
        successor(publication, at=at),
    )


def successor(publication: Publication, *, at: dt.datetime) -> Publication | None:
    """What took its place, unless that is under embargo still."""
    later = publication.superseded_by
    return later if later is not None and later.is_public(at=at) else None


def every(office: Office, *, at: dt.datetime) -> QuerySet[Publication]:
    """Every public one of any kind, the latest first, without its document."""
    public = Publication.objects.for_office(office).public(at=at)
    return public.select_related("superseded_by").order_by("-public_from", "-number")


def agendas(office: Office, *, at: dt.datetime) -> QuerySet[Publication]:
    """Every public issue of every agenda with its content, the last meeting first."""
    public = Publication.objects.for_office(office).public(at=at)
    agendas = public.of_kind(Document.Kind.AGENDA).select_related("document")
    return agendas.order_by("-public_from", "-number")


def measures_said(office: Office, *, at: dt.datetime) -> list[tuple[str, dt.datetime]]:
    """The codes of all measures of public editions, and when each was last said."""
    drawn = Rendering.objects.filter(
        document__publication__office=office,
        document__publication__kind=Document.Kind.EDITION,
        document__publication__public_from__lte=at,
        format=Rendering.Format.HTML,
    ).exclude(part__in=NO_MEASURES)
    said = drawn.values("part").annotate(at=Max("document__publication__public_from"))
    return list(said.order_by("part").values_list("part", "at"))


def leads(publications: Iterable[Publication]) -> dict[int, str]:
    """The first words that each says, for links to it, by its key. One query."""
    first = Passage.objects.filter(publication__in=publications, position=0)
    said = first.values_list("publication_id", "text")
    return {pk: Truncator(text).chars(LEAD) for pk, text in said}


def measure_lead(publication: Publication, code: str) -> str:
    """The first words that an edition says of a measure; "" where it says none."""
    said = Passage.objects.filter(publication=publication, anchor=f"m{code}")
    text = said.values_list("text", flat=True).first()
    return Truncator(text or "").chars(LEAD)


def editions(office: Office, *, at: dt.datetime) -> QuerySet[Publication]:
    """Every public edition, latest first, with its downloads. Two queries."""
    return (
        Publication.objects.for_office(office)
        .editions()
        .public(at=at)
        .select_related("document", "superseded_by")
        .defer("document__content")
        .annotate(corrected=Count("corrections"))
        .prefetch_related(
            Prefetch("document__renderings", _downloads(), to_attr="downloads")
        )
        .order_by(*LATEST)
    )


def comparable(office: Office, *, at: dt.datetime) -> QuerySet[Publication]:
    """Every public edition, those superseded too, the latest first. One query."""
    public = Publication.objects.for_office(office).editions().public(at=at)
    rows = public.select_related("document", "superseded_by").order_by(*LATEST)
    return rows.defer("document__content").annotate(corrected=Count("corrections"))


def current(office: Office, kinds: Iterable[str], *, at: dt.datetime):
    """Every public one of these kinds that nothing has replaced, the latest first."""
    public = Publication.objects.for_office(office).public(at=at)
    return public.filter(kind__in=kinds).current().order_by("-public_from", "-number")


def beside(
    office: str, kind: str, slug: str, part: str, media: str
) -> Rendering | None:
    """A file that stands beside a publication, with its bytes. One query."""
    return (
        Rendering.objects.filter(
            document__publication__office__slug=office,
            document__publication__kind=kind,
            document__publication__slug=slug,
            format=media,
            part__iexact=part,
        )
        .select_related("document__publication__office")
        .first()
    )


def plans(office: Office, *, at: dt.datetime) -> QuerySet[Publication]:
    """Every public plan, the one in force first."""
    public = Publication.objects.for_office(office).plans().public(at=at)
    return public.order_by("-public_from")


def downloads(document: Document) -> QuerySet[Rendering]:
    """The files of a document, without their bytes."""
    return _downloads().filter(document=document)


def download(office: str, kind: str, slug: str, media: str) -> Rendering | None:
    """One file of a publication, public or not yet, with its bytes. One query."""
    return (
        Rendering.objects.filter(
            document__publication__office__slug=office,
            document__publication__kind=kind,
            document__publication__slug=slug,
            format=media,
            part=WHOLE,
        )
        .select_related("document__publication__office")
        .only(
            "body",
            "sha256",
            "format",
            "document__publication__slug",
            "document__publication__kind",
            "document__publication__public_from",
            "document__publication__office__slug",
        )
        .first()
    )


def filename(publication: Publication, office: Office, media: str) -> str:
    """What a file is called: westmarch-2026-q2-edition-1.pdf; a plan by its slug."""
    slug, kind = publication.slug, publication.kind
    if kind == Document.Kind.PLAN:
        return f"{slug}.{media}"
    if kind == Document.Kind.EDITION and "-edition-" not in slug:
        slug = f"{slug}-edition-1"
    said = "" if kind in (Document.Kind.EDITION, Document.Kind.AGENDA) else f"{kind}-"
    return f"{office.slug}-{said}{slug}.{media}"


def has_revisions(document: Document) -> bool:
    """Whether a list of revised figures stands beside an edition. One query."""
    return Rendering.objects.filter(
        document=document, format="csv", part=REVISIONS
    ).exists()


def changed(document: Document) -> str:
    """What an edition says has changed since the last; "" where it has no such part."""
    drawn = Rendering.objects.filter(document=document, format="html", part=CHANGED)
    found = drawn.first()
    return frozen.body(found).decode() if found else ""


def corrections(publication: Publication) -> QuerySet[Correction]:
    """The latest first."""
    return Correction.objects.filter(publication=publication).order_by("-number")


def outcomes(publication: Publication) -> list[Outcome]:
    """What became of its recommendations. One query."""
    return Outcome.objects.filter(publication=publication).standing()


def early_sight(publication: Publication) -> list[SeenEarly]:
    """Who could read it before the public, by post and without names. One query."""
    by_post: dict[str, list[EarlySight]] = {}
    for row in EarlySight.objects.filter(publication=publication):
        by_post.setdefault(row.post, []).append(row)
    return [_seen(post, rows) for post, rows in by_post.items()]


def _seen(post: str, rows: list[EarlySight]) -> SeenEarly:
    opened = [row.opened_at for row in rows if row.opened_at]
    given = [row.named_at or row.opened_at for row in rows]
    return SeenEarly(
        post, len(rows), min(given), len(opened), min(opened, default=None)
    )


def _place(sql: str, *asked: object) -> Place | None:
    found = next(iter(Publication.objects.raw(sql, asked)), None)
    if found is None:
        return None
    facts = (getattr(found, f"office_{fact}") for fact in SHELL_FACTS)
    others = getattr(found, "stamps", None)
    key = (found.drawn, found.pk, found.stamp, others, *facts)
    return Place(found, found.drawn_id, key, is_alone=others is None)


def _downloads() -> QuerySet[Rendering]:
    whole = Rendering.objects.filter(part=WHOLE).exclude(format=Rendering.Format.HTML)
    return whole.defer("body")
