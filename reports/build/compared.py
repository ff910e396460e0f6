"""A measure's quarter beside earlier ones: comparisons, and the strip of figures."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from django.utils.translation import gettext as _

from measures.domain.change import Change, Word
from measures.domain.change import change as change_of
from measures.domain.quantity import Kind, plain, said
from measures.domain.series import Point, Symbol, to_date
from measures.reading import how_combined
from opcc.core.periods import Period
from reports.build.figures import published
from reports.build.reading import Read
from reports.build.targets import target_words, tolerance_words
from reports.domain.measure_part import Comparison, Fact, Figure

Tone = Literal["better", "concern", "neutral"]

TONES: dict[Word, Tone] = {
    Word.IMPROVED: "better",
    Word.TOWARDS_BAND: "better",
    Word.WORSENED: "concern",
    Word.AWAY_FROM_BAND: "concern",
}


def comparisons(read: Read) -> tuple[Comparison, ...]:
    """Against the last period, the year before, and the year to date."""
    return tuple(_comparisons(read))


def facts(
    read: Read, figure: Figure, against: tuple[Comparison, ...]
) -> tuple[Fact, ...]:
    """The strip: this quarter, the target, and what each comparison is with."""
    year = read.point.period.financial_year
    this = Fact(_sentence_case(read.point.period.words), figure.full, _note(read))
    target = Fact(
        _("Target, %(year)s") % {"year": year},
        target_words(read, read.target, read.point.period.kind),
        tolerance_words(read),
    )
    return (this, target, *(_fact(each) for each in against))


def _comparisons(read: Read) -> Iterator[Comparison]:
    change = read.comparisons
    at = read.point.period
    if change.previous is not None:
        label = _("Year before") if read.is_yearly else _("Last quarter")
        yield _with_period(read, "previous", label, change.previous, at - 1)
    if change.year_before is not None:
        label = _("Same quarter last year")
        earlier = at.year_before()
        yield _with_period(read, "year_before", label, change.year_before, earlier)
    if change.year_to_date is not None and at.number > 1 and _adds_up(read):
        yield _year_to_date(read, change.year_to_date)
    yield from _twelve_months(read)


def _adds_up(read: Read) -> bool:
    """Whether quarters of this kind make a year to date; a stock is as it stands."""
    return read.unit.kind not in (Kind.MEDIAN, Kind.SCORE, Kind.STOCK)


def _with_period(
    read: Read, against: str, label: str, change: Change, earlier: Period
) -> Comparison:
    point = read.series.at(earlier) or Point.missing(earlier)
    return _comparison(against, label, change, published(point, read.unit))


def _year_to_date(read: Read, change: Change) -> Comparison:
    at, how = read.point.period, how_combined(read.version)
    now = to_date(read.series, at, **how).point
    before = to_date(read.series, at.year_before(), **how).point
    totals = read.total(now), read.total(before)
    if totals != (now, before):
        change = _between(read, *totals)
    return _of_totals(read, "year_to_date", _("Year to date"), change, *totals)


def _twelve_months(read: Read) -> Iterator[Comparison]:
    """Only where the provider states totals of twelve months for itself."""
    window = Period.rolling(read.quarter.end)
    now, before = read.stated(window), read.stated(window - 12)
    if now is not None:
        before = before or Point.missing(window - 12)
        label = _("Last twelve months")
        change = _between(read, now, before)
        yield _of_totals(read, "rolling_12", label, change, now, before)


def _between(read: Read, now: Point, before: Point) -> Change:
    target = read.measure.target_on(read.point.period.end)
    return change_of(
        now,
        before,
        unit=read.unit,
        polarity=read.polarity,
        lower=target and target.lower,
        upper=target and target.upper,
        small_base=read.measure.office.small_base,
    )


def _of_totals(
    read: Read, against: str, label: str, change: Change, now: Point, before: Point
) -> Comparison:
    figures = published(before, read.unit), published(now, read.unit)
    return _comparison(against, label, change, *figures)


def _comparison(
    against: str,
    label: str,
    change: Change,
    figure: Figure,
    total: Figure | None = None,
) -> Comparison:
    return Comparison(
        against=against,
        label=label,
        sentence=change.sentence,
        figure=figure,
        total=total,
        word=_sentence_case(change.word) if change.word else "",
        amount=change.amount,
        direction="no_change" if change.doubt else _direction(change.difference),
        tone=TONES.get(change.word, "neutral") if change.word else "neutral",
    )


def _direction(difference: Decimal | None) -> str:
    if difference is None:
        return "not_assessed"
    if difference == 0:
        return "no_change"
    return "up" if difference > 0 else "down"


def _fact(comparison: Comparison) -> Fact:
    if comparison.total is not None:
        note = _("last year %(figure)s") % {"figure": comparison.figure.full}
        return Fact(comparison.label, comparison.total.full, note)
    note = comparison.amount
    if comparison.direction in ("up", "down"):
        note = _("now %(amount)s") % {"amount": note}
    return Fact(comparison.label, comparison.figure.full, note)


def _note(read: Read) -> str:
    """Under the figure: what it is made of, what it counts, or why there is none."""
    point, version = read.point, read.version
    if point.value is None:
        return (point.symbol or Symbol.NOT_AVAILABLE).words
    if point.numerator is None or point.denominator is None or not version.is_ratio:
        return (
            ""
            if version.unit_name in said(point.value, read.unit)
            else (version.unit_name)
        )
    parts = [plain(point.numerator, 0), _("of"), plain(point.denominator, 0)]
    return " ".join([*parts, _lower_case(version.denominator_label)]).strip()


def _sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]


def _lower_case(words: str) -> str:
    return words[:1].lower() + words[1:]
