"""The back of an edition: notes on all the data, the key to symbols, the glossary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures.domain.quantity import Kind
from reports.domain.measure_part import MeasurePart

SYMBOLS = (
    ("p", gettext_lazy("provisional: may be revised")),
    ("r", gettext_lazy("revised since it was first stated")),
    ("e", gettext_lazy("estimated")),
    ("b", gettext_lazy("break in the series: does not compare with what came before")),
    ("c", gettext_lazy("hidden, so that nobody can be identified")),
    ("w", gettext_lazy("withheld: the notes say by whom, and why")),
    ("x", gettext_lazy("not available")),
    ("z", gettext_lazy("not applicable")),
)
"""Source: Government Analysis Function, symbols in tables; [w] is our own."""

GLOSSARY = (
    (
        gettext_lazy("Position"),
        gettext_lazy(
            "Green, amber or red: how a quarter's figure stands against its target, by "
            "the rule printed beside it. It is worked out, not judged."
        ),
        "",
    ),
    (
        gettext_lazy("Tolerance"),
        gettext_lazy("How far a figure may miss its target and still be amber."),
        "",
    ),
    (
        gettext_lazy("Financial year"),
        gettext_lazy(
            "1 April to 31 March. Quarter 1 is April to June, and Quarter 4 is January "
            "to March."
        ),
        "",
    ),
    (
        gettext_lazy("Percentage point"),
        gettext_lazy(
            "The difference between two percentages: from 40% to 42% is 2 points."
        ),
        Kind.PERCENTAGE,
    ),
    (
        gettext_lazy("Rate"),
        gettext_lazy("A number for every so many people, so that places compare."),
        Kind.RATE,
    ),
    (
        gettext_lazy("Median"),
        gettext_lazy(
            "The middle one when all are put in order: half are less, half more."
        ),
        Kind.MEDIAN,
    ),
    (
        gettext_lazy("Indicator"),
        gettext_lazy("A figure given for context. It has no target and no position."),
        "indicator",
    ),
    (
        gettext_lazy("Benchmark"),
        gettext_lazy(
            "Where a figure stands among those of other forces in the same period: its "
            "rank, and whether it lies within their lowest and highest."
        ),
        "benchmark",
    ),
)
"""A term, what it means, and the kind of measure that uses it ("" is every one)."""


def symbols(parts: Iterable[MeasurePart]) -> tuple[tuple[str, str], ...]:
    """The symbols that these parts use, with their words."""
    used = frozenset(chain.from_iterable(part.symbols for part in parts))
    return tuple((symbol, str(words)) for symbol, words in SYMBOLS if symbol in used)


def glossary(parts: Iterable[MeasurePart]) -> tuple[tuple[str, str], ...]:
    used = {"", *chain.from_iterable(_terms(part) for part in parts)}
    return tuple((str(term), str(words)) for term, words, by in GLOSSARY if by in used)


def data_notes(parts: Iterable[MeasurePart]) -> tuple[str, ...]:
    """Every note of every measure, with the measure it is about.

    What is withheld whole stands in a section of its own.
    """
    return tuple(
        _("%(name)s (%(code)s): %(note)s")
        % {"name": part.name, "code": part.code, "note": note}
        for part in parts
        if not part.is_withheld
        for note in part.notes
    )


def _terms(part: MeasurePart) -> Iterator[str]:
    yield part.unit.kind.value
    if part.is_indicator:
        yield "indicator"
    if part.benchmarks:
        yield "benchmark"
