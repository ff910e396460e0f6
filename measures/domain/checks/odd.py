"""What may be right of a value, but wants a word: a gap, a jump, an outlier."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from measures.domain.checks.expecting import Expectation
from measures.domain.quantity import Kind, Unit, rounded, said, said_full
from measures.domain.series import Point, Symbol

ASK = "Say why, or confirm."


@dataclass(frozen=True)
class Oddity:
    """What may be right but wants a word of explanation."""

    code: str
    message: str


def oddities(
    now: Point,
    before: Point | None,
    *,
    unit: Unit,
    jump_percent: int,
    small_base: int,
    expected: Expectation | None = None,
) -> tuple[Oddity, ...]:
    """What is odd about a value beside those before it.

    ``before`` is the period before, ``expected`` what the periods before let expect.
    ``jump_percent`` is how far it may move, in per cent of the value before. Counts
    that are both under ``small_base`` may move as they like. A value outside what is
    expected is not also told to have jumped.
    """
    if before is not None and before.value is not None:
        if now.value is None:
            return _missing(now, before, unit)
        if _is_small(now, unit, small_base) and _is_small(before, unit, small_base):
            return ()
    if now.value is None:
        return ()
    outlier = _outlier(now.value, expected, unit)
    return outlier or _jumped(now, before, unit, jump_percent)


def _missing(now: Point, before: Point, unit: Unit) -> tuple[Oddity, ...]:
    if now.symbol is not Symbol.NOT_AVAILABLE or before.value is None:
        return ()
    was = said_full(before.value, unit)
    message = f"Not available, and {before.period.words} was {was}. Say why."
    return (Oddity("missing", message),)


def _is_small(point: Point, unit: Unit, small_base: int) -> bool:
    """Whether the number of cases behind a value is known and small."""
    cases = point.numerator
    if cases is None and unit.kind is Kind.COUNT:
        cases = point.value
    return cases is not None and abs(cases) < small_base


def _outlier(
    value: Decimal, expected: Expectation | None, unit: Unit
) -> tuple[Oddity, ...]:
    if expected is None or expected.lower <= float(value) <= expected.upper:
        return ()
    way = "Above" if float(value) > expected.upper else "Below"
    low, high = (said(each, unit) for each in expected.shown(unit))
    message = f"{way} the range expected from {expected.source}, {low} to {high}. {ASK}"
    return (Oddity("outlier", message),)


def _jumped(
    now: Point, before: Point | None, unit: Unit, jump_percent: int
) -> tuple[Oddity, ...]:
    if now.value is None or before is None or before.value is None:
        return ()
    jump = _jump(now.value, before.value)
    if jump is not None and jump <= jump_percent:
        return ()
    sentence = _jump_sentence(now.value, before, before.value, unit, jump)
    return (Oddity("jump", sentence),)


def _jump(now: Decimal, before: Decimal) -> Decimal | None:
    """How far the value moved, in per cent; None where it was 0 and is not."""
    if before == 0:
        return Decimal(0) if now == 0 else None
    return abs(now - before) * 100 / abs(before)


def _jump_sentence(
    now: Decimal, before: Point, was: Decimal, unit: Unit, jump: Decimal | None
) -> str:
    said_before = f"{before.period.words} was {said_full(was, unit)}"
    if jump is None:
        return f"{said_before}. {ASK}"
    way = "above" if now > was else "below"
    return f"{rounded(jump, 0)}% {way}: {said_before}. {ASK}"
