"""The page of a search: what an office has published that holds a reader's words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Page, Paginator
from django.http import Http404, QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from opcc.core import clock
from opcc.core.models import Office
from reports.models.kinds import Kind
from reports.public import reading, serving
from reports.public.addresses import address, address_of
from reports.public.views import public
from reports.search.finding import Found, Result, find
from reports.search.words import shortened

A_PAGE = 20


@dataclass(frozen=True)
class Shown:
    """A result with its links: ``places`` are (address, Place), the best first."""

    result: Result
    kind: str
    url: str
    places: tuple
    later_url: str


@dataclass(frozen=True)
class Narrowed:
    """A link to the results of one kind, or of all."""

    label: str
    count: int
    query: str
    is_current: bool


@login_not_required
@public
def search(request, office):
    """What holds the words of ``q``; of one ``kind``, one ``page``."""
    found = reading.office(office)
    if found is None:
        raise Http404
    return serving.in_confidence(page(found, request.GET, at=clock.now()))


def page(office: Office, query: QueryDict, *, at: dt.datetime) -> str:
    """Takes whatever stands in the address. At most three queries."""
    typed = shortened(query.get("q", ""))
    found = find(office, typed, at=at)
    kind = query.get("kind", "")
    kind = kind if kind in found.by_kind else ""
    narrow = found.of_kind(kind) if kind else found
    pages = Paginator(narrow.groups, A_PAGE).get_page(query.get("page"))
    context = {
        "office": office,
        "path": reverse("public:search", args=[office.slug]),
        "typed": typed,
        "found": narrow,
        "kinds": _kinds(found, typed, kind),
        "pages": pages,
        "query": _query(typed, kind),
        "shown": _shown(office, narrow, pages),
    }
    return render_to_string("reports/public/search.html", context)


def _shown(office: Office, found: Found, pages: Page) -> list[Shown]:
    if not found.groups:
        return []
    results = found.results(pages.start_index() - 1, pages.end_index())
    return [_one(office, result) for result in results]


def _one(office: Office, result: Result) -> Shown:
    publication = result.publication
    url = address(publication, office)
    places = tuple(
        (f"{url}#{place.anchor}" if place.anchor else url, place)
        for place in result.places
    )
    later = result.later_slug
    return Shown(
        result,
        str(Kind(publication.kind).label),
        url,
        places,
        address_of(publication.kind, later, office) if later else "",
    )


def _kinds(found: Found, typed: str, kind: str) -> list[Narrowed]:
    """All, then each kind of which something was found, the most frequent first."""
    counts = [("", found.by_kind.total()), *found.by_kind.most_common()]
    return [
        Narrowed(
            str(Kind(each).label) if each else _("All"),
            count,
            _query(typed, each).urlencode(),
            each == kind,
        )
        for each, count in counts
    ]


def _query(typed: str, kind: str) -> QueryDict:
    query = QueryDict(mutable=True)
    query["q"] = typed
    if kind:
        query["kind"] = kind
    return query
