"""Ask for the returns that are owed, and remind of those that are late."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from measures.board import board_of
from measures.board.people import named
from measures.models import Cycle
from measures.reminding import remind
from opcc.core import clock


class Command(BaseCommand):
    help = (
        "Send the requests, reminders and escalations that are due today, for every "
        "quarter that is open. Safe to run at any time: nobody is told twice."
    )

    def add_arguments(self, parser):
        parser.add_argument("--office", help="an office's slug; all of them without it")

    def handle(self, *, office, **options):
        cycles = Cycle.objects.asking().select_related("office")
        if office is not None:
            cycles = cycles.filter(office__slug=office)
        for cycle in cycles:
            board = board_of(cycle.office, cycle.period, on=clock.today())
            for told in remind(board, at=clock.now()):
                self._say(told)

    def _say(self, told):
        what = f"{told.row.due.organisation}, {told.row.due.quarter}"
        if told.sent:
            self.stdout.write(f"{what}: {named(each.to for each in told.sent)}")
        if told.unsure:
            names = named(each.to for each in told.unsure)
            self.stderr.write(f"{what}: may not have gone to {names}")
