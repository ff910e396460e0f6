"""Take up again what was lost, publish and announce what is due, let follow-ups fall
due, and let be found what is not yet."""

from __future__ import annotations

from django.core.management.base import BaseCommand
from django.utils import timezone

from measures import tasks as uploads
from measures.models import Upload
from opcc.core import clock
from reports import announcing, tasks
from reports.changes import editions, indexing, subscriptions
from reports.models import DisclosureProposal, Edition
from scrutiny.changes import topics

AT_ONCE = 50
"""Publications that one tick lets be found, so that it is soon over."""


class Command(BaseCommand):
    help = (
        "Nudge a worker for each freeze, file and proposal that nobody is at, and "
        "publish each edition whose embargo has ended, announce what has become "
        "public, answer those who asked to be told, forget those who never "
        "confirmed, say of each topic whose day has come that its follow-up is due, "
        "and let be found what was published before there was a search. "
        "Safe to run at any time, any number at once."
    )

    def handle(self, **options):
        at = clock.now()
        nudged = tasks.nudged()
        for edition in Edition.objects.lost(at=at).exclude(pk__in=nudged):
            tasks.freeze_edition.enqueue(edition.pk)
            self.stdout.write(f"To be frozen: {edition}")
        waiting = uploads.nudged()
        for upload in Upload.objects.lost(at=at).exclude(pk__in=waiting).defer("data"):
            uploads.work_on_upload.enqueue(upload.pk)
            self.stdout.write(f"To be worked on: {upload}")
        nudged = tasks.nudged(tasks.work_out)
        for proposal in DisclosureProposal.objects.lost(at=at).exclude(pk__in=nudged):
            tasks.work_out.enqueue(proposal.pk)
            self.stdout.write(f"To be worked out: {proposal}")
        for edition in Edition.objects.due(at=at):
            if editions.release(edition=edition, at=at):
                self.stdout.write(f"Published: {edition}")
        self._announce(at)
        for topic in topics.fall_due(on=clock.today()):
            self.stdout.write(f"To be looked at again: {topic}")
        for publication in indexing.lacking()[:AT_ONCE]:
            indexing.index(publication=publication)
            self.stdout.write(f"To be found: {publication}")

    def _announce(self, at):
        for announcement in announcing.begin_due(at=at):
            self.stdout.write(f"To be announced: {announcement}")
        nudged = tasks.nudged(tasks.send_announcement)
        for row in announcing.unsent(at=timezone.now()).exclude(pk__in=nudged):
            tasks.send_announcement.enqueue(row.pk)
        nudged = tasks.nudged(tasks.send_asked)
        for office in announcing.asked(at=timezone.now()).exclude(pk__in=nudged):
            tasks.send_asked.enqueue(office.pk)
        if forgotten := subscriptions.forget_unconfirmed(at=at):
            self.stdout.write(f"Addresses never confirmed, and deleted: {forgotten}")
