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
    for said in populations:
        row = known.get((said.area, said.year))
        if row is not None and _number(row) == _number(said):
            continue
        key = f"{said.area} {said.year}"
        if row is not None:
            before[key] = _number(row)
        after[key] = _number(said)
        _store(row or Population(office=office), said)
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


def _number(row: Population) -> tuple[int, str]:
    return row.number, row.source


def _store(row: Population, said: Population) -> None:
    row.area, row.year = said.area, said.year
    row.number, row.source = said.number, said.source
    row.full_clean()
    row.save()
