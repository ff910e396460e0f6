"""Check that all that was published is as it was published."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError

from opcc.core.models import Office
from reports import verification


class Command(BaseCommand):
    help = "Check every stored byte and seal. Exit 1, naming what differs, if any does."

    def add_arguments(self, parser):
        parser.add_argument("--office", help="an office's slug; all of them without it")

    def handle(self, *, office, **options):
        office = self._office(office)
        found = [str(problem) for problem in verification.problems(office)]
        if found:
            raise CommandError("Not as published:\n" + "\n".join(found))
        publications, renderings = verification.counts(office)
        self.stdout.write(
            f"{publications} publications, {renderings} renderings: all as published"
        )

    def _office(self, slug: str | None) -> Office | None:
        if slug is None:
            return None
        try:
            return Office.objects.get(slug=slug)
        except Office.DoesNotExist:
            raise CommandError(f"No office has the address {slug}.") from None
