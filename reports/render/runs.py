"""Markdown as plain blocks of styled pieces, for what is not HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from opcc.core.markup import MARKDOWN

DEEPEST = 3
"""Lists within lists: Word's own styles go no further."""


@dataclass(frozen=True)
class Piece:
    """Words of one look; ``link`` is where they lead, "" for nowhere."""

    text: str
    strong: bool = False
    stress: bool = False
    link: str = ""


@dataclass(frozen=True)
class Block:
    """One paragraph; ``style`` names Word's, "" for that of the text around it."""

    pieces: tuple[Piece, ...]
    style: str = ""


def blocks(text: str) -> Iterator[Block]:
    """Paragraphs, items of lists and quotations, in order."""
    depth, is_quoted, begins_item = 0, False, False
    for token in MARKDOWN.parse(text):
        if token.type.endswith("_list_open"):
            depth += 1
        elif token.type.endswith("_list_close"):
            depth -= 1
        elif token.type == "list_item_open":
            begins_item = True
        elif token.type.startswith("blockquote"):
            is_quoted = token.nesting > 0
        elif token.type == "inline":
            style = _style(depth, begins_item, is_quoted)
            yield Block(tuple(_pieces(token.children or [])), style)
            begins_item = False


def _style(depth: int, begins_item: bool, is_quoted: bool) -> str:
    if depth == 0:
        return "Quote" if is_quoted else ""
    name = "List Bullet" if begins_item else "List Continue"
    level = min(depth, DEEPEST)
    return name if level == 1 else f"{name} {level}"


def _pieces(tokens: list[Token]) -> Iterator[Piece]:
    strong = stress = 0
    link = ""
    for token in tokens:
        if token.type.startswith("strong"):
            strong += token.nesting
        elif token.type.startswith("em_"):
            stress += token.nesting
        elif token.type == "link_open":
            link = _address(token)
        elif token.type == "link_close":
            link = ""
        elif token.type == "hardbreak":
            yield Piece("\n")
        elif token.type == "softbreak":
            yield Piece(" ")
        elif token.content:
            yield Piece(token.content, bool(strong), bool(stress), link)


def _address(token: Token) -> str:
    """Where a link leads, if that is anywhere that a document may lead to."""
    found = str(token.attrGet("href") or "")
    return found if found.startswith(("http://", "https://", "mailto:")) else ""
