"""What a desk does to the parts of an edition, in few words."""

from __future__ import annotations

from reports.changes import parts
from reports.models import Edition, EditionPart
from tests.reports.desk_scene import fresh


def add(edition: Edition, by, *, heading="What we heard", after="glossary", **facts):
    facts.setdefault("text", "People **asked** for more.")
    part = EditionPart(edition=edition, heading=heading, **facts)
    return parts.add_text(part=part, after=after, by=by)


def move(edition: Edition, name: str, step: int, by) -> None:
    seen = fresh(edition).parts_revision
    parts.move(edition=edition, name=name, step=step, seen=seen, by=by)


def order(edition: Edition) -> list[str]:
    rows = edition.parts.filter(is_left_out=False)
    return list(rows.values_list("name", flat=True))


def part_of(edition: Edition, name: str) -> EditionPart:
    return EditionPart.objects.select_related("edition").get(edition=edition, name=name)
