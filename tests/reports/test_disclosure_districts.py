"""Traps in the real figures of districts: found, mended, and safe by exhaustion.

The definition of section 6: a hidden cell is safe when the smallest and the largest
whole numbers that agree with all that was published differ by at least the threshold.
"""

import csv
import datetime as dt
import os
from functools import cache
from pathlib import Path

import pytest

from opcc.core.periods import Period, PeriodKind
from reports.build import build_edition
from reports.build.proposing import draft_guarded, proposed
from reports.changes import disclosure
from reports.domain.content import from_bytes
from tests.reports.desk_scene import fresh
from tests.reports.exhaustion import room
from tests.reports.small_scene import SmallScene

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ.get("OPCC_TEST_DATA", ROOT.parent / "shared" / "data"))
FILE = FOLDER / "sw_street_crime_monthly_by_district.csv"
THRESHOLD = 5

pytestmark = pytest.mark.skipif(
    not FILE.is_file(),
    reason=f"{FILE.name} is absent; OPCC_TEST_DATA says where the folder is.",
)


@cache
def months_of(crime):
    """The real counts of each district, by month."""
    found = {}
    with FILE.open(newline="") as file:
        for row in csv.DictReader(file):
            if row["measure"] == crime:
                month = Period.containing(
                    dt.date.fromisoformat(row["period_start"]), PeriodKind.MONTH
                )
                found.setdefault(row["area"], {})[month] = int(row["value"])
    return found


def quarters_of(months):
    """The quarters of which every month is there."""
    quarters = {Period.containing(m.start, PeriodKind.QUARTER) for m in months}
    split = {q: q.split(PeriodKind.MONTH) for q in sorted(quarters)}
    return {
        q: sum(months[m] for m in parts)
        for q, parts in split.items()
        if all(m in months for m in parts)
    }


class Districts(SmallScene):
    """A measure of which nothing is stated yet, and editions of past quarters."""

    def __init__(self, frequency="quarter"):
        super().__init__(numbers=(), version={"frequency": frequency})

    def tell(self, numbers, breakdown=""):
        for period, number in numbers.items():
            given = dt.datetime.combine(period.end, dt.time(9), tzinfo=dt.UTC)
            self.state(
                period,
                number,
                breakdown=breakdown,
                entered_at=given + dt.timedelta(days=10),
            )

    def leaks(self, edition):
        return {leak.place for each in draft_guarded(edition) for leak in each.leaks}

    def mend(self, edition):
        """Hide what the guard proposes."""
        (guarded,) = draft_guarded(edition)
        places, left = proposed(guarded)
        assert left == 0
        disclosure.hide(
            edition=edition,
            measure=self.small,
            places=places,
            reason="A small number could be worked out.",
            by=self.builder,
        )
        return places

    def told(self, edition):
        content = build_edition(edition, frozen_on=edition.as_at)
        return content.part(self.small.code)


def shown_and_hidden(figures):
    """The numbers that are told, and the places of those that are hidden."""
    shown = {place: int(f.value) for place, f in figures if f.value is not None}
    return shown, [place for place, f in figures if f.symbol == "c"]


def is_safe(hidden, sums):
    found = room(hidden, sums)
    return bool(hidden) and all(
        high - low >= THRESHOLD for low, high in map(found.__getitem__, hidden)
    )


def left_of(total, cells, shown):
    """What the hidden ones among some cells come to together."""
    unknown = [cell for cell in cells if cell not in shown]
    return unknown, total - sum(shown.get(cell, 0) for cell in cells)


