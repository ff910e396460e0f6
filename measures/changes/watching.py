"""Choosing what makes something an exception in an office."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from measures.models import OfficeWatch, watch_of
from opcc.core import audit
from opcc.core.house_style.watching import Trigger
from opcc.core.models import Office, User


@transaction.atomic
def choose(
    *, office: Office, triggers: Iterable[str], missed_running: int, by: User
) -> OfficeWatch:
    """Choose which triggers are on. Raises ValidationError for what is none."""
    wanted = set(triggers)
    known = [each for each in Trigger if each.value in wanted and not each.is_by_hand]
    if len(known) < len(wanted):
        raise ValidationError(_("One of these is no trigger that can be switched."))
    was = watch_of(office)
    rows = OfficeWatch.objects.select_for_update().filter(office=office)
    own = rows.first() or OfficeWatch(office=office)
    own.triggers = [each.value for each in known]
    own.missed_running = missed_running
    own.full_clean()
    own.save()
    old, new = audit.changed(
        {"triggers": list(was.triggers), "missed_running": was.missed_running},
        {"triggers": own.triggers, "missed_running": own.missed_running},
    )
    audit.record("set triggers", own, office=office, by=by, before=old, after=new)
    return own
