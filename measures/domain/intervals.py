"""How far chance, or the drawing of a sample, could move a rate or a proportion.

Pure: no Django, no database. All intervals are of 95%.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal

Number = Decimal | int | float

Z = 1.959963984540054
"""The normal deviate that 2.5% lie above."""

TAIL = 0.025
"""What a 95% interval leaves out on each side."""

EXACT_BELOW = 10
"""Counts below this have exact Poisson limits, others Byar's approximation."""

CHANCE_VARIATION = "95% interval: chance variation in a complete count, not sampling"
SAMPLING = "95% confidence interval: what the sampling of a survey leaves open"


def wilson(x: Number, n: Number) -> tuple[float, float]:
    """The interval of the proportion ``x`` of ``n``, from 0 to 1.

    Neither need be whole: a survey's n may be divided by its design effect. Raises
    ValueError for n = 0, and for x outside 0 to n.

    Source: E. B. Wilson, 1927.
    """
    part, whole = _share(x, n)
    centre = 2 * part + Z * Z
    reach = Z * math.sqrt(Z * Z + 4 * part * (1 - part / whole))
    width = 2 * (whole + Z * Z)
    low = 0.0 if part == 0 else max((centre - reach) / width, 0.0)
    high = 1.0 if part == whole else min((centre + reach) / width, 1.0)
    return low, high


def newcombe(
    x1: Number, n1: Number, x2: Number, n2: Number
) -> tuple[float, float, float]:
    """The difference x1/n1 - x2/n2 between two samples, and its interval.

    It is a change only where 0 is outside: see ``excludes_nought``. Raises ValueError
    as ``wilson`` does.

    Source: R. G. Newcombe, Statistics in Medicine 17, 1998, method 10.
    """
    (low1, high1), (low2, high2) = wilson(x1, n1), wilson(x2, n2)
    p1, p2 = float(x1) / float(n1), float(x2) / float(n2)
    low, high = of_difference(p1, (low1, high1), p2, (low2, high2))
    return p1 - p2, low, high


def of_difference(
    one: Number,
    its: tuple[float, float],
    other: Number,
    others: tuple[float, float],
) -> tuple[float, float]:
    """The interval of ``one`` less ``other``, from the interval of each.

    With Wilson's intervals this is Newcombe's method 10; the same square-and-add
    step serves intervals that a survey publishes (G. Y. Zou and A. Donner, 2008).
    """
    (low1, high1), (low2, high2) = its, others
    p1, p2 = float(one), float(other)
    low = p1 - p2 - math.hypot(p1 - low1, high2 - p2)
    high = p1 - p2 + math.hypot(high1 - p1, p2 - low2)
    return low, high


def rate_interval(
    count: Number, population: Number, per: Number = 1000
) -> tuple[float, float, float]:
    """The rate of a count ``per`` so many people, and its interval.

    Raises ValueError for a count that is negative or not whole, and for a population
    or a ``per`` that is not above 0.

    Source: exact Poisson limits below 10, Byar's approximation from 10 (N. E. Breslow
    and N. E. Day, 1987).
    """
    number, people, scale = _finite(count), _finite(population), _finite(per)
    if number < 0 or not number.is_integer():
        raise ValueError(f"A count is a whole number, 0 or more, not {count}")
    if people <= 0 or scale <= 0:
        raise ValueError("A rate needs a population, and a multiplier, above 0")
    low, high = count_interval(int(number))
    return scale * number / people, scale * low / people, scale * high / people


def count_interval(count: int) -> tuple[float, float]:
    """The interval of a Poisson count. Raises ValueError under 0."""
    if count < 0:
        raise ValueError(f"A count is 0 or more, not {count}")
    return _exact(count) if count < EXACT_BELOW else _byar(count)


def effective_size(n: Number, design_effect: Number) -> float:
    """The simple random sample that would say as much as ``n`` people of this survey.

    Raises ValueError for an n or a design effect that is not above 0.
    """
    size, effect = _finite(n), _finite(design_effect)
    if size <= 0 or effect <= 0:
        raise ValueError("A sample and its design effect are above 0")
    return size / effect


def excludes_nought(low: float, high: float) -> bool:
    """Whether a difference with this interval may be called a change."""
    return low > 0 or high < 0


def overlap(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether two survey estimates' intervals meet, which reads "no clear change"."""
    return one[0] <= other[1] and other[0] <= one[1]


def _share(x: Number, n: Number) -> tuple[float, float]:
    part, whole = _finite(x), _finite(n)
    if whole <= 0:
        raise ValueError(f"A proportion is of more than {n}")
    if not 0 <= part <= whole:
        raise ValueError(f"A proportion is of 0 to {n}, not {x}")
    return part, whole


def _finite(value: Number) -> float:
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(f"An interval needs finite numbers, not {value}")
    return number


def _exact(count: int) -> tuple[float, float]:
    low = 0.0
    if count > 0:
        low = _where(lambda mean: 1 - _at_most(count - 1, mean) > TAIL, 0.0, count)
    high = _where(lambda mean: _at_most(count, mean) < TAIL, count, 4.0 * count + 10)
    return low, high


def _at_most(count: int, mean: float) -> float:
    """The chance of ``count`` or fewer events where ``mean`` are expected."""
    terms = (mean**k / math.factorial(k) for k in range(count + 1))
    return math.exp(-mean) * math.fsum(terms)


def _where(is_past: Callable[[float], bool], low: float, high: float) -> float:
    """Where ``is_past`` turns true between ``low`` and ``high``, to the last bit."""
    while low < (middle := (low + high) / 2) < high:
        if is_past(middle):
            high = middle
        else:
            low = middle
    return high


def _byar(count: int) -> tuple[float, float]:
    more = count + 1
    low = count * (1 - 1 / (9 * count) - Z / (3 * math.sqrt(count))) ** 3
    high = more * (1 - 1 / (9 * more) + Z / (3 * math.sqrt(more))) ** 3
    return low, high
