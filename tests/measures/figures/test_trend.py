"""The line of a measure: what stands on it, what is cut, and what is not drawn."""

import re
import time
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from measures.domain.aims import AimStretch
from measures.domain.quantity import said
from measures.domain.spc import Expected, Stretch
from measures.figures import trend
from opcc.core.periods import Period
from tests.measures.figures.series import (
    DAYS,
    MONEY,
    OFFENCES,
    PERCENT,
    months,
    parsed,
    series,
)


def chance(length, *, firm=True, signals=(), start=0, rebases=()):
    """39 to 47 about 43, from ``start`` to the end of a series of that length."""
    stretch = Stretch(start, length, 39, 43, 47, firm)
    return Expected((stretch,), signals, rebases)


SVG = "{http://www.w3.org/2000/svg}"
APRIL = Period.month(2024, 4)
SIZES = ["wide", "narrow", "print", "brief", "workbench"]


def drawn(told, unit=OFFENCES, **more):
    return parsed(trend(told, unit=unit, title="Theft", ident="m1", **more))


def words(svg):
    """What is written, without the halos behind it."""
    return [
        each.text for each in svg.iter(f"{SVG}text") if each.get("class") != "c-halo"
    ]


def rings(svg):
    return list(svg.iter(f"{SVG}circle"))


def solid(svg):
    """The place of each solid dot."""
    paths = [each for each in svg.iter(f"{SVG}path") if each.get("class") == "c-dot"]
    assert all(each.get("stroke-linecap") == "round" for each in paths)
    return [
        place
        for each in paths
        for place in re.findall(r"M(\S+) (\S+)h0", each.get("d"))
    ]


def dots(svg):
    return [*solid(svg), *((each.get("cx"), each.get("cy")) for each in rings(svg))]


def path(svg):
    lines = [
        each for each in svg.iter(f"{SVG}path") if each.get("class") == "c-line-stroke"
    ]
    assert len(lines) == 1
    return lines[0].get("d")


def strokes(svg):
    """How many separate lines the series is drawn in, and the points of each."""
    return [len(each.split("L")) for each in path(svg).split("M")[1:]]


def places(shape):
    """The places of a path that are told in full, from the edges of the sheet."""
    x = y = 0.0
    for letter, told in re.findall("([MLHV])([^A-Za-z]+)", shape):
        numbers = [float(each) for each in told.split()]
        x, y = {"H": (numbers[0], y), "V": (x, numbers[0])}.get(letter) or numbers
        yield x, y


def word(svg, text):
    return next(each for each in svg.iter(f"{SVG}text") if each.text == text)


@pytest.mark.parametrize(
    ("size", "sheet"),
    [
        ("wide", "0 0 720 340"),
        ("narrow", "0 0 300 236"),
        ("print", "0 0 720 292"),
        ("brief", "0 0 720 210"),
        ("workbench", "0 0 980 430"),
    ],
)
def test_each_size_is_its_own_drawing_with_its_own_name(size, sheet):
    svg = drawn(series(APRIL, months(36)), size=size, target=Decimal(42))

    assert svg.get("viewBox") == sheet
    assert svg.get("class") == f"chart chart--{size}"
    assert svg.get("role") == "img"
    assert svg[0].tag == f"{SVG}title"
    assert svg.get("aria-labelledby") == svg[0].get("id") == f"m1-{size}"
    assert svg[0].text.startswith("Theft: line chart of 36 months, April 2024")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [1, 2, 6, 10, 36, 120])
def test_everything_stays_on_the_sheet(size, count):
    svg = drawn(series(APRIL, months(count)), size=size, target=Decimal(43))

    _, _, width, height = map(float, svg.get("viewBox").split())
    for each in svg.iter():
        for name, most in (("x", width), ("x1", width), ("x2", width), ("cx", width)):
            assert 0 <= float(each.get(name, 0)) <= most
        for name in ("y", "y1", "y2", "cy"):
            assert 0 <= float(each.get(name, 0)) <= height
        for x, y in places(each.get("d", "")):
            assert 0 <= x <= width
            assert 0 <= y <= height


def test_every_figure_to_sixty_is_a_dot_and_beyond_only_the_last():
    assert len(dots(drawn(series(APRIL, months(36))))) == 36
    assert len(dots(drawn(series(APRIL, months(60))))) == 60
    assert len(dots(drawn(series(APRIL, months(61))))) == 1


