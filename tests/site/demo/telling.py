"""How the story is told for a test, and what is read of it."""

from io import StringIO

from django.apps import apps
from django.core.management import call_command

from opcc.core.access import standing_of
from opcc.core.models import User
from opcc.site import work
from reports.domain.content import from_bytes
from reports.models import Edition
from tests.ready import PASSWORD


def run():
    out = StringIO()
    call_command("demo", password=PASSWORD, stdout=out)
    return out.getvalue()


def content(office, days, back):
    """What the edition of a quarter said when it was frozen."""
    edition = Edition.objects.get(office=office, period_start=days.back(back).start)
    return from_bytes(bytes(edition.document.content))


def counted():
    return {
        model._meta.label: model.objects.count()
        for model in apps.get_models()
        if model._meta.managed
    }


def worklist(office, days, email):
    standing = standing_of(User.objects.get(email=email), office, on=days.today)
    return [
        due.what for pile in work.piles(standing, on=days.today) for due in pile.things
    ]
