"""The check of fact: who reads what, what they may say, and what becomes of it."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from measures.models import Commentary
from opcc.core.access import standing_of
from opcc.core.models.periods import columns
from opcc.core.moves import MoveRefused
from opcc.core.periods import Period
from opcc.core.roles import Role
from scrutiny.changes import facts as changes
from scrutiny.models import FactCheck, FactRemark
from tests.factories import (
    MeasureFactory,
    OfficeFactory,
    OrganisationFactory,
    UserFactory,
    person,
)

QUARTER = Period.quarter(2026, 2)


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def written(office):
    """What is written about a measure of the force, and about one of a partner."""
    partner = OrganisationFactory(office=office, name="Haven")
    ours = MeasureFactory(office=office, code="1A")
    theirs = MeasureFactory(office=office, code="9Z-partner", provider=partner)
    say(theirs, happening="Of Haven alone.")
    return say(ours, happening="Arrests fell by a third.", concluded="Not assured.")


def say(measure, **texts):
    return Commentary.objects.create(
        measure=measure,
        number=measure.commentaries.count() + 1,
        by=UserFactory(),
        at=timezone.now(),
        **columns(QUARTER),
        **texts,
    )


def start(office, organisation=None):
    return changes.start(
        office=office,
        organisation=organisation or office.force,
        quarter=QUARTER,
        by=UserFactory(),
    )


def standing(office, **whom):
    user = person(office, Role.DATA_PROVIDER, **whom)
    return standing_of(user, office, on=dt.date(2026, 11, 22))


def url(office, name, *args):
    return reverse(f"scrutiny:{name}", args=[office.slug, *args])


def test_a_check_needs_something_to_read(office):
    with pytest.raises(MoveRefused, match="Nothing is written"):
        start(office)


def test_an_organisation_checks_a_quarter_once(office, written):
    start(office)

    with pytest.raises(ValidationError, match="checking this quarter already"):
        start(office)


def test_those_who_check_read_their_own_passages_and_not_the_office_s_view(
    client, office, written
):
    check = start(office)
    client.force_login(person(office, Role.DATA_PROVIDER))

    page = client.get(url(office, "facts-to-check", check.key)).content.decode()

    assert "Arrests fell by a third." in page
    for hidden in ("Not assured.", "Of Haven alone.", "9Z-partner", "Haven"):
        assert hidden not in page


def test_another_organisation_does_not_find_the_check(client, office, written):
    check = start(office)
    partner = written.measure.office.organisations.get(name="Haven")
    client.force_login(person(office, Role.DATA_PROVIDER, organisation=partner))

    address = url(office, "facts-to-check", check.key)
    assert client.get(address).status_code == 404
    assert client.post(url(office, "facts-confirm", check.key)).status_code == 404
    assert "Arrests" not in client.get(url(office, "answers")).content.decode()
    with pytest.raises(MoveRefused, match="not your organisation's"):
        changes.confirm(check=check, by=standing(office, organisation=partner))


def test_a_remark_keeps_the_writing_that_it_is_about_and_has_one_reply(
    client, office, written
):
    check = start(office)
    client.force_login(person(office, Role.DATA_PROVIDER))
    client.post(
        url(office, "facts-to-check", check.key),
        {"measure": "1A", "writing": 1, "text": "By a quarter."},
    )
    remark = FactRemark.objects.get()
    assert (remark.measure, remark.writing) == (written.measure, 1)

    client.force_login(person(office, Role.PERFORMANCE))
    reply = url(office, "fact-reply", remark.pk)
    client.post(reply, {"text": "Changed."})
    again = client.post(reply, {"text": "Changed again."}).content.decode()

    remark.refresh_from_db()
    assert remark.reply == "Changed."
    assert "replied to this remark already" in again


def test_a_remark_without_words_is_refused_at_its_passage(client, office, written):
    check = start(office)
    client.force_login(person(office, Role.DATA_PROVIDER))

    page = client.post(
        url(office, "facts-to-check", check.key),
        {"measure": "1A", "writing": 1, "text": ""},
    ).content.decode()

    assert "Say what is not so, and what is." in page
    assert not FactRemark.objects.exists()


def test_a_remark_on_a_measure_of_another_is_not_found(client, office, written):
    check = start(office)
    client.force_login(person(office, Role.DATA_PROVIDER))

    answer = client.post(
        url(office, "facts-to-check", check.key),
        {"measure": "9Z-partner", "writing": 1, "text": "No."},
    )

    assert answer.status_code == 404


def test_a_passage_that_was_rewritten_is_read_again(office, written):
    check = start(office)
    say(written.measure, happening="Arrests fell by a quarter.")

    with pytest.raises(MoveRefused, match="was rewritten"):
        changes.remark(check=check, commentary=written, text="No.", by=standing(office))


def test_a_remark_on_what_was_rewritten_meanwhile_is_kept_typed_beside_the_new(
    client, office, written
):
    check = start(office)
    client.force_login(person(office, Role.DATA_PROVIDER))
    say(written.measure, happening="Arrests fell by a quarter.")
    address = url(office, "facts-to-check", check.key)
    remark = {"measure": "1A", "writing": 1, "text": "A quarter, not a third."}

    page = client.post(address, remark)

    assert not FactRemark.objects.exists()
    (passage,) = page.context["passages"]
    assert passage.commentary.number == passage.form["writing"].value() == 2
    assert passage.form["text"].value() == "A quarter, not a third."
    assert "That passage was rewritten" in page.content.decode()


@pytest.mark.parametrize("ends", ["confirm", "days"])
def test_nothing_written_after_the_check_is_shown_to_those_who_checked(
    client, office, written, ends
):
    check = start(office)
    client.force_login(person(office, Role.DATA_PROVIDER))
    address = url(office, "facts-to-check", check.key)
    client.post(address, {"measure": "1A", "writing": 1, "text": "By a quarter."})
    if ends == "confirm":
        client.post(url(office, "facts-confirm", check.key))
    else:
        FactCheck.objects.update(closes_on=dt.date(2026, 1, 5))
    say(written.measure, happening="The chief constable does not know why.")

    page = client.get(address).content.decode()

    assert "does not know why" not in page
    assert "By a quarter." in page  # their own remark, which awaits its reply


def test_a_remark_that_comes_too_late_is_shown_as_not_sent(client, office, written):
    check = start(office)
    FactCheck.objects.update(closes_on=dt.date(2026, 1, 5))
    client.force_login(person(office, Role.DATA_PROVIDER))

    page = client.post(
        url(office, "facts-to-check", check.key),
        {"measure": "1A", "writing": 1, "text": "By a quarter."},
    ).content.decode()

    assert "The check ended on Monday 5 January 2026" in page
    assert "By a quarter." in page
    assert not FactRemark.objects.exists()


def test_confirming_ends_the_check(client, office, written):
    check = start(office)
    client.force_login(person(office, Role.DATA_PROVIDER))

    page = client.post(
        url(office, "facts-confirm", check.key), follow=True
    ).content.decode()

    assert "Facts confirmed by" in page
    assert "Send the remark" not in page
    with pytest.raises(MoveRefused, match="has ended"):
        changes.remark(check=check, commentary=written, text="No.", by=standing(office))


def test_the_office_is_not_asked_to_check_its_own_figures(client, office, written):
    own = OrganisationFactory(office=office, kind="office", name="The office")
    say(MeasureFactory(office=office, provider=own), happening="Ours.")
    client.force_login(person(office, Role.PERFORMANCE))

    page = client.get(url(office, "fact-checks") + "?quarter=2026-Q2")

    assert "The office" not in {str(each) for each in page.context["unchecked"]}


def test_the_office_starts_a_check_where_something_is_written(client, office, written):
    client.force_login(person(office, Role.PERFORMANCE))
    address = url(office, "fact-checks") + "?quarter=2026-Q2"
    page = client.get(address)
    assert {str(each) for each in page.context["unchecked"]} == {
        "Haven",
        office.force.name,
    }

    client.post(url(office, "fact-check-start", "2026-Q2", office.force.pk))

    assert FactCheck.objects.get().organisation == office.force
    assert [str(o) for o in client.get(address).context["unchecked"]] == ["Haven"]
