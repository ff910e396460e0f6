"""Where things stand: addresses below a host, and whole ones."""

from __future__ import annotations

from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse

from opcc.core.models import Office
from reports.models.publications import Publication


def address(publication: Publication, office: Office) -> str:
    return address_of(publication.kind, publication.slug, office)


def address_of(kind: str, slug: str, office: Office) -> str:
    return reverse(f"public:{kind}", args=[office.slug, slug])


def whole(path: str) -> str:
    """With the host that the settings name: no page knows by which it was asked."""
    return urljoin(settings.SITE_ADDRESS, path)
