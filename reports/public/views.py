"""The public pages: open to all, but for what is under embargo."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
from collections.abc import Callable
from functools import partial, wraps

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from opcc.core import clock
from opcc.core.models import Office
from reports.models.kinds import Kind
from reports.models.publications import Publication
from reports.public import accent as colours
from reports.public import (
    differences,
    front,
    frozen,
    measuring,
    pages,
    reading,
    serving,
    wayfinding,
)
from reports.public.embargo import check_may_read
from reports.public.frozen import FingerprintMismatch
from reports.public.reading import Place

log = logging.getLogger(__name__)

EXTENSIONS = {"jpg": "jpeg"}
"""Endings of files that are not the name of their format."""


def public(view: Callable) -> Callable:
    """Give a view its office's slug; answer for what is not there and what is untrue.

    The view finds its office with what it shows, in one query.
    """

    @wraps(view)
    def shown(request: HttpRequest, **kwargs: str) -> HttpResponse:
        office = request.path_info.split("/")[1]
        try:
            return view(request, office, **kwargs)
        except Http404:
            return _missing(request, office)
        except FingerprintMismatch as mismatch:
            log.error("%s does not match its fingerprint: %s", mismatch, request.path)
            return _untrue(office)

    shown.finds_its_own_office = True
    return require_safe(shown)


@login_not_required
@public
def home(request, office):
    return _list(request, office, front.home, clock.today())


@login_not_required
@public
def reports(request, office):
    """Every edition, the latest first."""
    return _list(request, office, pages.reports)


@login_not_required
@public
def publication(request, office, slug, kind):
    """One publication, as it was approved, in force or not."""
    place = reading.publication(office, kind, slug)
    if place and kind == Kind.REGISTER:
        place = place.of_day(clock.today())
    return _document(request, place)


@login_not_required
@public
def publication_file(request, office, slug, filename, kind):
    return _file(request, office, kind, slug, filename)


@login_not_required
@public
def changed(request, office, slug):
    """Every difference of an edition from the one before."""
    return _document(request, reading.differences(office, slug), differences.changed)


@login_not_required
@public
def revisions(request, office, slug):
    """The figures that an edition revised, as CSV."""
    kind = Kind.EDITION
    found = reading.beside(office, kind, slug, reading.REVISIONS, "csv")
    if found is None:
        raise Http404
    name = f"{office}-{slug}-{differences.LIST}"
    return _sent(request, found, found.document.publication, name)


@login_not_required
@public
def compare(request, office):
    """Any two editions that are public."""
    at = clock.now()
    ledger, choice = _choice(request, office, at)
    if choice.errors:
        response = serving.in_confidence(
            differences.compare(ledger.office, choice, at=at)
        )
        response.status_code = 404
        return response
    return serving.page(
        request,
        key=(*ledger.key, *choice.key),
        compose=lambda: serving.Composed(
            differences.compare(ledger.office, choice, at=at)
        ),
    )


@login_not_required
@public
def compared_revisions(request, office):
    """The figures that one of two editions revised, as CSV."""
    _ledger, choice = _choice(request, office, clock.now())
    if choice.errors or not choice.is_made:
        raise Http404
    body = differences.revised(choice)
    sha256 = hashlib.sha256(body).hexdigest()
    media_type = "text/csv; charset=utf-8"
    response = serving.file(request, body, sha256=sha256, media_type=media_type)
    name = f"{office}-{choice.first}-to-{choice.second}-{differences.LIST}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def publications(kind: str) -> Callable:
    """The view of what there is of one kind, the latest first."""

    @login_not_required
    @public
    def listed(request, office):
        return _list(request, office, partial(pages.publications, kind=kind))

    return listed


@login_not_required
@public
def plan(request, office):
    """The plan in force."""
    place = reading.plan_in_force(office, at=clock.now())
    if place is None:
        return _empty(request, office, pages.no_plan)
    return _document(request, place)


@login_not_required
@public
def meetings(request, office):
    """Agendas and minutes of meetings, the latest first."""
    return _list(request, office, pages.meetings)


@login_not_required
@public
def file_beside(request, office, slug, filename, kind):
    """A paper of an agenda, an appendix: to keep, never shown by the browser."""
    part, _dot, extension = filename.rpartition(".")
    media = EXTENSIONS.get(extension, extension)
    found = reading.beside(office, kind, slug, part, media) if part else None
    if found is None or found.part == reading.WHOLE:
        raise Http404
    response = _sent(request, found, found.document.publication, filename)
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@login_not_required
@public
def measures(request, office):
    """The measures, as last published."""
    place = reading.latest(office, part=reading.SCORECARD, at=clock.now())
    if place is None:
        return _empty(request, office, measuring.no_measures)
    wanted = measuring.wanted(request.GET, place)
    return _page(request, place, partial(measuring.measures, wanted=wanted), wanted)


@login_not_required
@public
def measure(request, office, code):
    """One measure, as last published and as each edition had it."""
    place = reading.last_of_all(office, part=code, at=clock.now())
    if place is None or code in reading.NO_MEASURES:
        raise Http404
    return _page(request, place, measuring.measure)


@login_not_required
@public
def explore(request, office, code):
    """The chart of one measure to explore, as last published."""
    place = reading.latest(office, part=code, at=clock.now())
    if place is None or code in reading.NO_MEASURES:
        raise Http404
    return _page(request, place, pages.explore)


@login_not_required
@public
def accent(request, office):
    """The office's colour, for light and for dark."""
    found = reading.office(office)
    if found is None:
        raise Http404
    return serving.style_sheet(request, colours.style_sheet(found.accent))


