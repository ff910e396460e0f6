"""The strip of a comparator group."""

import re
from decimal import Decimal

from measures.domain.quantity import Kind, Unit
from measures.figures import strip

PERCENT = Unit(Kind.PERCENTAGE, "%", 1)


def drawn(ours, others, average=None, size="wide"):
    return strip(
        Decimal(ours),
        [Decimal(other) for other in others],
        average=average and Decimal(average),
        average_name="Average",
        name="Westmarch <Police>",
        unit=PERCENT,
        title="Seventh of eight",
        ident="strip-1",
        size=size,
    )


def test_a_strip_has_a_tick_for_each_member_and_names_ours_and_the_average():
    svg = drawn("40.9", ["39.2", "43.4", "48"], "43.4")
    group = re.search(r'<g class="c-mean"[^>]*>(.*?)</g>', svg)[1]
    assert group.count("<line") == 3
    assert "Average 43.4%" in svg
    assert "Westmarch &lt;Police&gt; 40.9%" in svg
    assert '<title id="strip-1-wide">Seventh of eight</title>' in svg


def test_without_an_average_none_is_drawn():
    assert "Average" not in drawn("40.9", ["39.2"])


def test_the_lowest_and_highest_stay_inside_the_drawing():
    svg = drawn("0", ["100"], size="narrow")
    places = [float(x) for x in re.findall(r' x1?="([0-9.]+)"', svg)]
    assert min(places) >= 0
    assert max(places) <= 300


def test_a_group_of_one_value_is_still_drawn():
    assert "40.0%" in drawn("40", ["40", "40"], "40")
