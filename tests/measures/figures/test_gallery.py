"""Every shape that a chart can take: what is written stays on the sheet and apart."""

from itertools import combinations

import pytest

from measures.figures.labels import width_of
from tests.measures.figures.gallery import cases
from tests.measures.figures.series import parsed

SVG = "{http://www.w3.org/2000/svg}"
SIZES = ["wide", "narrow", "print", "brief", "workbench"]
CASES = {case.name: case for case in cases()}


def boxes(svg):
    """Each piece of writing: its words, and its left, right, top and foot."""
    for each in svg.iter(f"{SVG}text"):
        if each.get("class") == "c-halo":
            continue
        size, width = float(each.get("font-size")), width_of(each.text, 12)
        width *= size / 12
        x, foot = float(each.get("x")), float(each.get("y"))
        left = {"middle": x - width / 2, "end": x - width}.get(
            each.get("text-anchor"), x
        )
        yield each.text, left, left + width, foot - 0.72 * size, foot


def overlap(one, other, slack=2):
    """Whether two pieces of writing cover each other by more than a hair."""
    _, left, right, top, foot = one
    _, left2, right2, top2, foot2 = other
    across = min(right, right2) - max(left, left2)
    down = min(foot, foot2) - max(top, top2)
    return across > slack and down > slack


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", CASES)
def test_everything_written_stays_on_the_sheet(name, size):
    svg = parsed(CASES[name].drawn(size))
    width, height = float(svg.get("width")), float(svg.get("height"))

    for words, left, right, top, foot in boxes(svg):
        assert -1 <= left < right <= width + 6, words
        assert 0 <= top < foot <= height, words


@pytest.mark.parametrize("size", ["wide", "print", "brief", "workbench"])
@pytest.mark.parametrize("name", CASES)
def test_labels_beside_the_lines_do_not_cover_each_other(name, size):
    svg = parsed(CASES[name].drawn(size))
    right = float(svg.get("width")) - 140

    beside = [box for box in boxes(svg) if box[1] > right]

    for one, other in combinations(beside, 2):
        assert not overlap(one, other), (one[0], other[0])


@pytest.mark.parametrize("name", ["6 points", "10 points", "survey"])
def test_values_on_points_do_not_cover_each_other(name):
    case = CASES[name]
    values = {f"{point.value}" for point in case.series.points}

    drawn = [box for box in boxes(parsed(case.drawn("wide"))) if box[0] in values]

    assert len(drawn) == len(case.series.points) - 1
    for one, other in combinations(drawn, 2):
        assert not overlap(one, other), (one[0], other[0])


def test_what_is_hidden_is_not_drawn():
    svg = parsed(CASES["suppressed"].drawn("wide"))

    assert "[c]" in [box[0] for box in boxes(svg)]
    line = next(
        each for each in svg.iter(f"{SVG}path") if each.get("class") == "c-line-stroke"
    )
    assert line.get("d").count("M") == 2


def test_limits_near_a_hundred_are_drawn_at_a_hundred():
    # The upper limit lies above 100, which no percentage reaches.
    assert "upper limit 100.0" in [
        box[0] for box in boxes(parsed(CASES["near 100"].drawn("wide")))
    ]
