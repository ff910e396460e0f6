"""Targets as they were in force over time."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from measures.domain.aims import NOTHING, AimStretch, aim_stretches, in_force

EIGHTY = (Decimal(80), None, None)
RANGE = (None, Decimal(60), Decimal(70))


@dataclass(frozen=True)
class Held:
    name: str
    valid_from: dt.date
    valid_to: dt.date | None = None

    def holds_on(self, day):
        return self.valid_from <= day and (not self.valid_to or day <= self.valid_to)


def day(text):
    return dt.date.fromisoformat(text)


def spans(*rows):
    def holder(on):
        holding = [row for row in rows if row.holds_on(on)]
        return max(holding, key=lambda row: row.valid_from, default=None)

    return [
        (held.name, str(first), last and str(last))
        for held, first, last in in_force(rows, holder)
    ]


def test_a_target_holds_until_another_takes_its_place():
    found = aim_stretches([EIGHTY, EIGHTY, RANGE])

    assert found == (
        AimStretch(0, 2, Decimal(80)),
        AimStretch(2, 3, None, Decimal(60), Decimal(70)),
    )


def test_where_nothing_is_aimed_at_there_is_no_stretch():
    assert aim_stretches([NOTHING, EIGHTY, NOTHING]) == (AimStretch(1, 2, Decimal(80)),)


def test_a_range_is_two_lines_and_half_a_range_none():
    assert AimStretch(0, 1, None, Decimal(60), Decimal(70)).lines == (70, 60)
    assert AimStretch(0, 1, None, Decimal(60)).lines == ()


def test_a_later_target_ends_the_one_before_it_came_into_force():
    old, new = Held("old", day("2024-04-01")), Held("new", day("2026-04-01"))

    assert spans(old, new) == [
        ("new", "2026-04-01", None),
        ("old", "2024-04-01", "2026-03-31"),
    ]


def test_a_target_comes_back_when_a_shorter_one_has_ended():
    lasting = Held("lasting", day("2024-04-01"))
    year = Held("year", day("2025-04-01"), day("2026-03-31"))

    assert spans(lasting, year) == [
        ("lasting", "2026-04-01", None),
        ("year", "2025-04-01", "2026-03-31"),
        ("lasting", "2024-04-01", "2025-03-31"),
    ]


def test_nothing_is_in_force_between_two_targets_that_do_not_meet():
    first = Held("first", day("2024-04-01"), day("2025-03-31"))
    second = Held("second", day("2026-04-01"), day("2027-03-31"))

    assert spans(first, second) == [
        ("second", "2026-04-01", "2027-03-31"),
        ("first", "2024-04-01", "2025-03-31"),
    ]
