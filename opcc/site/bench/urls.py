"""The project's addresses, and a floor: one look-up by slug, and ready bytes."""

from functools import cache

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from opcc.urls import urlpatterns as ours
from reports.models.publications import Publication


@login_not_required
def floor(request, slug):
    """The bytes of the real page, behind the same middleware and one query."""
    publication = Publication.objects.select_related("office").get(slug=slug)
    return HttpResponse(_page(publication.office.slug, slug))


@cache
def _page(office: str, slug: str) -> bytes:
    return Client(SERVER_NAME="localhost").get(f"/{office}/reports/{slug}/").content


urlpatterns = [path("floor/<slug:slug>/", floor), *ours]
