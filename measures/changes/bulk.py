"""Many observations written by one command each, without a model for every row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice, repeat
from typing import Any

from django.db import connection

from measures.domain.sheet.collecting import collector_paused
from measures.models import Observation

BATCH = 10_000
"""Rows handed to the database at once: enough to be quick, few enough to hold."""

REPEATED = 16_384
"""How many of a column's values are kept as the database takes them."""


Rows = Iterable[Sequence[Any]]
Same = Mapping[str, Any]


def insert(names: Sequence[str], rows: Rows, *, same: Same) -> None:
    """New observations, their values in the order of ``names`` (attribute names).

    ``same`` holds what all of them say. Constraints are the database's, and every
    column has to be named.
    """
    columns = ", ".join(_columns([*names, *same]))
    marks = ", ".join(["%s"] * (len(names) + len(same)))
    command = f"INSERT INTO {_table()} ({columns}) VALUES ({marks})"  # noqa: S608
    _execute(command, _prepared(names, rows, list(same.items())))


def update(names: Sequence[str], rows: Rows, *, same: Same) -> None:
    """Observations changed in place; the first of each row's values is its key."""
    settings = ", ".join(f"{column} = %s" for column in _columns([*names, *same]))
    command = f"UPDATE {_table()} SET {settings} WHERE id = %s"  # noqa: S608
    keyed = _prepared(["id", *names], rows, list(same.items()))
    _execute(command, ([(*cells, pk) for pk, *cells in batch] for batch in keyed))


@collector_paused()
def _execute(command: str, batches: Iterable[list[tuple[Any, ...]]]) -> None:
    with connection.cursor() as cursor:
        for batch in batches:
            cursor.executemany(command, batch)


def _prepared(
    names: Sequence[str], rows: Rows, same: Sequence[tuple[str, Any]]
) -> Iterator[list[tuple[Any, ...]]]:
    """The rows by the batch, each column as the database takes it."""
    preparing = [_preparing(name) for name in names]
    constants = [repeat(_preparing(name)(value)) for name, value in same]
    waiting = iter(rows)
    while batch := list(islice(waiting, BATCH)):
        columns = zip(*batch, strict=True)
        told = [map(of, cells) for of, cells in zip(preparing, columns, strict=True)]
        yield list(zip(*told, *constants, strict=False))


def _preparing(name: str) -> Callable[[Any], Any]:
    """How a column's value is told to the database; a value that recurs only once."""
    field = Observation._meta.get_field(name)

    @lru_cache(maxsize=REPEATED)
    def prepared(value: Any) -> Any:
        return field.get_db_prep_save(value, connection)

    return prepared


def _columns(names: Sequence[str]) -> list[str]:
    fields = (Observation._meta.get_field(name) for name in names)
    return [connection.ops.quote_name(field.column) for field in fields]


def _table() -> str:
    return connection.ops.quote_name(Observation._meta.db_table)
