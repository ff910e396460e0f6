"""Take up again what was lost, and publish what is due."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from opcc.core import clock
from reports import tasks
from reports.changes import editions
from reports.models import DisclosureProposal, Edition


class Command(BaseCommand):
    help = (
        "Nudge a worker for each freeze and each proposal that nobody is at, and "
        "publish each edition whose embargo has ended. Safe to run at any time, any "
        "number at once."
    )

    def handle(self, **options):
        at = clock.now()
        nudged = tasks.nudged()
        for edition in Edition.objects.lost(at=at).exclude(pk__in=nudged):
            tasks.freeze_edition.enqueue(edition.pk)
            self.stdout.write(f"To be frozen: {edition}")
        nudged = tasks.nudged(tasks.work_out)
        for proposal in DisclosureProposal.objects.lost(at=at).exclude(pk__in=nudged):
            tasks.work_out.enqueue(proposal.pk)
            self.stdout.write(f"To be worked out: {proposal}")
        for edition in Edition.objects.due(at=at):
            if editions.release(edition=edition, at=at):
                self.stdout.write(f"Published: {edition}")
