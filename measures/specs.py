"""What a measure's definitions accept, for the reader of files and the entry grid."""

from __future__ import annotations

from dataclasses import replace

from measures.domain.quantity import Kind
from measures.domain.sheet import MeasureSpec
from measures.models import Measure, MeasureVersion
from opcc.core.periods import PeriodKind


def spec_of(version: MeasureVersion, *, key: str = "") -> MeasureSpec:
    """What one definition accepts; no query."""
    return MeasureSpec(
        key=key,
        kind=Kind(version.kind),
        unit=version.unit_name,
        decimals=version.decimals,
        allows_negative=version.allows_negative,
        period_kinds=frozenset({PeriodKind(version.frequency)}),
        frequency=PeriodKind(version.frequency),
        breakdowns=frozenset(),
        per=version.per,
    )


def spec_of_measure(measure: Measure) -> MeasureSpec | None:
    """What a file may give for a measure; None where it has no definition yet.

    Its latest definition, with the period lengths of all of them. No query for a
    measure with its ``versions`` and ``breakdowns`` prefetched.
    """
    latest = measure.latest_version
    if latest is None:
        return None
    return replace(
        spec_of(latest, key=str(measure.pk)),
        period_kinds=frozenset(
            PeriodKind(version.frequency) for version in measure.versions.all()
        ),
        breakdowns=frozenset(part.name for part in measure.breakdowns.all()),
    )


def gives_parts(version: MeasureVersion) -> bool:
    """Whether the provider types a numerator and a denominator, by their names."""
    return version.is_ratio and bool(
        version.numerator_label or version.denominator_label
    )
