"""``bench register``: the register of actions with very many of them, and with few.

The same page of the same office is fetched from two SQLite files. One holds an office
with 300 actions, the other the same office once it has 100,000, in the same mixture of
states and dates. Both cost the same number of queries, or the benchmark fails.
"""

from __future__ import annotations

import datetime as dt
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from opcc.core import clock
from opcc.core.models import Office, Organisation, RoleHolding, User
from opcc.core.roles import Role
from opcc.site.bench.files import close_file, fetch, open_file
from opcc.site.bench.timing import Result, against, seconds
from scrutiny.models import Action, AgendaItem, Body, Meeting

MOST = 1.5
"""How many times the page may cost with MANY what it costs with FEW."""

FEW, MANY = 300, 100_000
FETCHES = 5
BATCH = 2_000

STATES = (
    *("raised", "in_progress", "in_progress", "pending_sign_off"),
    *("closed", "closed", "closed", "accepted_risk", "superseded"),
)


def bench(*, runs: int) -> Result:
    """Medians for five fetches of the page. The note has the milliseconds of one."""
    many = Path(connection.settings_dict["NAME"])
    few = many.with_name("few.sqlite3")
    office, by, item = _office()
    noise = random.Random(1)  # noqa: S311
    Action.objects.bulk_create(_actions(office, by, item, 1, FEW, noise), BATCH)
    path = reverse("scrutiny:actions", args=[office.slug])
    close_file()
    shutil.copy(many, few)
    rest = _actions(office, by, item, FEW + 1, MANY, noise)
    Action.objects.bulk_create(rest, BATCH)
    close_file()
    _check_queries(path, many, few)
    return against(
        "register",
        ours=lambda: _load(path, many),
        floor=lambda: _load(path, few),
        most=MOST,
        runs=runs,
        note=f"{MANY} against {FEW}, the page {_milliseconds(path, many):.0f} ms",
    )


def _load(path: str, file: Path) -> None:
    """Sign in, and fetch the page; both files cost the signing-in the same."""
    client = _signed_in(file)
    for _time in range(FETCHES):
        fetch(client, path)


def _signed_in(file: Path) -> Client:
    open_file(file)
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(email="bench@westmarch.example"))
    return client


def _milliseconds(path: str, file: Path) -> float:
    client = _signed_in(file)
    fetch(client, path)
    return 1000 * seconds(lambda: fetch(client, path))


def _check_queries(path: str, *files: Path) -> None:
    """Raises RuntimeError unless the page costs as many queries in each file."""
    counts = []
    for file in files:
        client = _signed_in(file)
        fetch(client, path)
        with CaptureQueriesContext(connection) as asked:
            fetch(client, path)
        counts.append(len(asked))
    if len(set(counts)) != 1:
        raise RuntimeError(f"The register asks {counts} queries, not one number.")


# -- what it shows


def _office() -> tuple[Office, User, AgendaItem]:
    office = Office.objects.create(slug="bench", name="Bench", short_name="Bench")
    office.force = Organisation.objects.create(
        office=office, kind="force", name="Bench Police"
    )
    office.save()
    by = User.objects.create(email="bench@westmarch.example", name="Bench")
    RoleHolding.objects.create(office=office, user=by, role=Role.SCRUTINY)
    body = Body.objects.create(office=office, name="Board")
    meeting = Meeting.objects.create(body=body, held_on=dt.date(2020, 1, 7))
    item = AgendaItem.objects.create(meeting=meeting, order=5, title="Performance")
    return office, by, item


def _actions(
    office: Office,
    by: User,
    item: AgendaItem,
    first: int,
    last: int,
    noise: random.Random,
) -> Iterator[Action]:
    """Every state; open ones are due within 60 days of today on either side."""
    today = clock.today()
    for number in range(first, last + 1):
        state = noise.choice(STATES)
        due_on = today + dt.timedelta(days=noise.randrange(-60, 60))
        is_over = state in ("closed", "accepted_risk", "superseded")
        yield Action(
            office=office,
            number=number,
            title=f"Action {number}",
            item=item,
            owner_name="ACC Linwood",
            organisation=office.force,
            raised_on=due_on - dt.timedelta(days=60),
            first_due_on=due_on,
            due_on=due_on,
            state=state,
            evidence="Seen",
            ended_on=today if is_over else None,
            by=by,
        )
