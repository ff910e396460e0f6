"""Tell the story of an invented office, to look at and to try things on."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from opcc.core.moves import MoveRefused
from opcc.site import demo
from opcc.site.demo.people import table


class Command(BaseCommand):
    help = "Make the invented office Westmarch. Safe to run again: it changes nothing."

    def add_arguments(self, parser):
        parser.add_argument(
            "--password",
            default="",
            help="for every account that has none; without it nobody can sign in",
        )

    def handle(self, *, password, **options):
        try:
            telling = demo.tell(password, say=self._say_told)
        except (MoveRefused, ValidationError) as refusal:
            raise CommandError(f"The story stopped. {refusal}") from refusal
        if not telling.is_new:
            self.stdout.write("Nothing changed: /westmarch/ was told already.")
        self._say_who(telling, password)

    def _say_told(self, chapter: str) -> None:
        self.stdout.write(f"Told: {chapter}.")
        self.stdout.flush()

    def _say_who(self, telling: demo.Telling, password: str) -> None:
        for role, name, email in table(telling.office):
            self.stdout.write(f"{role:22} {name:18} {email}")
        if password:
            words = f"Password: {password}"
            self.stdout.write(
                words if telling.passwords else f"{words} (unless it was changed since)"
            )
        self.stdout.write(f"Look at /{telling.office.slug}/")
