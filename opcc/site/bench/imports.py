"""``bench import``: a file of clean rows against pandas and bare inserts.

Both read the same CSV file and fill the same table, emptied before each run.
"""

from __future__ import annotations

import csv
import datetime as dt
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path

import pandas as pd
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from measures import importing
from measures.changes import imports
from measures.domain import sheet
from measures.models import (
    Breakdown,
    Measure,
    MeasureVersion,
    Observation,
)
from opcc.core.models import Office, Organisation, User
from opcc.core.periods import Period
from opcc.site.bench.timing import Result, against

MOST = 3.0
"""The import may take this many times what pandas and bare inserts take."""

MEASURES = 50
FIRST = Period.month(1994, 1)
LARGE = 100_000
"""Above this many rows one run of each is timed: it shows that the import ends."""

HEADINGS = ("measure", "breakdown", "period", "unit", "value")
MEGABYTE = 1024
"""Kilobytes, in which the operating system counts a process's memory."""


@dataclass(frozen=True)
class World:
    """One office with its measures, and a file of values for them."""

    office: Office
    by: User
    file: Path
    rows: int


def bench(*, runs: int, rows: int = LARGE) -> Result:
    """Medians for the whole import; the note has the most memory that it held."""
    with tempfile.TemporaryDirectory() as folder:
        world = _world(Path(folder) / "values.csv", rows)
        memory = _memory_of_the_command(world)
        return against(
            "import",
            ours=lambda: _import(world),
            floor=lambda: _bare(world),
            ready=_empty,
            most=MOST,
            runs=1 if rows > LARGE else runs,
            note=f"{rows:,} rows; the command's memory peaked at {memory:,} MB",
        )


# -- the two that are timed


def _import(world: World) -> None:
    offices = {"": world.office}
    table = sheet.read(world.file.read_bytes(), filename=world.file.name)
    examined = importing.examine(table, offices=offices)
    imports.store(
        checked=examined.checked,
        offices=offices,
        by=world.by,
        at=timezone.now(),
        source=world.file.name,
        found=examined.found,
    )
    _check_all_there(world)


def _bare(world: World) -> None:
    """No check of anything: the cells into the columns that may not be empty."""
    frame = pd.read_csv(world.file)
    starts = pd.to_datetime(frame["period"], format="%Y-%m")
    versions = MeasureVersion.objects.values_list("measure__code", "pk", "measure_id")
    known = {code: (pk, measure) for code, pk, measure in versions}
    constants = _constants(world)
    columns = ("version_id", "measure_id", "breakdown", "period_start")
    names = (*columns, "period_end", "value", *constants)
    rows = zip(
        frame["measure"].map(lambda code: known[code][0]).tolist(),
        frame["measure"].map(lambda code: known[code][1]).tolist(),
        frame["breakdown"].tolist(),
        starts.dt.strftime("%Y-%m-%d").tolist(),
        (starts + pd.offsets.MonthEnd()).dt.strftime("%Y-%m-%d").tolist(),
        frame["value"].tolist(),
        *([said] * len(frame) for said in constants.values()),
        strict=True,
    )
    marks = ", ".join(["%s"] * len(names))
    table = Observation._meta.db_table
    command = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(command, list(rows))
    _check_all_there(world)


def _constants(world: World) -> Mapping[str, object]:
    """What every bare row says of the columns that the file does not speak of."""
    return {
        "period_kind": "month",
        "vintage": 1,
        "revision": 1,
        "symbol": "",
        "is_provisional": False,
        "is_estimated": False,
        "as_at": "2036-01-01",
        "note": "",
        "state": "entered",
        "query": "",
        "reason": "",
        "source": world.file.name,
        "entered_by_id": world.by.pk,
        "entered_at": "2036-01-01 09:00:00",
    }


def _empty() -> None:
    Observation.objects.all().delete()


def _check_all_there(world: World) -> None:
    stored = Observation.objects.count()
    if stored != world.rows:
        raise RuntimeError(f"{stored} of {world.rows} rows were stored.")


# -- what they are given


def _world(file: Path, rows: int) -> World:
    months = 200 if rows <= LARGE else 500
    parts = [f"Ward {n}" for n in range(1, -(-rows // (MEASURES * months)) + 1)]
    office = Office.objects.create(slug="bench", name="Bench", short_name="Bench")
    measures = _measures(office)
    Breakdown.objects.bulk_create(
        Breakdown(measure=measure, dimension="Ward", name=name)
        for measure in measures
        for name in parts
    )
    by = User.objects.create(email="bench@westmarch.example", name="Bench")
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(HEADINGS)
        writer.writerows(islice(_rows(measures, parts, months), rows))
    return World(office, by, file, rows)


def _measures(office: Office) -> list[Measure]:
    force = Organisation.objects.create(office=office, kind="force", name="Bench force")
    measures = Measure.objects.bulk_create(
        Measure(office=office, code=f"B{n}", state="active", provider=force)
        for n in range(1, MEASURES + 1)
    )
    MeasureVersion.objects.bulk_create(
        MeasureVersion(
            measure=measure,
            name=f"Crimes of kind {measure.code}",
            kind="count",
            unit_name="offences",
            polarity="lower",
            frequency="month",
            valid_from=dt.date(1990, 1, 1),
        )
        for measure in measures
    )
    return measures


def _rows(
    measures: list[Measure], parts: list[str], months: int
) -> Iterator[tuple[str, str, str, str, int]]:
    noise = random.Random(1)  # noqa: S311
    for measure, part, at in product(measures, parts, range(months)):
        value = noise.randrange(20_000)
        yield measure.code, part, (FIRST + at).key, "offences", value


# -- memory


def _memory_of_the_command(world: World) -> int:
    """Megabytes: the most that ``import_values`` held, in a process of its own."""
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "import_values"]
    options = ["--office", world.office.slug, "--by", world.by.email]
    process = subprocess.Popen(  # noqa: S603
        [*command, str(world.file), *options], stdout=subprocess.DEVNULL
    )
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError("The command did not import the file.")
    _check_all_there(world)
    return used.ru_maxrss // MEGABYTE
