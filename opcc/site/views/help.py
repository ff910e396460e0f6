"""Help: open to all, with no office in the address."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render

from opcc.site.help import BY_SLUG, COMES_FOR, FOR_EVERYBODY, topics_for, who_may


@login_not_required
def help_index(request):
    """Every page of help, by the role that needs it."""
    roles = [
        {"role": role, "purpose": purpose, "topics": topics_for(role)}
        for role, purpose in COMES_FOR.items()
    ]
    return render(
        request, "site/help/index.html", {"roles": roles, "everybody": FOR_EVERYBODY}
    )


@login_not_required
def help_topic(request, slug):
    topic = BY_SLUG.get(slug)
    if topic is None:
        raise Http404
    told = {
        "topic": topic,
        "permitted": [who_may(permission) for permission in topic.needs],
        "related": [BY_SLUG[other] for other in topic.related],
    }
    return render(request, f"site/help/{slug}.html", told)
