"""Anybody who is told by email of what an office publishes: an address, no account.

A link carries the row's number, signed with the service's secret and for one purpose.
So the database alone makes no link, and whoever may confirm may not leave by it.
"""

from __future__ import annotations

import datetime as dt

from django.core.signing import BadSignature, Signer
from django.db import models

from opcc.core.models import Office

CONFIRMING = Signer(salt="reports.subscribers.confirm")
LEAVING = Signer(salt="reports.subscribers.leave")

KEPT_UNCONFIRMED = dt.timedelta(days=14)
"""Time for a holiday; then the address is deleted. Ours: letter and page say so."""


class SubscriberQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(office=office)

    def confirmed(self):
        return self.exclude(confirmed_at=None)

    def asked_since(self, at: dt.datetime):
        return self.filter(asked_at__gt=at)

    def too_old(self, *, at: dt.datetime):
        return self.filter(confirmed_at=None, asked_at__lte=at - KEPT_UNCONFIRMED)

    def keyed(self, key: str, signer: Signer):
        """The one that a key of a link names; raises BadSignature for any other."""
        signed = signer.unsign(key)
        if not signed.isdecimal():
            raise BadSignature
        return self.filter(pk=int(signed))


class Subscriber(models.Model):
    """An address of one office's list; gone from the moment at which it leaves.

    ``asked_at`` is when it was last asked for, which no more than once an hour sends a
    message; ``confirmed_at`` is None until whoever reads its email has said yes.
    """

    office = models.ForeignKey(
        Office, on_delete=models.CASCADE, related_name="subscribers"
    )
    email = models.EmailField()
    asked_at = models.DateTimeField(db_index=True)
    confirmed_at = models.DateTimeField(null=True)

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="address_is_on_an_office_s_list_once", fields=["office", "email"]
            )
        ]

    def __str__(self) -> str:
        return f"A subscriber to {self.office}"

    def is_too_old(self, *, at: dt.datetime) -> bool:
        """Never confirmed, and not to be any more."""
        return self.confirmed_at is None and self.asked_at <= at - KEPT_UNCONFIRMED

    @property
    def confirm_key(self) -> str:
        return CONFIRMING.sign(self.pk)

    @property
    def leave_key(self) -> str:
        return LEAVING.sign(self.pk)
