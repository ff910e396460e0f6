"""My work: the home of the desk."""

from __future__ import annotations

from django.shortcuts import redirect, render
from django.utils import timezone

from opcc.core.access import allow
from opcc.core.roles import Can
from opcc.site import work


@allow(Can.USE_DESK, Can.READ_PANEL_PAPERS)
def my_work(request):
    """Whoever signs in from the public face comes here; the panel has its own page."""
    if not request.standing.can(Can.USE_DESK):
        return redirect("public:papers", request.office.slug)
    on = timezone.localdate()
    piles = work.piles(request.standing, on=on)
    things = sum(len(pile.things) for pile in piles)
    late = sum(len(pile.things) for pile in piles if pile.is_late)
    context = {"piles": piles, "things": things, "late": late, "on": on}
    return render(request, "site/my_work.html", context)
