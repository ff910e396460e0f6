"""Where a value stands among a comparator group's: its range, and the rank.

Pure: no Django, no database.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from measures.domain.quantity import Unit, decimals_of, exact, plain, said
from measures.domain.rating import Polarity

Number = Decimal | int | float


class Standing(StrEnum):
    """Against the group's minimum to maximum, both of them within."""

    BETTER = "better"
    WITHIN = "within"
    WORSE = "worse"
    ABOVE = "above"
    BELOW = "below"
    NO_DATA = "no_data"
    NO_GROUP = "no_group"

    @property
    def words(self) -> str:
        return STANDING_WORDS[self]

    @property
    def is_judged(self) -> bool:
        """Whether it may be coloured: above and below say nothing of better."""
        return self in (Standing.BETTER, Standing.WORSE)

    @property
    def is_outside(self) -> bool:
        return self.is_judged or self in (Standing.ABOVE, Standing.BELOW)


STANDING_WORDS = {
    Standing.BETTER: "better than",
    Standing.WITHIN: "within",
    Standing.WORSE: "worse than",
    Standing.ABOVE: "above",
    Standing.BELOW: "below",
    Standing.NO_DATA: "no figure to compare",
    Standing.NO_GROUP: "nobody to compare with",
}


@dataclass(frozen=True)
class Benchmark:
    """A standing with its rank, and the sentence that explains it.

    ``rank`` counts from the best, or of a band or neutral measure from the highest;
    equal values share the better rank. ``of`` counts ours and the others that have a
    value. ``lowest`` and ``highest`` are the others'.
    """

    standing: Standing
    reason: str
    rank: int | None = None
    of: int = 0
    rank_words: str = ""
    lowest: Decimal | None = None
    highest: Decimal | None = None


def benchmark(
    ours: Number | None,
    group: Iterable[Number | None],
    polarity: Polarity | str,
    *,
    unit: Unit | None = None,
) -> Benchmark:
    """Compare our value with the others' in the comparator group, ours not included.

    None among the others is a member without a figure: it is not ranked. ``unit``
    only words the reason. Raises ValueError for a number that is not finite.
    """
    better = Polarity(polarity)
    others = [exact(value) for value in group if value is not None]
    if ours is None:
        return Benchmark(Standing.NO_DATA, "There is no figure of ours to compare")
    if not others:
        return Benchmark(Standing.NO_GROUP, "No other member of the group has a figure")
    return _among(exact(ours), others, better, unit)


def _among(
    ours: Decimal, others: list[Decimal], better: Polarity, unit: Unit | None
) -> Benchmark:
    lowest, highest = min(others), max(others)
    standing = _standing(ours, lowest, highest, better)
    rank, rank_words = _rank(ours, others, better)
    span = f"{_said(lowest, unit)} to {_said(highest, unit)}"
    return Benchmark(
        standing=standing,
        reason=f"{_said(ours, unit)} is {standing.words} the group's {span}: "
        f"{rank_words}",
        rank=rank,
        of=len(others) + 1,
        rank_words=rank_words,
        lowest=lowest,
        highest=highest,
    )


def _standing(
    ours: Decimal, lowest: Decimal, highest: Decimal, better: Polarity
) -> Standing:
    if lowest <= ours <= highest:
        return Standing.WITHIN
    is_above = ours > highest
    if better not in (Polarity.HIGHER, Polarity.LOWER):
        return Standing.ABOVE if is_above else Standing.BELOW
    is_better = is_above is (better is Polarity.HIGHER)
    return Standing.BETTER if is_better else Standing.WORSE


def _rank(ours: Decimal, others: list[Decimal], better: Polarity) -> tuple[int, str]:
    """How many are ahead, plus one; "3 of 8, 1 is best"."""
    ahead = sum(
        other < ours if better is Polarity.LOWER else other > ours for other in others
    )
    first = "best" if better in (Polarity.HIGHER, Polarity.LOWER) else "highest"
    joint = "joint " if ours in others else ""
    rank = ahead + 1
    return rank, f"{joint}{rank} of {len(others) + 1}, 1 is {first}"


def _said(value: Decimal, unit: Unit | None) -> str:
    return plain(value, decimals_of(value)) if unit is None else said(value, unit)
