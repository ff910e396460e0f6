"""Writing and checking the audit log. Only ``changes`` modules write to it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from opcc.core import clock
from opcc.core.models import AuditLine, Office, User

SEALED = (
    "number",
    "at",
    "by_name",
    "verb",
    "subject_kind",
    "subject_id",
    "subject_name",
    "before",
    "after",
    "reason",
)


@transaction.atomic
def record(
    verb: str,
    subject: models.Model,
    *,
    office: Office,
    by: User | None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
    said_by: str = "",
) -> AuditLine:
    """Add one line about ``subject``; two queries beside the insert.

    ``said_by`` names who acted without a sign-in; nobody at all is the service.

    The office's row is locked first, so that lines are numbered in the order in
    which their changes commit.
    """
    Office.objects.select_for_update().only("pk").get(pk=office.pk)
    last = AuditLine.objects.filter(office=office).first()
    line = AuditLine(
        office=office,
        number=last.number + 1 if last else 1,
        at=clock.now(),
        by=by,
        by_name=by.name if by else said_by[:150] or "the service",
        verb=verb,
        subject_kind=subject._meta.label,
        subject_id=str(subject.pk),
        subject_name=str(subject)[:250],
        before=_plain(before or {}),
        after=_plain(after or {}),
        reason=reason,
    )
    line.sealed = seal(line, previous=last.sealed if last else "")
    line.save(force_insert=True)
    return line


def facts(row: models.Model, *names: str) -> dict[str, Any]:
    """The named fields of a row, or all its own, as the log keeps them."""
    wanted = names or [field.attname for field in row._meta.concrete_fields]
    return {name: getattr(row, name) for name in wanted}


def changed(before: dict[str, Any], after: dict[str, Any]) -> tuple[dict, dict]:
    """The two sides of what differs."""
    names = [name for name in after if before.get(name) != after[name]]
    return {n: before.get(n) for n in names}, {n: after[n] for n in names}


def seal(line: AuditLine, *, previous: str) -> str:
    """SHA-256 over the line before this one and all that this line says."""
    said = {name: getattr(line, name) for name in SEALED}
    said["at"] = line.at.astimezone(dt.UTC).isoformat()
    return hashlib.sha256((previous + _canonical(said)).encode()).hexdigest()


def first_broken(office: Office) -> AuditLine | None:
    """The first line that does not follow from the one before it, if any."""
    previous = ""
    lines = AuditLine.objects.filter(office=office).order_by("number").iterator()
    for number, line in enumerate(lines, start=1):
        if line.number != number or line.sealed != seal(line, previous=previous):
            return line
        previous = line.sealed
    return None


def _canonical(said: dict[str, Any]) -> str:
    return json.dumps(said, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False)


def _plain(said: dict[str, Any]) -> dict[str, Any]:
    """As it will read after a round trip through the database."""
    plain: dict[str, Any] = json.loads(_canonical(said))
    return plain
