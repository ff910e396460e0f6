"""The questions for the next board that an exception's facts give rise to.

Pure: no Django, no database. The figure in a question is the one that would be
published, so that a question gives no hidden number away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from measures.domain.exceptional import Found
from measures.domain.spc import Analysis, Label
from opcc.core.house_style.watching import Trigger

MOST = 3
"""A board asks few questions of one thing, or it gets no answer to any."""

WORSE = frozenset({Trigger.CONCERN_AND_FAIL, Trigger.CONCERN, Trigger.CONCERN_AND_PASS})
WILL_MISS = frozenset(
    {
        Trigger.CONCERN_AND_FAIL,
        Trigger.COMMON_CAUSE_AND_FAIL,
        Trigger.IMPROVEMENT_AND_FAIL,
    }
)
MISSES = frozenset({Trigger.RED, Trigger.TARGET_MISSED_RUNNING})

BEYOND_CHANCE = {
    Label.ABOVE_LIMIT: "above what chance explains",
    Label.BELOW_LIMIT: "below what chance explains",
    Label.TREND_UP: "rising for longer than chance explains",
    Label.TREND_DOWN: "falling for longer than chance explains",
    Label.TWO_OF_THREE_HIGH: "high more often than chance explains",
    Label.TWO_OF_THREE_LOW: "low more often than chance explains",
    Label.RUN_HIGH: "above its average for longer than chance explains",
    Label.RUN_LOW: "below its average for longer than chance explains",
}
"""How the latest point stands out, by the first rule that fires."""


@dataclass(frozen=True)
class Facts:
    """What a question is composed from: plain words, stored as they are.

    ``figure`` is empty where none would be published. ``signal`` says how the latest
    value stands out. ``who`` is whom the question is put to, "the force", and
    ``giver`` who gives the figure. A commitment has ``due``, its day, and no figure.
    """

    subject: str
    who: str
    giver: str = ""
    period: str = ""
    figure: str = ""
    aim: str = ""
    signal: str = ""
    due: str = ""


def signal_of(analysis: Analysis | None) -> str:
    """How the latest point stands out against chance; "" where it does not."""
    if analysis is None or not analysis.points:
        return ""
    if analysis.variation.is_improvement:
        return "improving by more than chance explains"
    return BEYOND_CHANCE.get(analysis.points[-1].label, "")


def compose(facts: Facts, found: Sequence[Found]) -> tuple[str, ...]:
    """One to three questions, the most telling first, then what was called in for."""
    asked = list((_of_commitment if facts.due else _of_measure)(facts, found))
    called = _of_calls(facts, found)
    return tuple([*asked[:1], *called, *asked[1:]][:MOST])


def _of_measure(facts: Facts, found: Sequence[Found]) -> Iterator[str]:
    triggers = {each.trigger for each in found}
    if Trigger.DATA_MISSING in triggers:
        yield (
            f"There is no figure of {_named(facts.subject)} for {facts.period}. What "
            f"stands in its way, and when will {facts.giver} give it?"
        )
    stated, will_miss = _stated(facts), _of_target(facts)
    stays_short = not WILL_MISS.isdisjoint(triggers)
    if triggers & WORSE:
        yield f"{stated} What has changed, and what will {facts.who} do by when?"
        if stays_short:
            yield will_miss
    elif stays_short:
        yield f"{stated} {will_miss}"
    elif triggers & MISSES:
        yield f"{stated} What will {facts.who} do to meet the target, and by when?"
    elif Trigger.NEUTRAL_SIGNAL in triggers:
        yield f"{stated} What explains the change, and does it matter?"
    yield from _of_comparator(facts, found)


def _of_target(facts: Facts) -> str:
    return (
        f"As things are, {_named(facts.subject)} will not meet the target. What will "
        f"{facts.who} do differently, and when will it show?"
    )


def _of_comparator(facts: Facts, found: Iterable[Found]) -> Iterator[str]:
    for each in found:
        if each.trigger is Trigger.OUTSIDE_COMPARATOR:
            yield (
                f"{facts.subject}: {each.reason}. What accounts for the difference, "
                f"and what can {facts.who} learn from the others?"
            )


def _of_commitment(facts: Facts, found: Iterable[Found]) -> Iterator[str]:
    triggers = {each.trigger: each for each in found}
    if Trigger.COMMITMENT_OVERDUE in triggers:
        yield (
            f"{facts.subject} was due on {facts.due} and is not done. What stands in "
            f"its way, and by when will {facts.who} do it?"
        )
    if Trigger.GRADE_WORSENED in triggers:
        yield (
            f"{facts.subject}: {_lowered(triggers[Trigger.GRADE_WORSENED].reason)}. "
            f"What changed, and what will {facts.who} do to bring it back?"
        )


def _of_calls(facts: Facts, found: Iterable[Found]) -> Iterator[str]:
    for each in found:
        if each.trigger is Trigger.CALLED_IN:
            said = f"{facts.subject} was {_lowered(each.reason)}"
            yield f"{said}. What is the answer of {facts.who}?"
        elif each.trigger is Trigger.SIGNIFICANT_EVENT:
            said = f"{facts.subject}: {_lowered(each.reason)}"
            yield f"{said}. What follows from it, and what will {facts.who} do?"


def _stated(facts: Facts) -> str:
    """ "Recorded burglary stood at 412 in July to September 2026, above ...".

    "Stood at" goes with a subject in the singular and in the plural.
    """
    parts = [f"{facts.subject} stood at {facts.figure} in {facts.period}"]
    if not facts.figure:
        parts = [f"The figure of {_named(facts.subject)} for {facts.period} is hidden"]
    if facts.signal:
        parts.append(facts.signal)
    if facts.aim and facts.figure:
        parts.append(f"against a target of {facts.aim}")
    return f"{', '.join(parts)}."


def _named(subject: str) -> str:
    """The subject inside a sentence, in quotation marks, as it is written."""
    return f"“{subject}”"


def _lowered(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
