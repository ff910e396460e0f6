"""Every address there is, for a stranger, each role, and a person of another office."""

import re

import pytest
from django.urls import URLResolver, get_resolver

from opcc.core.roles import MAY, Can, Role
from tests.factories import OfficeFactory, person

OPEN = (
    r"^/$",
    r"^/accounts/",
    r"^/healthz$",
    r"^/start/$",
    r"^/help/",
    r"^/verify/",
    r"^/robots\.txt$",
    r"^/sitemap\.xml$",
    r"^/<slug:office>/(?!desk/|papers/)",
)
"""What asks for no permission; the exceptions stand here, never the rule."""

ADMIN = r"^/admin/"
"""Read-only, and for the deployment's own staff."""

FILLED = {
    "int:pk": "1",
    "slug:name": "issue",
    "slug:side": "force",
    "slug:kind": "edition",
    "str:period": "2026-Q2",
    "uuid:key": "6f2a1c0e-0000-4000-8000-000000000001",
}


def walk(resolver, prefix="/"):
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern).removeprefix("^").removesuffix(r"\Z")
        if isinstance(entry, URLResolver):
            yield from walk(entry, route)
        else:
            yield route, entry.callback


def is_open(route):
    return any(re.search(pattern, route) for pattern in OPEN)


ROUTES = dict(walk(get_resolver()))
DESK = {
    route: view
    for route, view in ROUTES.items()
    if not is_open(route) and not re.search(ADMIN, route)
}


def address(route, office):
    """The route with something in every place; objects need not exist."""
    filled = route.replace("<slug:office>", office.slug)
    return re.sub(
        r"<([^>]+)>",
        lambda part: FILLED.get(
            part[1], "2026-Q2" if part[1].startswith("str") else "1"
        ),
        filled,
    )


def test_the_desk_has_pages_to_guard():
    assert len(DESK) > 40


@pytest.mark.parametrize("route", DESK)
def test_every_desk_page_says_who_may_use_it(route):
    asked = getattr(DESK[route], "permissions", ())

    assert asked
    assert all(isinstance(permission, Can) for permission in asked)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("route", DESK)
def test_a_stranger_is_asked_to_sign_in(client, route, method):
    response = getattr(client, method)(address(route, OfficeFactory()))

    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("route", DESK)
def test_a_person_of_another_office_finds_nothing(client, route):
    elsewhere = OfficeFactory()
    client.force_login(person(elsewhere, *Role))

    assert client.get(address(route, OfficeFactory())).status_code == 404


@pytest.mark.parametrize("role", list(Role))
def test_each_role_is_let_in_where_it_may_and_nowhere_else(client, role):
    office = OfficeFactory()
    client.force_login(person(office, role))

    for route, view in DESK.items():
        status = client.get(address(route, office)).status_code
        if MAY[role].intersection(view.permissions):
            assert status in {200, 302, 404, 405}, (route, status)
        else:
            assert status == 403, (route, status)


@pytest.mark.parametrize("role", list(Role))
def test_each_role_changes_only_what_it_may(client, role):
    office = OfficeFactory()
    client.force_login(person(office, role))

    for route, view in DESK.items():
        status = client.post(address(route, office)).status_code
        if not MAY[role].intersection(view.permissions):
            assert status == 403, (route, status)


def test_the_admin_is_closed_to_every_role_of_an_office(client):
    client.force_login(person(OfficeFactory(), *Role))

    for route in ROUTES:
        if re.search(ADMIN, route) and "<" not in route and "login" not in route:
            assert client.get(route).status_code in {302, 404}


def test_somebody_whose_last_day_is_past_is_an_outsider(client):
    office = OfficeFactory()
    user = person(office, Role.PERFORMANCE)
    user.role_holdings.update(ends_on="2020-03-31")
    client.force_login(user)

    assert client.get(f"/{office.slug}/desk/").status_code == 404


def test_whoever_signs_in_begins_at_their_desk_or_at_their_papers(client):
    office = OfficeFactory()
    client.force_login(person(office, Role.PERFORMANCE))
    assert client.get("/start/")["Location"] == f"/{office.slug}/desk/"

    client.force_login(person(office, Role.PANEL_MEMBER))
    assert client.get("/start/")["Location"] == f"/{office.slug}/papers/"

    client.logout()
    assert client.get("/start/")["Location"].startswith("/accounts/login/")


def test_an_office_may_ask_everybody_for_a_second_factor(client):
    office = OfficeFactory(requires_second_factor=True)
    client.force_login(person(office, Role.PERFORMANCE))

    assert client.get(f"/{office.slug}/desk/")["Location"] == "/accounts/2fa/"


@pytest.mark.parametrize("role", [Role.PANEL_MEMBER, Role.PANEL_SUPPORT])
def test_the_panel_comes_from_the_public_sign_in_to_its_own_page(client, role):
    office = OfficeFactory()
    client.force_login(person(office, role))

    # The public pages lead to the desk, which the panel has not.
    assert client.get(f"/{office.slug}/desk/")["Location"] == f"/{office.slug}/papers/"
