"""Write the whole public face of an office as files that need no server."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from opcc.core import clock
from opcc.core.models import Office
from reports.exporting import MANIFEST, ExportRefused, Untrue, export


class Command(BaseCommand):
    help = (
        "Write every public page, document and file of an office into a folder, to be "
        "read from disk without a server. An earlier export of the same office is "
        "replaced when the new one is whole; any other folder has to be empty."
    )

    def add_arguments(self, parser):
        parser.add_argument("office", metavar="SLUG", help="the office's slug")
        parser.add_argument("folder", metavar="DIR", type=Path, help="where to")

    def handle(self, *, office, folder, **options):
        folder = folder.absolute()
        try:
            written = export(
                self._office(office), folder, at=clock.now(), said=self._progress
            )
        except ExportRefused as refused:
            raise CommandError(str(refused)) from None
        except Untrue as untrue:
            raise CommandError(
                f"What is stored is not what was signed off: {untrue}. Nothing was "
                "written; run verify_publications."
            ) from None
        self.stdout.write(
            f"{written} files in {folder}. Open {folder / 'index.html'}; {MANIFEST} "
            "says what each file was when it was made."
        )

    def _progress(self, written: int, waiting: int) -> None:
        self.stdout.write(f"{written} files, {waiting} addresses to go")

    def _office(self, slug: str) -> Office:
        try:
            return Office.objects.get(slug=slug)
        except Office.DoesNotExist:
            raise CommandError(f"No office has the address {slug}.") from None
