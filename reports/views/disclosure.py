"""What a draft would give away of its small numbers, and what to hide as well."""

from __future__ import annotations

from django.http import HttpResponse

from opcc.core.access import allow
from opcc.core.roles import Can


@allow(Can.READ_DESK)
def page(request, pk):
    return HttpResponse(b"")
