"""``bench publish``: the freeze of Westmarch's edition against WeasyPrint alone."""

from __future__ import annotations

from opcc.core.models import Office, User
from opcc.site.bench.timing import Result, against
from reports import render
from reports.changes import editions, freezing
from reports.domain import content as contents
from reports.models import Edition

MOST = 1.4
"""The whole freeze may take this many times what WeasyPrint takes for its HTML."""


def bench(*, runs: int) -> Result:
    """A further edition of the last published quarter, frozen again and again."""
    draft, by = _draft()
    _freeze(draft, by)
    html = _print_html(draft)

    def ours() -> None:
        editions.send_back(edition=draft, by=by, reason="To freeze it again.")
        _freeze(draft, by)

    return against(
        "publish",
        ours=ours,
        floor=lambda: render.weasyprint_alone(html),
        most=MOST,
        runs=runs,
        note="build, charts, HTML, PDF, CSV, JSON and storing; 40 measures and more",
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


def _print_html(edition: Edition) -> str:
    stored = bytes(edition.document.content)
    return render.to_print_html(contents.from_bytes(stored), edition.document.sha256)
