"""The Markdown that people may write. Pure: no Django, no database."""

from __future__ import annotations

from markdown_it import MarkdownIt

LEFT_OUT = ["heading", "lheading", "code", "fence", "hr", "image", "html_block"]
"""Markdown that would break a document's own headings and layout: left as written."""

MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(LEFT_OUT)
