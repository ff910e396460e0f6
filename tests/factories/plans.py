"""Plans down to commitments."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from plans.models import Commitment, Objective, PlanVersion, Priority
from tests.factories.offices import OfficeFactory


class PlanVersionFactory(DjangoModelFactory):
    """A plan in force since April 2024; ``drafted`` is one that is not issued."""

    class Meta:
        model = PlanVersion

    class Params:
        drafted = factory.Trait(status="draft", in_force_from=None)

    office = factory.SubFactory(OfficeFactory)
    title = "Police and Crime Plan 2024 to 2028"
    starts_on = dt.date(2024, 4, 1)
    ends_on = dt.date(2028, 3, 31)
    status = "issued"
    in_force_from = dt.date(2024, 4, 1)


class PriorityFactory(DjangoModelFactory):
    class Meta:
        model = Priority

    plan = factory.SubFactory(PlanVersionFactory)
    number = factory.Sequence(lambda n: str(n + 1))
    order = factory.Sequence(int)
    title = "Protect people from harm"


class ObjectiveFactory(DjangoModelFactory):
    class Meta:
        model = Objective

    priority = factory.SubFactory(PriorityFactory)
    number = factory.Sequence(lambda n: f"1.{n + 1}")
    order = factory.Sequence(int)
    title = "Fewer people are hurt"


class CommitmentFactory(DjangoModelFactory):
    class Meta:
        model = Commitment

    objective = factory.SubFactory(ObjectiveFactory)
    reference = factory.Sequence(lambda n: f"C{n + 1}")
    title = "Open a custody suite in the west"
    owner_side = Commitment.OwnerSide.FORCE
    due_on = dt.date(2026, 12, 31)
    status = Commitment.Status.IN_PROGRESS
    delivery = Commitment.Delivery.ON_TRACK
