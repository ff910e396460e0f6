"""A measure beside its comparators, as an edition says it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from measures.models import Measure
from measures.reading.comparing import Comparison, comparisons
from reports.build.figures import HIDDEN
from reports.build.reading import Read
from reports.domain.measure_part import Benchmark
from reports.models import Edition


def of(
    measures: Iterable[Measure], edition: Edition
) -> dict[int, tuple[Benchmark, ...]]:
    """By measure, beside each comparator; two queries, or one where there is none.

    Of what was stated by the edition's day, by the numbers that it prints.
    """
    found = comparisons(
        measures,
        edition.period,
        as_printed=True,
        as_at=edition.as_at,
        validated_only=True,
        published=True,
    )
    return {pk: tuple(_told(each) for each in all_) for pk, all_ in found.items()}


def shown(found: Iterable[Benchmark], read: Read) -> tuple[Benchmark, ...]:
    """Without ours where a figure of the period is hidden, which a rank would tell."""
    points = (*read.series.points, *read.charted.points)
    hidden = [point.period for point in points if point.symbol in HIDDEN]
    return tuple(
        _without_ours(each)
        if any(each.period.contains(period) for period in hidden)
        else each
        for each in found
    )


def _without_ours(told: Benchmark) -> Benchmark:
    return replace(told, title=told.name, sentence="", rank="", standing="", ours=None)


def _told(comparison: Comparison) -> Benchmark:
    latest = comparison.latest
    found = latest.benchmark
    return Benchmark(
        name=comparison.comparator.name,
        period=latest.period,
        title=comparison.title,
        sentence=found.reason if latest.members else "",
        average_sentence=comparison.average_sentence,
        source=latest.source,
        rank=found.rank_words,
        standing=found.standing.value,
        ours=latest.ours,
        average=latest.average.value,
        method=latest.average.words,
        lowest=found.lowest,
        highest=found.highest,
        years=latest.years,
    )
