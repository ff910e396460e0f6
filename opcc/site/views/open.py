"""What is open to all: the list of offices, and the health check."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect, render

from opcc.core.models import Office


@login_not_required
def offices(request):
    """The one office's home, or a list of all of them."""
    all_offices = list(Office.objects.all())
    if len(all_offices) == 1:
        return redirect("public:home", all_offices[0].slug)
    return render(request, "site/offices.html", {"offices": all_offices})


@login_not_required
def healthz(request):
    """200 where the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
