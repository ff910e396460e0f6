"""Reporting cycles: one instance of the office's timetable for one quarter."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from measures.domain.cycle import DatedStep, dated
from opcc.core.house_style.timetable import Anchor, Owner, ReportingCycle, Step, Unit
from opcc.core.models import Office, PeriodColumns
from opcc.core.models.periods import columns
from opcc.core.periods import Period


class CycleQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(office=office)

    def of(self, quarter: Period):
        return self.filter(**columns(quarter))

    def asking(self):
        """Those in which returns are asked for."""
        return self.filter(state=Cycle.State.OPEN)


class Cycle(PeriodColumns):
    """The steps as the office's timetable had them, hung on the days of one quarter."""

    class State(models.TextChoices):
        SCHEDULED = "scheduled", _("Scheduled")
        OPEN = "open", _("Open")
        DATA_CLOSED = "data_closed", _("Data closed")
        COMMENTARY = "commentary", _("Commentary")
        REVIEW = "review", _("Review")
        ISSUED = "issued", _("Issued")
        CLOSED = "closed", _("Closed")

    ASKING = frozenset({"open", "data_closed", "commentary", "review"})
    """The states in which somebody may still chase a return."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="cycles")
    state = models.CharField(max_length=20, choices=State, default=State.SCHEDULED)
    steps = models.JSONField(default=list)
    board_on = models.DateField(_("board"), null=True, blank=True)
    panel_on = models.DateField(_("panel"), null=True, blank=True)
    statistics_on = models.DateField(_("release of statistics"), null=True, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    looked_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When exceptions were last looked for.")
    )
    revision = models.PositiveIntegerField(default=1)

    objects = CycleQuerySet.as_manager()

    class Meta:
        ordering = ["-period_start"]
        constraints = [
            models.UniqueConstraint(
                name="quarter_has_one_cycle_in_its_office",
                fields=["office", "period_kind", "period_start", "period_end"],
                violation_error_message=_("This quarter has its cycle already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.period}, {self.get_state_display().lower()}"

    @classmethod
    def planned(cls, office: Office, quarter: Period) -> Cycle:
        """A cycle that is not stored yet, with the steps of the office's timetable."""
        cycle = cls(office=office, steps=stored_steps(office.style.reporting_cycle))
        cycle.period = quarter
        return cycle

    @property
    def anchors(self) -> dict[Anchor, dt.date | None]:
        return {
            Anchor.QUARTER_END: self.period_end,
            Anchor.BOARD: self.board_on,
            Anchor.PANEL: self.panel_on,
            Anchor.STATISTICS_RELEASE: self.statistics_on,
        }

    @property
    def dated_steps(self) -> tuple[DatedStep, ...]:
        """Each step with its day, in the timetable's order."""
        return dated((_step(each) for each in self.steps), self.anchors)

    @property
    def commentary_due_on(self) -> dt.date | None:
        """When the priority leads are to have written; None where no step says so."""
        theirs = (s for s in self.dated_steps if s.step.owner is Owner.PRIORITY_LEAD)
        return next((each.due_on for each in theirs), None)


def stored_steps(template: ReportingCycle) -> list[dict]:
    """The steps as a cycle keeps them: a timetable that changes later changes none."""
    return [asdict(step) for step in template.steps]


def _step(stored: dict) -> Step:
    return Step(
        name=stored["name"],
        owner=Owner(stored["owner"]),
        anchor=Anchor(stored["anchor"]),
        offset=stored["offset"],
        unit=Unit(stored["unit"]),
        opens=stored["opens"],
    )
