"""``bench publish``: the freeze of Westmarch's edition against WeasyPrint alone.

Three limits: the time of the whole freeze, the most memory that it holds in a process
of its own, and how the drawing grows with the measures. Times are a processor's, for
others may be at work on the same machine.
"""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from itertools import cycle, islice

from django.conf import settings

from opcc.core.models import Office, User
from opcc.site.bench.timing import Result, against, processor_s, seconds
from reports import render
from reports.changes import editions, freezing
from reports.domain import content as contents
from reports.domain.content import EditionContent
from reports.models import Edition, EditionVersion

MOST = 1.25
"""The whole freeze may take this many times what WeasyPrint takes for its HTML."""

MOST_MEMORY_MB = 350
FEW, MANY, MOST_GROWTH = 40, 200, 5.5
"""The drawing of MANY measures may take this many times that of FEW."""

KILOBYTES = 1024
"""In a megabyte: the operating system counts a process's memory in kilobytes."""

CHILD = (
    "import sys, django; django.setup(); from reports.changes import freezing; "
    "sys.exit(not freezing.freeze(int(sys.argv[1])))"
)
"""What the worker does with an edition that somebody has asked to freeze."""


def bench(*, runs: int) -> list[Result]:
    """A further edition of the last published quarter, frozen again and again."""
    draft, by = _draft()
    memory = _memory(draft, by)
    return [_ratio(draft, by, runs), memory, _growth(draft)]


def _ratio(draft: Edition, by: User, runs: int) -> Result:
    pages = _print_html(draft)

    def ours() -> None:
        editions.send_back(edition=draft, by=by, reason="To freeze it again.")
        _freeze(draft, by)

    return against(
        "publish",
        ours=ours,
        floor=lambda: [render.weasyprint_alone(page) for page in pages],
        most=MOST,
        runs=runs,
        note="build, charts, HTML, PDF, XLSX, CSV, JSON and storing; 40 measures and "
        "more",
        clock=processor_s,
    )


def _memory(draft: Edition, by: User) -> Result:
    """The floor is the limit itself; both are megabytes."""
    freezing.ask(edition=draft, by=by)
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", CHILD, str(draft.pk)], cwd=settings.BASE_DIR
    )
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    draft.refresh_from_db()
    if process.returncode != 0 or draft.state != Edition.State.FROZEN:
        raise RuntimeError("The edition was not frozen in a process of its own.")
    held = used.ru_maxrss / KILOBYTES
    note = "the most that any process holds while one edition is frozen, and its limit"
    return Result(
        "publish: memory",
        held,
        MOST_MEMORY_MB,
        held / MOST_MEMORY_MB,
        1.0,
        1,
        note,
        unit="MB",
    )


def _growth(edition: Edition) -> Result:
    """All renderings of the edition's own measures, repeated up to each number."""
    content = contents.from_bytes(bytes(edition.document.content))
    few, many = (_of_measures(content, count) for count in (FEW, MANY))
    floor_s = min(_drawing(few) for _run in range(2))
    ours_s = _drawing(many)
    return Result(
        "publish: growth",
        ours_s,
        floor_s,
        ours_s / floor_s,
        MOST_GROWTH,
        1,
        f"every rendering of {MANY} measures against {FEW}",
    )


def _drawing(content: EditionContent) -> float:
    stored = contents.to_bytes(content)
    return seconds(lambda: list(render.render_all(content, stored)), clock=processor_s)


def _of_measures(content: EditionContent, count: int) -> EditionContent:
    """The same edition with that many measures, each with a code of its own."""
    parts = tuple(
        dataclasses.replace(part, code=f"N{number}")
        for number, part in enumerate(islice(cycle(content.parts), count), 1)
    )
    sections = [o for priority in content.priorities for o in priority.objectives]
    taken = {id(o): parts[at :: len(sections)] for at, o in enumerate(sections)}
    priorities = tuple(
        dataclasses.replace(
            priority,
            objectives=tuple(
                dataclasses.replace(each, parts=taken[id(each)])
                for each in priority.objectives
            ),
        )
        for priority in content.priorities
    )
    return dataclasses.replace(
        content, priorities=priorities, changes=contents.Changes()
    )


def _freeze(draft: Edition, by: User) -> None:
    freezing.ask(edition=draft, by=by)
    if not freezing.freeze(draft.pk):
        raise RuntimeError("The edition was not frozen.")
    draft.refresh_from_db()


def _draft() -> tuple[Edition, User]:
    office = Office.objects.get(slug="westmarch")
    last = Edition.objects.for_office(office).filter(state="published").first()
    by = last.built_by
    draft = editions.start(
        office=office,
        plan=last.plan,
        quarter=last.period,
        meeting=last.meeting,
        as_at=last.as_at,
        standfirst=last.standfirst,
        by=by,
    )
    return draft, by


def _print_html(edition: Edition) -> list[str]:
    """The page of each version that was frozen."""
    versions = EditionVersion.objects.of(edition).select_related("document")
    documents = [edition.document, *(version.document for version in versions)]
    return [
        render.to_print_html(contents.from_bytes(bytes(each.content)), each.sha256)
        for each in documents
    ]
