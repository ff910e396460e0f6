"""What both databases are asked, and the engine of the one in use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Protocol

from django.db import connection

from opcc.core.models import Office
from reports.models.passages import Passage
from reports.models.publications import Publication
from reports.search import postgresql, sqlite
from reports.search.words import Asked


class Engine(Protocol):
    """How one kind of database finds words in passages."""

    def write(self, passages: Iterable[Passage]) -> None:
        """Let the words of stored passages be found."""

    def forget(self, publication: Publication) -> None:
        """Find nothing of a publication any more; called before its rows go."""

    def hits(
        self, asked: Asked, *, every: bool, office: Office, at: dt.datetime
    ) -> Iterable[Publication]:
        """The best passages that are public, as their publications. One query.

        With ``every`` each has all the words, otherwise any of them, or one that
        begins with the last. A row has the passage's ``passage_id``, ``anchor`` and
        ``heading``, its ``score`` (higher is better), and of the public edition that
        took its place ``later_title`` and ``later_slug``, else None.
        """

    def marked(
        self, asked: Asked, passage_pks: list[int], *, whole: bool
    ) -> Iterable[Passage]:
        """These passages with ``marked``: some of the text, with START and STOP
        around what was looked for, whole words only if ``whole``. One query."""


ENGINES: dict[str, Engine] = {"sqlite": sqlite, "postgresql": postgresql}


def engine() -> Engine:
    return ENGINES[connection.vendor]
