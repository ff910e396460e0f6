"""The parts of a measure in order, from the worst to the best.

Pure: no Django, no database.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from measures.domain.rating import Polarity


def worst_first(
    values: Sequence[Decimal | None],
    *,
    polarity: Polarity | str,
    lower: Decimal | None = None,
    upper: Decimal | None = None,
) -> list[int]:
    """The places of the values, the worst first; equal ones keep their order.

    By distance outside a whole range where that is better; where neither direction
    is, from the highest. Those without a value come last.
    """
    kind = Polarity(polarity)

    def badness(place: int) -> tuple[bool, Decimal]:
        value = values[place]
        if value is None:
            return True, Decimal(0)
        if kind is Polarity.BAND and lower is not None and upper is not None:
            return False, -max(lower - value, value - upper, Decimal(0))
        return False, value if kind is Polarity.HIGHER else -value

    return sorted(range(len(values)), key=badness)
