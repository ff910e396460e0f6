"""The specified-information register: the usual list, checks, and what is stale."""

import datetime as dt

import pytest

from opcc.core import clock
from opcc.core.models import AuditLine
from opcc.core.moves import MoveRefused
from scrutiny.changes import information as changes
from scrutiny.domain.keeping import usual_list
from scrutiny.models import SpecifiedInformation
from tests.factories import OfficeFactory, SpecifiedInformationFactory, UserFactory

TODAY = dt.datetime(2026, 4, 9, 12, tzinfo=dt.UTC)


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def officer():
    return UserFactory()


def check(item, officer, **said):
    with clock.told(TODAY):
        changes.check(item=item, by=officer, **said)
    item.refresh_from_db()


def test_the_usual_list_is_added_once_beside_what_is_there(office, officer):
    own = SpecifiedInformation(
        office=office, heading="Our own", text="The forward programme"
    )
    changes.add(item=own, by=officer)

    added = changes.add_usual(office=office, by=officer)
    again = changes.add_usual(office=office, by=officer)

    register = SpecifiedInformation.objects.for_office(office)
    assert (added, again) == (len(usual_list()), 0)
    assert register.count() == added + 1
    assert register.first() == own
    assert AuditLine.objects.filter(verb="add_usual_list").count() == 1


def test_a_check_says_by_whom_and_holds_for_its_months(office, officer):
    item = SpecifiedInformationFactory(office=office, every_months=3)

    check(item, officer, is_found=True, address="https://pcc.westmarch.example/who/")

    assert (item.checked_on, item.checked_by) == (dt.date(2026, 4, 9), officer)
    assert item.check_by == dt.date(2026, 7, 9)
    register = SpecifiedInformation.objects.for_office(office)
    assert not register.to_check(on=dt.date(2026, 7, 9))
    assert list(register.stale(on=dt.date(2026, 7, 10))) == [item]


def test_what_is_found_missing_keeps_its_note_until_it_is_found(office, officer):
    item = SpecifiedInformationFactory(office=office)

    check(item, officer, is_found=False, note="The page is gone. Asked the web team.")
    register = SpecifiedInformation.objects.for_office(office)
    assert list(register.missing()) == [item]
    assert list(register.to_check(on=dt.date(2026, 4, 10))) == [item]
    assert AuditLine.objects.filter(verb="find missing").exists()

    check(item, officer, is_found=True, address="https://pcc.westmarch.example/new/")
    assert not register.missing()


def test_a_find_without_a_place_is_refused(office, officer):
    item = SpecifiedInformationFactory(office=office)

    with pytest.raises(MoveRefused, match="Say where it is published"):
        check(item, officer, is_found=True)


def test_a_shorter_interval_makes_an_old_check_stale(office, officer):
    item = SpecifiedInformationFactory(office=office, every_months=12)
    check(item, officer, is_found=True, address="https://pcc.westmarch.example/who/")
    register = SpecifiedInformation.objects.for_office(office)
    later = dt.date(2026, 6, 1)
    assert not register.stale(on=later)

    item.every_months = 1
    changes.edit(item=item, by=officer)

    assert list(register.stale(on=later)) == [item]
