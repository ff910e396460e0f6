"""The least that is valid of an edition's content; the one fact is an argument."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from measures.domain.quantity import Kind, Unit
from measures.domain.rating import State
from measures.domain.series import Point, Series, Symbol
from opcc.core.periods import Period
from reports.domain.commitments import CommitmentLine
from reports.domain.content import (
    Changes,
    Cover,
    EditionContent,
    ObjectiveSection,
    PrioritySection,
)
from reports.domain.measure_part import (
    Answer,
    Chart,
    Figure,
    Grade,
    Judgement,
    MeasurePart,
    Process,
    Row,
)

QUARTER = Period.quarter(2026, 2)
PERCENT = Unit(Kind.PERCENTAGE, "%", 1)


def part_of(code, value="80.0", *, state=State.GREEN, period=QUARTER, answers=()):
    """A measure with one quarter's percentage, which its chart draws too."""
    figure = Figure(f"{value}%", Decimal(value))
    return _part(code, figure, Point(period, Decimal(value)), state, answers)


def judged(part, tone="concern", reason="September 2026 is below", expected=None):
    """The part with a verdict of that tone on its latest point."""
    process = Process(
        change=Judgement("concern_low", "Concern, low", reason, tone),
        meets=None,
        direction=Judgement("down", "Deteriorating", "", tone),
    )
    return replace(part, process=process, chart=replace(part.chart, expected=expected))


def withheld(code, *, period=QUARTER, symbol="w"):
    figure = Figure(f"[{symbol}]", symbol=symbol)
    point = Point(period, symbol=Symbol(symbol))
    return _part(code, figure, point, State.NO_DATA, ())


def edition_of(*parts, quarter=QUARTER, commitments=()):
    objective = ObjectiveSection("1.1", "Fewer people are hurt", parts)
    priority = PrioritySection("1", "Protect people", "policing", (objective,))
    return EditionContent(
        cover=cover(),
        quarter=quarter,
        changes=Changes(),
        priorities=(priority,),
        commitments=commitments,
        data_notes=(),
        symbols=(),
        glossary=(),
    )


def cover():
    return Cover(
        office="Westmarch Police and Crime Commissioner",
        short_office="Westmarch PCC",
        kind="Quarterly performance report",
        title="Quarterly performance report",
        number=1,
        plan="Police and Crime Plan 2024 to 2028",
        body="Westmarch Police and Crime Panel",
        meeting_on=dt.date(2026, 12, 4),
        meeting_words="Friday 4 December 2026",
        report_of="Eleanor Vaisey, Police and Crime Commissioner",
        contacts="",
        as_at=dt.date(2026, 10, 9),
        standfirst="",
        accent="#1f4b57",
        address="/westmarch/reports/2026-q2/",
        frozen_on=dt.date(2026, 11, 9),
    )


def commitment(reference, delivery):
    return CommitmentLine(
        reference=reference,
        title="Open a custody suite in the west",
        objective="1.1",
        owner="Westmarch Police",
        due_on=dt.date(2026, 12, 31),
        status="In progress",
        delivery=delivery,
        update="",
        is_overdue=False,
    )


def _part(code, figure, point, state, answers):
    return MeasurePart(
        code=code,
        name=f"Measure {code}",
        is_indicator=False,
        unit=PERCENT,
        polarity="higher",
        polarity_words="Good is higher",
        provider="Westmarch Police",
        frequency_words="quarterly",
        definition="",
        source="",
        numerator_label="",
        denominator_label="",
        message="",
        figure=figure,
        previous=figure,
        target_text="80%",
        tolerance_text="no tolerance",
        grade=Grade(state, "At the target"),
        rule="",
        comparisons=(),
        facts=(),
        chart=Chart("", "", "", Series(Kind.PERCENTAGE, (point,))),
        rows=(Row(point.period, figure, "80%", Grade(state, "At the target")),),
        answers=tuple(Answer(prompt, prompt, "Words.") for prompt in answers),
    )
