"""What the Commissioner concluded on an item, as rows."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from measures.models import Measure
from opcc.core.models import Office
from opcc.core.models.audit import AppendOnly
from scrutiny.models.meetings import AgendaItem


class AssuranceQuerySet(AppendOnly):
    def for_office(self, office: Office):
        return self.filter(item__meeting__body__office=office)

    def concerning(self, measure: Measure):
        """On items under which something was asked about a measure, newest first."""
        return self.filter(item__questions__measures=measure).order_by("-at", "-pk")


class AssuranceStatement(models.Model):
    """A conclusion on the office's scale, with its reason; the newest is in force.

    ``grade`` is a key of the scale of the office's house style.
    """

    item = models.ForeignKey(
        AgendaItem, on_delete=models.CASCADE, related_name="assurances"
    )
    grade = models.CharField(max_length=30)
    reason = models.TextField(_("reason, as it will be published"))
    evidence = models.TextField(_("what it rests on"), blank=True)
    gaps = models.TextField(_("what was not shown"), blank=True)
    would_change = models.TextField(_("what would change it"), blank=True)
    look_again_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    objects = AssuranceQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.item}: {self.grade}"
