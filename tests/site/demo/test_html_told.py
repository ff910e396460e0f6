"""The demonstration: the HTML of a page of every kind is as the standard has it."""

import pytest
from django.test import Client
from django.urls import reverse

from opcc.core.models import User
from opcc.core.roles import Role
from reports.models import Publication
from tests.browser.made import Made, kind_of
from tests.browser.walking import walk
from tests.conformance.checker import findings, jar

STARTS = (
    (None, "/westmarch/"),
    (None, "/help/"),
    (Role.PANEL_MEMBER, "/westmarch/papers/"),
    (Role.PERFORMANCE, "/westmarch/desk/"),
    (Role.SCRUTINY, "/westmarch/desk/"),
)
"""Who walks from where."""

ALONE = ("/", "/verify/", "/accounts/login/")


@pytest.fixture
def pages(office):
    """Pages by address: one of each kind, and one of every kind of publication."""
    found, stranger = {}, Client()
    for role, start in STARTS:
        client = _client_of(office, role)
        walk(lambda address, by=client: _read(by, address, found), start, under=start)
    for publication in Publication.objects.for_office(office):
        args = [office.slug, publication.slug]
        _read(stranger, reverse(f"public:{publication.kind}", args=args), found)
    for address in ALONE:
        _read(stranger, address, found)
    return found


def _client_of(office, role):
    client = Client()
    if role is not None:
        holding = User.objects.filter(
            role_holdings__office=office, role_holdings__role=role
        )
        client.force_login(holding.earliest("pk"))
    return client


def _read(client, address, found):
    """What the page is Made of; one of each kind is kept."""
    answer = client.get(address, follow=True)
    assert answer.status_code == 200, address
    html = answer.content.decode()
    found.setdefault(kind_of(address), html)
    return Made(html)


def test_no_page_has_an_error_or_a_warning(pages, tmp_path):
    jar()
    assert len(pages) > 100
    assert findings(pages, tmp_path) == []
