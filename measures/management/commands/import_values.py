"""Import a file of values for one office, or for as many as the file names."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from measures.changes import imports
from measures.domain import sheet
from measures.importing import (
    Examined,
    examine,
    office_names,
    read_as_remembered,
    said,
)
from opcc.core.models import Office, User
from opcc.core.moves import MoveRefused, sentences

REJECTED, UNUSABLE = 1, 2
"""What the shell is told: some rows were refused; the file or the words were."""

MOST_PRINTED = 20


class Command(BaseCommand):
    help = (
        "Import a CSV, XLSX or ODS file of values. All or nothing unless --partial. "
        "Safe to run again: the same value is left as it is."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        office = parser.add_mutually_exclusive_group(required=True)
        office.add_argument("--office", help="slug or name of the one office")
        office.add_argument("--office-column", help="the column that names the office")
        parser.add_argument("--by", required=True, help="email of who enters them")
        parser.add_argument("--validated-by", help="email of who has validated them")
        parser.add_argument(
            "--where",
            action="append",
            default=[],
            metavar="COLUMN=VALUE",
            help="only rows with this value; may be repeated",
        )
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="COLUMN=FIELD",
            help="which field a column is, remembered for files with these headings: "
            f"{', '.join(sheet.FIELDS)}",
        )
        parser.add_argument("--create-measures", action="store_true")
        parser.add_argument("--dry-run", action="store_true", help="store nothing")
        parser.add_argument("--json", action="store_true", help="print JSON")
        parser.add_argument(
            "--partial", action="store_true", help="store without what is rejected"
        )

    def handle(self, **options):
        offices, names = _offices(options)
        by = _person(options["by"])
        validated_by = (
            _person(options["validated_by"]) if options["validated_by"] else None
        )
        table = _table(options, offices)
        examined = examine(
            table,
            offices=offices,
            names=names,
            create_measures=options["create_measures"],
        )
        rejected = examined.checked.rejected
        is_stored = not options["dry_run"] and (options["partial"] or not rejected)
        if is_stored:
            self._store(examined, offices, by, validated_by, options["file"])
            if options["map"] and not options["office_column"]:
                _remember(table, offices[""], by)
        self._print(examined, is_stored=is_stored, as_json=options["json"])
        if rejected:
            sys.exit(REJECTED)

    def _store(self, examined, offices, by, validated_by, file):
        try:
            imports.store(
                checked=examined.checked,
                offices=offices,
                by=by,
                at=timezone.now(),
                validated_by=validated_by,
                source=file.name,
                sha256=hashlib.sha256(file.read_bytes()).hexdigest(),
                found=examined.found,
            )
        except (MoveRefused, ValidationError) as refusal:
            raise _refused(" ".join(sentences(refusal))) from refusal

    def _print(self, examined: Examined, *, is_stored: bool, as_json: bool) -> None:
        checked = examined.checked
        if as_json:
            self.stdout.write(json.dumps(_summary(examined), ensure_ascii=False))
            return
        for finding in checked.rejected[:MOST_PRINTED]:
            place = f"row {finding.row}, {finding.column}"
            self.stdout.write(
                f"Rejected: {place}: {finding.value!r}: {finding.message}"
            )
        for note in checked.notes:
            self.stdout.write(note)
        counts = ", ".join(f"{n} {name}" for name, n in examined.counts.items())
        self.stdout.write(
            f"{examined.rows} rows: {examined.accepted} accepted ({counts}), "
            f"{len(checked.warnings)} warnings, {len(checked.rejected)} rejected. "
            f"{'Stored.' if is_stored else 'Nothing was stored.'}"
        )


def _summary(examined: Examined) -> dict[str, object]:
    return {
        "rows": examined.rows,
        "accepted": examined.accepted,
        "changed": examined.counts["changed"],
        "unchanged": examined.counts["unchanged"],
        "warnings": said(examined.checked.warnings),
        "rejected": said(examined.checked.rejected),
    }


def _offices(options) -> tuple[dict[str, Office], dict[str, str] | None]:
    """The offices by their key in the rows, and their names if the file gives them."""
    if options["office_column"]:
        everyone = list(Office.objects.with_force())
        return {office.slug: office for office in everyone}, office_names(everyone)
    found = Office.objects.known_as(options["office"])
    if len(found) != 1:
        raise _refused(f"There is no one office called {options['office']!r}.")
    return {"": found[0]}, None


def _person(email: str) -> User:
    try:
        return User.objects.get(email__iexact=email)
    except User.DoesNotExist as error:
        raise _refused(f"Nobody has the email address {email!r}.") from error


def _table(options, offices: dict[str, Office]) -> sheet.Table:
    mapping = _pairs(options["map"])
    where = _pairs(options["where"])
    name = options["file"].name
    try:
        data = options["file"].read_bytes()
        if not options["office_column"]:
            return read_as_remembered(
                data, filename=name, office=offices[""], mapping=mapping, where=where
            )
        mapping[options["office_column"]] = "office"
        return sheet.read(data, filename=name, mapping=mapping, where=where)
    except (OSError, sheet.Unreadable) as error:
        raise _refused(str(error)) from error


def _remember(table: sheet.Table, office: Office, by: User) -> None:
    """What the columns were said to be, for the next file with these headings."""
    imports.remember_columns(
        office=office,
        columns=table.columns,
        fields=dict(zip(table.columns, table.fields, strict=True)),
        by=by,
        at=timezone.now(),
    )


def _pairs(texts: list[str]) -> dict[str, str]:
    """Each "COLUMN=TEXT" by its column."""
    pairs = [text.partition("=") for text in texts]
    for column, equals, _text in pairs:
        if not column or not equals:
            raise _refused(f"Write COLUMN=TEXT, not {column!r}.")
    return {column: text for column, _equals, text in pairs}


def _refused(message: str) -> CommandError:
    return CommandError(f"Nothing was imported. {message}", returncode=UNUSABLE)
