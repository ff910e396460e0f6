"""Collections as pages show them: those shipped, and how far one is covered."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from measures.domain.collection import Entry, entries_in
from measures.domain.quantity import Kind
from measures.models import Collection, CollectionEntry

FOLDER = Path(__file__).parent.parent / "collections"


@dataclass(frozen=True)
class Shipped:
    """A collection that comes with the service, for any office to take over."""

    slug: str
    name: str
    version: str
    source: str
    entries: tuple[Entry, ...]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


@cache
def shipped() -> tuple[Shipped, ...]:
    """Those in the folder beside this package, read once."""
    said = tomllib.loads((FOLDER / "shipped.toml").read_text(encoding="utf-8"))
    return tuple(_shipped(**each) for each in said["collection"])


def _shipped(*, slug: str, name: str, version: str, source: str, file: str) -> Shipped:
    found = entries_in((FOLDER / file).read_bytes(), filename=file)
    return Shipped(slug, name, version, source, found.accepted)


def initial_of(entry: CollectionEntry) -> dict[str, str]:
    """What a metric suggests for the definition of a measure that will cover it."""
    said = {
        "name": entry.metric,
        "definition": entry.metric,
        "kind": entry.kind,
        "polarity": entry.polarity,
        "source": entry.source,
    }
    if entry.kind == Kind.PERCENTAGE:
        said["unit_name"] = "%"
    return {name: text for name, text in said.items() if text}


@dataclass(frozen=True)
class Coverage:
    """A collection by its priorities, and how many metrics some measure covers."""

    collection: Collection
    priorities: Sequence[tuple[str, Sequence[CollectionEntry]]]
    covered: int
    total: int


def coverage_of(collection: Collection) -> Coverage:
    """No query for a collection that was asked for ``with_coverage()``."""
    entries = list(collection.entries.all())
    by_priority = groupby(entries, key=lambda entry: entry.priority)
    return Coverage(
        collection,
        [(priority, list(each)) for priority, each in by_priority],
        covered=sum(bool(entry.measures.all()) for entry in entries),
        total=len(entries),
    )
