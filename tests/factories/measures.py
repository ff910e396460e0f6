"""Measures, targets and values."""

import datetime as dt
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from measures.models import Measure, MeasureVersion, Observation, Target
from opcc.core.periods import Period
from tests.factories.offices import OfficeFactory, UserFactory


class MeasureFactory(DjangoModelFactory):
    """An active percentage, quarterly, better when higher, of the force.

    ``version={...}`` sets facts of its definition; ``objective=...`` links one;
    ``target="80"`` sets a target with a tolerance of 5; ``values={Period: 78}``
    records a validated observation for each.
    """

    class Meta:
        model = Measure
        skip_postgeneration_save = True

    office = factory.SubFactory(OfficeFactory)
    code = factory.Sequence("M{}".format)
    order = factory.Sequence(int)
    state = Measure.State.ACTIVE
    provider = factory.LazyAttribute(lambda measure: measure.office.force)

    @factory.post_generation
    def version(measure, create, extracted, **kwargs):
        MeasureVersionFactory(measure=measure, **(extracted or {}))

    @factory.post_generation
    def objective(measure, create, extracted, **kwargs):
        if extracted is not None:
            measure.objectives.add(extracted)

    @factory.post_generation
    def target(measure, create, extracted, **kwargs):
        if extracted is not None:
            TargetFactory(measure=measure, value=Decimal(extracted))

    @factory.post_generation
    def values(measure, create, extracted, **kwargs):
        for period, value in (extracted or {}).items():
            ObservationFactory(measure=measure, period=period, value=Decimal(value))


class MeasureVersionFactory(DjangoModelFactory):
    class Meta:
        model = MeasureVersion

    measure = factory.SubFactory(MeasureFactory)
    number = 1
    name = "Victims satisfied with the service"
    kind = "percentage"
    unit_name = "%"
    decimals = 1
    polarity = "higher"
    frequency = "quarter"
    numerator_label = "Satisfied"
    denominator_label = "Asked"
    valid_from = dt.date(2015, 4, 1)


class TargetFactory(DjangoModelFactory):
    class Meta:
        model = Target

    measure = factory.SubFactory(MeasureFactory)
    value = Decimal("80")
    tolerance = Decimal("5")
    valid_from = dt.date(2015, 4, 1)
    set_by = factory.SubFactory(UserFactory)
    set_at = dt.datetime(2024, 4, 1, 9, tzinfo=dt.UTC)


class ObservationFactory(DjangoModelFactory):
    """A validated value of April to June 2026, entered and validated by two people."""

    class Meta:
        model = Observation

    class Params:
        period = Period.quarter(2026, 1)

    measure = factory.SubFactory(MeasureFactory)
    version = factory.LazyAttribute(
        lambda seen: seen.measure.version_on(seen.period_start)
    )
    period_kind = factory.LazyAttribute(lambda seen: seen.period.kind.value)
    period_start = factory.LazyAttribute(lambda seen: seen.period.start)
    period_end = factory.LazyAttribute(lambda seen: seen.period.end)
    value = Decimal("78")
    as_at = factory.LazyAttribute(lambda seen: seen.period_end + dt.timedelta(days=9))
    state = Observation.State.VALIDATED
    entered_by = factory.SubFactory(UserFactory)
    entered_at = dt.datetime(2026, 7, 10, 9, tzinfo=dt.UTC)
    validated_by = factory.SubFactory(UserFactory)
    validated_at = dt.datetime(2026, 7, 14, 9, tzinfo=dt.UTC)
