"""Words of the office's own in an edition, and what is lacking of them."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.build.blocking import Blocker
from reports.domain.composition import TEXT
from reports.domain.written import Cleaned, cleaned
from reports.models import Edition, EditionPart


def own_texts(edition: Edition):
    """The texts that stand in the edition, for whomever; one query."""
    return edition.parts.filter(name__startswith=TEXT, is_left_out=False)


def clean(text: str) -> Cleaned:
    """As a report prints it: its own headings stand, lists may be numbered."""
    return cleaned(text, may_number=True)


def in_the_way(edition: Edition) -> Iterator[Blocker]:
    """A text without words stops an edition; what is taken out is worth a look."""
    for part in own_texts(edition):
        said = clean(part.text)
        if not said.text.strip():
            text = _("“%(heading)s” is empty: write it, or leave it out.")
            yield _blocker(part, text % {"heading": part}, is_error=True)
        elif said.taken_out:
            text = ngettext(
                "“%(heading)s” is printed without one thing that was typed: %(what)s.",
                "“%(heading)s” is printed without things that were typed: %(what)s.",
                len(said.taken_out),
            )
            words = {"heading": part, "what": "; ".join(said.taken_out[:5])}
            yield _blocker(part, text % words, is_error=False)


def _blocker(part: EditionPart, text: str, *, is_error: bool) -> Blocker:
    where = ("reports:part", (part.edition_id, part.name))
    return Blocker(is_error, text, _("Performance officer"), *where)
