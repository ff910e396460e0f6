"""A signed link to the one return that is owed. It signs nobody in.

Whoever follows it is asked to sign in, and reaches that return if they may see it.
"""

from __future__ import annotations

import datetime as dt
from urllib.parse import urljoin

from django.conf import settings
from django.core import signing
from django.urls import reverse

from opcc.core.models import Office, Organisation
from opcc.core.periods import Period

LASTS = dt.timedelta(days=14)
"""Longer than a return is waited for, shorter than until the next one is."""

SALT = "measures.reminding.links"


class Unknown(Exception):
    """Not a link of ours, or not of this office."""


class Expired(Exception):
    """A link of ours that is too old."""


def link_to(office: Office, organisation: Organisation, quarter: Period) -> str:
    """The whole address, from now for as long as LASTS."""
    said = [office.pk, organisation.pk, quarter.key]
    token = signing.dumps(said, salt=SALT)
    return urljoin(
        settings.SITE_ADDRESS, reverse("returns:follow", args=[office.slug, token])
    )


def opened(token: str, office: Office) -> tuple[str, int]:
    """The quarter's key and the organisation that a link leads to.

    Raises Expired, or Unknown for anything that was not made here for this office.
    """
    try:
        of, organisation, quarter = signing.loads(token, salt=SALT, max_age=LASTS)
    except signing.SignatureExpired as error:
        raise Expired from error
    except signing.BadSignature as error:
        raise Unknown from error
    if of != office.pk:
        raise Unknown
    return quarter, organisation
