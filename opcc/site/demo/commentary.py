"""What was written about measures, with the numbers that the figures give."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from measures.changes import commentary
from measures.domain.authorship import OVERSIGHT
from measures.domain.quantity import Unit, decimals_of, said_difference, said_full
from measures.models import Commentary, Measure, Observation
from measures.reading import days_for, definition_of, quarter_series_of
from opcc.core import clock
from opcc.core.periods import Period
from opcc.site.demo.days import Days
from opcc.site.demo.people import Cast
from opcc.site.demo.reading import told


def tell(cast: Cast, days: Days, back: int) -> None:
    """The leads of the priorities write."""
    for measure, texts in _writings(cast, days, back):
        lead = measure.objectives.get().priority.lead
        said = {name: text for name, text in texts.items() if name not in OVERSIGHT}
        _write(cast, measure, days.back(back), said, person=_key(cast, lead))


def tell_oversight(cast: Cast, days: Days, back: int) -> None:
    """The Commissioner says what she asked, concluded and did."""
    for measure, texts in _writings(cast, days, back):
        said = {name: text for name, text in texts.items() if name in OVERSIGHT}
        if said:
            _write(cast, measure, days.back(back), said, person="commissioner")


def standfirst(cast: Cast, days: Days, back: int) -> str:
    """The findings on the first page, with the figures in them."""
    text = told("commentary")["standfirst"][str(-back)]
    quarter = days.back(back)
    now = {measure.code: _now(measure, quarter) for measure in _measures(cast, quarter)}
    return text.format(now=now)


def figure(cast: Cast, days: Days, code: str, back: int) -> str:
    """A quarter's figure as a sentence says it, by what is known now."""
    quarter = days.back(back)
    return _now(_measures(cast, quarter).get(code=code), quarter)


def words(measure: Measure, days: Days, back: int) -> dict[str, str]:
    """What stands for each name in braces in a text about a measure."""
    quarter = days.back(back)
    unit = definition_of(measure, quarter).unit
    points = quarter_series_of(measure, quarter, count=5).points
    now, before, year = (points[place].value for place in (-1, -2, 0))
    target = measure.target_on(quarter.end)
    return {
        "now": _now(measure, quarter),
        "since": _since(now, before, unit, "the quarter before"),
        "since_year": _since(now, year, unit, "a year earlier"),
        "gap": _gap(now, target.value, unit) if target and now is not None else "",
        "months": quarter.words,
        "next": (quarter + 1).words,
        "board": _day(days.board(back + 1)),
    }


def _writings(cast: Cast, days: Days, back: int):
    """Each measure of the quarter with its texts, filled in."""
    measures = {m.code: m for m in _measures(cast, days.back(back))}
    for writing in told("commentary")["writings"]:
        if writing["quarter"] != back:
            continue
        measure = measures[writing["code"]]
        known = words(measure, days, back)
        yield (
            measure,
            {
                name: _filled(writing[name], known)
                for name in Commentary.TEXTS
                if name in writing
            },
        )


def _measures(cast: Cast, quarter: Period):
    recorded = Observation.objects.spanning(*days_for(quarter))
    measures = Measure.objects.for_office(cast.office).with_recorded(recorded)
    return measures.select_related("restriction")


def _write(
    cast: Cast, measure: Measure, quarter: Period, texts: dict[str, str], *, person: str
) -> None:
    before = commentary.newest(measure, quarter)
    commentary.write(
        measure=measure,
        period=quarter,
        texts=texts,
        based_on=before.number if before else 0,
        by=cast.standing(person, on=clock.today()),
    )


def _key(cast: Cast, user) -> str:
    return next(key for key, each in cast.people.items() if each == user)


def _filled(text: str, known: dict[str, str]) -> str:
    filled = text.format(**known)
    return filled[:1].upper() + filled[1:]


def _now(measure: Measure, quarter: Period) -> str:
    point = quarter_series_of(measure, quarter, count=1).points[-1]
    if point.value is None:
        return point.symbols
    return said_full(point.value, definition_of(measure, quarter).unit)


def _since(now: Decimal | None, then: Decimal | None, unit: Unit, when: str) -> str:
    if now is None or then is None:
        return f"which does not compare with {when}"
    was = said_full(then, unit)
    if was == said_full(now, unit):
        return f"as it was {when}"
    return f"{'up' if now > then else 'down'} from {was} {when}"


def _gap(now: Decimal, target: Decimal, unit: Unit) -> str:
    """How far from the target: "2.8 points below the target of 42%"."""
    aim = said_full(target, replace(unit, decimals=decimals_of(target)))
    apart = said_difference(now - target, unit)
    side = "above" if now > target else "below"
    return f"{apart} {side} the target of {aim}"


def _day(day) -> str:
    return f"{day.day} {day:%B}"
