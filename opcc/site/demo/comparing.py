"""What Westmarch is held against: other forces, national metrics, its own doubts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from measures.changes import (
    collections,
    comparators,
    definitions,
    lineage,
    populations,
    reviews,
)
from measures.models import Comparator, Measure, Population
from measures.reading.collections import shipped
from measures.statements import GroupFigure
from opcc.core import clock
from opcc.core.periods import Period
from opcc.site.demo.days import Days
from opcc.site.demo.figures import FIRST
from opcc.site.demo.measures import definition_of
from opcc.site.demo.people import Cast
from opcc.site.demo.reading import told

EARLIEST, BEFORE = -6, -3
"""The quarters whose figures of other forces were known when the story begins."""


def tell(cast: Cast, days: Days) -> None:
    _groups(cast, days)
    _populations(cast, days)
    for back in range(EARLIEST, BEFORE):
        state(cast, days, back)
    _national(cast)
    _replace(cast, days)
    _review(cast, days)


def state(cast: Cast, days: Days, back: int) -> None:
    """What other forces and the country counted in one quarter."""
    said = told("comparing")
    period = days.back(back)
    figures = [
        figure
        for each in said["figure"]
        for figure in _figures(cast, days, each, period)
    ]
    comparators.state_values(
        office=cast.office,
        stated=figures,
        by=cast.people["performance"],
        file=f"similar-forces-{period.key}.csv",
    )


def _groups(cast: Cast, days: Days) -> None:
    said, by = told("comparing"), cast.people["performance"]
    first, changed = days.back(FIRST).start, days.back(EARLIEST + 1).start
    group = _comparator(cast, "group", Comparator.Kind.MSG)
    _comparator(cast, "country", Comparator.Kind.NATIONAL)
    for name in said["group"]["members"]:
        joined = changed if name == said["group"]["left_for"] else first
        comparators.join(comparator=group, name=name, joined_on=joined, by=by)
    comparators.join(
        comparator=group,
        name=said["group"]["left"],
        joined_on=first,
        left_on=changed - dt.timedelta(days=1),
        by=by,
    )


def _comparator(cast: Cast, key: str, kind: str) -> Comparator:
    about = told("comparing")[key]
    facts = {name: about[name] for name in ("name", "averaging", "source")}
    row = Comparator(office=cast.office, kind=kind, **facts)
    return comparators.add(comparator=row, by=cast.people["performance"])


def _populations(cast: Cast, days: Days) -> None:
    said = dict(told("comparing")["populations"])
    source = said.pop("source")
    rows = [
        Population(area=area, year=_year(days), number=number, source=source)
        for area, number in said.items()
    ]
    populations.state(
        office=cast.office, populations=rows, by=cast.people["performance"]
    )


def _year(days: Days) -> int:
    """Estimates come out a year late, and hold until the next."""
    return days.quarter.start.year - 2


def _figures(
    cast: Cast, days: Days, said: dict, period: Period
) -> Iterator[GroupFigure]:
    groups = {row.kind: row for row in Comparator.objects.for_office(cast.office)}
    measure = Measure.objects.for_office(cast.office).get(code=said["measure"])
    group = groups[Comparator.Kind.MSG]
    for place, name in enumerate(told("comparing")["group"]["members"]):
        strayed = Decimal(said["step"]) * _swing(period, place)
        yield _figure(group, measure, name, period, said, place, strayed, days)
    national = Decimal(said["country"]) + Decimal(said["step"]) * _swing(period, 0) / 2
    yield GroupFigure(
        groups[Comparator.Kind.NATIONAL],
        measure,
        "",
        period,
        national,
        as_at=clock.today(),
    )


def _figure(
    group: Comparator,
    measure: Measure,
    name: str,
    period: Period,
    said: dict,
    place: int,
    strayed: Decimal,
    days: Days,
) -> GroupFigure:
    if "usual" in said:
        value = Decimal(said["usual"][place]) + strayed
        return GroupFigure(group, measure, name, period, value, as_at=clock.today())
    people = Decimal(told("comparing")["populations"][name])
    count = (Decimal(said["counts"][place]) * (1 + strayed / 20)).to_integral_value()
    return GroupFigure(
        group,
        measure,
        name,
        period,
        1000 * count / people,
        numerator=count,
        denominator=people,
        population_year=_year(days),
        as_at=clock.today(),
    )


def _swing(period: Period, place: int) -> int:
    """From -2 to 2, by turns: no two quarters of a force are quite alike."""
    return (3 * period.number + 2 * place + period.financial_year.start.year) % 5 - 2


def _national(cast: Cast) -> None:
    """The national metrics, and those that measures of Westmarch cover."""
    by, national = cast.people["performance"], shipped()[0]
    collection = collections.add(
        office=cast.office,
        name=national.name,
        version=national.version,
        source=national.source,
        entries=national.entries,
        by=by,
    )
    mine = Measure.objects.for_office(cast.office)
    for metric, codes in told("comparing")["covered"].items():
        collections.cover(
            entry=collection.entries.get(metric=metric),
            measures=mine.filter(code__in=codes),
            by=by,
        )


def _replace(cast: Cast, days: Days) -> None:
    """A measure of the years before, which leads to what took its place."""
    said, by = told("comparing")["retired"], cast.people["performance"]
    last_day = days.back(FIRST).start - dt.timedelta(days=1)
    old = Measure(
        office=cast.office,
        code=said["code"],
        provider=cast.organisations[said["provider"]],
        order=1000,
    )
    version = definition_of(said, days.back(FIRST - 8).start)
    definitions.add_measure(measure=old, version=version, by=by)
    for name in ("activate", "retire"):
        definitions.move(
            measure=old, name=name, by=by, on=last_day, reason=said["note"]
        )
    new = Measure.objects.for_office(cast.office).get(code=said["replaced_by"])
    lineage.replace(
        predecessor=old,
        successor=new,
        note=said["note"],
        on=days.back(FIRST).start,
        by=by,
    )


def _review(cast: Cast, days: Days) -> None:
    """One verdict given, and one review that waits."""
    said, by = told("comparing"), cast.people["performance"]
    mine = Measure.objects.for_office(cast.office)
    done = reviews.plan(
        measure=mine.get(code=said["reviewed"]["measure"]),
        due_on=clock.today(),
        reviewer=cast.people[said["reviewed"]["reviewer"]],
        by=by,
    )
    reviews.decide(
        review=done,
        verdict="keep",
        reason=said["reviewed"]["reason"],
        by=done.reviewer,
        on=clock.today(),
    )
    reviews.plan(
        measure=mine.get(code=said["review"]["measure"]),
        due_on=days.panel(0),
        reviewer=cast.people[said["review"]["reviewer"]],
        by=by,
    )
