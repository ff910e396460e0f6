"""Search in PostgreSQL, by its full text: English stems, title over text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import connection

from opcc.core.models import Office
from reports.models.passages import Passage
from reports.models.publications import Publication
from reports.search.asking import BEST, COLUMNS, PUBLIC, SHOWN, START, STOP
from reports.search.words import Asked, words

WRITE = """
    UPDATE reports_passage SET words = setweight(to_tsvector('english', %s), 'A')
        || setweight(to_tsvector('english', %s), 'B')
        || setweight(to_tsvector('english', %s), 'D')
     WHERE id = %s
"""

HITS = f"""
    WITH wanted AS (
        SELECT query, ln(1 + (SELECT count(*) FROM reports_passage)::float / greatest(
                   1, (SELECT count(*) FROM reports_passage WHERE words @@ query)
               )) AS rarity
          FROM (SELECT to_tsquery('english', word) AS query
                  FROM unnest(%(each)s::text[]) word) each
    )
    SELECT {COLUMNS}, (
               SELECT sum(rarity * ts_rank(
                          '{{0.1, 0.2, 0.4, 1.0}}', passage.words, query, 1
                      ))
                 FROM wanted
           ) AS score
      FROM to_tsquery('english', %(match)s) looked_for, reports_passage passage {PUBLIC}
       AND passage.words @@ looked_for {BEST}
"""  # noqa: S608 (constants)
"""A rare word counts for more, as SQLite has it and ts_rank has not. The 1 has a long
passage count for less, by the logarithm of its length."""

MARKED = """
    SELECT passage.*, translate(
               ts_headline('english', translate(passage.text, '<', %s), wanted, %s),
               %s, '<'
           ) AS marked
      FROM reports_passage passage, to_tsquery('english', %s) wanted
     WHERE passage.id = ANY(%s)
"""

LESS = "\x05"
"""Stands for the less-than sign, lest PostgreSQL take a text for tags and drop them."""

SHAPE = f"StartSel={START}, StopSel={STOP}, MaxWords={SHOWN}, MinWords={SHOWN // 2}"


def write(passages: Iterable[Passage]) -> None:
    """Takes passages with their publication."""
    rows = [
        (
            *(" ".join(words(text)) for text in (each.heading, each.about, each.text)),
            each.pk,
        )
        for each in passages
    ]
    with connection.cursor() as cursor:
        cursor.executemany(WRITE, rows)


def forget(publication: Publication) -> None:
    """The words go with the rows."""


def hits(
    asked: Asked, *, every: bool, office: Office, at: dt.datetime
) -> Iterable[Publication]:
    said = {
        "each": _quoted(asked, whole=every),
        "match": _match(asked, any_of=not every, whole=every),
        "office": office.pk,
        "at": at,
    }
    return Publication.objects.raw(HITS, said)


def marked(asked: Asked, passage_pks: list[int], *, whole: bool) -> Iterable[Passage]:
    said = [LESS, SHAPE, LESS, _match(asked, any_of=True, whole=whole), passage_pks]
    return Passage.objects.raw(MARKED, said)


def _match(asked: Asked, *, any_of: bool, whole: bool) -> str:
    return (" | " if any_of else " & ").join(_quoted(asked, whole=whole))


def _quoted(asked: Asked, *, whole: bool) -> list[str]:
    """Each word quoted, so that it is nothing but a word; the last may go on unless
    words are looked for whole."""
    quoted = [f"'{word}'" for word in asked.words]
    if asked.may_go_on and not whole:
        quoted[-1] += ":*"
    return quoted
