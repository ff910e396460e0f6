"""Figures and facts to take away, and the pages that explain them: open to all."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse

from opcc.core import clock
from reports.public import explaining, reading, serving, taking
from reports.public.views import public

JSON = "application/json"


@login_not_required
@public
def measure_file(request, office, code, filename):
    """One measure to keep: as last published, and as each edition published it."""
    told = taking.told(office, code, at=clock.now())
    if told is None:
        raise Http404
    named = {each.name(told.office, code): each for each in taking.OF_A_MEASURE}
    if filename not in named:
        raise Http404
    response = serving.made(
        request,
        key=told.key,
        make=lambda: named[filename].make(taking.vintages(told)),
        media_type=named[filename].media_type,
    )
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def view_of(what: Callable) -> Callable:
    """One part of the JSON view."""

    @login_not_required
    @public
    def shown(request, office):
        at = clock.now()
        ledger = _ledger(office)
        make = partial(what, ledger.office, at=at)
        return serving.made(request, key=ledger.key, make=make, media_type=JSON)

    return shown


def explained(show: Callable) -> Callable:
    """A page that explains, in an office's frame."""

    @login_not_required
    @public
    def shown(request: HttpRequest, office: str) -> HttpResponse:
        at = clock.now()
        ledger = _ledger(office)
        return serving.page(
            request,
            key=ledger.key,
            compose=lambda: serving.Composed(show(ledger.office, at=at)),
        )

    return shown


def _ledger(office: str) -> reading.Ledger:
    ledger = reading.ledger(office, at=clock.now())
    if ledger is None:
        raise Http404
    return ledger


publications = view_of(taking.publications)
measures = view_of(taking.measures)
about = explained(explaining.about)
accessibility = explained(explaining.accessibility)
api = explained(explaining.api)
