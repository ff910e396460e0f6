"""What else to hide in a draft, from the search to figures that can be hidden."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from measures.domain.disclosure import Proposal, proposals
from measures.models import Measure
from measures.reading import definition_of
from opcc.core.periods import Period, PeriodKind
from reports.build.decided import hidden_by_decision
from reports.build.guard import Earlier, Guarded, drafted, guarded
from reports.build.narrative import latest
from reports.build.reading import Read
from reports.build.slips import Slip, slips
from reports.build.sources import measures_of
from reports.domain import content as contents
from reports.domain.evidence import cell_of
from reports.models import Edition

Place = tuple[str, Period]
"""A figure that can be hidden: the measure's part ("" is the whole), the period."""


def draft_guarded(edition: Edition, measure: Measure | None = None) -> list[Guarded]:
    """The measures of a draft of which something is hidden; or only the one given."""
    rows, decided = measures_of(edition, "panel"), hidden_by_decision(edition.office)
    quarter = edition.period
    if measure is not None:
        rows = rows.filter(pk=measure.pk)
    dated = [(m, definition_of(m, quarter) or m.latest_version) for m in rows]
    reads = [
        Read(m, version, quarter, edition.as_at, hidden=decided.get(m.pk, {}))
        for m, version in dated
        if version is not None
    ]
    return drafted(reads, Earlier.of(edition.office))


def stored_guarded(edition: Edition) -> list[Guarded]:
    """The same of what is frozen, beside what was published before it."""
    content = contents.from_bytes(bytes(edition.document.content))
    number = edition.publication.number if edition.publication else None
    earlier = Earlier.of(edition.office, before=number)
    return guarded(edition.office, content.parts, earlier=earlier)


def draft_slips(edition: Edition, code: str) -> list[Slip]:
    """What people wrote of one measure that says what is hidden of it."""
    measure = Measure.objects.for_office(edition.office).filter(code=code).first()
    found = draft_guarded(edition, measure) if measure else []
    return slips(edition, found, latest(edition.office, edition.period))


def proposed(found: Guarded) -> tuple[list[Place], int]:
    """What to hide as well, and how many hidden figures that does not help.

    Some seconds in hard cases.
    """
    proposal = proposals(found.table)
    lost = {leak.cell for leak in found.leaks if leak.is_lost}
    left = sum(exposure.cell not in lost for exposure in proposal.unsafe)
    return list(dict.fromkeys(_places(found, proposal))), left


def key_of(place: Place) -> list[str]:
    """A place as it is stored."""
    breakdown, period = place
    days = (period.start.isoformat(), period.end.isoformat())
    return [breakdown, period.kind.value, *days]


def places_of(stored: Iterable[list[str]]) -> list[Place]:
    """What ``key_of`` made, read back."""
    return [
        (
            breakdown,
            Period(
                dt.date.fromisoformat(first),
                dt.date.fromisoformat(last),
                PeriodKind(kind),
            ),
        )
        for breakdown, kind, first, last in stored
    ]


def _places(found: Guarded, proposal: Proposal) -> Iterator[Place]:
    for cell in proposal.cells:
        strand, period = cell_of(cell)
        yield strand.breakdown, period
    for statement in proposal.totals:
        for source in found.now.sources:
            if source.statement is statement:
                yield source.breakdown, source.period
