"""Papers before publication: for the office and its panel, who sign in to read them."""

from __future__ import annotations

from django.db.models import Count, Q
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from opcc.core import clock
from opcc.core.access import allow
from opcc.core.roles import Can
from reports.models.publications import Publication


@never_cache
@allow(Can.READ_PANEL_PAPERS)
def papers(request):
    """What is under embargo, soonest first, and the latest that is not.

    Beside each what the panel alone may read, and all that it may still.
    """
    at = clock.now()
    own = Q(document__versions__audience="panel")
    entered = Publication.objects.for_office(request.office).editions()
    entered = entered.annotate(confided=Count("document__versions", filter=own))
    page = {
        "office": request.office,
        "path": request.path,
        "waiting": entered.embargoed(at=at).order_by("public_from"),
        "latest": entered.public(at=at).first(),
        "confided": entered.public(at=at).filter(confided__gt=0),
        "may_put": request.standing.can(Can.PUT_QUESTIONS),
    }
    return render(request, "reports/public/papers.html", page)
