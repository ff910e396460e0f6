"""One measure through its editions: how it was defined, and what was asked about it.

Pure: no Django, no database. The editions come the latest first; every word is one
that an edition printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reports.domain import restating
from reports.domain.revised import Restated
from reports.domain.scrutinised import Agreed, Answered, Asked, Stated
from reports.domain.vintages import Vintage

EACH_PERIOD = "Target for "
"""How the lines on the targets of single periods begin; the figures show those."""


@dataclass(frozen=True)
class Redefined:
    """What an edition says otherwise than the one before it that has the measure."""

    edition: Vintage
    before: Vintage
    lines: tuple[Restated, ...]


@dataclass(frozen=True)
class Thread:
    """What was asked, concluded and agreed in all the editions, the latest first.

    A question has all its answers, the first first; an action stands as it was told
    last.
    """

    asked: tuple[Asked, ...] = ()
    stated: tuple[Stated, ...] = ()
    agreed: tuple[Agreed, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.asked or self.stated or self.agreed)


def redefined(editions: Sequence[Vintage]) -> tuple[Redefined, ...]:
    """Each edition in which the definition, the target or the rule was another."""
    pairs = pairwise(editions)
    found = (Redefined(now, before, _lines(before, now)) for now, before in pairs)
    return tuple(each for each in found if each.lines)


def thread(editions: Sequence[Vintage]) -> Thread:
    told = [each.part.scrutinised for each in reversed(editions)]
    known = [seen for seen in told if seen is not None]
    asked: dict[int, Asked] = {}
    for question in (each for seen in known for each in seen.asked):
        asked[question.number] = _joined(asked.get(question.number), question)
    stated = {(each.at, each.on): each for seen in known for each in seen.stated}
    agreed = {each.number: each for seen in known for each in seen.agreed}
    return Thread(
        tuple(sorted(asked.values(), key=_asked_last, reverse=True)),
        tuple(sorted(stated.values(), key=lambda each: each.on, reverse=True)),
        tuple(sorted(agreed.values(), key=_raised_last, reverse=True)),
    )


def _lines(before: Vintage, now: Vintage) -> tuple[Restated, ...]:
    was, is_now = before.part, now.part
    lines: Iterator[Restated] = restating.definitions(was, is_now)
    aims = restating.targets(was, is_now)
    said = (each for each in aims if not each.what.startswith(EACH_PERIOD))
    return (*lines, *said)


def _joined(earlier: Asked | None, later: Asked) -> Asked:
    """A question as it was told last, with the answers that were told before too."""
    if earlier is None:
        return later
    given = _once((*earlier.answers, *later.answers))
    return replace(later, answers=tuple(sorted(given, key=lambda each: each.on)))


def _once(answers: Iterable[Answered]) -> Iterable[Answered]:
    return {(each.by, each.on, each.text): each for each in answers}.values()


def _asked_last(question: Asked) -> tuple[object, int]:
    return question.asked_on, question.number


def _raised_last(action: Agreed) -> tuple[object, int]:
    return action.raised_on, action.number
