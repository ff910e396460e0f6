"""Who may see a thing: four rings, each inside the next."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Visibility(models.TextChoices):
    """The widest audience that may see a thing, widest first."""

    PUBLIC = "public", _("Public")
    PANEL = "panel", _("Panel members, in confidence")
    SHARED = "shared", _("The office and the organisation concerned")
    OFFICE = "office", _("The office only")


RINGS = tuple(Visibility.values)


def within(visibility: str, *, audience: str) -> bool:
    """Whether a thing may stand in a document made for ``audience``.

    What is public may stand anywhere; what is the office's only in the office's own.
    """
    return RINGS.index(visibility) <= RINGS.index(audience)
