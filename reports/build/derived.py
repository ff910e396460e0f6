"""Documents made of a published edition: an overview, a summary, an extract.

They are built from what was frozen and never from rows, so that every figure is the
edition's own. No query.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.text import slugify
from django.utils.translation import gettext as _

from reports.build import words as said
from reports.domain.content import (
    Changes,
    DerivedContent,
    EditionContent,
    ObjectiveSection,
)
from reports.domain.measure_part import MeasurePart

OVERVIEW, SUMMARY, EXCEPTIONS = "overview", "summary", "exceptions"


@dataclass(frozen=True)
class Choice:
    """One document that an edition can give: its key, title, and what it is for."""

    key: str
    kind: str
    title: str
    about: str


def choices(edition: EditionContent) -> Iterator[Choice]:
    """All that can be made of an edition, exceptions only where it has one."""
    yield Choice(
        OVERVIEW,
        "overview",
        _("Board overview"),
        _("Every measure on one landscape page: position, direction and chance."),
    )
    yield Choice(
        SUMMARY,
        "summary",
        _("Summary"),
        _("What got better, what got worse and what was done, on one page."),
    )
    if any(part.is_exception for part in edition.parts):
        about = _(
            "Measures that are red, or show a concern that chance does not explain."
        )
        yield Choice(EXCEPTIONS, "extract", _("Exceptions only"), about)
    for objective in _objectives(edition):
        words = {"number": objective.number, "title": objective.title}
        title = _("Objective %(number)s: %(title)s") % words
        about = _("The measures of one objective in full.")
        yield Choice(_key(objective), "extract", title, about)


def derive(
    edition: EditionContent, choice: Choice, *, sha256: str, on: dt.date
) -> DerivedContent:
    """``sha256`` is the fingerprint of the edition's own content."""
    told = _brief(edition) if choice.kind != "extract" else _chosen(edition, choice.key)
    return DerivedContent(
        kind=choice.kind,  # type: ignore[arg-type]
        title=choice.title,
        edition=told,
        whole=len(edition.parts),
        sha256=sha256,
        published_on=on,
        choice=choice.key if choice.kind == "extract" else "",
    )


def _key(objective: ObjectiveSection) -> str:
    return f"objective-{slugify(objective.number.replace('.', '-'))}"


def _objectives(edition: EditionContent) -> Iterator[ObjectiveSection]:
    for priority in edition.priorities:
        yield from priority.objectives


def _brief(edition: EditionContent) -> EditionContent:
    """The edition without what one page has no room for."""
    return replace(
        with_parts(edition, lambda _objective, part: True, _shortened),
        commitments=(),
        data_notes=(),
        glossary=(),
        composition=(),
        redactions=(),
    )


def _shortened(part: MeasurePart) -> MeasurePart:
    return replace(
        part,
        rows=(),
        answers=(),
        facts=(),
        comparisons=(),
        benchmarks=(),
        breakdown=(),
        notes=(),
    )


def _chosen(edition: EditionContent, key: str) -> EditionContent:
    """The edition with the chosen measures, and what it says of them."""

    def is_chosen(objective: ObjectiveSection, part: MeasurePart) -> bool:
        return part.is_exception if key == EXCEPTIONS else _key(objective) == key

    told = with_parts(edition, is_chosen, lambda part: part)
    codes = {part.code for part in told.parts}
    is_objective = key != EXCEPTIONS
    numbers = {each.number for each in _objectives(told)} if is_objective else set()
    return replace(
        told,
        changes=Changes(),
        commitments=tuple(c for c in edition.commitments if c.objective in numbers),
        data_notes=said.data_notes(told.parts),
        symbols=said.symbols(told.parts),
        glossary=said.glossary(told.parts),
        composition=(),
        redactions=tuple(r for r in edition.redactions if r.where in codes),
    )


def with_parts(edition: EditionContent, is_chosen, changed) -> EditionContent:
    """Its priorities with chosen parts alone, those without any left out."""
    priorities = []
    for priority in edition.priorities:
        objectives = [
            replace(
                each, parts=tuple(changed(p) for p in each.parts if is_chosen(each, p))
            )
            for each in priority.objectives
        ]
        held = tuple(each for each in objectives if each.parts)
        if held:
            priorities.append(replace(priority, objectives=held))
    return replace(edition, priorities=tuple(priorities))
