"""The part of a question that is the same in every database."""

from __future__ import annotations

MOST = 1000
"""Passages that one question looks at; what is worse than these, nobody reads."""

START, STOP = "\x02", "\x03"
"""Stand around what was looked for; no stored text holds a control character."""

SHOWN = 36
"""Words of a passage that a result shows."""

COLUMNS = """
    publication.id, publication.kind, publication.slug, publication.title,
    publication.number, publication.public_from, passage.id AS passage_id,
    passage.anchor, passage.heading,
    later.title AS later_title, later.slug AS later_slug
"""

PUBLIC = """
    JOIN reports_publication publication ON publication.id = passage.publication_id
    LEFT JOIN reports_publication later
      ON later.id = publication.superseded_by_id AND later.public_from <= %(at)s
    WHERE publication.office_id = %(office)s AND publication.public_from <= %(at)s
"""
"""Whatever is under embargo is left out at the moment of asking."""

BEST = f" ORDER BY score DESC, publication.public_from DESC LIMIT {MOST}"
