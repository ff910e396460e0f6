"""The audit log: who did what, sealed line by line."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from opcc.core import audit, changes, clock
from opcc.core.models import AuditLine
from tests.factories import OfficeFactory, UserFactory


def a_logged_office():
    office = OfficeFactory()
    administrator = UserFactory(name="Ana Admin")
    for colour in ("#1f4b57", "#22313f", "#3b2b57"):
        changes.amend_office(office=office, by=administrator, accent=colour)
    return office


def test_every_line_says_who_when_before_after_and_why():
    office = a_logged_office()

    line = AuditLine.objects.filter(office=office).first()
    assert (line.number, line.by_name, line.verb) == (3, "Ana Admin", "amend")
    assert line.before == {"accent": "#22313f"}
    assert line.after == {"accent": "#3b2b57"}


def test_an_untouched_log_holds():
    assert audit.first_broken(a_logged_office()) is None


@pytest.mark.parametrize(
    ("column", "value"), [("by_name", "Somebody else"), ("reason", "An excuse")]
)
def test_a_line_that_was_changed_is_found(column, value):
    office = a_logged_office()
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE core_auditline SET {column} = %s WHERE number = 2",  # noqa: S608
            [value],
        )

    assert audit.first_broken(office).number == 2


def test_a_line_that_was_taken_out_is_found():
    office = a_logged_office()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_auditline WHERE number = 2")

    assert audit.first_broken(office).number == 3


def test_nobody_changes_or_deletes_a_line_from_the_application():
    a_logged_office()

    with pytest.raises(TypeError, match="never changed"):
        AuditLine.objects.update(reason="An excuse")
    with pytest.raises(TypeError, match="never deleted"):
        AuditLine.objects.all().delete()


def test_each_office_has_a_log_of_its_own():
    first, second = a_logged_office(), a_logged_office()

    assert first.audit.count() == second.audit.count() == 3
    assert audit.first_broken(second) is None


def test_a_line_holds_whatever_the_time_zone_it_was_written_in():
    summer = dt.datetime(2026, 7, 1, 9, tzinfo=ZoneInfo("Europe/London"))
    with clock.told(summer):
        office = a_logged_office()

    assert audit.first_broken(office) is None
