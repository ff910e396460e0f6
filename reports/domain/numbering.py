"""The numbers of a document's headings and paragraphs, by its house style.

Pure: no Django, no database. Nobody types a number: it follows from the order.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from opcc.core.house_style.cover import HeadingCase, Numbering


@dataclass(frozen=True)
class Counted:
    """A section as numbering sees it: whether it takes part, and how long it is."""

    is_numbered: bool
    paragraphs: int


@dataclass(frozen=True)
class Numbers:
    """Of one section: "5" and ("5.1", "5.2"); "" and ("4", "5") where continuous."""

    heading: str
    paragraphs: tuple[str, ...]


def numbers(sections: Iterable[Counted], way: Numbering) -> tuple[Numbers, ...]:
    """The numbers of each section in turn; those of what has none are empty."""
    found = []
    heads = count = 0
    for section in sections:
        blank = Numbers("", ("",) * section.paragraphs)
        if not section.is_numbered or way is Numbering.NONE:
            found.append(blank)
            continue
        heads += 1
        places = range(1, section.paragraphs + 1)
        if way is Numbering.DECIMAL:
            within = tuple(f"{heads}.{place}" for place in places)
            found.append(Numbers(str(heads), within))
        else:
            found.append(Numbers("", tuple(str(count + place) for place in places)))
            count += section.paragraphs
    return tuple(found)


def printed(number: str) -> str:
    """ "4." and "4.2": a number of one part ends in a full stop."""
    return f"{number}." if number and "." not in number else number


def cased(heading: str, case: HeadingCase) -> str:
    """Capitals are made; sentence and title case are as the heading was written."""
    return heading.upper() if case is HeadingCase.CAPITALS else heading
