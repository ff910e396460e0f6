"""What every page's shell shows: the office, the reader, and the way around."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from opcc.core.roles import Can

DESK = (
    (_("My work"), "site:my-work", Can.USE_DESK),
    (_("Plan"), "plans:plan", Can.READ_DESK),
    (_("Measures"), "measures:measures", Can.READ_DESK),
    (_("Returns"), "returns:returns", Can.USE_DESK),
    (_("Questions"), "scrutiny:answers", Can.ANSWER_QUESTIONS),
    (_("Meetings"), "scrutiny:bodies", Can.READ_DESK),
    (_("Actions"), "scrutiny:actions", Can.FOLLOW_ACTIONS),
    (_("Reports"), "reports:editions", Can.READ_DESK),
    (_("Settings"), "site:settings", Can.USE_DESK),
)
"""The desk's navigation: words, address, and who sees it."""


def shell(request):
    """Nothing for a page outside an office."""
    office = getattr(request, "office", None)
    if office is None:
        return {}
    return {
        "office": office,
        "standing": request.standing,
        "nav": lambda: _navigation(request),
    }


def _navigation(request):
    urls = {
        reverse(name, args=[request.office.slug]): words
        for words, name, permission in DESK
        if request.standing.can(permission)
    }
    current = _current(list(urls), request)
    for url, words in urls.items():
        yield {"label": words, "url": url, "current": url == current}


def _current(urls: list[str], request) -> str:
    """By address, whichever app the page lives in; My work is no more than itself."""
    my_work = reverse("site:my-work", args=[request.office.slug])
    if request.path == my_work:
        return my_work
    over = [url for url in urls if url != my_work and request.path.startswith(url)]
    return max(over, key=len, default="")
