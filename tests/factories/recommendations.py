"""What a panel recommends, what is decided, and what must be published."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from scrutiny.models import Decision, PanelRecommendation, SpecifiedInformation
from tests.factories.offices import OfficeFactory, UserFactory
from tests.factories.scrutiny import BodyFactory, MeetingFactory


class PanelRecommendationFactory(DjangoModelFactory):
    """One that waits for its answer until the far future; ``accepted`` has one."""

    class Meta:
        model = PanelRecommendation

    class Params:
        accepted = factory.Trait(
            state="accepted",
            outcome="accepted",
            answer="It will be published each quarter.",
            answered_by=factory.SubFactory(UserFactory),
            answered_as="Eleanor Vaisey, Police and Crime Commissioner",
            answered_on=dt.date(2026, 4, 1),
        )

    office = factory.SubFactory(OfficeFactory)
    number = factory.Sequence(lambda n: n + 1001)
    text = factory.Sequence("That the Commissioner publish it, part {}.".format)
    meeting = factory.LazyAttribute(
        lambda made: MeetingFactory(
            body=BodyFactory(office=made.office),
            held_on=dt.date(2026, 3, 6),
            status="held",
        )
    )
    made_on = factory.SelfAttribute("meeting.held_on")
    respond_by = dt.date(2099, 1, 5)
    recorded_by = factory.SubFactory(UserFactory)
    recorded_as = "Daniel Cho, panel support officer"
    recorded_at = factory.LazyFunction(timezone.now)


class DecisionFactory(DjangoModelFactory):
    """A draft that says all that it has to; ``taken`` was taken in April 2026."""

    class Meta:
        model = Decision

    class Params:
        taken = factory.Trait(
            state="taken",
            taken_on=dt.date(2026, 4, 9),
            taken_by=factory.SubFactory(UserFactory),
            taken_as="Eleanor Vaisey, Police and Crime Commissioner",
        )

    office = factory.SubFactory(OfficeFactory)
    year = 2026
    number = factory.Sequence(lambda n: n + 1001)
    title = factory.Sequence("Victim support, lot {}".format)
    summary = "The contract is let for three years."
    reasons = "It scored highest on quality."
    options = "Let it, extend the old one, or provide the service here."
    by = factory.SubFactory(UserFactory)
    at = factory.LazyFunction(timezone.now)


class SpecifiedInformationFactory(DjangoModelFactory):
    """A thing to publish that nobody has looked for yet, to be checked every year."""

    class Meta:
        model = SpecifiedInformation

    office = factory.SubFactory(OfficeFactory)
    order = factory.Sequence(lambda n: n + 1)
    heading = "Who holds office"
    text = factory.Sequence("The register of interests {}".format)
