"""What else is hidden so that small figures stay hidden, and how that was found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from measures.models import Measure
from opcc.core.models import Office, PeriodColumns
from opcc.core.models.audit import AppendOnly
from reports.models.editions import Edition

IDENTITY = ("measure_id", "breakdown", "period_kind", "period_start", "period_end")
"""The columns that say which figure a decision is about."""


class SuppressionQuerySet(AppendOnly):
    def for_office(self, office: Office):
        return self.filter(measure__office=office)


class Suppression(PeriodColumns):
    """A decision to hide a figure, or a total, beside those that are small.

    It holds for the edition and for all that are built after it. Of several rows
    about one figure the newest holds: a decision is withdrawn by a row that says so.
    """

    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="suppressions"
    )
    measure = models.ForeignKey(
        Measure, on_delete=models.PROTECT, related_name="suppressions"
    )
    breakdown = models.CharField(max_length=100, blank=True, default="")
    reason = models.CharField(_("reason"), max_length=500)
    is_withdrawn = models.BooleanField(default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    objects = SuppressionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="suppression_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Give a reason."),
            )
        ]

    def __str__(self) -> str:
        place = f", {self.breakdown}" if self.breakdown else ""
        return f"{self.measure.code}: {self.period.words}{place}"

    @property
    def identity(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in IDENTITY)


def holding(rows: Iterable[Suppression]) -> list[Suppression]:
    """Those that hold, oldest first: of each figure the newest, unless withdrawn."""
    newest = {row.identity: row for row in sorted(rows, key=lambda row: row.pk)}
    held = (row for row in newest.values() if not row.is_withdrawn)
    return sorted(held, key=lambda row: row.pk)


class ProposalQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(edition__office=office)

    def lost(self, *, at: dt.datetime):
        """Neither done nor failed, and nobody holds the lease any more."""
        idle = Q(lease_until=None) | Q(lease_until__lt=at)
        return self.filter(idle, done_at=None, error="")


class DisclosureProposal(models.Model):
    """What to hide as well, worked out in the background for one measure.

    ``fingerprint`` is of all that it was worked out from: where that has changed, the
    row says nothing any more. ``places`` are lists of a breakdown, a kind of period,
    its first and its last day; ``left`` is how many hidden figures it does not help.
    """

    edition = models.ForeignKey(
        Edition, on_delete=models.CASCADE, related_name="proposals"
    )
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="+")
    fingerprint = models.CharField(max_length=64)
    places = models.JSONField(default=list)
    left = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="proposal_is_worked_out_once_from_the_same",
                fields=["edition", "measure", "fingerprint"],
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure.code} in {self.edition}"

    @property
    def is_done(self) -> bool:
        return self.done_at is not None


class ConfirmedNumber(models.Model):
    """Somebody looked at a number in a text and said that it is not a hidden figure.

    ``fingerprint`` is of the text and of the number: another text is looked at again.
    """

    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="confirmed_numbers"
    )
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+")
    prompt = models.CharField(max_length=20)
    fingerprint = models.CharField(max_length=64)
    reason = models.CharField(_("reason"), max_length=500)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    objects = AppendOnly.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="confirmed_number_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Give a reason."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure.code}, {self.prompt}"
