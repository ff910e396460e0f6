"""The demonstration office, told once for all these tests, and flushed after them."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from opcc.core.models import AuditLine, Office
from opcc.site.demo.days import Days
from opcc.site.demo.meetings import of_the_panel
from reports.render import renderings
from tests import ready
from tests.site.demo.telling import content, run


@pytest.fixture(scope="package")
def said(django_db_setup, django_db_blocker):
    """What the command said when it told the story."""
    with django_db_blocker.unblock():
        yield _told()
        call_command("flush", verbosity=0, interactive=False)


def _told():
    if connection.vendor == "postgresql":
        return _told_without_paper()
    connection.ensure_connection()
    if ready.copied("told.sqlite3", connection.connection):
        ContentType.objects.clear_cache()
        return ready.said()
    return run()


def _told_without_paper():
    """Drawing PDFs takes most of the time, and no database has a part in it."""
    with pytest.MonkeyPatch.context() as replaced:
        replaced.setattr(renderings, "to_pdf", lambda page: b"%PDF-" + page.encode())
        return run()


@pytest.fixture
def office(said):
    return Office.objects.get(slug="westmarch")


@pytest.fixture
def days(office):
    first = AuditLine.objects.filter(office=office).earliest("number").at
    return Days.begun(first, timezone.now()).told_of(of_the_panel(office))


@pytest.fixture
def latest(office, days):
    return content(office, days, -1)


@pytest.fixture
def first(office, days):
    return content(office, days, -2)
