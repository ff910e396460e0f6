"""Which measure took another's place, from when, and what changed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from measures.models.measures import Measure
from opcc.core.models import Office
from opcc.core.models.audit import AppendOnly


class SuccessionQuerySet(AppendOnly):
    def for_office(self, office: Office):
        return self.filter(successor__office=office)


class Succession(models.Model):
    """One measure in place of another; each has one successor at most."""

    predecessor = models.OneToOneField(
        Measure, on_delete=models.CASCADE, related_name="succession"
    )
    successor = models.ForeignKey(
        Measure, on_delete=models.CASCADE, related_name="replacements"
    )
    note = models.TextField(help_text=_("What changed, and why."))
    on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = SuccessionQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="measure_does_not_replace_itself",
                condition=~Q(predecessor=F("successor")),
                violation_error_message=_("A measure does not replace itself."),
            ),
            models.CheckConstraint(
                name="replacement_says_what_changed",
                condition=~Q(note=""),
                violation_error_message=_("Say what changed, and why."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.successor.code} replaces {self.predecessor.code}"
