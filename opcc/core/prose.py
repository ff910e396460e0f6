"""What a person wrote, in Markdown, as HTML that is safe to store."""

from __future__ import annotations

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

LEFT_OUT = ["heading", "lheading", "code", "fence", "hr", "image", "html_block"]
"""Markdown that would break a document's own headings and layout: left as written."""

TAGS = {"a", "blockquote", "br", "em", "li", "ol", "p", "strong", "ul"}

_markdown = MarkdownIt("commonmark", {"html": False}).disable(LEFT_OUT)


def prose(text: str) -> SafeString:
    """Paragraphs, lists, links and stress; everything else is shown as text."""
    return SafeString(
        nh3.clean(
            _markdown.render(text),
            tags=TAGS,
            attributes={"a": {"href"}},
            url_schemes={"http", "https", "mailto"},
        ).strip()
    )
