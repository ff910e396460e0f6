"""What is said and asked about an organisation's return for a quarter."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from opcc.core.models import Office, Organisation, PeriodColumns
from opcc.core.models.periods import columns
from opcc.core.periods import Period


class ReturnQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(organisation__office=office)

    def of(self, quarter: Period):
        return self.filter(**columns(quarter))


class Completion(PeriodColumns):
    """That a return is complete, who said so, and who validated it after them.

    It holds until a value is stated later: ``grid.Return`` compares the moments.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="completions"
    )
    completed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    completed_at = models.DateTimeField()
    validated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    validated_at = models.DateTimeField(null=True, blank=True)

    objects = ReturnQuerySet.as_manager()

    class Meta:
        ordering = ["-period_start", "organisation"]
        constraints = [
            models.UniqueConstraint(
                name="return_is_completed_once",
                fields=["organisation", "period_kind", "period_start", "period_end"],
            ),
            models.CheckConstraint(
                name="return_is_validated_by_another_person",
                condition=Q(validated_by=None) | ~Q(validated_by=F("completed_by")),
                violation_error_message=_("Somebody else has to validate the return."),
            ),
            models.CheckConstraint(
                name="validated_return_says_by_whom_and_when",
                condition=Q(validated_by=None, validated_at=None)
                | Q(validated_by__isnull=False, validated_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.period}"


class Reminder(PeriodColumns):
    """One message to one person about a return, from the moment it was claimed.

    The row is written before the message goes. One without ``sent_at`` may or may not
    have gone: it is never sent again by itself, so nobody is told twice.
    """

    class Kind(models.TextChoices):
        REQUEST = "request", _("Request")
        REMINDER = "reminder", _("Reminder")
        ESCALATION = "escalation", _("Escalation")

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="reminders"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    number = models.PositiveSmallIntegerField(
        help_text=_("0 is the request, 1 to 3 the reminders, 4 the escalation.")
    )
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="reminders",
    )
    email = models.EmailField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    claimed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = ReturnQuerySet.as_manager()

    class Meta:
        ordering = ["claimed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="nobody_is_told_the_same_twice",
                fields=[
                    "organisation",
                    "period_kind",
                    "period_start",
                    "period_end",
                    "number",
                    "to",
                ],
            ),
            models.CheckConstraint(
                name="three_reminders_at_most_then_escalation",
                condition=Q(kind="request", number=0)
                | Q(kind="reminder", number__gte=1, number__lte=3)
                | Q(kind="escalation", number=4),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} to {self.to}, {self.period}"