def test_ten_figures_have_their_values_and_eleven_have_not():
    ten = [str(100 + place) for place in range(10)]

    assert set(ten) <= set(words(drawn(series(APRIL, ten))))
    assert "101" not in words(drawn(series(APRIL, [*ten, "177"])))


def test_the_last_value_is_said_with_its_period_and_symbols():
    told = series(Period.quarter(2025, 1), ["36.2", "36.84"], provisional=1)

    svg = drawn(told, unit=PERCENT)

    assert word(svg, said(Decimal("36.84"), PERCENT)).get("font-weight") == "700"
    assert "Q2 25/26 [p]" in words(svg)


def test_provisional_points_are_hollow():
    svg = drawn(series(APRIL, months(12), provisional=2), size="print")

    assert len(solid(svg)) == 10
    assert len(rings(svg)) == 2
    assert all("is-hollow" in each.get("class") for each in rings(svg))
    assert {each.get("fill") for each in rings(svg)} == {"#ffffff"}
    assert max(float(x) for x, _ in solid(svg)) < float(rings(svg)[0].get("cx"))


def test_a_gap_is_not_bridged_and_shows_its_symbol_at_the_axis():
    told = [*months(5), "c", "c", *months(4), "x", *months(3)]

    svg = drawn(series(APRIL, told))

    assert strokes(svg) == [5, 4, 3]
    assert words(svg).count("[c]") == 1  # neighbours share one
    assert words(svg).count("[x]") == 1
    assert len(dots(svg)) == 12


def test_a_point_alone_between_gaps_is_a_dot_however_many_there_are():
    told = [*months(40), "x", "41", "x", *months(40)]

    assert len(dots(drawn(series(APRIL, told)))) == 2


def test_the_line_is_cut_at_a_break_with_a_dotted_upright_and_its_reason():
    told = series(Period.quarter(2024, 1), ["10", "11", "20", "21"], breaks=[2])

    svg = drawn(told, notes={Period.quarter(2024, 3): "new recording"})

    uprights = [
        each for each in svg.iter(f"{SVG}line") if each.get("stroke-dasharray") == "1 3"
    ]
    assert strokes(svg) == [2, 2]
    assert len(uprights) == 1
    assert "October 2024: new recording" in words(svg)


def test_the_target_is_dashed_and_flagged_and_named_as_it_was_set():
    svg = drawn(series(APRIL, months(12)), unit=PERCENT, target=Decimal(47))

    dashed = [
        each for each in svg.iter(f"{SVG}line") if each.get("stroke-dasharray") == "9 5"
    ]
    assert len(dashed) == 1
    assert word(svg, "Target 47%").get("font-weight") == "600"
    assert 'class="c-ink-fill"' in ET.tostring(svg, encoding="unicode")


def test_a_range_has_a_line_at_each_end_and_half_a_range_has_none():
    told = series(APRIL, months(12))

    whole = drawn(told, unit=PERCENT, lower=Decimal(41), upper=Decimal(44))
    half = drawn(told, unit=PERCENT, lower=Decimal(41))

    assert {"Target from 41%", "Target up to 44%"} <= set(words(whole))
    assert not any("Target" in each for each in words(half))


def test_neighbours_that_look_alike_say_so_once():
    told = series(APRIL, months(36), provisional=36)
    svg = trend(told, unit=OFFENCES, title="Theft", ident="m1", size="print")

    group = r'<g ([^>]*)>(?:<circle cx="[\d.]+" cy="[\d.]+" r="2.4"/>){36}</g>'
    (looks,) = re.findall(group, svg)
    assert 'stroke="#22313f"' in looks
    assert svg.count("font-family") == 1


def test_paper_carries_its_colours_and_a_screen_has_them_from_the_style_sheet():
    told = series(APRIL, months(12), provisional=2)

    on_paper = ET.tostring(drawn(told, size="print"), encoding="unicode")
    on_screen = ET.tostring(drawn(told, size="wide"), encoding="unicode")

    assert 'stroke="#22313f"' in on_paper
    assert "#" not in on_screen


def test_labels_that_would_touch_stand_sixteen_apart_with_a_leader():
    told = series(Period.quarter(2025, 1), ["40", "80", "60"])

    svg = drawn(told, target=Decimal(60))

    # Both want the same height: each moves 8, one up and one down. The last value is
    # 15 high and the target 13, so their feet lie two thirds of a unit less apart.
    (last,) = (
        each for each in svg.iter(f"{SVG}text") if each.get("font-weight") == "700"
    )
    apart = float(last.get("y")) - float(word(svg, "Target 60").get("y"))
    assert abs(apart) == pytest.approx(16, abs=0.8)
    leaders = [
        each for each in svg.iter(f"{SVG}line") if each.get("stroke-width") == "0.75"
    ]
    assert len(leaders) == 2


