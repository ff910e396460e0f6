"""The agenda as it stands beside minutes: each item with the conclusion in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from opcc.core.models import Office
from scrutiny.domain.assurance import NONE, disc_of
from scrutiny.models import AgendaItem, AssuranceStatement, Meeting


@dataclass(frozen=True)
class Stated:
    """A conclusion as it is shown: the office's word, its disc, and the statement."""

    word: str
    disc: str
    statement: AssuranceStatement | None = None


@dataclass(frozen=True)
class Line:
    """An item of the agenda with its number and the conclusion in force."""

    number: int
    item: AgendaItem
    stated: Stated


def agenda_of(meeting: Meeting, office: Office) -> list[Line]:
    """Two queries."""
    items = meeting.items.select_related("restriction").prefetch_related("assurances")
    return [
        Line(number, item, stated_of(office, item.assurances.all()))
        for number, item in enumerate(items, start=1)
    ]


def stated_of(office: Office, statements: Sequence[AssuranceStatement]) -> Stated:
    """The newest of an item's statements, which is the one in force."""
    if not statements:
        return Stated(_("No statement yet"), NONE)
    newest = statements[0]
    scale = {choice.key: choice.name for choice in office.style.assurance_scale}
    word = scale.get(newest.grade, newest.grade)
    return Stated(word, disc_of(newest.grade, list(scale)), newest)


def choices_of(office: Office) -> list[tuple[str, str, str]]:
    """Each grade of the office's scale: its key, its word and its disc."""
    scale = office.style.assurance_scale
    keys = [choice.key for choice in scale]
    return [(each.key, each.name, disc_of(each.key, keys)) for each in scale]
