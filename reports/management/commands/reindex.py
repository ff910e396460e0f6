"""Make the index of the search anew from what was frozen."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError

from opcc.core.models import Office
from reports.changes import indexing
from reports.models import Publication


class Command(BaseCommand):
    help = (
        "Make the index of the search anew, for every office or for one. Safe at any "
        "time: nobody misses anything while it works."
    )

    def add_arguments(self, parser):
        parser.add_argument("--office", metavar="SLUG", help="only of this office")

    def handle(self, *, office, **options):
        rows = Publication.objects.select_related("document", "office")
        if office is not None:
            if not Office.objects.filter(slug=office).exists():
                raise CommandError(f"There is no office {office}.")
            rows = rows.filter(office__slug=office)
        found = rows.order_by("pk").iterator(chunk_size=50)
        made = [indexing.index(publication=each) for each in found]
        self.stdout.write(f"{sum(made)} passages of {len(made)} publications")
