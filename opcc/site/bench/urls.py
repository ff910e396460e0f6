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
    editions = Publication.objects.editions().select_related("office")
    publication = editions.get(slug=slug)
    return HttpResponse(_page(f"/{publication.office.slug}/reports/{slug}/"))


@login_not_required
def floor_of_a_measure(request, slug, code):
    """The same of a measure's page; takes the slug of its office."""
    editions = Publication.objects.editions().select_related("office")
    editions.filter(office__slug=slug).first()
    return HttpResponse(_page(f"/{slug}/measures/{code}/"))


@cache
def _page(address: str) -> bytes:
    return Client(SERVER_NAME="localhost").get(address).content


urlpatterns = [
    path("floor/<slug:slug>/", floor),
    path("floor/<slug:slug>/measures/<str:code>/", floor_of_a_measure),
    *ours,
]