def axis_numbers(svg):
    return [
        each.text
        for each in svg.iter(f"{SVG}text")
        if each.get("text-anchor") == "end" and each.get("class") == "c-muted"
    ]


def test_a_percentage_never_shows_more_than_a_hundred():
    high = drawn(series(APRIL, ["97", "99.8", "100"]), unit=PERCENT)
    level = drawn(series(APRIL, ["100", "100"]), unit=PERCENT)

    assert axis_numbers(high)[-1] == "100"
    assert axis_numbers(level)[-1] == "100"


def test_a_count_never_shows_less_than_nought():
    assert axis_numbers(drawn(series(APRIL, ["0", "0", "0"])))[0] == "0"
    assert axis_numbers(drawn(series(APRIL, ["1", "0", "9"])))[0] == "0"


def test_a_negative_number_has_a_true_minus():
    svg = drawn(series(APRIL, ["-0.4", "0.2", "-1.2"]), unit=MONEY)

    assert "−0.4" in words(svg)
    assert "−£1.2m" in words(svg)
    assert not any(each.startswith("-") for each in words(svg))


def test_a_level_series_lies_inside_its_axis():
    svg = drawn(series(APRIL, ["40", "40", "40"]))

    heights = {y for _, y in dots(svg)}
    assert len(heights) == 1
    assert 24 < float(heights.pop()) < 294


@pytest.mark.parametrize("hidden", ["c", "w"])
def test_nothing_hidden_is_drawn_or_told_when_nothing_else_is(hidden):
    svg = drawn(series(APRIL, [hidden, hidden]))

    assert svg[0].text == "Theft: no figure is shown."
    assert words(svg) == ["No figure is shown"]
    assert not dots(svg)


def test_an_empty_series_says_that_there_is_no_figure_yet():
    assert words(drawn(series(APRIL, []))) == ["There is no figure yet"]


def test_a_name_with_signs_of_markup_is_text():
    svg = trend(series(APRIL, ["1"]), unit=OFFENCES, title='Theft <"&', ident='a"b')

    assert ET.fromstring(svg)[0].text.startswith('Theft <"&: ')  # noqa: S314


def test_quarters_and_years_are_named_under_the_axis():
    svg = drawn(series(APRIL, months(24)))

    assert [each for each in words(svg) if re.fullmatch("Q[1-4]", each)] == [
        "Q1", "Q2", "Q3", "Q4", "Q1", "Q2", "Q3", "Q4",
    ]  # fmt: skip
    assert {"2024/25", "2025/26"} <= set(words(svg))


def test_ten_years_of_months_are_named_in_short():
    svg = drawn(series(Period.month(2016, 4), months(120)))

    assert {"16/17", "20/21", "25/26"} <= set(words(svg))
    assert "Q1" not in words(svg)


@pytest.mark.parametrize(
    "first",
    [
        Period.month(2025, 11),
        Period.quarter(2025, 3),
        Period.year(2018),
        Period.parse("2026-03-30"),
        Period.rolling(date(2025, 9, 30)),
    ],
)
@pytest.mark.parametrize("size", SIZES)
def test_every_length_of_period_can_be_drawn(first, size):
    svg = drawn(series(first, ["3", "5", "4", "6"]), unit=DAYS, size=size)

    assert strokes(svg) == [4]
    assert "6 days" in words(svg)


def test_days_between_occasional_snapshots_are_not_gaps():
    told = ["5", *["x"] * 29, "7", *["x"] * 29, "6"]

    svg = drawn(series(Period.parse("2026-04-01"), told))

    assert strokes(svg) == [3]
    assert "[x]" not in words(svg)


def test_limits_are_a_band_when_firm_and_dotted_when_on_trial():
    told = series(APRIL, months(12))
    kinds = ((10, "concern"), (11, "concern"))

    firm = drawn(told, expected=chance(12, signals=kinds))
    trial = drawn(told, expected=chance(12, firm=False))

    assert len(list(firm.iter(f"{SVG}rect"))) == 1
    assert len(dots(firm)) == 10
    assert "upper limit 47" in words(firm)
    assert not list(trial.iter(f"{SVG}rect"))
    assert "trial upper limit 47" in words(trial)
    assert "inside the range expected from chance, 39 to 47" in firm[0].text


