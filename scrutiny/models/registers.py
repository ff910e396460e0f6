"""What people keep of the register: their views of it, and what they were told."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from opcc.core.models import Office
from scrutiny.models.actions import Action


class SavedView(models.Model):
    """A way in which one person narrows the register, by a name of their own."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                name="view_is_named_once_by_its_person",
                fields=["office", "person", "name"],
                violation_error_message=_("You have a view of that name."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class ActionReminderQuerySet(models.QuerySet):
    def about(self, action: Action):
        """Those about the date that an action has now."""
        return self.filter(action=action, due_on=action.due_on)


class ActionReminder(models.Model):
    """A message about an action, claimed before it is sent.

    ``number`` counts up for one date: soon due, late, then a rung of the ladder each;
    None for what somebody sent by hand.
    """

    action = models.ForeignKey(
        Action, on_delete=models.CASCADE, related_name="reminders"
    )
    due_on = models.DateField()
    number = models.PositiveIntegerField(null=True)
    name = models.CharField(max_length=150)
    email = models.EmailField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    claimed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    objects = ActionReminderQuerySet.as_manager()

    class Meta:
        ordering = ["claimed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="nobody_is_told_twice_of_one_thing",
                fields=["action", "due_on", "number", "email"],
            )
        ]

    def __str__(self) -> str:
        return f"{self.action.number}: {self.email}"
