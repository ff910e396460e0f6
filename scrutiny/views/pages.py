"""What the pages of scrutiny share: forms that may be refused, and addresses."""

from __future__ import annotations

from django.urls import reverse

from opcc.core.pages import form_page, posted, saved

__all__ = ["form_page", "posted", "saved", "url_of"]


def url_of(request, name: str, *args) -> str:
    return reverse(f"scrutiny:{name}", args=[request.office.slug, *args])