def test_a_stretch_before_a_rebase_is_drawn_and_only_the_last_is_labelled():
    before = Stretch(0, 12, 30, 33, 36, True)
    now = Stretch(12, 26, 39, 43, 47, True)
    expected = Expected((before, now), rebases=((12, "new recording"),))
    svg = drawn(series(APRIL, months(26)), expected=expected)

    first, second = svg.iter(f"{SVG}rect")
    end = float(first.get("x")) + float(first.get("width"))
    assert end == pytest.approx(float(second.get("x")), abs=0.2)
    assert "April 2025: new recording" in words(svg)
    assert "upper limit 47" in words(svg)
    assert "upper limit 36" not in words(svg)


def test_limits_that_ended_before_the_series_have_no_label():
    expected = Expected((Stretch(0, 20, 39, 43, 47, True),), rebases=((20, "a move"),))
    svg = drawn(series(APRIL, months(26)), expected=expected)

    assert len(list(svg.iter(f"{SVG}rect"))) == 1
    assert not [each for each in words(svg) if "limit" in each]
    assert "expected from chance" not in svg[0].text


def test_a_break_and_a_rebase_at_one_place_are_one_upright():
    told = series(APRIL, months(26), breaks=[12])
    svg = drawn(told, expected=Expected(rebases=((12, "a move"),)))

    assert "April 2025: break in series" in words(svg)
    assert "April 2025: a move" not in words(svg)


def test_forty_charts_of_three_years_are_quick():
    told = series(APRIL, months(36), provisional=3)
    taken = []
    for _ in range(3):
        started = time.process_time()
        for place in range(40):
            trend(told, unit=PERCENT, title="A", ident=f"m{place}", target=Decimal(47))
        taken.append(time.process_time() - started)

    assert min(taken) < 0.16  # four times the budget of 40 ms, for a busy machine


def estimates(count):
    """Estimates of a survey between 40 and 46, each give or take 30."""
    told = series(APRIL, months(count))
    points = tuple(
        replace(point, low=point.value - 30, high=point.value + 30)
        for point in told.points
    )
    return replace(told, points=points)


def upright(svg):
    """The lowest and highest place of each upright bar."""
    bars = [each for each in svg.iter(f"{SVG}path") if each.get("class") == "c-mean"]
    found = re.findall(r"M\S+ (\S+)V([\d.]+)", bars[0].get("d")) if bars else []
    return [(float(high), float(low)) for high, low in found]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [6, 36, 120])
def test_a_surveys_intervals_are_upright_bars_on_the_sheet(size, count):
    svg = drawn(estimates(count), size=size)

    bars = upright(svg)

    assert len(bars) == count
    assert all(0 < high < low < float(svg.get("height")) for high, low in bars)


def test_the_sentence_of_a_survey_ends_with_its_interval():
    assert "40 offences (95% interval 10 to 70)" in trend(
        estimates(1), unit=OFFENCES, title="Theft", ident="m1"
    )


def test_a_complete_count_has_no_upright_bars():
    assert upright(drawn(series(APRIL, months(6)))) == []


def dashes(svg):
    """From where to where each target's line runs, and how high it lies."""
    return [
        tuple(float(each.get(name)) for name in ("x1", "x2", "y1"))
        for each in svg.iter(f"{SVG}line")
        if each.get("stroke-dasharray") == "9 5"
    ]


def test_a_target_that_changed_is_a_step_and_both_are_named():
    aims = (AimStretch(0, 6, Decimal(44)), AimStretch(6, 12, Decimal(48)))
    svg = drawn(series(APRIL, months(12)), target=Decimal(48), aims=aims)

    (start, middle, first), (again, end, second) = dashes(svg)

    assert start < middle == again < end
    assert second < first  # 48 lies above 44, and heights grow downwards
    assert {"44", "Target 48"} <= set(words(svg))


def test_a_target_is_not_drawn_before_it_was_in_force():
    aims = (AimStretch(6, 12, Decimal(44)),)
    svg = drawn(series(APRIL, months(12)), target=Decimal(44), aims=aims)

    ((start, _, _),) = dashes(svg)

    assert start > 200  # of 720, of which the plot begins at 46


def test_a_range_that_changed_is_two_steps():
    aims = (
        AimStretch(0, 6, None, Decimal(40), Decimal(44)),
        AimStretch(6, 12, None, Decimal(42), Decimal(46)),
    )
    svg = drawn(
        series(APRIL, months(12)), lower=Decimal(42), upper=Decimal(46), aims=aims
    )

    assert len(dashes(svg)) == 4
