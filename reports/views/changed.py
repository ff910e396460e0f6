"""What changed in an edition, at the desk: before anybody else may read it."""

from __future__ import annotations

from django.shortcuts import render

from opcc.core import clock
from opcc.core.access import allow
from opcc.core.roles import Can
from reports import render as drawing
from reports.build import build_edition
from reports.models import Edition, Rendering
from reports.views.editions import crumbs_to, edition_of, note_opened


@allow(Can.READ_DESK)
def changed(request, pk):
    """Of a draft as it would be frozen today; of a frozen edition as it is stored."""
    shown = edition_of(request, pk)
    body = _drawn_today(shown) if shown.document is None else _stored(shown)
    note_opened(request, shown)
    page = {"edition": shown, "crumbs": crumbs_to(shown), "body": body}
    return render(request, "reports/desk/edition_changed.html", page)


def _drawn_today(shown: Edition) -> str:
    return drawing.differences_html(build_edition(shown, frozen_on=clock.today()))


def _stored(shown: Edition) -> str:
    stored = shown.document.renderings.filter(
        format=Rendering.Format.HTML, part="differences"
    ).first()
    return bytes(stored.body).decode() if stored else ""
