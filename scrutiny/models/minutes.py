"""What was said and decided on each item of a meeting, as rows."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from opcc.core.models import Office
from scrutiny.domain.minuting import Asked, recalled
from scrutiny.models.meetings import AgendaItem


class MinuteQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(item__meeting__body__office=office)


class Minute(models.Model):
    """The minute of one item; ``revision`` tells one writing of it from the next."""

    item = models.OneToOneField(
        AgendaItem, on_delete=models.PROTECT, related_name="minute"
    )
    text = models.TextField(_("what was said"), blank=True)
    decisions = models.TextField(_("what was decided, one to a line"), blank=True)
    asked = models.JSONField(
        null=True,
        editable=False,
        help_text=_("What was asked for under the item, as it was agreed."),
    )
    revision = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    objects = MinuteQuerySet.as_manager()

    class Meta:
        ordering = ["item__order", "item"]

    def __str__(self) -> str:
        return f"Minute of {self.item}"

    def asked_for(self) -> tuple[Asked, ...]:
        """As it was agreed; until then, and where that was not kept, as it is now."""
        return self.item.asked_for() if self.asked is None else recalled(self.asked)
