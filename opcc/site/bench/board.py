"""``bench board``: the quarter board and the grid among 43 offices, and for one alone.

Two SQLite files hold the same office; one holds 42 more beside it. The same requests
go through the whole of the desk, with the one and then the other file open.
"""

from __future__ import annotations

import datetime as dt
import random
import shutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from measures.models import Measure, MeasureVersion, Observation, Target
from opcc.core import clock
from opcc.core.models import Office, Organisation, RoleHolding, User
from opcc.core.periods import Period, PeriodKind
from opcc.core.roles import Role
from opcc.site.bench.files import close_file, fetch, open_file
from opcc.site.bench.timing import Result, against, seconds

MOST = 1.3
"""How many times the pages may cost among many offices what they cost for one."""

OFFICES, MEASURES, MONTHS = 43, 60, 120
PROVIDERS = 3
BATCH = 5_000


def bench(*, runs: int) -> Result:
    """Medians for one board and one grid. The note has the milliseconds of each."""
    together = Path(connection.settings_dict["NAME"])
    alone = together.with_name("alone.sqlite3")
    pages = _pages(_office(1))
    close_file()
    shutil.copy(together, alone)
    for number in range(2, OFFICES + 1):
        _office(number)
    close_file()
    return against(
        "board",
        ours=lambda: _load(pages, together),
        floor=lambda: _load(pages, alone),
        most=MOST,
        runs=runs,
        note=f"{OFFICES} offices, {MEASURES} measures, {MONTHS} months; "
        + _milliseconds(pages, together),
    )


def _load(pages: dict[str, str], file: Path) -> None:
    """Sign in, and fetch each page; both files cost the signing-in the same."""
    open_file(file)
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(email="bench-1@westmarch.example"))
    for path in pages.values():
        fetch(client, path)


def _milliseconds(pages: dict[str, str], file: Path) -> str:
    """What each page takes once it has been asked for, in the whole database."""
    open_file(file)
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(email="bench-1@westmarch.example"))
    told = []
    for name, path in pages.items():
        fetch(client, path)
        taken = 1000 * seconds(lambda path=path: fetch(client, path))
        told.append(f"the {name} {taken:.0f} ms")
    return ", ".join(told)


# -- what they show


def _pages(office: Office) -> dict[str, str]:
    quarter = _quarter()
    provider = Organisation.objects.filter(office=office, kind="provider").first()
    of_provider = [office.slug, quarter.key, provider.pk]
    return {
        "board": reverse("returns:returns", args=[office.slug]),
        "grid": reverse("returns:return", args=of_provider),
    }


def _quarter() -> Period:
    """The quarter that ended last."""
    return Period.containing(clock.today(), PeriodKind.QUARTER) - 1


def _office(number: int) -> Office:
    office = Office.objects.create(
        slug=f"bench-{number}", name=f"Bench {number}", short_name=f"Bench {number}"
    )
    by = User.objects.create(
        email=f"bench-{number}@westmarch.example", name=f"Bench {number}"
    )
    RoleHolding.objects.create(office=office, user=by, role=Role.PERFORMANCE)
    versions = _versions(office, by)
    Observation.objects.bulk_create(_values(versions, by, number), batch_size=BATCH)
    return office


def _versions(office: Office, by: User) -> list[MeasureVersion]:
    providers = [
        Organisation.objects.create(office=office, kind="provider", name=f"Service {n}")
        for n in range(1, PROVIDERS + 1)
    ]
    measures = Measure.objects.bulk_create(
        Measure(
            office=office,
            code=f"B{n}",
            state="active",
            provider=providers[n % PROVIDERS],
        )
        for n in range(1, MEASURES + 1)
    )
    since, at = dt.date(2000, 1, 1), timezone.now()
    Target.objects.bulk_create(
        Target(measure=measure, value=500, valid_from=since, set_by=by, set_at=at)
        for measure in measures
    )
    return MeasureVersion.objects.bulk_create(
        MeasureVersion(
            measure=measure,
            name=f"Crimes of kind {measure.code}",
            kind="count",
            unit_name="offences",
            polarity="lower",
            frequency="month",
            valid_from=since,
        )
        for measure in measures
    )


def _values(
    versions: list[MeasureVersion], by: User, seed: int
) -> Iterator[Observation]:
    """Every month that ends with the quarter; the last one waits to be validated."""
    noise = random.Random(seed)  # noqa: S311
    last = Period.containing(_quarter().end, PeriodKind.MONTH)
    at, as_at = timezone.now(), clock.today()
    for version, back in product(versions, range(MONTHS)):
        month = last - back
        yield Observation(
            measure_id=version.measure_id,
            version=version,
            period_kind="month",
            period_start=month.start,
            period_end=month.end,
            value=noise.randrange(300, 700),
            state="validated" if back else "entered",
            validated_by=by if back else None,
            validated_at=at if back else None,
            as_at=as_at,
            entered_by=by,
            entered_at=at,
        )
