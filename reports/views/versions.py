"""Versions of an edition that are not public: for the panel, and at the desk."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from opcc.core import clock
from opcc.core.access import allow
from opcc.core.roles import Can
from opcc.core.visibility import within
from reports import render as drawing
from reports.build.versions import build_versions
from reports.changes import versions
from reports.models import Edition, EditionVersion, Rendering
from reports.views.editions import crumbs_to, edition_of
from reports.views.kept import File, desk_files, downloads, filename_of, words_of

PANEL = EditionVersion.Audience.PANEL


@never_cache
@allow(Can.READ_PANEL_PAPERS)
def panel_version(request, slug):
    """What an edition says to the panel, from the day that its papers go out."""
    version = of_the_panel(request, slug)
    versions.note_opened(version=version, user=request.user, at=clock.now())
    page = {
        "office": request.office,
        "path": request.path,
        "version": version,
        "publication": version.publication,
        "body": _stored(version),
        "files": list(_files(version, request.path)),
        "may_put": request.standing.can(Can.PUT_QUESTIONS),
    }
    return render(request, "reports/public/version.html", page)


@never_cache
@allow(Can.READ_PANEL_PAPERS)
def panel_file(request, slug, filename):
    version = of_the_panel(request, slug)
    return _sent(request, version, _named(version, filename))


@allow(Can.READ_DESK)
def version(request, pk, audience):
    """One version at the desk: as it is stored, or of a draft as it would be today."""
    shown = edition_of(request, pk)
    kept = None
    if shown.document is None:
        fullest, body = _drawn_today(shown, audience)
        if fullest != audience:
            return _to_the_wider(request, pk, fullest)
    else:
        kept = _kept(shown, audience)
        versions.note_opened(version=kept, user=request.user, at=clock.now())
        body = _stored(kept)
    page = {
        "edition": shown,
        "crumbs": crumbs_to(shown),
        "body": body,
        "version": kept,
        "files": kept and desk_files(shown, kept),
        "words": EditionVersion.Audience(audience).label,
    }
    return render(request, "reports/desk/version.html", page)


@allow(Can.READ_DESK)
def version_file(request, pk, audience, media):
    kept = _kept(edition_of(request, pk), audience)
    return _sent(request, kept, _named(kept, f"{kept.filename}.{media}"))


def of_the_panel(request, slug: str) -> EditionVersion:
    """The panel's version beside an edition, for who may read it; else 404."""
    rows = EditionVersion.objects.readable(request.standing).filter(audience=PANEL)
    return get_object_or_404(_whole(rows), beside__publication__slug=slug)


def _files(version: EditionVersion, home: str) -> Iterator[File]:
    for each in downloads(version):
        yield File(words_of(each), each.size, f"{home}{filename_of(version, each)}")


def _kept(shown: Edition, audience: str) -> EditionVersion:
    rows = EditionVersion.objects.of(shown)
    return get_object_or_404(_whole(rows), audience=audience)


def _whole(rows):
    """With what their pages say of them, and without the frozen bytes."""
    with_facts = rows.select_related(
        "document", "edition__office", "beside__publication__office"
    )
    return with_facts.defer("document__content", "beside__content")


def _drawn_today(shown: Edition, audience: str) -> tuple[str, str]:
    """The fullest version that its readers would have: whose it is, and the page."""
    if audience not in EditionVersion.Audience:
        raise Http404
    built = build_versions(shown, frozen_on=clock.today())
    fullest = [each for each in built if within(each, audience=audience)][-1]
    return fullest, drawing.to_html(built[fullest])


def _to_the_wider(request, pk: int, audience: str) -> HttpResponse:
    messages.info(request, _("The narrower version would say no more than this one."))
    if audience == "public":
        return redirect("reports:edition-preview", request.office.slug, pk)
    return redirect("reports:version", request.office.slug, pk, audience)


def _stored(version: EditionVersion) -> str:
    html = Rendering.Format.HTML
    stored = Rendering.objects.get(document=version.document_id, format=html, part="")
    return bytes(stored.body).decode()


def _named(version: EditionVersion, filename: str) -> Rendering:
    """Its file of that name, or 404."""
    for each in downloads(version):
        if filename == filename_of(version, each):
            return each
    raise Http404


def _sent(request, version: EditionVersion, file: Rendering) -> HttpResponse:
    versions.note_opened(version=version, user=request.user, at=clock.now())
    shown = "inline" if file.format == Rendering.Format.PDF else "attachment"
    name = filename_of(version, file)
    return HttpResponse(
        bytes(file.body),
        content_type=file.media_type,
        headers={"Content-Disposition": f'{shown}; filename="{name}"'},
    )
