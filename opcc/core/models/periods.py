"""Periods as columns, so that SQL sorts and compares them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from opcc.core.periods import Period, PeriodKind


class PeriodColumns(models.Model):
    """A row about one period; ``row.period`` is the value, and may be assigned."""

    class Kind(models.TextChoices):
        DAY = "day", _("Day")
        MONTH = "month", _("Month")
        QUARTER = "quarter", _("Quarter")
        YEAR = "year", _("Financial year")
        ROLLING = "rolling", _("Rolling window")

    period_kind = models.CharField(max_length=10, choices=Kind)
    period_start = models.DateField()
    period_end = models.DateField()

    class Meta:
        abstract = True

    @property
    def period(self) -> Period:
        return Period(self.period_start, self.period_end, PeriodKind(self.period_kind))

    @period.setter
    def period(self, period: Period) -> None:
        self.period_kind = period.kind.value
        self.period_start = period.start
        self.period_end = period.end


def columns(period: Period) -> dict[str, object]:
    """The columns of a period, for ``filter`` and ``create``."""
    return {
        "period_kind": period.kind.value,
        "period_start": period.start,
        "period_end": period.end,
    }
