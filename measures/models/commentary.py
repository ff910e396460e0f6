"""The narrative of a measure in a quarter, by prompt."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from measures.models.measures import Measure
from opcc.core.models import PeriodColumns
from opcc.core.models.audit import AppendOnly

PROMPTS = (
    ("happening", _("What is happening?")),
    ("why", _("Why? What is known, and what is not")),
    ("force_doing", _("What is the force or partner doing?")),
    ("oversight", _("What the Commissioner asked, concluded and did")),
    ("next_steps", _("What happens next, and when will we know?")),
    ("data_note", _("Data note")),
)
"""The six prompts, in the order in which they are asked and printed."""


class Commentary(PeriodColumns):
    """One writing of it: append-only, and the highest number is the one in force."""

    measure = models.ForeignKey(
        Measure, on_delete=models.CASCADE, related_name="commentaries"
    )
    number = models.PositiveIntegerField()
    message = models.CharField(
        max_length=140, blank=True, help_text=_("The finding, in one sentence.")
    )
    happening = models.TextField(blank=True)
    why = models.TextField(blank=True)
    force_doing = models.TextField(blank=True)
    asked = models.TextField(blank=True)
    concluded = models.TextField(blank=True)
    did = models.TextField(blank=True)
    next_steps = models.TextField(blank=True)
    data_note = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    oversight_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    oversight_at = models.DateTimeField(null=True, blank=True)

    objects = AppendOnly.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                name="commentary_is_numbered_once",
                fields=["measure", "period_kind", "period_start", "number"],
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure}, {self.period}, writing {self.number}"

    TEXTS = (
        "message",
        "happening",
        "why",
        "force_doing",
        "asked",
        "concluded",
        "did",
        "next_steps",
        "data_note",
    )
