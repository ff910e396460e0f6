"""The lane of questions and actions below a measure's line."""

import datetime as dt

import pytest

from measures.domain.happenings import Happening, What
from measures.figures import trend
from opcc.core.periods import Period
from tests.measures.figures.series import OFFENCES, months, parsed, series

SVG = "{http://www.w3.org/2000/svg}"
APRIL = Period.month(2024, 4)
"""The lines of these tests run over 24 months, to March 2026."""


def happened(what, number, *day):
    return Happening(What(what), number, dt.date(*day))


def drawn(*happenings, size="workbench"):
    told = series(APRIL, months(24))
    return parsed(
        trend(
            told,
            unit=OFFENCES,
            title="Theft",
            ident="m1",
            size=size,
            happenings=happenings,
        )
    )


def boxes(svg):
    """Each mark's class, whether it is round, and where it starts and ends."""
    return [
        (
            each.get("class"),
            each.get("rx") is not None,
            float(each.get("x")),
            float(each.get("x")) + float(each.get("width")),
            float(each.get("y")),
        )
        for each in svg.iter(f"{SVG}rect")
        if each.get("class") in ("c-q", "c-a")
    ]


def words(svg):
    return [each.text for each in svg.iter(f"{SVG}text")]


def test_without_anything_asked_there_is_no_lane_and_no_room_for_one():
    assert drawn(size="wide").get("height") == "340"
    assert drawn(happened("asked", 8, 2025, 1, 6), size="wide").get("height") == "360"


def test_each_kind_has_a_shape_of_its_own_and_its_number():
    svg = drawn(
        happened("asked", 8, 2024, 9, 3),
        happened("raised", 31, 2025, 1, 9),
        happened("closed", 31, 2025, 8, 20),
    )

    looks = [(name, is_round) for name, is_round, *_ in boxes(svg)]
    assert looks == [("c-q", True), ("c-a", False), ("c-q", False)]
    assert [each for each in words(svg) if each in ("8", "31")] == ["8", "31", "31"]


def test_a_mark_stands_under_the_point_of_its_month():
    svg = drawn(happened("asked", 8, 2025, 1, 31))

    # 24 points from 12 inside the axis (46) to 12 inside its end (842): January 2025
    # is the tenth of them.
    (_, _, start, end, _) = boxes(svg)[0]
    assert (start + end) / 2 == pytest.approx(58 + 9 * (830 - 58) / 23, abs=0.1)


@pytest.mark.parametrize("size", ["wide", "workbench", "narrow"])
def test_marks_of_one_month_stand_apart(size):
    told = [happened("asked", each, 2025, 1, each) for each in range(1, 9)]
    placed = sorted(boxes(drawn(*told, size=size)), key=lambda each: each[2])

    assert len(placed) == 8
    ends = [each[3] for each in placed[:-1]]
    starts = [each[2] for each in placed[1:]]
    assert all(end < start for end, start in zip(ends, starts, strict=True))


def test_where_there_is_no_room_for_all_the_newest_stand():
    told = [
        happened("raised", number, 2024, 4 + number % 9, 1) for number in range(100)
    ]
    svg = drawn(*told, size="wide")

    assert 20 < len(boxes(svg)) < 30
    assert all(start >= 30 for _, _, start, _, _ in boxes(svg))
    assert "Below: 100 actions raised." in svg.find(f"{SVG}title").text


def test_what_came_before_the_line_begins_is_left_to_the_list():
    assert boxes(drawn(happened("asked", 3, 2024, 3, 31))) == []


def test_what_came_after_the_last_period_stands_past_the_axis_with_its_month():
    svg = drawn(happened("asked", 27, 2026, 5, 3), happened("raised", 58, 2026, 5, 3))

    assert all(start > 842 for _, _, start, _, _ in boxes(svg))
    assert "May 2026" in words(svg)


def test_past_the_axis_the_rest_is_counted():
    told = [happened("asked", each, 2026, 5, each) for each in range(11, 16)]
    svg = drawn(*told)

    assert [each for each in words(svg) if each in ("14", "15")] == ["14", "15"]
    assert "and 3 more" in words(svg)
    assert all(end < 980 for *_, end, _ in boxes(svg))


def test_on_a_phone_actions_are_a_row_lower():
    svg = drawn(
        happened("asked", 8, 2025, 1, 6),
        happened("raised", 9, 2025, 1, 6),
        size="narrow",
    )

    (_, _, _, _, question), (_, _, _, _, action) = boxes(svg)
    assert action - question == 20
    assert action + 17 < float(svg.get("height"))


def test_the_name_of_the_drawing_counts_what_its_lane_marks():
    svg = drawn(
        happened("asked", 8, 2025, 1, 6),
        happened("asked", 9, 2025, 2, 6),
        happened("raised", 31, 2025, 1, 9),
    )

    title = svg.find(f"{SVG}title").text
    assert title.endswith(". Below: 2 questions asked and 1 action raised.")
