"""The specified-information register, for the public."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from opcc.core.models import Office
from opcc.core.secrecy import tells
from reports.build.blocking import Blocker
from reports.domain.registers import RegisterContent, RegisterHeading, RegisterLine
from scrutiny.domain import keeping
from scrutiny.models import SpecifiedInformation
from scrutiny.tables.recommendations import KEPT


def build_register(office: Office, *, issue: int, on: dt.date) -> RegisterContent:
    """Every line under its heading, as it stands on a day. Changes nothing; one query.

    Headings stand in the order in which the register first names them.
    """
    under: dict[str, list[RegisterLine]] = {}
    for row in SpecifiedInformation.objects.for_office(office):
        under.setdefault(row.heading, []).append(_line(row, on))
    return RegisterContent(
        office=office.name,
        issue=issue,
        headings=tuple(
            RegisterHeading(name, tuple(lines)) for name, lines in under.items()
        ),
        published_on=on,
        accent=office.accent,
    )


def blockers(content: RegisterContent) -> list[Blocker]:
    """What stops it: a register in which nothing is listed."""
    if content.lines:
        return []
    text = _("The register is empty: add the usual list, or lines of your own.")
    return [Blocker(True, text, "", "scrutiny:information")]


def secrets(office: Office) -> list[tuple[str, str]]:
    """What was noted of a check, and of what. One query."""
    noted = SpecifiedInformation.objects.for_office(office).exclude(note="")
    return [
        (words, f"the note on “{row.text}”")
        for row in noted
        for words in row.note.splitlines()
        if tells(words)
    ]


def _line(row: SpecifiedInformation, on: dt.date) -> RegisterLine:
    standing = row.stands(on=on)
    return RegisterLine(
        paragraph=row.paragraph,
        text=row.text,
        address=row.address,
        kept_by=row.kept_by,
        every=keeping.every(row.every_months),
        is_current=standing.kept is keeping.Kept.CURRENT,
        stands=str(KEPT[standing.kept][0]),
        reason=standing.reason,
        checked_on=row.checked_on,
        check_by=row.check_by,
    )
