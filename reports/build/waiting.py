"""The exceptions of an edition's quarter, and those that its sign-off waits for."""

from __future__ import annotations

from collections.abc import Sequence

from measures.models import CycleException
from reports.models import Edition


def exceptions_of(edition: Edition) -> Sequence[CycleException]:
    """Those that hold in the cycle of its quarter. One query, three more for their
    definitions and calls where there are any.
    """
    rows = CycleException.objects.for_office(edition.office).of(edition.period)
    return rows.holding().with_all()


def waiting_of(edition: Edition) -> list[CycleException]:
    """Those with neither commentary nor a recorded reason for none."""
    return [row for row in exceptions_of(edition) if row.needs_answer]
