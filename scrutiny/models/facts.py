"""An organisation's check of what is written about it, and its remarks, as rows."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from measures.models import Measure
from opcc.core.models import Office, Organisation, PeriodColumns
from opcc.core.models.periods import columns
from opcc.core.periods import Period
from scrutiny.domain import facts


class FactCheckQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(office=office)

    def of(self, quarter: Period):
        return self.filter(**columns(quarter))

    def put_to(self, organisations):
        return self.filter(organisation__in=organisations)

    def with_remarks(self):
        """Adds ``unanswered``, and what a list shows."""
        waiting = Q(remarks__replied_at=None, remarks__isnull=False)
        return self.select_related("organisation", "confirmed_by").annotate(
            said=Count("remarks"), unanswered=Count("remarks", filter=waiting)
        )


class FactCheck(PeriodColumns):
    """The days in which an organisation reads the commentary on its own measures.

    ``key`` is its address for those who check.
    """

    office = models.ForeignKey(
        Office, on_delete=models.CASCADE, related_name="fact_checks"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="fact_checks"
    )
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    started_on = models.DateField()
    closes_on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = FactCheckQuerySet.as_manager()

    class Meta:
        ordering = ["-period_start", "organisation__name"]
        constraints = [
            models.UniqueConstraint(
                name="organisation_checks_a_quarter_once",
                fields=["organisation", "period_kind", "period_start"],
                violation_error_message=_("They are checking this quarter already."),
            ),
            models.CheckConstraint(
                name="confirmed_check_says_by_whom",
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.period}"

    @property
    def value(self) -> facts.Check:
        """As the rules take it; of rows ``with_remarks``."""
        return facts.Check(
            str(self.organisation),
            self.closes_on,
            self.confirmed_at is not None,
            self.unanswered,
        )


class FactRemark(models.Model):
    """What an organisation says is not so, and what the office replied."""

    check_of = models.ForeignKey(
        FactCheck, on_delete=models.PROTECT, related_name="remarks"
    )
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+")
    writing = models.PositiveIntegerField()
    text = models.TextField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    reply = models.TextField(blank=True)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    replied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="replied_remark_says_what_and_by_whom",
                condition=Q(reply="", replied_by=None, replied_at=None)
                | (
                    ~Q(reply="") & Q(replied_by__isnull=False, replied_at__isnull=False)
                ),
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]
