"""What a person wrote, in Markdown, as HTML that is safe to store."""

from __future__ import annotations

import nh3
from django.utils.safestring import SafeString

from opcc.core.markup import MARKDOWN

TAGS = {"a", "blockquote", "br", "em", "li", "ol", "p", "strong", "ul"}


def prose(text: str) -> SafeString:
    """Paragraphs, lists, links and stress; everything else is shown as text."""
    return SafeString(
        nh3.clean(
            MARKDOWN.render(text),
            tags=TAGS,
            attributes={"a": {"href"}},
            url_schemes={"http", "https", "mailto"},
        ).strip()
    )
