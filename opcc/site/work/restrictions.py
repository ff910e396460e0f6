"""Restrictions that are to be looked at again."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from opcc.core.models import Office, Restriction
from opcc.site.work.due import Due


def to_review(office: Office) -> Iterator[Due]:
    """Restrictions that are to be looked at again."""
    standing = Restriction.objects.filter(office=office, released_on=None)
    for restriction in standing.prefetch_related("measure_set__versions"):
        for measure in restriction.measure_set.all():
            yield Due(
                on=restriction.review_on,
                what=_("Review why %(measure)s is withheld") % {"measure": measure},
                detail=restriction.get_reason_code_display(),
                url=reverse("measures:measure", args=[office.slug, measure.code]),
                button=_("Review"),
                word=_("Not public"),
                tone="solid",
            )
