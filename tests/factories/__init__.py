"""The least that is valid of everything; the one fact of a test is an argument.

Numbers begin above a thousand, so that those a test gives by itself are free.
"""

from tests.factories.actions import ActionFactory, InformationRequestFactory
from tests.factories.inspections import FindingFactory, InspectionReportFactory
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
from tests.factories.programme import (
    ActivityFactory,
    ConsiderationFactory,
    TopicFactory,
)
from tests.factories.questions import QuestionFactory
from tests.factories.recommendations import (
    DecisionFactory,
    PanelRecommendationFactory,
    SpecifiedInformationFactory,
)
from tests.factories.scrutiny import AgendaItemFactory, BodyFactory, MeetingFactory

__all__ = [
    "ActionFactory",
    "ActivityFactory",
    "AgendaItemFactory",
    "BodyFactory",
    "CommitmentFactory",
    "ConsiderationFactory",
    "DecisionFactory",
    "FindingFactory",
    "InformationRequestFactory",
    "InspectionReportFactory",
    "MeasureFactory",
    "MeasureVersionFactory",
    "MeetingFactory",
    "ObjectiveFactory",
    "ObservationFactory",
    "OfficeFactory",
    "OrganisationFactory",
    "PanelRecommendationFactory",
    "PlanVersionFactory",
    "PriorityFactory",
    "QuestionFactory",
    "SpecifiedInformationFactory",
    "TargetFactory",
    "TopicFactory",
    "UserFactory",
    "person",
]
