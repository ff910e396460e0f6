"""Versions of an edition: for whom each is, and that it holds nothing above that.

Pure: no Django, no database.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opcc.core.moves import MoveRefused
from reports.domain import composition
from reports.domain.composition import AUDIENCES, Audience, is_within, said
from reports.domain.content import Content, DerivedContent, EditionContent

BANNERS: dict[Audience, str] = {
    "public": "",
    "panel": "Panel version: in confidence. Not for publication.",
    "office": "Office version. Not for publication.",
}
"""What stands on every page of a version; nothing on those of the public one."""

NAMES: dict[Audience, str] = {
    "public": "public version",
    "panel": "panel version",
    "office": "office version",
}


def check_audience(content: EditionContent) -> None:
    """Raise MoveRefused, naming it, where something is above the content's audience."""
    composition.check_audience(content)
    for what, audience in _held(content):
        if not is_within(audience, audience=content.audience):
            raise MoveRefused(
                f"“{what}” is for {said(audience)}, and this version is for "
                f"{said(content.audience)}. Change who may see it, or tell whoever "
                "looks after this service that it was not left out."
            )


def check_public(content: Content) -> None:
    """Raise MoveRefused unless everybody may read it: the ledger takes nothing else."""
    if isinstance(content, DerivedContent):
        content = content.edition
    audience: Audience = getattr(content, "audience", "public")
    if audience != "public":
        raise MoveRefused(
            f"This is the {NAMES[audience]}: only the public version is published."
        )
    if isinstance(content, EditionContent):
        check_audience(content)


def says_more(content: EditionContent, than: EditionContent) -> bool:
    """Whether a version says anything that the wider one does not."""
    return replace(content, audience=than.audience) != than


def narrower(audience: Audience) -> tuple[Audience, ...]:
    """Those that may read what is for this one and more, widest first."""
    return AUDIENCES[AUDIENCES.index(audience) + 1 :]


def _held(content: EditionContent) -> Iterator[tuple[str, Audience]]:
    """Each measure and commitment, as a person calls it, and for whom it is."""
    for part in content.parts:
        yield f"{part.code} {part.name}", part.audience
    for line in content.commitments:
        yield f"{line.reference} {line.title}".strip(), line.audience
