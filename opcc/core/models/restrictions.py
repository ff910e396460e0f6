"""Why something is not public, who decided it, and when it is looked at again."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from opcc.core.models.offices import Office
from opcc.core.visibility import Visibility, within


class Restriction(models.Model):
    """A decision to hold something back; it is released, never deleted."""

    class ReasonCode(models.TextChoices):
        PERSONAL = "personal", _("Could identify a person")
        OPERATIONAL = "operational", _("Could harm policing or an investigation")
        LEGAL = "legal", _("Legal proceedings or advice")
        COMMERCIAL = "commercial", _("Commercial confidence")
        QUALITY = "quality", _("Not yet of a quality to publish")

    STILL = [(each.value, each.label) for each in Visibility if each != "public"]
    """For whom a thing may still be while it is not public."""

    office = models.ForeignKey(
        Office, on_delete=models.CASCADE, related_name="restrictions"
    )
    reason_code = models.CharField(max_length=20, choices=ReasonCode)
    reason = models.TextField()
    asked_by = models.CharField(max_length=150)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_on = models.DateField()
    review_on = models.DateField()
    released_on = models.DateField(null=True, blank=True)
    visibility = models.CharField(
        _("who may see it meanwhile"),
        max_length=10,
        choices=STILL,
        default=Visibility.OFFICE,
    )

    class Meta:
        ordering = ["review_on"]
        constraints = [
            models.CheckConstraint(
                name="what_is_restricted_is_not_public",
                condition=~models.Q(visibility="public"),
                violation_error_message=_("Say who may see it while it is not public."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_code_display()}, review {self.review_on}"

    def withholds_from(self, audience: str) -> bool:
        """Whether it still keeps a thing out of what is made for an audience."""
        stands = self.released_on is None
        return stands and not within(self.visibility, audience=audience)
