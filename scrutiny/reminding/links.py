"""A signed link with which an owner without a sign-in works on their one action.

It is made out to an email address, and opens nothing once the action has another owner
or the office has revoked its links.
"""

from __future__ import annotations

import datetime as dt
from urllib.parse import urljoin

from django.conf import settings
from django.core import signing
from django.urls import reverse

from opcc.core.models import Office
from scrutiny.models import Action

LASTS = dt.timedelta(days=30)
"""Longer than from one reminder to the next, so that the newest always works."""

SALT = "scrutiny.reminding.links"


class Unknown(Exception):
    """Not a link of ours, or not of this office, or to somebody who owns it no more."""


class Expired(Exception):
    """A link of ours that is too old."""


def link_to(action: Action) -> str:
    """The whole address, for as long as LASTS."""
    token = signing.dumps(_made_out(action), salt=SALT)
    return _absolute("linked:action", action, token)


def page_of(action: Action) -> str:
    """The whole address at the desk, for those who sign in."""
    return _absolute("scrutiny:action", action, action.key)


def opened(token: str, office: Office) -> Action:
    """The action that a link leads to; raises Expired, or Unknown."""
    try:
        said = signing.loads(token, salt=SALT, max_age=LASTS)
    except signing.SignatureExpired as error:
        raise Expired from error
    except signing.BadSignature as error:
        raise Unknown from error
    rows = Action.objects.for_office(office).filter(key=said[1], owner=None)
    action = rows.with_origins().with_links().first()
    if action is None or _made_out(action) != said:
        raise Unknown
    return action


def _made_out(action: Action) -> list[object]:
    """What a link says: once any of it differs, the link opens nothing."""
    email = action.owner_email.lower()
    return [action.office_id, action.key, email, action.link_version]


def _absolute(name: str, action: Action, last: str) -> str:
    path = reverse(name, args=[action.office.slug, last])
    return urljoin(settings.SITE_ADDRESS, path)
