"""Oversight activities, and that they happened: never what was said or seen."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from opcc.core.models import Office
from opcc.core.periods import Period, PeriodKind
from scrutiny.domain.cadence import Happened, Often, Tally, promise, tally


class ActivityQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(office=office)

    def running(self, *, on: dt.date):
        return self.filter(Q(ended_on=None) | Q(ended_on__gte=on), starts_on__lte=on)

    def with_records(self, *, since: dt.date):
        """Areas, and what happened since a day: two queries more."""
        records = ActivityRecord.objects.filter(happened_on__gte=since)
        return self.prefetch_related(
            "areas",
            models.Prefetch(
                "records", queryset=records.select_related("area"), to_attr="recent"
            ),
        )


class OversightActivity(models.Model):
    """Something the office does again and again, such as reviewing a log."""

    office = models.ForeignKey(
        Office, on_delete=models.CASCADE, related_name="activities"
    )
    name = models.CharField(max_length=200)
    often = models.CharField(
        _("how often"),
        max_length=20,
        choices=[(each.value, each.words.capitalize()) for each in Often],
    )
    starts_on = models.DateField(_("from"))
    ended_on = models.DateField(_("until"), null=True, blank=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "oversight activities"
        constraints = [
            models.UniqueConstraint(
                name="activity_is_named_once_in_its_office",
                fields=["office", "name"],
                violation_error_message=_("There is an activity of that name."),
            ),
            models.CheckConstraint(
                name="activity_ends_after_it_starts",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("starts_on")),
                violation_error_message=_("It ends before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def promise(self) -> str:
        """How often it should happen; of rows whose areas are fetched."""
        return promise(Often(self.often), areas=len(self.areas.all()))

    def tally(self, year: Period, *, on: dt.date) -> Tally:
        """Its counts in a financial year up to a day; of rows ``with_records``.

        A year that begins before the activity counts from its first day.
        """
        last = min(each for each in (on, year.end, self.ended_on) if each is not None)
        return tally(
            Often(self.often),
            areas=[area.name for area in self.areas.all()],
            happened=[
                Happened(record.happened_on, record.area.name if record.area else "")
                for record in self.recent
            ],
            since=max(self.starts_on, year.start),
            upto=last,
            on=on,
        )


class ActivityArea(models.Model):
    """An area in which an activity is to happen once in each of its periods."""

    activity = models.ForeignKey(
        OversightActivity, on_delete=models.CASCADE, related_name="areas"
    )
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                name="area_is_named_once_in_its_activity", fields=["activity", "name"]
            )
        ]

    def __str__(self) -> str:
        return self.name


class ActivityRecord(models.Model):
    """That an activity happened on a day, in an area: nothing can be written of it."""

    activity = models.ForeignKey(
        OversightActivity, on_delete=models.CASCADE, related_name="records"
    )
    happened_on = models.DateField()
    area = models.ForeignKey(
        ActivityArea,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="records",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["-happened_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="activity_happens_once_a_day_in_an_area",
                fields=["activity", "happened_on", "area"],
                violation_error_message=_("That is recorded already."),
            ),
            models.UniqueConstraint(
                name="activity_without_areas_happens_once_a_day",
                fields=["activity", "happened_on"],
                condition=Q(area=None),
                violation_error_message=_("That is recorded already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity}, {self.happened_on}"


def year_of(day: dt.date) -> Period:
    """The financial year in which activities are counted."""
    return Period.containing(day, PeriodKind.YEAR)
