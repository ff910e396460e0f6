"""Annual reports on their way: the statement, which alone is written for them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from opcc.core.models import Office, PeriodColumns
from reports.models.publications import Publication


class AnnualReportQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(office=office)

    def drafts(self):
        return self.filter(state="draft")


class AnnualReport(PeriodColumns):
    """One issue of the report on a financial year.

    ``stated_by`` is who gave the statement as it stands: the Commissioner or the
    deputy. It is nobody's again once somebody else has changed it.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")

    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, related_name="annual_reports"
    )
    number = models.PositiveIntegerField(default=1)
    statement = models.TextField(blank=True)
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    stated_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    publication = models.OneToOneField(
        Publication,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="annual_report",
    )
    revision = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    objects = AnnualReportQuerySet.as_manager()

    class Meta:
        ordering = ["-period_start", "-number"]
        constraints = [
            models.UniqueConstraint(
                name="annual_report_is_numbered_once_for_its_year",
                fields=["office", "period_start", "number"],
            ),
            models.UniqueConstraint(
                name="one_annual_report_of_a_year_is_written_at_a_time",
                fields=["office", "period_start"],
                condition=Q(state="draft"),
                violation_error_message=_("The report on that year is begun already."),
            ),
            models.CheckConstraint(
                name="annual_report_is_on_a_financial_year",
                condition=Q(period_kind="year"),
            ),
            models.CheckConstraint(
                name="published_annual_report_has_its_publication",
                condition=Q(state="draft", publication=None)
                | Q(state="published", publication__isnull=False),
            ),
            models.CheckConstraint(
                name="statement_that_somebody_gave_is_dated",
                condition=Q(stated_by=None, stated_on=None)
                | Q(stated_by__isnull=False, stated_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Annual report %(year)s")) % {"year": self.period}

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def slug(self) -> str:
        """The address of its publication: 2025-26, then 2025-26-issue-2."""
        base = self.period.key.replace("/", "-")
        return base if self.number == 1 else f"{base}-issue-{self.number}"
