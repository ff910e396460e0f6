"""What chance explains of a measure, as an edition says it."""

from __future__ import annotations

from measures.domain.direction import Direction
from measures.domain.spc import Variation
from measures.reading import Process
from reports.build.reading import Read
from reports.domain import measure_part
from reports.domain.measure_part import Judgement


def process(read: Read) -> measure_part.Process | None:
    """The verdicts on a measure; None where there is no figure to judge."""
    found = read.process
    if found is None or all(value is None for value in found.series.values):
        return None
    compared = read.comparisons.year_before
    return measure_part.Process(
        change=_change(found),
        meets=_meets(found),
        direction=_direction(found.direction(compared)),
        reading=found.reading(read.position.state),
        warnings=found.warnings,
    )


def _change(found: Process) -> Judgement:
    variation = found.analysis.variation
    return Judgement(
        variation.value, found.change, found.change_reason, tone_of(variation)
    )


def tone_of(variation: Variation) -> measure_part.Tone:
    if variation.is_improvement:
        return "better"
    return "concern" if variation.is_concern else "neutral"


def _meets(found: Process) -> Judgement | None:
    if not found.meets:
        return None
    return Judgement(found.meets_shape, found.meets, found.meets_reason)


def _direction(judged: Direction) -> Judgement:
    return Judgement(judged.shape, judged.word, judged.reason, judged.tone)
