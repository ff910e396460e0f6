"""What is under embargo: for those who may read it, who are noted as they do."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from opcc.core import clock
from opcc.core.access import standing_of
from opcc.core.roles import Can
from reports.changes import early_sight
from reports.models.publications import Publication


def check_may_read(request: HttpRequest, publication: Publication) -> None:
    """For a stranger what is under embargo does not exist.

    Of anybody else it is noted that they opened it: a row at the first time, a query
    at each other.
    """
    standing = standing_of(request.user, publication.office, on=clock.today())
    if not standing.can(Can.READ_PANEL_PAPERS):
        raise Http404
    early_sight.note_opened(publication=publication, user=request.user, at=clock.now())
