"""Values: one row for each vintage of a figure."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Max, Q
from django.utils.translation import gettext_lazy as _

from measures.models.imports import Import
from measures.models.measures import Measure, MeasureVersion
from opcc.core.models import Office, PeriodColumns, Restriction
from opcc.core.models.periods import columns
from opcc.core.periods import Period


class ObservationQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(measure__office=office)

    def about(self, period: Period, *, breakdown: str = ""):
        return self.filter(breakdown=breakdown, **columns(period))

    def within(self, period: Period):
        """Values whose own period lies inside this one."""
        return self.filter(period_start__gte=period.start, period_end__lte=period.end)

    def spanning(self, first: dt.date, last: dt.date, *, breakdown: str | None = ""):
        """Every vintage of every figure between two days, both included.

        Of the whole, or of one part by its name; None is of the whole and all parts.
        """
        rows = self.filter(period_start__gte=first, period_end__lte=last)
        return rows if breakdown is None else rows.filter(breakdown=breakdown)

    def newest(self):
        """The newest vintage of each figure, in one query."""
        key = ("measure_id", "period_kind", "period_start", "period_end", "breakdown")
        newest = (
            Observation.objects.filter(**{name: models.OuterRef(name) for name in key})
            .values(*key)
            .annotate(newest=Max("vintage"))
            .values("newest")
        )
        return self.filter(vintage=models.Subquery(newest))

    def unvalidated(self):
        return self.filter(state__in=["entered", "corrected", "queried"])


class Observation(PeriodColumns):
    """The n-th statement of one figure: a number or a symbol, never blank.

    ``value`` is the exact ratio (in the unit printed, so 37.2 for 37.2%) where
    there are a numerator and a denominator. Before it is locked a vintage is
    corrected in place, with an audit line; after that there is a new one.
    """

    class Symbol(models.TextChoices):
        NOT_AVAILABLE = "x", _("[x] not available")
        NOT_APPLICABLE = "z", _("[z] not applicable")
        SUPPRESSED = "c", _("[c] suppressed")
        WITHHELD = "w", _("[w] withheld")

    class State(models.TextChoices):
        ENTERED = "entered", _("Entered")
        QUERIED = "queried", _("Queried")
        CORRECTED = "corrected", _("Corrected")
        VALIDATED = "validated", _("Validated")
        LOCKED = "locked", _("Locked")

    measure = models.ForeignKey(
        Measure, on_delete=models.PROTECT, related_name="observations"
    )
    version = models.ForeignKey(
        MeasureVersion, on_delete=models.PROTECT, related_name="observations"
    )
    breakdown = models.CharField(max_length=100, blank=True, default="")
    vintage = models.PositiveIntegerField(default=1)
    value = models.DecimalField(max_digits=30, decimal_places=12, null=True, blank=True)
    numerator = models.DecimalField(
        max_digits=20, decimal_places=6, null=True, blank=True
    )
    denominator = models.DecimalField(
        max_digits=20, decimal_places=6, null=True, blank=True
    )
    interval_low = models.DecimalField(
        max_digits=20, decimal_places=6, null=True, blank=True
    )
    interval_high = models.DecimalField(
        max_digits=20, decimal_places=6, null=True, blank=True
    )
    symbol = models.CharField(max_length=1, choices=Symbol, blank=True, default="")
    is_provisional = models.BooleanField(default=False)
    is_estimated = models.BooleanField(default=False)
    as_at = models.DateField()
    note = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.ENTERED)
    query = models.CharField(max_length=500, blank=True)
    reason = models.CharField(
        max_length=500, blank=True, help_text=_("Why this vintage was stated.")
    )
    source = models.CharField(max_length=200, blank=True)
    source_import = models.ForeignKey(
        Import,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="observations",
    )
    restriction = models.ForeignKey(
        Restriction, null=True, blank=True, on_delete=models.PROTECT
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField()
    validated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    validated_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        ordering = ["period_start", "breakdown", "vintage"]
        constraints = [
            models.UniqueConstraint(
                name="vintage_of_a_figure_is_stated_once",
                fields=[
                    "measure",
                    "breakdown",
                    "period_kind",
                    "period_start",
                    "period_end",
                    "vintage",
                ],
            ),
            models.CheckConstraint(
                name="observation_is_a_number_or_a_symbol",
                condition=Q(value__isnull=False, symbol="")
                | (Q(value=None) & ~Q(symbol="")),
                violation_error_message=_("Give a number or a symbol, not both."),
            ),
            models.CheckConstraint(
                name="published_interval_has_both_ends_in_order",
                condition=Q(interval_low=None, interval_high=None)
                | Q(value__isnull=False, interval_high__gte=F("interval_low")),
                violation_error_message=_(
                    "Give both ends of the interval, the lower one first."
                ),
            ),
            models.CheckConstraint(
                name="withheld_value_has_a_restriction",
                condition=~Q(symbol="w") | Q(restriction__isnull=False),
                violation_error_message=_("Say who decided to withhold it, and why."),
            ),
            models.CheckConstraint(
                name="denominator_is_more_than_zero",
                condition=Q(denominator=None) | Q(denominator__gt=0),
            ),
        ]
        indexes = [
            models.Index(
                fields=["measure", "breakdown", "period_start"],
                name="observation_series",
            ),
            models.Index(
                fields=["state", "period_start"],
                name="observation_to_validate",
                condition=Q(state__in=["entered", "corrected", "queried"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure.code}, {self.period.key}, vintage {self.vintage}"

    @property
    def key(self) -> tuple[str, dt.date, dt.date, str]:
        return (self.period_kind, self.period_start, self.period_end, self.breakdown)
