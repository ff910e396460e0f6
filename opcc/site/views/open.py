"""Where people come in: the list of offices, the start, and the health check."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect, render

from opcc.core import clock
from opcc.core.access import standing_of
from opcc.core.models import Office, RoleHolding
from opcc.core.roles import Can


@login_not_required
def offices(request):
    """The one office's home, or a list of all of them."""
    all_offices = list(Office.objects.all())
    if len(all_offices) == 1:
        return redirect("public:home", all_offices[0].slug)
    return render(request, "site/offices.html", {"offices": all_offices})


def start(request):
    """Where somebody begins who has just signed in: their desk, or their papers."""
    holdings = RoleHolding.objects.filter(user=request.user)
    mine = Office.objects.filter(
        role_holdings__in=holdings.held(on=clock.today())
    ).distinct()
    if len(mine) != 1:
        return render(request, "site/start.html", {"offices": mine})
    standing = standing_of(request.user, mine[0], on=clock.today())
    page = "site:my-work" if standing.can(Can.USE_DESK) else "public:papers"
    return redirect(page, mine[0].slug)


@login_not_required
def healthz(request):
    """200 where the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