@login_not_required
@public
def elsewhere(request, office, path):
    """Nothing stands there; the page that says so leads on."""
    raise Http404


def _list(
    request: HttpRequest, office: str, show: Callable, *also: object
) -> HttpResponse:
    """A page of what is public at the moment, and of what ``also`` says."""
    at = clock.now()
    ledger = reading.ledger(office, at=at)
    if ledger is None:
        raise Http404
    return serving.page(
        request,
        key=(*ledger.key, *also),
        compose=lambda: serving.Composed(show(ledger.office, at=at)),
    )


def _document(
    request: HttpRequest, place: Place | None, show: Callable = pages.document
) -> HttpResponse:
    if place is None:
        raise Http404
    at = clock.now()
    if place.publication.is_public(at=at):
        return _page(request, place, show)
    check_may_read(request, place.publication)
    return serving.in_confidence(show(reading.drawn(place, at=at), at=at))


def _choice(request: HttpRequest, office: str, at: dt.datetime):
    """The office's ledger, and which two of its editions are asked for; two queries."""
    ledger = reading.ledger(office, at=at)
    if ledger is None:
        raise Http404
    known = list(reading.comparable(ledger.office, at=at))
    return ledger, differences.Choice.of(request.GET, known)


def _page(
    request: HttpRequest, place: Place, show: Callable, *also: object
) -> HttpResponse:
    def compose() -> serving.Composed:
        at = clock.now()
        drawn = reading.drawn(place, at=at)
        changed_at = drawn.changed_at if place.is_alone else None
        return serving.Composed(show(drawn, at=at), changed_at)

    return serving.page(request, key=(*place.key, *also), compose=compose)


def _file(request: HttpRequest, office: str, kind: str, slug: str, filename: str):
    media = filename.rpartition(".")[2]
    found = reading.download(office, kind, slug, media)
    if found is None or media == "html":
        raise Http404
    publication = found.document.publication
    if filename != reading.filename(publication, publication.office, media):
        raise Http404
    return _sent(request, found, publication, filename)


def _sent(request, found, publication: Publication, filename: str) -> HttpResponse:
    if publication.is_public(at=clock.now()):
        response = serving.file(
            request,
            frozen.body(found),
            sha256=found.sha256,
            media_type=found.media_type,
        )
    else:
        check_may_read(request, publication)
        response = serving.in_confidence(frozen.body(found), found.media_type)
    shown = "inline" if found.format == "pdf" else "attachment"
    response["Content-Disposition"] = f'{shown}; filename="{filename}"'
    return response


def _empty(
    request: HttpRequest, office: str, show: Callable[[Office], str]
) -> HttpResponse:
    found = reading.office(office)
    if found is None:
        raise Http404
    key = reading.shell_facts(found)
    return serving.page(request, key=key, compose=lambda: serving.Composed(show(found)))


def _missing(request: HttpRequest, office: str) -> HttpResponse:
    found = reading.office(office)
    if found is None:
        raise Http404
    # Asked here too, so that the headers of what is under embargo and of what never
    # was are the same.
    _ = request.user.is_authenticated
    below = request.path_info.removeprefix(f"/{office}/")
    way = wayfinding.way_on(found, below, at=clock.now())
    if way.meant and way.meant != request.path:
        return serving.leading_on(way.meant)
    response = serving.in_confidence(pages.missing(found, way))
    response.status_code = 404
    return response


def _untrue(office: str) -> HttpResponse:
    response = serving.in_confidence(pages.untrue(reading.office(office)))
    response.status_code = 500
    return response
