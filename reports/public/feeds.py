"""What programs read: site maps, the feed of publications, the calendar of meetings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from html import escape
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, Max, Q, QuerySet, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from opcc.core import clock
from opcc.core.models import Office
from reports.domain import calendar
from reports.models.kinds import Kind
from reports.models.publications import Publication
from reports.public import frozen, reading, serving
from reports.public.addresses import address, whole
from reports.public.serving import Composed
from reports.public.views import public

XML = "application/xml; charset=utf-8"
ATOM = "application/atom+xml; charset=utf-8"
CALENDAR = "text/calendar; charset=utf-8"

NEWEST = 50
"""Publications in the feed, and agendas in the calendar: some years of both."""

CLOSED = ("/accounts/", "/admin/", "/*/desk/", "/*/search/")
"""What search engines are asked to leave: nothing there is for them."""


def _file(compose: Callable[[Office, dt.datetime], Composed]) -> Callable:
    """The view of a file that depends on what an office has made public."""

    @login_not_required
    @public
    def shown(request: HttpRequest, office: str) -> HttpResponse:
        at = clock.now()
        ledger = reading.ledger(office, at=at)
        if ledger is None:
            raise Http404
        return serving.page(
            request, key=ledger.key, compose=lambda: compose(ledger.office, at)
        )

    return shown


@_file
def sitemap(office: Office, at: dt.datetime) -> Composed:
    """Every address that search engines may know, and when it last changed."""
    rows = list(_changing(office, at=at))
    newest = max((_changed_at(each, at=at) for each in rows), default=None)
    names = ("home", "plan-list", "measures", "edition-list", "agenda-list")
    lists = [(whole(reverse(f"public:{n}", args=[office.slug])), newest) for n in names]
    pages = [(whole(address(each, office)), _changed_at(each, at=at)) for each in rows]
    measures = [
        (whole(reverse("public:measure", args=[office.slug, code])), changed_at)
        for code, changed_at in reading.measures_said(office, at=at)
    ]
    return _xml("sitemap", [*lists, *measures, *pages])


@login_not_required
@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The site maps of all offices that have published anything."""
    shown = Q(publications__public_from__lte=clock.now())
    rows = Office.objects.annotate(
        since=Max("publications__public_from", filter=shown),
        stamps=Sum("publications__stamp", filter=shown),
        number=Count("publications", filter=shown),
    ).exclude(since=None)
    said = list(rows.order_by("slug").values_list("slug", "since", "stamps", "number"))
    maps = [
        (whole(reverse("public:sitemap", args=[slug])), since)
        for slug, since, *_counts in said
    ]
    return serving.page(
        request, key=tuple(said), compose=lambda: _xml("sitemaps", maps)
    )


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything that is published may be read and kept by anybody."""
    closed = [f"Disallow: {path}" for path in CLOSED]
    lines = ["User-agent: *", *closed, "", f"Sitemap: {whole('/sitemap.xml')}", ""]
    composed = Composed("\n".join(lines), media_type="text/plain; charset=utf-8")
    return serving.page(request, key=(), compose=lambda: composed)


@_file
def feed(office: Office, at: dt.datetime) -> Composed:
    """What was published, the newest first; a correction brings an entry up again."""
    home = whole(reverse("public:home", args=[office.slug]))
    made = Atom1Feed(
        title=_("%(office)s: publications") % {"office": office.name},
        link=home,
        description="",
        feed_url=whole(reverse("public:feed", args=[office.slug])),
        feed_guid=home,
        language=settings.LANGUAGE_CODE,
        author_name=office.name,
    )
    rows = list(_changing(office, at=at)[:NEWEST])
    leads = reading.leads(rows)
    for each in rows:
        _add(made, each, office, leads.get(each.pk, ""), at)
    return Composed(made.writeString("utf-8"), media_type=ATOM)


@_file
def meetings(office: Office, at: dt.datetime) -> Composed:
    """The meetings that are announced, for anybody's calendar."""
    rows = reading.agendas(office, at=at)[:NEWEST]
    told = (
        (frozen.readable(each.document), whole(address(each, office))) for each in rows
    )
    said = [(agenda, url) for agenda, url in told if agenda is not None]
    name = _("%(office)s: meetings") % {"office": office.short_name}
    since = max((each.public_from for each in rows), default=at)
    body = calendar.meetings(name, said, host=_host(), at=since)
    return Composed(body.decode(), media_type=CALENDAR)


def _add(
    made: Atom1Feed, each: Publication, office: Office, lead: str, at: dt.datetime
) -> None:
    """The id is a tag of RFC 4151: the same for ever, whatever happens to it."""
    day = f"{each.public_from:%Y-%m-%d}"
    made.add_item(
        title=each.title,
        link=whole(address(each, office)),
        description=escape(lead),
        unique_id=f"tag:{_host()},{day}:{address(each, office)}",
        pubdate=each.public_from,
        updateddate=_changed_at(each, at=at),
        categories=[str(Kind(each.kind).label)],
    )


def _changing(office: Office, *, at: dt.datetime) -> QuerySet[Publication]:
    """Every public one, with when it was last corrected."""
    return reading.every(office, at=at).annotate(
        corrected_at=Max("corrections__made_at")
    )


def _changed_at(each: Publication, *, at: dt.datetime) -> dt.datetime:
    """When it was published, corrected or superseded, whichever came last."""
    later = reading.successor(each, at=at)
    happened = (each.public_from, each.corrected_at, later and later.public_from)
    return max(moment for moment in happened if moment is not None)


def _xml(name: str, places: list[tuple[str, dt.datetime | None]]) -> Composed:
    said = render_to_string(f"reports/public/{name}.xml", {"places": places})
    return Composed(said, media_type=XML)


def _host() -> str:
    return urlsplit(settings.SITE_ADDRESS).hostname or "localhost"
