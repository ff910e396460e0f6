"""How many people live where: stated once for each area and year."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from measures.models import Population
from opcc.core import audit
from opcc.core.models import Office, User


@transaction.atomic
def state(
    *, office: Office, populations: Iterable[Population], by: User, file: str = ""
) -> int:
    """Store populations; one that was stated before is replaced, and the log keeps it.

    How many are new or changed. Raises ValidationError.
    """
    stored = Population.objects.for_office(office).select_for_update()
    known = {(row.area, row.year): row for row in stored}
    before, after = {}, {}
    for each in populations:
        row = known.get((each.area, each.year), Population(office=office))
        said = (row.number, row.source)
        if row.pk and said == (each.number, each.source):
            continue
        row.area, row.year, row.number = each.area, each.year, each.number
        row.source = each.source
        key = f"{row.area} {row.year}"
        if row.pk:
            before[key] = said
        row.full_clean()
        row.save()
        after[key] = (row.number, row.source)
    if not after:
        raise ValidationError(_("Every population in it is stated already."))
    audit.record(
        "state populations",
        office,
        office=office,
        by=by,
        before=before,
        after={"file": file, **after},
    )
    return len(after)
