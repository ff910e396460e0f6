"""What a person wrote in Markdown, without what a document does by itself.

Pure: no Django, no database. Headings, numbers and footnote marks are the document's
own; HTML and pictures have no place in it. What is taken out is told, piece by piece.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from opcc.core.markup import MARKDOWN

HIDING = r"<(script|style|iframe|object|svg|math|template)\b.*?</\1\s*>"
AN_ADDRESS = r"https?://|mailto:|[^\s<>@]+@[^\s<>]+>"
HTML = re.compile(
    rf"<!--.*?-->|{HIDING}|</?(?!{AN_ADDRESS})[A-Za-z][^<>]*>",
    re.DOTALL | re.IGNORECASE,
)
PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:?")
HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
RULE = re.compile(r" {0,3}(?:=+|-{2,}|([-*_])(?:[ \t]*\1){2,})[ \t]*$")
FENCE = re.compile(r" {0,3}(?:```|~~~).*$")
LISTED = re.compile(r" {0,3}[-*+][ \t]")
TYPED = re.compile(
    r" {0,3}(\d{1,3}(?:\.\d{1,3})+[.)]?(?=[ \t]+[A-Z“\"‘(])|\d{1,3}[.)])[ \t]+(?=\S)"
)
"""A number that somebody typed: "4.", "4)", or "4.2" before a capital letter."""

LOOKS_NUMBERED = re.compile(r"( {0,3}\d{1,9})([.)])(?=[ \t])")


@dataclass(frozen=True)
class Cleaned:
    """The Markdown that is kept, and each thing that was taken out of it, in words."""

    text: str
    taken_out: tuple[str, ...] = ()


def cleaned(text: str, *, may_number: bool = False) -> Cleaned:
    """Safe to do again: what is clean stays as it is.

    ``may_number`` is for a document that gives its paragraphs no numbers: a list that
    somebody numbered stays.
    """
    told: list[str] = []
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    for pattern, what in (
        (HTML, "HTML"),
        (PICTURE, "a picture"),
        (FOOTNOTE, "a footnote mark"),
    ):
        plain = _without(plain, pattern, what, told)
    lines = list(_lines(plain.split("\n"), told, may_number))
    return Cleaned("\n".join(lines).strip("\n"), tuple(told))


def parted(text: str) -> tuple[str, ...]:
    """The paragraphs that are numbered, each with the lists that belong to it."""
    lines = text.split("\n")
    groups: list[list[str]] = []
    for token in MARKDOWN.parse(text):
        if token.level or token.map is None or token.nesting < 0:
            continue
        block = lines[token.map[0] : token.map[1]]
        if token.type == "paragraph_open" or not groups:
            groups.append(block)
        else:
            groups[-1] += ["", *block]
    return tuple("\n".join(group).strip("\n") for group in groups)


def _without(text: str, pattern: re.Pattern[str], what: str, told: list[str]) -> str:
    """Again until nothing is found: what is left may be made of two halves."""
    while found := pattern.search(text):
        told.append(f"{what}: {_brief(found[0])}")
        text = text[: found.start()] + text[found.end() :]
    return text


def _lines(lines: list[str], told: list[str], may_number: bool) -> Iterator[str]:
    begins, in_list, before = True, False, ""
    for line in lines:
        if not line.strip():
            begins, before = True, ""
            yield ""
            continue
        if FENCE.match(line) or RULE.match(line):
            told.append(f"a line: {_brief(line.strip())}")
            continue
        in_list = bool(LISTED.match(line)) or (in_list and line.startswith("  "))
        if in_list:
            begins, before = True, line
            yield line
            continue
        kept, was_marked = _unmarked(line, begins, told, may_number)
        if was_marked and before:
            yield ""
        begins, before = was_marked, kept
        yield kept


def _unmarked(
    line: str, begins: bool, told: list[str], may_number: bool
) -> tuple[str, bool]:
    """The line without a heading's marks or a number, and whether it had any."""
    heading = HEADING.match(line)
    if heading:
        told.append(f"a heading's mark: {_brief(line.strip())}")
        return line[heading.end() :].rstrip("# \t"), True
    if may_number:
        return line, False
    typed = TYPED.match(line) if begins else None
    if typed:
        told.append(f"a number: {typed[1]}")
        return line[typed.end() :], True
    escaped = LOOKS_NUMBERED.match(line)
    if escaped:
        return f"{escaped[1]}\\{line[escaped.end(1) :]}", False
    return line, False


def _brief(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= 60 else f"{flat[:57]}..."
