"""What is wrong or odd with a value as it is typed."""

from decimal import Decimal

import pytest

from measures.domain.checks import amount_typed, kept, oddities, storable
from measures.domain.quantity import Kind, Unit
from measures.domain.series import Point, Symbol
from measures.domain.sheet.amounts import Amount
from measures.domain.sheet.specs import MeasureSpec
from measures.domain.sheet.texts import Refused
from opcc.core.periods import Period

OFFENCES = Unit(Kind.COUNT, "offences", 0)
APRIL, MAY = Period.month(2026, 4), Period.month(2026, 5)


def spec(kind=Kind.COUNT, **facts):
    return MeasureSpec(key="1", kind=kind, **facts)


def point(period, value=None, symbol=None, **facts):
    number = None if value is None else Decimal(value)
    return Point(period, number, symbol=symbol, **facts)


def odd(now, before, *, unit=OFFENCES):
    found = oddities(now, before, unit=unit, jump_percent=50, small_base=20)
    return [each.code for each in found]


def test_cells_left_empty_say_nothing():
    assert amount_typed(spec(), {"value": "  "}) is None


def test_a_count_is_read_with_its_thousands():
    assert amount_typed(spec(), {"value": "1,117"}).value == 1117


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        (Kind.COUNT, "13O", "not_a_number"),
        (Kind.COUNT, "13.5", "not_whole"),
        (Kind.COUNT, "-1", "out_of_range"),
        (Kind.PERCENTAGE, "100.1", "out_of_range"),
        (Kind.COUNT, "=1+1", "formula"),
    ],
)
def test_what_is_not_such_a_number_is_refused(kind, text, code):
    with pytest.raises(Refused) as refusal:
        amount_typed(spec(kind), {"value": text})

    assert refusal.value.code == code


def test_a_percentage_is_the_exact_ratio_of_its_parts():
    typed = {"numerator": "1", "denominator": "3"}

    amount = amount_typed(spec(Kind.PERCENTAGE), typed)

    # 100 x 1 / 3 to twelve decimals.
    assert kept(amount)["value"] == Decimal("33.333333333333")


@pytest.mark.parametrize("missing", ["numerator", "denominator"])
def test_half_a_ratio_is_refused_where_it_is_missing(missing):
    typed = {"numerator": "5", "denominator": "9", missing: ""}

    with pytest.raises(Refused) as refusal:
        amount_typed(spec(Kind.PERCENTAGE), typed)

    assert refusal.value.field == missing


@pytest.mark.parametrize("text", ["x", "X", "[x]", "n/a"])
def test_a_symbol_may_be_typed_for_a_number(text):
    assert amount_typed(spec(), {"value": text}).symbol is Symbol.NOT_AVAILABLE


def test_nobody_withholds_a_value_by_typing_a_symbol():
    with pytest.raises(Refused):
        amount_typed(spec(), {"value": "[w]"})


def test_a_part_that_the_database_has_no_room_for_is_refused():
    huge = Amount(Decimal(1), None, Decimal(10) ** 14, None, frozenset(), False)

    with pytest.raises(Refused):
        storable(huge)


@pytest.mark.parametrize(
    ("before", "now", "codes"),
    [
        ("100", "150", []),  # half as much again is the limit itself
        ("100", "151", ["jump"]),
        ("100", "50", []),
        ("100", "49", ["jump"]),
        ("3", "9", []),  # both small: three times as many is no news
        ("3", "30", ["jump"]),
        ("0", "25", ["jump"]),
        ("0", "0", []),
    ],
)
def test_a_jump_is_judged_by_the_value_before(before, now, codes):
    assert odd(point(MAY, now), point(APRIL, before)) == codes


def test_the_first_value_of_all_is_never_odd():
    assert odd(point(MAY, "1000"), None) == []


def test_a_value_gone_missing_wants_a_word():
    gone = point(MAY, symbol=Symbol.NOT_AVAILABLE)

    assert odd(gone, point(APRIL, "40")) == ["missing"]


def test_what_does_not_apply_is_not_missing():
    gone = point(MAY, symbol=Symbol.NOT_APPLICABLE)

    assert odd(gone, point(APRIL, "40")) == []


def test_the_sentence_says_how_far_and_from_what():
    (jump,) = oddities(
        point(MAY, "300"),
        point(APRIL, "100"),
        unit=OFFENCES,
        jump_percent=50,
        small_base=20,
    )

    assert jump.message.startswith("200% above: April 2026 was 100 offences.")
