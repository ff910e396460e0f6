"""Everything that an edition says of one measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures import figures
from measures.domain.rating import Polarity
from measures.domain.series import Point, Symbol
from measures.models import Commentary, Population
from measures.models.measures import Frequency
from measures.reading.populations import basis_of
from reports.build import benchmarks, charting, compared, narrative, processes, targets
from reports.build.figures import as_written, published
from reports.build.narrative import Holders
from reports.build.notes import notes
from reports.build.reading import Read
from reports.domain.measure_part import (
    Benchmark,
    BreakdownRow,
    Grade,
    MeasurePart,
    Row,
)

ROWS = 8
"""Quarters in a table: two years, which a page holds beside its chart."""

FREQUENCIES = {
    Frequency.MONTH: gettext_lazy("monthly"),
    Frequency.QUARTER: gettext_lazy("quarterly"),
    Frequency.YEAR: gettext_lazy("yearly"),
    Frequency.DAY: gettext_lazy("snapshots"),
}

POLARITIES = {
    Polarity.HIGHER: gettext_lazy("Good is higher"),
    Polarity.LOWER: gettext_lazy("Good is lower"),
    Polarity.BAND: gettext_lazy("Good is within a range"),
    Polarity.NEUTRAL: gettext_lazy("Neither direction is better"),
}


@dataclass(frozen=True)
class Told:
    """What else is known of a measure: its writing, and what was last said of it."""

    writing: Commentary | None
    before: MeasurePart | None
    holders: Holders
    benchmarks: tuple[Benchmark, ...] = ()
    populations: Sequence[Population] = ()


def part(read: Read, told: Told) -> MeasurePart:
    """One measure in one edition; no query."""
    # Words about a withheld figure would tell it.
    is_withheld = read.point.symbol is Symbol.WITHHELD
    writing = None if is_withheld else told.writing
    figure = published(read.point, read.unit, read.sampling)
    against = compared.comparisons(read)
    table = rows(read)
    return MeasurePart(
        **_definition(read),
        message=_written_message(writing) or computed_message(read),
        figure=figure,
        previous=published(_previous(read), read.unit),
        target_text=targets.target_words(read, read.target, read.point.period.kind),
        tolerance_text=targets.tolerance_words(read),
        grade=_grade(read, read.point),
        rule=targets.rule_words(read),
        comparisons=against,
        facts=compared.facts(read, figure, against),
        chart=charting.chart(read, title=_chart_title(read, writing)),
        rows=table,
        answers=narrative.answers(writing),
        oversight=narrative.oversight(writing, told.holders, read.measure.office),
        notes=(*notes(read, table, told.before), *_population(read, told)),
        process=processes.process(read),
        benchmarks=() if is_withheld else benchmarks.shown(told.benchmarks, read),
        breakdown=breakdown(read),
        breakdown_adds_up=bool(read.breakdown) and read.breakdown_adds_up,
        audience=read.widest,
    )


def _population(read: Read, told: Told) -> tuple[str, ...]:
    """The population that a rate is divided by, with its year."""
    basis = basis_of(read.version, read.point, told.populations)
    words = basis.population_words if basis else ""
    return (f"{words}.",) if words else ()


def _definition(read: Read) -> dict[str, Any]:
    """What a part says of its measure, whatever the quarter."""
    version, measure = read.version, read.measure
    return {
        "code": measure.code,
        "name": version.name,
        "is_indicator": measure.is_indicator,
        "is_survey": version.is_survey,
        "unit": read.unit,
        "polarity": read.polarity.value,
        "polarity_words": polarity_words(read),
        "provider": measure.provider.name,
        "frequency_words": str(FREQUENCIES[Frequency(version.frequency)]),
        "definition": version.definition,
        "source": version.source,
        "numerator_label": version.numerator_label if version.is_ratio else "",
        "denominator_label": version.denominator_label if version.is_ratio else "",
    }


def rows(read: Read) -> tuple[Row, ...]:
    """The figures table, newest first."""
    return tuple(_row(read, point) for point in reversed(read.series.points[-ROWS:]))


def breakdown(read: Read) -> tuple[BreakdownRow, ...]:
    """The parts of the latest figure, in the order of their names."""
    if read.is_withheld:
        return ()
    return tuple(
        BreakdownRow(name, published(point, read.unit))
        for name, point in read.breakdown.items()
    )


def computed_message(read: Read) -> str:
    """What the figure is to a year ago and to its target, or that there is none."""
    if read.point.value is None:
        symbol = read.point.symbol or Symbol.NOT_AVAILABLE
        words = {"period": read.point.period.words, "why": symbol.words}
        return _("No figure is shown for %(period)s: %(why)s") % words
    comparable = read.target if read.is_judged_as_shown else None
    return figures.message(
        read.series,
        read.unit,
        target=comparable and as_written(comparable.value),
        lower=comparable and as_written(comparable.lower),
        upper=comparable and as_written(comparable.upper),
        polarity=read.polarity,
    )


def _row(read: Read, point: Point) -> Row:
    target = read.measure.target_on(point.period.end)
    version = read.measure.version_on(point.period.start) or read.version
    if read.measure.is_indicator:
        target = None
    return Row(
        period=point.period,
        figure=published(point, read.unit, read.sampling),
        target=targets.target_words(read, target, point.period.kind),
        grade=_grade(read, point),
        aim=targets.aim(target),
        definition=version.number,
    )


def _grade(read: Read, point: Point) -> Grade:
    position = read.position_of(point)
    return Grade(position.state, position.reason)


def _previous(read: Read) -> Point:
    points = read.series.points
    return points[-2] if len(points) > 1 else Point.missing(read.point.period - 1)


def polarity_words(read: Read) -> str:
    if read.measure.is_indicator:
        return _("For context, not rated")
    return str(POLARITIES[read.polarity])


def _written_message(writing: Commentary | None) -> str:
    return writing.message.strip() if writing else ""


def _chart_title(read: Read, writing: Commentary | None) -> str:
    """What the figures say, where a person's message stands above; else the name."""
    return computed_message(read) if _written_message(writing) else read.version.name
