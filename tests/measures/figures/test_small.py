"""Sparklines and icons."""

from decimal import Decimal

import pytest

from measures.domain.spc import Expected, Stretch
from measures.figures import assurance, delivery, direction, grade, icon, spark
from measures.figures.icons import FAMILIES, WORDS
from measures.figures.labels import Label, spread
from measures.figures.scale import tick_words, ticks
from opcc.core.periods import Period
from tests.measures.figures.series import OFFENCES, PERCENT, months, parsed, series

SVG = "{http://www.w3.org/2000/svg}"
APRIL = Period.month(2024, 4)


def test_a_sparkline_says_how_long_it_is_and_how_it_ended():
    told = series(APRIL, months(30), provisional=1)  # the last is 40 + 29 x 5 % 7 = 45

    svg = parsed(spark(told, unit=PERCENT, ident="m1", target=Decimal(44)))

    assert svg.get("viewBox") == "0 0 132 30"
    assert svg[0].text == (
        "30 months to September 2026, ending at 45.0% (provisional) in September 2026"
    )
    (dot,) = svg.iter(f"{SVG}circle")
    assert "is-hollow" in dot.get("class")


def test_a_sparkline_keeps_gaps_and_shows_what_is_missing_now():
    svg = spark(series(APRIL, ["4", "5", "x", "6", "7", "x"]), unit=OFFENCES, ident="a")

    (line,) = parsed(svg).iter(f"{SVG}path")
    assert line.get("d").count("M") == 2
    assert parsed(svg).findall(f"{SVG}text")[-1].text == "[x]"


def test_a_suppressed_sparkline_is_words():
    svg = parsed(spark(series(APRIL, ["c", "c"]), unit=OFFENCES, ident="a"))

    assert svg.find(f"{SVG}text").text == "not shown [c]"
    assert svg[0].text == "No figure is shown"


def test_a_sparkline_shows_firm_limits_and_a_last_point_beyond_chance():
    told = series(APRIL, months(30))
    firm, trial = (Stretch(0, 30, 39, 43, 47, firm) for firm in (True, False))
    signals = ((29, "concern"),)

    svg = parsed(spark(told, unit=PERCENT, ident="a", expected=Expected((firm,))))
    (band,) = svg.iter(f"{SVG}rect")
    assert (band.get("y"), band.get("height")) == ("4", "22")

    svg = parsed(
        spark(told, unit=PERCENT, ident="a", expected=Expected((trial,), signals))
    )
    assert not list(svg.iter(f"{SVG}rect"))
    assert svg.findall(f"{SVG}path")[-1].get("class") == "c-concern"


@pytest.mark.parametrize("told", [["5"], ["5", "5", "5"], []])
def test_a_sparkline_of_nothing_much_is_still_drawn(told):
    svg = spark(series(APRIL, told), unit=OFFENCES, ident="a", target=Decimal(5))

    assert parsed(svg).get("class") == "spark"


SHAPES = [(family, name) for family, (_, shapes) in FAMILIES.items() for name in shapes]


@pytest.mark.parametrize(("family", "name"), SHAPES)
def test_every_shape_has_a_word_and_shows_it_when_asked(family, name):
    named = parsed(icon(family, name, title=WORDS[family][name]))

    assert named[0].text == WORDS[family][name]
    assert named.get("aria-hidden") == "true"  # its word stands beside it
    assert parsed(icon(family, name)).find(f"{SVG}title") is None


def test_red_is_a_solid_square_and_green_a_thin_ring():
    red, green = parsed(grade("red")), parsed(grade("green"))

    assert red.find(f"{SVG}rect").get("fill") == "#b3201b"
    assert green.find(f"{SVG}circle").get("fill") == "none"


def test_an_arrow_says_which_way_and_its_colour_whether_that_is_better():
    better, worse = direction("down", tone="better"), direction("down", tone="concern")

    assert "g-better-line" in better
    assert "g-concern-line" in worse
    assert parsed(better)[1].get("d") == parsed(worse)[1].get("d")


@pytest.mark.parametrize(
    ("status", "filled"),
    [
        ("not_started", 0),
        ("on_track", 2),
        ("at_risk", 2),
        ("delayed", 1),
        ("complete", 4),
    ],
)
def test_delivery_fills_as_many_boxes_as_it_is_far(status, filled):
    boxes = parsed(delivery(status)).findall(f"{SVG}rect")

    assert len(boxes) == 4
    assert sum(box.get("fill") != "none" for box in boxes) == filled


def test_assurance_that_is_not_given_is_a_ring():
    assert parsed(assurance("not_assured")).find(f"{SVG}circle").get("fill") == "none"


def test_a_shape_nobody_has_drawn_is_refused():
    with pytest.raises(KeyError):
        icon("position", "purple")


@pytest.mark.parametrize(
    ("low", "high", "finest", "places"),
    [
        (36.2, 47, 0.1, [35, 40, 45, 50]),
        (124, 168, 1, [120, 140, 160, 180]),
        (-1.2, 0.5, 0.1, [-1.5, -1, -0.5, 0, 0.5]),
        (51, 60, 1, [50, 55, 60]),  # 2.5 apart would split an offence
        (0, 3, 1, [0, 1, 2, 3]),
    ],
)
def test_hairs_stand_at_round_numbers(low, high, finest, places):
    assert ticks(low, high, finest=finest) == pytest.approx(places)


def test_a_million_is_said_in_millions():
    assert tick_words([1_150_000, 1_200_000]) == ["1.15m", "1.20m"]
    assert tick_words([-500, 0, 500]) == ["−500", "0", "500"]


def test_labels_move_apart_as_little_as_they_can():
    crowded = [Label(100, "a"), Label(104, "b"), Label(200, "c")]

    # a and b want to be 4 apart and need 16: each gives 6. c is clear of both.
    assert spread(crowded, top=0, foot=300) == pytest.approx([94, 110, 200])


def test_labels_stay_between_the_ends():
    crowded = [Label(296, "a"), Label(298, "b")]

    assert spread(crowded, top=0, foot=300) == pytest.approx([284, 300])
