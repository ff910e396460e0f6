"""Assurance: who states it, and what stands."""

import datetime as dt

import pytest
from django.urls import reverse

from opcc.core.access import standing_of
from opcc.core.moves import MoveRefused
from opcc.core.roles import Role
from scrutiny.changes import assurance as concluding
from scrutiny.models import AssuranceStatement
from tests.factories import (
    AgendaItemFactory,
    BodyFactory,
    MeetingFactory,
    OfficeFactory,
    person,
)

HELD = dt.date(2026, 11, 3)


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def item(office):
    meeting = MeetingFactory(
        body=BodyFactory(office=office), held_on=HELD, status="held", minutes="draft"
    )
    return AgendaItemFactory(meeting=meeting, title="Domestic abuse: arrests")


@pytest.fixture
def sign_in(client, office):
    def as_role(role):
        user = person(office, role)
        client.force_login(user)
        return user

    return as_role


def url(office, name, *args):
    return reverse(f"scrutiny:{name}", args=[office.slug, *args])


def statement(item, **said):
    words = {"grade": "partly", "reason": "Not shown that victims are safe."}
    return AssuranceStatement(item=item, **(words | said))


def standing(office, role):
    return standing_of(person(office, role), office, on=dt.date(2026, 11, 22))


@pytest.mark.parametrize("role", [role for role in Role if role != "commissioner"])
def test_assurance_statements_are_made_by_the_commissioner_or_deputy_only(
    client, office, item, role, sign_in
):
    """Rule 16: neither on the page nor behind it."""
    with pytest.raises(MoveRefused, match="Only the Commissioner or the deputy"):
        concluding.state(statement=statement(item), by=standing(office, role))

    sign_in(role)
    answer = client.post(
        url(office, "assurance-state", item.pk), {"grade": "assured", "reason": "So"}
    )
    assert answer.status_code == 403
    assert not AssuranceStatement.objects.exists()


def test_the_newest_statement_is_in_force_and_the_earlier_one_is_kept(
    client, office, item, sign_in
):
    sign_in(Role.COMMISSIONER)
    address = url(office, "assurance-state", item.pk)
    client.post(address, {"grade": "not_assured", "reason": "Nothing was shown."})

    client.post(
        address,
        {"grade": "partly", "reason": "Half was.", "look_again_on": "2027-02-02"},
    )

    page = client.get(url(office, "minuted-item", item.pk))
    html = page.content.decode()
    assert page.context["stated"].word == "Partly assured"
    assert page.context["stated"].disc == "partly"
    assert [each.word for each in page.context["earlier"]] == ["Not assured"]
    assert "Nothing was shown." in html
    assert AssuranceStatement.objects.count() == 2


def test_a_statement_is_never_changed(office, item):
    concluding.state(statement=statement(item), by=standing(office, Role.COMMISSIONER))

    with pytest.raises(TypeError, match="never changed"):
        AssuranceStatement.objects.update(grade="assured")


def test_the_same_conclusion_again_adds_no_statement(office, item):
    eleanor = standing(office, Role.COMMISSIONER)
    for _again in range(2):
        concluding.state(statement=statement(item), by=eleanor)

    assert AssuranceStatement.objects.count() == 1


def test_a_conclusion_without_a_grade_or_reason_is_refused_and_kept_typed(
    client, office, item, sign_in
):
    sign_in(Role.COMMISSIONER)

    html = client.post(
        url(office, "assurance-state", item.pk), {"gaps": "No sample was taken."}
    ).content.decode()

    assert "Choose how assured you are." in html
    assert "Give the reason, as it will be published." in html
    assert "No sample was taken." in html


def test_everybody_else_reads_the_conclusion_with_its_disc_and_word(
    client, office, item, sign_in
):
    concluding.state(
        statement=statement(item, gaps="No sample"),
        by=standing(office, Role.COMMISSIONER),
    )
    sign_in(Role.AUDITOR)

    html = client.get(url(office, "minuted-item", item.pk)).content.decode()

    assert 'class="stated__word">Partly assured' in html
    assert "No sample" in html
    assert "State it" not in html
    assert "Save the minute" not in html
