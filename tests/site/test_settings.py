"""The settings of an office: people, posts, limits."""

import datetime as dt

import pytest

from opcc.core import audit
from opcc.core.models import Post, RoleHolding, User
from opcc.core.roles import Role
from tests.factories import OfficeFactory, OrganisationFactory, person


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def administrator(client, office):
    user = person(office, Role.ADMINISTRATOR)
    client.force_login(user)
    return user


def test_an_administrator_gives_somebody_a_role(client, office, administrator):
    client.post(
        f"/{office.slug}/desk/settings/people/add/",
        {"name": "Priya Nandra", "email": "Priya@westmarch.example", "role": "auditor"},
    )

    holding = RoleHolding.objects.get(role="auditor")
    assert holding.user == User.objects.get(email="priya@westmarch.example")
    assert not holding.user.has_usable_password()


def test_a_data_provider_needs_an_organisation(client, office, administrator):
    response = client.post(
        f"/{office.slug}/desk/settings/people/add/",
        {"name": "Sam", "email": "sam@westmarch.example", "role": "data_provider"},
    )

    assert "Say whose figures they give." in response.content.decode()
    assert 'value="sam@westmarch.example"' in response.content.decode()
    assert not RoleHolding.objects.filter(role="data_provider").exists()


def test_a_role_is_not_given_twice(client, office, administrator):
    facts = {"name": "P", "email": "p@westmarch.example", "role": "auditor"}
    client.post(f"/{office.slug}/desk/settings/people/add/", facts)
    response = client.post(f"/{office.slug}/desk/settings/people/add/", facts)

    assert "They have that role already." in response.content.decode()
    assert RoleHolding.objects.filter(role="auditor").count() == 1


def test_ending_a_role_asks_first(client, office, administrator):
    other = person(office, Role.AUDITOR, name="Alan Auditor")
    holding = other.role_holdings.get()
    page = f"/{office.slug}/desk/settings/people/{holding.pk}/end/"

    assert "Alan Auditor will no longer" in client.get(page).content.decode()
    client.post(page)
    assert not other.role_holdings.exists()
    assert office.audit.filter(verb="end_role").exists()


def test_administrators_do_not_end_their_own_role(client, office, administrator):
    holding = administrator.role_holdings.get()
    page = f"/{office.slug}/desk/settings/people/{holding.pk}/end/"
    response = client.post(page, follow=True)

    assert "Ask another administrator" in response.content.decode()
    assert administrator.role_holdings.exists()


def test_another_offices_role_cannot_be_ended(client, office, administrator):
    holding = person(OfficeFactory(), Role.AUDITOR).role_holdings.get()
    page = f"/{office.slug}/desk/settings/people/{holding.pk}/end/"

    assert client.post(page).status_code == 404
    assert RoleHolding.objects.filter(pk=holding.pk).exists()


def test_a_colour_too_light_to_read_is_refused(client, office, administrator):
    page = f"/{office.slug}/desk/settings/office/"
    form = client.get(page).context["form"]
    response = client.post(page, {**form.initial, "accent": "#ffdd00"})

    assert "#ffdd00 is too light to read on white" in response.content.decode()


def test_a_new_appointment_ends_the_one_before(client, office, administrator):
    organisation = OrganisationFactory(office=office)
    post = Post.objects.create(
        office=office, organisation=organisation, title="Chief Constable"
    )
    page = f"/{office.slug}/desk/settings/posts/{post.pk}/appoint/"
    client.post(page, {"holder_name": "Ann Old", "starts_on": "2024-04-01"})
    client.post(
        page, {"holder_name": "Bo New", "starts_on": "2026-04-01", "acting": "on"}
    )

    first, second = post.appointments.order_by("starts_on")
    assert first.ends_on == dt.date(2026, 3, 31)
    assert second.title == "Acting Chief Constable"
    assert second.ends_on is None


def test_the_audit_log_shows_what_was_done(client, office, administrator):
    person(office, Role.AUDITOR)
    client.post(
        f"/{office.slug}/desk/settings/organisations/add/",
        {"name": "Haven Westmarch", "kind": "provider"},
    )
    page = client.get(f"/{office.slug}/desk/settings/audit/").content.decode()

    assert "Haven Westmarch" in page
    assert administrator.name in page


def test_the_log_shows_a_fact_of_any_name(client, office, administrator):
    audit.record(
        "publish", office, office=office, by=administrator, after={"items": 12}
    )

    page = client.get(f"/{office.slug}/desk/settings/audit/")

    assert "items 12" in page.content.decode()
