"""Where somebody, with a reason, started a measure's limits anew."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from measures.models.measures import Measure
from opcc.core.models import PeriodColumns
from opcc.core.models.audit import AppendOnly


class Rebase(PeriodColumns):
    """Limits start anew from a period on; ``reason`` is printed on the chart.

    Of several rows for one first day the newest holds: a rebase is withdrawn by a row
    that says so, and why.
    """

    measure = models.ForeignKey(
        Measure, on_delete=models.CASCADE, related_name="rebases"
    )
    reason = models.CharField(
        max_length=80, help_text=_("What changed then. It is printed on the chart.")
    )
    is_withdrawn = models.BooleanField(default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    objects = AppendOnly.as_manager()

    class Meta:
        ordering = ["period_start", "pk"]
        constraints = [
            models.CheckConstraint(name="rebase_has_a_reason", condition=~Q(reason=""))
        ]

    def __str__(self) -> str:
        return f"{self.measure.code}: {self.period}, {self.reason}"


def standing(rows: Iterable[Rebase]) -> list[Rebase]:
    """Those that hold, oldest first: of each day the newest, unless it withdraws."""
    newest = {row.period_start: row for row in sorted(rows, key=lambda row: row.pk)}
    held = (row for row in newest.values() if not row.is_withdrawn)
    return sorted(held, key=lambda row: row.period_start)
