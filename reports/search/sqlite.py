"""Search in SQLite, by its FTS5: English stems, without accents, title over text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import OperationalError, connection

from opcc.core.models import Office
from reports.models.passages import Passage
from reports.models.publications import Publication
from reports.search.asking import BEST, COLUMNS, PUBLIC, SHOWN, START, STOP
from reports.search.words import Asked

TABLE = "reports_passage_words"

MAKE = """
    CREATE VIRTUAL TABLE IF NOT EXISTS reports_passage_words
     USING fts5(heading, title, text, tokenize = 'porter unicode61 remove_diacritics 2')
"""
"""A migration makes it; where there are none, the first to write."""

WRITE = """
    INSERT OR REPLACE INTO reports_passage_words(rowid, heading, title, text)
    VALUES (%s, %s, %s, %s)
"""

FORGET = """
    DELETE FROM reports_passage_words WHERE rowid IN
           (SELECT id FROM reports_passage WHERE publication_id = %s)
"""

HITS = f"""
    SELECT {COLUMNS}, -bm25(reports_passage_words, 10, 4, 1) AS score
      FROM reports_passage_words
      JOIN reports_passage passage ON passage.id = reports_passage_words.rowid {PUBLIC}
       AND reports_passage_words MATCH %(match)s {BEST}
"""  # noqa: S608 (constants)

MARKED = f"""
    SELECT passage.*, snippet(reports_passage_words, 2, %s, %s, '…', {SHOWN}) AS marked
      FROM reports_passage_words
      JOIN reports_passage passage ON passage.id = reports_passage_words.rowid
     WHERE reports_passage_words MATCH %s AND reports_passage_words.rowid IN
"""  # noqa: S608 (constants)


def write(passages: Iterable[Passage]) -> None:
    """Takes passages with their publication."""
    rows = [(each.pk, each.heading, each.about, each.text) for each in passages]
    with connection.cursor() as cursor:
        cursor.execute(MAKE)
        cursor.executemany(WRITE, rows)


def forget(publication: Publication) -> None:
    with connection.cursor() as cursor:
        cursor.execute(MAKE)
        cursor.execute(FORGET, [publication.pk])


def hits(
    asked: Asked, *, every: bool, office: Office, at: dt.datetime
) -> Iterable[Publication]:
    """Nothing where nobody has written anything yet."""
    said = {
        "match": _match(asked, any_of=not every, whole=every),
        "office": office.pk,
        "at": at,
    }
    try:
        return list(Publication.objects.raw(HITS, said))
    except OperationalError:
        if TABLE in connection.introspection.table_names():
            raise
        return []


def marked(asked: Asked, passage_pks: list[int], *, whole: bool) -> Iterable[Passage]:
    places = ", ".join(["%s"] * len(passage_pks))
    match = _match(asked, any_of=True, whole=whole)
    said = [START, STOP, match, *passage_pks]
    return Passage.objects.raw(f"{MARKED} ({places})", said)


def _match(asked: Asked, *, any_of: bool, whole: bool) -> str:
    """Each word quoted, so that it is nothing but a word; the last may go on unless
    words are looked for whole."""
    quoted = [f'"{word}"' for word in asked.words]
    if asked.may_go_on and not whole:
        quoted[-1] += "*"
    return (" OR " if any_of else " AND ").join(quoted)
