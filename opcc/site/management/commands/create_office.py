"""Make an office in one of the house styles."""

from __future__ import annotations

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from opcc.core import house_style
from opcc.core.models import Office, User
from opcc.site.changes.offices import create_office


class Command(BaseCommand):
    help = "Make an office. Safe to run again: it never makes a second of that slug."

    def add_arguments(self, parser):
        parser.add_argument("slug", help="the first part of its addresses: cleveland")
        parser.add_argument("--name", required=True)
        parser.add_argument("--force", required=True, help="the force's name")
        parser.add_argument(
            "--alias", action="append", default=[], help="another name of the force"
        )
        parser.add_argument(
            "--first-person", required=True, help="the first administrator's email"
        )
        parser.add_argument(
            "--house-style", default=house_style.DEFAULT, choices=house_style.names()
        )

    def handle(self, *, slug, name, force, alias, first_person, **options):
        if Office.objects.filter(slug=slug).exists():
            self.stdout.write(f"Already there: /{slug}/")
            return
        try:
            office = create_office(
                slug=slug,
                name=name,
                force=force,
                aliases=tuple(alias),
                style=options["house_style"],
                first_person=first_person,
            )
        except (ValueError, ValidationError) as error:
            raise CommandError(f"Nothing was made. {_said(error)}") from error
        self.stdout.write(f"Made /{office.slug}/ for {office.name}.")
        self._say_how_to_sign_in(User.objects.get(email=first_person.lower()))

    def _say_how_to_sign_in(self, user: User) -> None:
        if user.has_usable_password():
            return
        key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
        uid, _, token = key.partition("-")
        address = reverse("account_reset_password_from_key", args=[uid, token])
        self.stdout.write(f"{user.email} sets a password at {address}")


def _said(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return str(error)
