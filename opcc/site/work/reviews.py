"""Reviews of measures that wait for their reviewer's verdict."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from measures.models import MeasureReview
from opcc.core.access import Standing
from opcc.core.roles import Can
from opcc.site.work.due import Due


def to_decide(standing: Standing) -> Iterator[Due]:
    """One line for each review that is this person's. Two queries."""
    if not (standing.can(Can.EDIT_MEASURES) or standing.can(Can.WRITE_COMMENTARY)):
        return
    mine = MeasureReview.objects.for_office(standing.office).open()
    for review in mine.of_reviewer(standing.user).with_measures():
        where = [standing.office.slug, review.measure.code]
        yield Due(
            on=review.due_on,
            what=_("Review %(measure)s") % {"measure": review.measure},
            detail=_("Keep, amend, retire or replace it"),
            url=reverse("measures:review", args=where),
            button=_("Decide"),
            word=_("To review"),
        )
