"""What each public page shows: stored documents unchanged, in a frame of live facts.

No page is given the request or the reader, so none can depend on who is reading.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from opcc.core.models import Office
from reports.domain.covers import CoverRecommendation
from reports.domain.exploring import explored
from reports.domain.registers import RegisterContent, due_since
from reports.models.kinds import PLACES, Kind
from reports.models.publications import Document, Outcome, Publication, Rendering
from reports.public import frozen, reading
from reports.public.addresses import address, whole
from reports.public.reading import Drawn
from reports.public.wayfinding import Way

FOLDER = "reports/public"

ORDER = (
    Rendering.Format.PDF,
    Rendering.Format.DOCX,
    Rendering.Format.XLSX,
    Rendering.Format.CSV,
    Rendering.Format.JSON,
)
"""The files of a document, what most people want first."""


@dataclass(frozen=True)
class Download:
    """A link to a file: what it is, its size in bytes, and where."""

    label: str
    size: int
    url: str


@dataclass(frozen=True)
class Listed:
    """An edition in a list."""

    publication: Publication
    url: str
    corrections: int
    successor: Publication | None
    successor_url: str
    downloads: list[Download]


def reports(office: Office, *, at: dt.datetime) -> str:
    listed = [listed_as(office, each, at) for each in reading.editions(office, at=at)]
    path = reverse("public:edition-list", args=[office.slug])
    beside = _beside(office, OF_REPORTS, at)
    compare_url = reverse("public:compare", args=[office.slug])
    return drawn_on(
        "reports",
        office,
        path,
        listed=listed,
        beside=beside,
        compare_url=compare_url if len(listed) > 1 else "",
    )


def meetings(office: Office, *, at: dt.datetime) -> str:
    """The agendas of meetings in public, the reports to them, and their minutes."""
    found = reading.current(office, OF_MEETINGS, at=at)
    return _listing(office, Kind.AGENDA, found, beside=_beside(office, OF_SCRUTINY, at))


OF_MEETINGS = (Kind.AGENDA, Kind.COVER, Kind.MINUTES)
"""What the list of meetings holds itself."""

OF_SCRUTINY = (
    Kind.PROGRAMME,
    Kind.THEMATIC,
    Kind.RESPONSE,
    Kind.ANSWER,
    Kind.DECISION,
)
OF_REPORTS = (
    Kind.OVERVIEW,
    Kind.SUMMARY,
    Kind.EXTRACT,
    Kind.ANNUAL,
    Kind.FRAMEWORK,
)
"""Kinds whose lists the list of meetings, and that of reports, lead to."""

NEAR = {
    Kind.ANSWER: (Kind.RESPONSE, Kind.COVER),
    Kind.RESPONSE: (Kind.ANSWER, Kind.COVER),
    Kind.COVER: (Kind.ANSWER, Kind.RESPONSE),
}
"""Recommendations, and what became of them, stand in three lists."""


def _beside(
    office: Office, others: Iterable[Kind], at: dt.datetime
) -> list[tuple[str, str]]:
    """Those of the other kinds that hold something: heading and address."""
    held = reading.current(office, others, at=at).order_by().values_list("kind")
    kinds = {kind for (kind,) in held.distinct()}
    return [
        (
            str(PLACES[kind].heading),
            reverse(f"public:{kind}-list", args=[office.slug]),
        )
        for kind in others
        if kind in kinds
    ]


def publications(office: Office, *, kind: Kind, at: dt.datetime) -> str:
    beside = _beside(office, NEAR[kind], at) if kind in NEAR else ()
    found = reading.current(office, [kind], at=at)
    return _listing(office, kind, found, beside=beside)


def _listing(
    office: Office,
    kind: Kind,
    found: Iterable[Publication],
    *,
    beside: Iterable[tuple[str, str]] = (),
) -> str:
    listed = [
        (each, str(Kind(each.kind).label), address(each, office)) for each in found
    ]
    return drawn_on(
        "publications",
        office,
        reverse(f"public:{kind}-list", args=[office.slug]),
        place=PLACES[kind],
        listed=listed,
        is_mixed=len({label for _each, label, _url in listed}) > 1,
        beside=beside,
    )


def no_plan(office: Office) -> str:
    return drawn_on("no_plan", office, reverse("public:plan-list", args=[office.slug]))


def document(drawn: Drawn, *, at: dt.datetime) -> str:
    """A whole publication; one that is not public yet says until when."""
    office, publication = drawn.office, drawn.publication
    embargoed = not publication.is_public(at=at)
    return drawn_on(
        "document",
        office,
        address(publication, office),
        publication=publication,
        document=drawn.document,
        lead=_lead(publication),
        body=body_of(drawn),
        section=_section(publication, office),
        embargoed=embargoed,
        early_sight=[] if embargoed else reading.early_sight(publication),
        successor=drawn.successor,
        successor_url=drawn.successor and address(drawn.successor, office),
        corrections=reading.corrections(publication),
        outcomes=_outcomes(drawn),
        due=_due_since(drawn, at=at),
        downloads=_downloads(office, publication, reading.downloads(drawn.document)),
        other_plans=_other_plans(drawn, at=at),
        changed_url=changed_url(publication, office),
    )


def _outcomes(drawn: Drawn) -> list[tuple[CoverRecommendation, Outcome]]:
    """Of a cover report each recommendation of which something became, and what."""
    told = drawn.publication.kind == Kind.COVER and reading.outcomes(drawn.publication)
    if not told:
        return []
    asked = {
        each.number: each for each in frozen.content(drawn.document).recommendations
    }
    return [(asked[each.number], each) for each in told]


def _due_since(drawn: Drawn, *, at: dt.datetime) -> int:
    """Of the register in force how many lines are to be checked again by now."""
    if drawn.publication.kind != Kind.REGISTER or drawn.successor:
        return 0
    register = frozen.readable(drawn.document)
    on = timezone.localdate(at)
    return due_since(register, on=on) if isinstance(register, RegisterContent) else 0


def explore_url(drawn: Drawn) -> str:
    """Where its chart can be explored; "" where there is no figure to draw."""
    office, code = drawn.office, drawn.rendering.part
    if not frozen.has_figure(drawn.document, code):
        return ""
    return reverse("public:explore", args=[office.slug, code])


def explore(drawn: Drawn, *, at: dt.datetime) -> str:
    """The chart of one measure to explore, from what the edition froze.

    Raises Http404 where it has no figure.
    """
    office, code = drawn.office, drawn.rendering.part
    if not frozen.has_figure(drawn.document, code):
        raise Http404
    found = explored(frozen.content(drawn.document), code)
    measure_url = reverse("public:measure", args=[office.slug, code])
    return drawn_on(
        "explore",
        office,
        reverse("public:explore", args=[office.slug, code]),
        code=code,
        section=(_("Measures"), reverse("public:measures", args=[office.slug])),
        measure_url=measure_url,
        publication=drawn.publication,
        publication_url=address(drawn.publication, office),
        document=drawn.document,
        explored=found,
        drawings=SafeString(found.drawings),
    )


def missing(office: Office, way: Way) -> str:
    """The same for what never was and for what is not public yet."""
    return drawn_on("missing", office, "", way=way)


def untrue(office: Office) -> str:
    return drawn_on("untrue", office, "")


def changed_url(publication: Publication, office: Office) -> str:
    """Where an edition tells every difference from the one before; "" of the others."""
    if publication.kind != Kind.EDITION:
        return ""
    return reverse("public:edition-changed", args=[office.slug, publication.slug])


def drawn_at(name: str, office: Office, view: str, **context: object) -> str:
    """A page that has one address in the office; ``view`` names it."""
    return drawn_on(name, office, reverse(view, args=[office.slug]), **context)


def drawn_on(name: str, office: Office, path: str, **context: object) -> str:
    context |= {"office": office, "path": path, "whole_address": whole(path)}
    return render_to_string(f"{FOLDER}/{name}.html", context)


def body_of(drawn: Drawn) -> str:
    return frozen.body(drawn.rendering).decode()


def _lead(publication: Publication) -> str:
    return reading.leads([publication]).get(publication.pk, "")


def _section(publication: Publication, office: Office) -> tuple[str, str]:
    """The list that a publication stands in: its name and address."""
    kind = publication.kind
    address = reverse(f"public:{kind}-list", args=[office.slug])
    return PLACES[kind].heading, address


def listed_as(office: Office, publication: Publication, at: dt.datetime) -> Listed:
    successor = reading.successor(publication, at=at)
    return Listed(
        publication,
        address(publication, office),
        publication.corrected,
        successor,
        address(successor, office) if successor else "",
        _downloads(office, publication, publication.document.downloads),
    )


def _downloads(office: Office, publication: Publication, drawn) -> list[Download]:
    home = address(publication, office)
    named = [
        (each, reading.filename(publication, office, each.format)) for each in drawn
    ]
    named.sort(key=lambda pair: ORDER.index(pair[0].format))
    return [
        Download(_words(each, publication), each.size, f"{home}{filename}")
        for each, filename in named
    ]


def _words(rendering: Rendering, publication: Publication) -> str:
    rows = _("The figures (CSV)")
    if publication.kind == Kind.REGISTER:
        rows = _("The list (CSV)")
    words = {
        Rendering.Format.PDF: _("To print (PDF)"),
        Rendering.Format.DOCX: _("To work with (Word)"),
        Rendering.Format.XLSX: _("The figures (XLSX)"),
        Rendering.Format.CSV: rows,
        Rendering.Format.JSON: _("All of it, for software (JSON)"),
    }
    return words[rendering.format]


def _other_plans(drawn: Drawn, *, at: dt.datetime) -> list[tuple[Publication, str]]:
    if drawn.publication.kind != Document.Kind.PLAN:
        return []
    others = reading.plans(drawn.office, at=at).exclude(pk=drawn.publication.pk)
    return [(plan, address(plan, drawn.office)) for plan in others]
