"""Prose with the numbers and the notes that a document puts into it."""

from __future__ import annotations

import re

from django.utils.safestring import SafeString

from opcc.core.prose import prose

MARK = re.compile(r"\[\^(\d+)\]")


def numbered(text: str, label: str, anchor: str) -> SafeString:
    """The same with a number at the start of the first paragraph: "5.2".

    A link to the paragraph itself, "" for none.
    """
    drawn = with_notes(prose(text))
    if not label:
        return drawn
    number = f'<span class="np__no">{label}</span> '
    if anchor:
        number = f'<a class="np__no" href="#{anchor}">{label}</a> '
    if drawn.startswith("<p>"):
        return SafeString(f"<p>{number}{drawn[3:]}")
    return SafeString(f"<p>{number}</p>{drawn}")


def with_notes(drawn: str) -> SafeString:
    """Each mark of a footnote as a link to it; a document marks a note once."""
    link = (
        r'<sup><a id="ref-\1" href="#note-\1">'
        r'<span class="hide">Note </span>\1</a></sup>'
    )
    return SafeString(MARK.sub(link, drawn))