def test_months_with_the_totals_of_their_quarters():
    months = months_of("Possession of weapons")["Bridgend"]
    scene = Districts("month")
    scene.tell(months)
    scene.tell(quarters_of(months))
    edition = scene.draft_of(Period.quarter(2025, 1))

    def facts():
        part = scene.told(edition)
        shown, hidden = shown_and_hidden(
            [(p.period, p) for p in part.chart.series.points]
        )
        sums = [
            left_of(int(row.figure.value), row.period.split(PeriodKind.MONTH), shown)
            for row in part.rows
            if row.figure.value is not None
        ]
        return hidden, sums

    # April to June 2024 was 4, 6 and 8, of which 4 is hidden and 18 is told.
    assert "April 2024" in scene.leaks(edition)
    assert not is_safe(*facts())

    scene.mend(edition)

    assert scene.leaks(edition) == set()
    assert is_safe(*facts())


@pytest.mark.parametrize(
    ("quarter", "leaking"),
    [
        # 4 in Neath Port Talbot, of 122 in all.
        (Period.quarter(2023, 3), {"Neath Port Talbot"}),
        # 2 and 2: together fewer than the threshold.
        (Period.quarter(2024, 4), {"Merthyr Tydfil", "Neath Port Talbot"}),
    ],
)
def test_districts_with_the_total_of_the_force(quarter, leaking):
    districts = {
        name: quarters_of(months)[quarter]
        for name, months in months_of("Robbery").items()
    }
    scene = Districts()
    scene.tell({quarter: sum(districts.values())})
    for name, number in districts.items():
        scene.tell({quarter: number}, breakdown=name)
    edition = scene.draft_of(quarter)

    def facts():
        part = scene.told(edition)
        shown, hidden = shown_and_hidden([(r.name, r.figure) for r in part.breakdown])
        total = part.figure.value
        return hidden, [] if total is None else [
            left_of(int(total), list(districts), shown)
        ]

    assert scene.leaks(edition) == {f"{quarter.words} in {name}" for name in leaking}
    assert not is_safe(*facts())

    scene.mend(edition)

    assert scene.leaks(edition) == set()
    assert scene.told(edition).figure.value == sum(districts.values())
    assert is_safe(*facts())


def test_totals_of_twelve_months_that_overlap_in_two_editions():
    quarters = quarters_of(months_of("Robbery")["Neath Port Talbot"])
    first, second = Period.quarter(2024, 1), Period.quarter(2024, 3)
    scene = Districts()
    scene.tell(quarters)
    for last in (first, second):
        scene.tell(
            {Period.rolling(last.end): sum(quarters[last - n] for n in range(4))}
        )
    before = scene.published(scene.kept(scene.draft_of(first)))
    edition = scene.draft_of(second)

    def facts():
        then = from_bytes(bytes(fresh(before).document.content)).part("1G")
        shown, hidden = {}, []
        for part in (then, scene.told(edition)):
            told = [(row.period, row.figure) for row in part.rows]
            told += [(p.period, p) for p in part.chart.series.points]
            more, less = shown_and_hidden(told)
            shown |= more
            hidden += less
        sums = []
        for part, last in ((then, first), (scene.told(edition), second)):
            total = part.comparison("rolling_12").total
            if total.value is not None:
                window = [last - n for n in range(4)]
                sums.append(left_of(int(total.value), window, shown))
        return list(dict.fromkeys(hidden)), sums

    # The first told 18 of 6, [c], 6 and [c], which are safe: 4 and 2 come to 6. The
    # second tells 19 of 6, [c], 6 and 5, which gives 2, and with the first 4 as well.
    assert scene.leaks(edition) == {
        "October to December 2023",
        "April to June 2024",
    }
    assert not is_safe(*facts())

    places = scene.mend(edition)

    assert places == [("", Period.rolling(second.end))]
    assert scene.leaks(edition) == set()
    assert is_safe(*facts())
    assert scene.published(scene.kept(edition)).state == "published"


def test_what_is_tried_here_is_right_about_the_worked_trap():
    # 36 less 11, 10 and 12; without that total, anything.
    assert room(["q6"], [(["q6"], 36 - 33)]) == {"q6": (3, 3)}
    assert is_safe(["q6"], [])
    assert room("ab", [("ab", 4)]) == {"a": (0, 4), "b": (0, 4)}
