"""The specified-information register: listed, set right, and checked."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from opcc.core import audit, clock
from opcc.core.models import Office, User
from scrutiny.changes import rows
from scrutiny.domain import keeping
from scrutiny.models import SpecifiedInformation

SAID = ("heading", "paragraph", "text", "address", "kept_by", "every_months")
CHECKED = ("checked_on", "check_by", "is_missing", "address", "note")


@transaction.atomic
def add(*, item: SpecifiedInformation, by: User) -> SpecifiedInformation:
    """Put one more thing on the register, at its end."""
    item.order = _last(item.office) + 1
    rows.add(item, office=item.office, by=by)
    return item


@transaction.atomic
def add_usual(*, office: Office, by: User) -> int:
    """Add what most offices owe; how many were added. Safe to run again."""
    last = _last(office)
    register = SpecifiedInformation.objects.for_office(office)
    known = set(register.values_list("heading", "text"))
    fresh = [
        SpecifiedInformation(
            office=office,
            order=order,
            heading=each.heading,
            paragraph=each.paragraph,
            text=each.text,
            every_months=each.every_months,
        )
        for order, each in enumerate(keeping.usual_list(), start=last + 1)
        if (each.heading, each.text) not in known
    ]
    SpecifiedInformation.objects.bulk_create(fresh)
    if fresh:
        after = {"specified_information": len(fresh)}
        audit.record("add_usual_list", office, office=office, by=by, after=after)
    return len(fresh)


@transaction.atomic
def edit(*, item: SpecifiedInformation, by: User) -> SpecifiedInformation:
    """Set a line right; how long its last check holds follows from it."""
    stored = _locked(item)
    if stored.checked_on is not None:
        stored.check_by = keeping.check_by(
            checked_on=stored.checked_on, every_months=item.every_months
        )
    stored.save(update_fields=["check_by"])
    rows.edit(stored, item, SAID, office=stored.office, by=by)
    return stored


@transaction.atomic
def check(
    *,
    item: SpecifiedInformation,
    is_found: bool,
    by: User,
    address: str = "",
    note: str = "",
) -> SpecifiedInformation:
    """Say that it was looked for today, and whether it was there."""
    stored = _locked(item)
    address = address or stored.address
    keeping.check_found(is_found=is_found, address=address, note=note)
    before = audit.facts(stored, *CHECKED)
    stored.checked_on, stored.checked_by = clock.today(), by
    stored.check_by = keeping.check_by(
        checked_on=stored.checked_on, every_months=stored.every_months
    )
    stored.is_missing, stored.address, stored.note = not is_found, address, note
    stored.validate_constraints()
    stored.save()
    after = audit.facts(stored, *CHECKED)
    verb = "check" if is_found else "find missing"
    audit.record(verb, stored, office=stored.office, by=by, before=before, after=after)
    return stored


def _last(office: Office) -> int:
    """The order of the last line; the office's row is held."""
    Office.objects.select_for_update().only("pk").get(pk=office.pk)
    register = SpecifiedInformation.objects.for_office(office)
    return register.aggregate(last=Max("order"))["last"] or 0


def _locked(item: SpecifiedInformation) -> SpecifiedInformation:
    found = SpecifiedInformation.objects.select_related("office")
    return found.select_for_update(of=("self",)).get(pk=item.pk)
