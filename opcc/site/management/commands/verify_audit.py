"""Check that every line of the audit log follows from the one before it."""

from __future__ import annotations

import sys

from django.core.management.base import BaseCommand

from opcc.core import audit
from opcc.core.models import AuditLine, Office


class Command(BaseCommand):
    help = "Exit 0 where every line is as it was written, 1 where one is not."

    def handle(self, **options):
        broken = [
            (office, audit.first_broken(office)) for office in Office.objects.all()
        ]
        for office, line in broken:
            if line is not None:
                self.stdout.write(
                    f"{office.slug}: line {line.number} is not as written."
                )
        if any(line for _office, line in broken):
            sys.exit(1)
        self.stdout.write(f"{AuditLine.objects.count()} lines: all as written.")
