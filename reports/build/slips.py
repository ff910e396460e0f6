"""Hidden numbers that what people wrote says all the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures.models import PROMPTS, Commentary, Measure
from opcc.core.periods import Period
from reports.build.guard import Guarded
from reports.build.own_texts import own_texts
from reports.domain.composition import is_text
from reports.domain.evidence import cell_of
from reports.domain.leaks import place_words
from reports.domain.wording import numbers_in
from reports.models import ConfirmedNumber, Edition

STANDFIRST = "standfirst"
CORRECTION = "correction"

HEADINGS = {
    **dict(PROMPTS),
    "message": gettext_lazy("The message"),
    "asked": gettext_lazy("What was asked"),
    "concluded": gettext_lazy("What was concluded"),
    "did": gettext_lazy("What was done"),
    STANDFIRST: gettext_lazy("The standfirst"),
    CORRECTION: gettext_lazy("The correction"),
}


@dataclass(frozen=True)
class Slip:
    """A text that says numbers which are hidden, each with what it is the figure of.

    ``title`` is what the office called words of its own, whose prompt is their name.
    """

    measure: Measure
    prompt: str
    text: str
    numbers: Mapping[int, str]
    title: str = ""

    @property
    def heading(self) -> str:
        return self.title or str(HEADINGS[self.prompt])

    @property
    def is_own(self) -> bool:
        """Whether it is words of the office's own, not of one measure."""
        return is_text(self.prompt)

    @property
    def sentence(self) -> str:
        """ "“Why?” says 3, which is the hidden figure for July to September 2026"."""
        number, place = next(iter(self.numbers.items()))
        words = {"prompt": self.heading, "number": number, "place": place}
        text = _(
            "“%(prompt)s” says %(number)s, which is the hidden figure for %(place)s"
        )
        return text % words

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the text and of the numbers found in it."""
        told = f"{self.prompt}\n{sorted(self.numbers)}\n{self.text}"
        return hashlib.sha256(told.encode()).hexdigest()


def slips(
    edition: Edition, found: Iterable[Guarded], written: Mapping[int, Commentary]
) -> list[Slip]:
    """The texts of a draft that nobody has confirmed yet; one query if there are any,
    and one for the office's own texts where something is hidden.

    ``written`` is the commentary in force, by measure.
    """
    guarded = list(found)
    seen = [
        slip
        for each in guarded
        for slip in _slips(edition, each, written.get(each.measure.pk))
    ]
    seen += _in_own_texts(edition, guarded)
    if not seen:
        return []
    confirmed = set(
        ConfirmedNumber.objects.filter(edition=edition).values_list(
            "measure_id", "fingerprint"
        )
    )
    return [s for s in seen if (s.measure.pk, s.fingerprint) not in confirmed]


def slips_in(text: str, found: Iterable[Guarded]) -> list[Slip]:
    """Where a text of its own, such as a correction, says what is hidden."""
    return [
        slip
        for each in found
        for slip in _said(each.measure, {CORRECTION: text}, _hidden(each))
    ]


def _slips(
    edition: Edition, found: Guarded, writing: Commentary | None
) -> Iterator[Slip]:
    texts = {name: getattr(writing, name) for name in Commentary.TEXTS if writing}
    yield from _said(found.measure, texts, _hidden(found))
    now = _hidden(found, within=edition.period)
    yield from _said(found.measure, {STANDFIRST: edition.standfirst}, now)


def _in_own_texts(edition: Edition, found: Iterable[Guarded]) -> Iterator[Slip]:
    """Of every measure and every period: such a text may be about anything.

    What the office alone reads may say what it knows.
    """
    guarded = [(each.measure, _hidden(each)) for each in found]
    if not guarded:
        return
    for part in own_texts(edition).exclude(audience="office"):
        words = f"{part.heading}\n{part.text}"
        for measure, hidden in guarded:
            for slip in _said(measure, {part.name: words}, hidden):
                yield replace(slip, title=part.heading)


def _said(
    measure: Measure, texts: Mapping[str, str], hidden: Mapping[int, str]
) -> Iterator[Slip]:
    for prompt, text in texts.items():
        said = {n: hidden[n] for n in sorted(numbers_in(text)) if n in hidden}
        if said:
            yield Slip(measure, prompt, text, said)


def _hidden(found: Guarded, within: Period | None = None) -> dict[int, str]:
    """The true numbers that are hidden, each with its place, the newest by choice."""
    true = found.true.cells if found.true else {}
    numbers: dict[int, str] = {}
    for cell in sorted(found.now.hidden, key=lambda c: cell_of(c)[1].end):
        value, (strand, period) = true.get(cell), cell_of(cell)
        if not value or value % found.subject.scale:
            continue
        if within is None or within.contains(period):
            numbers[value // found.subject.scale] = place_words(strand, period)
    return numbers
