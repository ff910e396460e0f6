"""The least that is valid of everything; the one fact of a test is an argument."""

from tests.factories.measures import (
    MeasureFactory,
    MeasureVersionFactory,
    ObservationFactory,
    TargetFactory,
)
from tests.factories.offices import (
    OfficeFactory,
    OrganisationFactory,
    UserFactory,
    person,
)
from tests.factories.plans import (
    CommitmentFactory,
    ObjectiveFactory,
    PlanVersionFactory,
    PriorityFactory,
)
from tests.factories.questions import AgendaItemFactory, QuestionFactory
from tests.factories.scrutiny import BodyFactory, MeetingFactory

__all__ = [
    "AgendaItemFactory",
    "BodyFactory",
    "CommitmentFactory",
    "MeasureFactory",
    "MeasureVersionFactory",
    "MeetingFactory",
    "ObjectiveFactory",
    "ObservationFactory",
    "OfficeFactory",
    "OrganisationFactory",
    "PlanVersionFactory",
    "PriorityFactory",
    "QuestionFactory",
    "TargetFactory",
    "UserFactory",
    "person",
]
