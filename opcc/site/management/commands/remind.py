"""Ask for the returns that are owed, and remind of what is late, actions too."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from measures import reminding as returns
from measures.board import board_of
from measures.board.people import named
from measures.models import Cycle
from opcc.core import clock
from opcc.core.models import Office
from scrutiny import reminding as actions


class Command(BaseCommand):
    help = (
        "Send the requests, reminders and escalations that are due today: for returns "
        "of every quarter that is open, and for actions. Safe to run at any time: "
        "nobody is told twice."
    )

    def add_arguments(self, parser):
        parser.add_argument("--office", help="an office's slug; all of them without it")

    def handle(self, *, office, **options):
        offices = Office.objects.select_related("force")
        if office is not None:
            offices = offices.filter(slug=office)
        for each in offices:
            self._about_returns(each)
            self._about_actions(each)

    def _about_returns(self, office):
        for cycle in Cycle.objects.asking().filter(office=office):
            board = board_of(office, cycle.period, on=clock.today())
            for told in returns.remind(board, at=clock.now()):
                what = f"{told.row.due.organisation}, {told.row.due.quarter}"
                self._say(
                    what,
                    [each.to for each in told.sent],
                    [each.to for each in told.unsure],
                )

    def _about_actions(self, office):
        told = actions.remind(office, at=clock.now())
        self._say(f"{office}, actions", told.sent, told.unsure)

    def _say(self, what, sent, unsure):
        if sent:
            self.stdout.write(f"{what}: {named(sent)}")
        if unsure:
            self.stderr.write(f"{what}: may not have gone to {named(unsure)}")
