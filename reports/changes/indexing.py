"""Letting what is published be found: its passages, made from what was frozen."""

from __future__ import annotations

import logging

from django.db import transaction
from django.db.models import QuerySet

from reports.domain import content, passages
from reports.models import Passage, Publication
from reports.search.engines import engine

logger = logging.getLogger(__name__)

AT_ONCE = 200
"""Passages stored by one statement; SQLite takes 250,000 values, old ones 999."""


@transaction.atomic
def index(*, publication: Publication) -> int:
    """Make its passages anew and let them be found; how many. Safe to run again.

    Nobody answers for it: every word is that of the frozen content.
    """
    Publication.objects.select_for_update(of=("self",)).get(pk=publication.pk)
    engine().forget(publication)
    Passage.objects.filter(publication=publication).delete()
    rows = [
        Passage(
            publication=publication,
            position=position,
            anchor=said.anchor,
            heading=(said.heading or publication.title)[:300],
            text=said.text,
        )
        for position, said in enumerate(_said(publication))
    ]
    engine().write(Passage.objects.bulk_create(rows, batch_size=AT_ONCE))
    return len(rows)


def lacking() -> QuerySet[Publication]:
    """What nobody can find yet: published before there was a search."""
    return Publication.objects.filter(passages=None).select_related("document")


def _said(publication: Publication) -> tuple[passages.Passage, ...]:
    """Its passages; its title alone where the content cannot be read any more."""
    try:
        said = content.from_bytes(bytes(publication.document.content))
    except ValueError:
        logger.warning("The content of %s cannot be searched", publication.address)
        return (passages.Passage("", publication.title, ""),)
    return passages.passages(said)
