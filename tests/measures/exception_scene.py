"""An office whose second quarter is open, and what is stated and said of it."""

import datetime as dt
from decimal import Decimal

from django.utils import timezone

from measures.changes import cycles, exceptions
from measures.models import Commentary, CycleException
from opcc.core.access import standing_of
from opcc.core.models.periods import columns
from opcc.core.periods import Period
from opcc.core.roles import Role
from plans.models import CommitmentUpdate
from tests.factories import (
    MeasureFactory,
    ObjectiveFactory,
    ObservationFactory,
    OfficeFactory,
    PlanVersionFactory,
    PriorityFactory,
    person,
)

Q2 = Period.quarter(2026, 2)
ON = dt.date(2026, 10, 21)


class Quarter:
    """An office whose second quarter is open, with a priority that Meera leads."""

    def __init__(self):
        self.office = OfficeFactory()
        self.officer = person(self.office, Role.PERFORMANCE, name="Priya Nandra")
        self.lead = person(self.office, Role.PRIORITY_LEAD, name="Meera Castell")
        self.commissioner = person(self.office, Role.COMMISSIONER)
        self.plan = PlanVersionFactory(office=self.office)
        self.objective = ObjectiveFactory(
            priority=PriorityFactory(plan=self.plan, lead=self.lead)
        )
        self.cycle = cycles.schedule(
            office=self.office, quarter=Q2, by=self.officer, board_on=None
        )
        self.move("open")

    def measure(self, value=None, *, target="80", code="1A", **facts):
        values = {Q2: value} if value else {}
        facts.setdefault("objective", self.objective)
        return MeasureFactory(
            office=self.office, code=code, target=target, values=values, **facts
        )

    def move(self, name, **facts):
        self.cycle = cycles.move(
            cycle=self.cycle, name=name, by=self.officer, on=ON, **facts
        )

    def find(self, on=ON):
        return exceptions.find(cycle=self.cycle, by=self.officer, on=on)

    def call_in(self, subject, *, by=None, source="commissioner", reason="Victims ask"):
        standing = standing_of(by or self.commissioner, self.office, on=ON)
        return exceptions.call_in(
            cycle=self.cycle,
            subject=subject,
            source=source,
            reason=reason,
            by=standing,
            on=ON,
        )

    def settle(self, row, *, by, reason="Chance alone", seen=None):
        return exceptions.give_reason(
            exception=row,
            reason=reason,
            seen=seen or row.revision,
            by=standing_of(by, self.office, on=ON),
        )


def triggers(row):
    return [each["trigger"] for each in row.found]


def write(measure, by, number=1, **texts):
    return Commentary.objects.create(
        measure=measure,
        number=number,
        by=by,
        at=timezone.now(),
        **columns(Q2),
        **texts,
    )


def waiting(quarter):
    rows = CycleException.objects.for_office(quarter.office).unanswered()
    return [row.code for row in rows]


def observe(measure, period, value):
    return ObservationFactory(measure=measure, period=period, value=Decimal(value))


def state(commitment, by, day, delivery):
    at = timezone.make_aware(dt.datetime.combine(day, dt.time(9)))
    return CommitmentUpdate.objects.create(
        commitment=commitment, at=at, by=by, delivery=delivery, text="As it stands."
    )


def facts_of(rows):
    return [(r.pk, r.found, r.facts, r.ended_on, r.raised_on, r.revision) for r in rows]
