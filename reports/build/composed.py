"""What an edition is put together of, for one audience."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from reports.build.own_texts import clean
from reports.domain.composition import (
    BY_NAME,
    Audience,
    PlacedPart,
    for_audience,
    in_order,
)
from reports.domain.content import Changes, EditionContent
from reports.models import Edition, EditionPart

HELD: dict[str, tuple[str, object]] = {
    "changed": ("changes", Changes()),
    "commitments": ("commitments", ()),
    "glossary": ("glossary", ()),
}
"""What a content holds for one part alone: its field, and that when it is empty."""


def composition_of(edition: Edition, audience: Audience) -> tuple[PlacedPart, ...]:
    """The parts of a version in their order, their texts as they are printed.

    Empty where the office left them as they come. One query.
    """
    rows = list(edition.parts.all())
    standing = [row.placed for row in placed(rows) if not row.is_left_out]
    parts = for_audience(standing, audience)
    return tuple(replace(each, text=clean(each.text).text) for each in parts)


def placed(rows: Iterable[EditionPart]) -> list[EditionPart]:
    """In their order, with a part that has come to be since they were put in order."""
    by_name = {row.name: row for row in rows}
    if not by_name:
        return []
    names = in_order(by_name, wanted=BY_NAME)
    return [by_name.get(name) or EditionPart(name=name) for name in names]


def composed(content: EditionContent, parts: tuple[PlacedPart, ...]) -> EditionContent:
    """A content put together so; what is left out of it is nowhere in it."""
    if not parts:
        return content
    shown = {part.name for part in parts}
    content = replace(content, composition=parts, **_emptied(shown))
    if "contacts" not in shown:
        content = replace(content, cover=replace(content.cover, contacts=""))
    return content


def _emptied(shown: Collection[str]) -> dict[str, object]:
    """What a content holds for one part alone, where that part is not shown."""
    return {field: empty for part, (field, empty) in HELD.items() if part not in shown}
