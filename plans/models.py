"""Plans down to commitments, as rows."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from opcc.core.models import Office, Organisation
from opcc.core.models.audit import AppendOnly
from opcc.core.visibility import Visibility


class PlanVersionQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(office=office)

    def in_force(self, *, on: dt.date):
        """Issued versions whose days include ``on``: one for each office."""
        ended = Q(in_force_to=None) | Q(in_force_to__gte=on)
        return self.filter(
            ended, status__in=["issued", "superseded"], in_force_from__lte=on
        )

    def first_day(self) -> dt.date | None:
        """When the earliest of their terms began: reports reach back to it."""
        return self.aggregate(first=models.Min("starts_on"))["first"]

    def with_contents(self):
        """Priorities, objectives and commitments, in three queries more."""
        return self.prefetch_related(
            "priorities__lead",
            "priorities__objectives__commitments__organisation",
        )


class PlanVersion(models.Model):
    """One issued text of the statutory plan, or a draft of the next."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        CONSULTATION = "consultation", _("In consultation")
        WITH_PANEL = "with_panel", _("With the panel")
        ISSUED = "issued", _("Issued")
        SUPERSEDED = "superseded", _("Superseded")

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="plans")
    title = models.CharField(max_length=200)
    number = models.PositiveIntegerField(default=1)
    starts_on = models.DateField(help_text=_("The first day of the plan's term."))
    ends_on = models.DateField(help_text=_("The last day of the plan's term."))
    introduction = models.TextField(blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT)
    in_force_from = models.DateField(null=True, blank=True)
    in_force_to = models.DateField(null=True, blank=True)
    chief_constable_consulted_on = models.DateField(null=True, blank=True)
    panel_report_answered_on = models.DateField(null=True, blank=True)
    issued_without = models.TextField(
        blank=True,
        help_text=_("Why it was issued without one of these, if it was."),
    )
    revision = models.PositiveIntegerField(default=1)

    objects = PlanVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-number"]
        constraints = [
            models.CheckConstraint(
                name="plan_ends_after_it_starts",
                condition=Q(ends_on__gt=F("starts_on")),
                violation_error_message=_("The plan ends before it starts."),
            ),
            models.UniqueConstraint(
                name="one_plan_in_force_for_each_office",
                fields=["office"],
                condition=Q(status="issued"),
                violation_error_message=_("Another plan is in force."),
            ),
            models.UniqueConstraint(
                name="plan_version_is_numbered_once",
                fields=["office", "title", "number"],
                violation_error_message=_("There is a version of that number."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, issue {self.number}" if self.number > 1 else self.title

    def objectives_by_priority(self) -> dict[str, int]:
        """How many objectives each priority has, by its name; one query."""
        counted = self.priorities.annotate(count=Count("objectives"))
        return {str(priority): priority.count for priority in counted}


class PriorityQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(plan__office=office).select_related("plan")


class Priority(models.Model):
    """A top heading of a plan version."""

    plan = models.ForeignKey(
        PlanVersion, on_delete=models.CASCADE, related_name="priorities"
    )
    number = models.CharField(max_length=10)
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    category = models.CharField(max_length=60, blank=True)
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="priorities_led",
    )
    order = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(default=1)

    objects = PriorityQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name_plural = "priorities"
        constraints = [
            models.UniqueConstraint(
                name="priority_is_numbered_once_in_its_plan",
                fields=["plan", "number"],
                violation_error_message=_("There is a priority of that number."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class ObjectiveQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(priority__plan__office=office).select_related(
            "priority__plan"
        )


class Objective(models.Model):
    """A statutory police and crime objective, under a priority."""

    priority = models.ForeignKey(
        Priority, on_delete=models.CASCADE, related_name="objectives"
    )
    number = models.CharField(max_length=10)
    title = models.CharField(max_length=300)
    description = models.TextField(blank=True)
    order = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(default=1)

    objects = ObjectiveQuerySet.as_manager()

    class Meta:
        ordering = ["priority__order", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="objective_is_numbered_once_in_its_priority",
                fields=["priority", "number"],
                violation_error_message=_("There is an objective of that number."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class CommitmentQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(objective__priority__plan__office=office)

    def open(self):
        return self.filter(status__in=["proposed", "agreed", "in_progress"])

    def overdue(self, *, on: dt.date):
        return self.open().filter(due_on__lt=on)

    def with_updates(self):
        return self.select_related(
            "organisation", "objective__priority__plan"
        ).prefetch_related("updates__by")


class Commitment(models.Model):
    """Something someone said they will do, under an objective."""

    class OwnerSide(models.TextChoices):
        FORCE = "force", _("The force")
        OFFICE = "office", _("The office")
        PARTNER = "partner", _("A partner")
        PROVIDER = "provider", _("A provider")

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        AGREED = "agreed", _("Agreed")
        IN_PROGRESS = "in_progress", _("In progress")
        DELIVERED = "delivered", _("Delivered")
        CLOSED_UNDELIVERED = "closed_undelivered", _("Closed undelivered")

    class Delivery(models.TextChoices):
        NOT_STARTED = "not_started", _("Not started")
        ON_TRACK = "on_track", _("On track")
        AT_RISK = "at_risk", _("At risk")
        DELAYED = "delayed", _("Delayed")
        COMPLETE = "complete", _("Complete")

    objective = models.ForeignKey(
        Objective, on_delete=models.CASCADE, related_name="commitments"
    )
    reference = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    description = models.TextField(blank=True)
    owner_side = models.CharField(max_length=20, choices=OwnerSide)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT
    )
    lead_title = models.CharField(max_length=150, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    due_on = models.DateField()
    status = models.CharField(max_length=20, choices=Status, default=Status.PROPOSED)
    delivery = models.CharField(
        max_length=20, choices=Delivery, default=Delivery.NOT_STARTED
    )
    is_internal = models.BooleanField(
        default=False, help_text=_("Part of the work plan, not of the public plan.")
    )
    visibility = models.CharField(
        max_length=10, choices=Visibility, default=Visibility.PUBLIC
    )
    revision = models.PositiveIntegerField(default=1)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        ordering = ["objective__priority__order", "objective__order", "reference"]
        constraints = [
            models.CheckConstraint(
                name="commitment_is_due_after_it_starts",
                condition=Q(starts_on=None) | Q(due_on__gte=F("starts_on")),
                violation_error_message=_("It is due before it starts."),
            ),
            models.UniqueConstraint(
                name="commitment_reference_is_unique_in_its_objective",
                fields=["objective", "reference"],
                violation_error_message=_("There is a commitment of that reference."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"


class CommitmentUpdate(models.Model):
    """What a lead said of a commitment, and the delivery they stated: append-only."""

    commitment = models.ForeignKey(
        Commitment, on_delete=models.CASCADE, related_name="updates"
    )
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    delivery = models.CharField(max_length=20, choices=Commitment.Delivery)
    text = models.TextField()
    expected_on = models.DateField(
        null=True,
        blank=True,
        help_text=_("Where that is another day than was promised."),
    )

    objects = AppendOnly.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_delivery_display()}: {self.text[:60]}"
