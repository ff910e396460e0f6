"""Topics of the programme and oversight activities."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from scrutiny.domain.programme import RIGOUR
from scrutiny.models import Consideration, OversightActivity, Topic
from tests.factories.offices import OfficeFactory, UserFactory

ANSWERED = {asked.name: f"About {asked.name}: yes." for asked in RIGOUR}

AT = dt.datetime(2025, 9, 1, 9, tzinfo=dt.UTC)
QUARTER = dt.date(2025, 10, 1)


class TopicFactory(DjangoModelFactory):
    """Suggested, for the office only, its rigour check not begun.

    ``checked`` has every answer; ``programmed`` stands in October to December 2025;
    ``public`` may be published.
    """

    class Meta:
        model = Topic

    class Params:
        checked = factory.Trait(rigour=ANSWERED)
        programmed = factory.Trait(
            rigour=ANSWERED, state="programmed", quarter_start=QUARTER
        )
        public = factory.Trait(
            visibility="public", summary="How quickly calls are answered at night."
        )

    office = factory.SubFactory(OfficeFactory)
    number = factory.Sequence(lambda n: n + 1001)
    order = factory.SelfAttribute("number")
    title = factory.Sequence("Calls at night {}".format)
    why = "Residents say that nobody answers."
    source = Topic.Source.PUBLIC
    by = factory.SubFactory(UserFactory)
    at = AT


class ConsiderationFactory(DjangoModelFactory):
    class Meta:
        model = Consideration

    topic = factory.SubFactory(TopicFactory, programmed=True)
    considered_on = dt.date(2025, 10, 20)
    findings = "Calls after midnight wait twice as long."
    by = factory.SubFactory(UserFactory)
    at = AT


class ActivityFactory(DjangoModelFactory):
    """Every month since April 2025, without areas; ``areas=[...]`` adds some."""

    class Meta:
        model = OversightActivity
        skip_postgeneration_save = True

    office = factory.SubFactory(OfficeFactory)
    name = factory.Sequence("Review the custody log {}".format)
    often = "month"
    starts_on = dt.date(2025, 4, 1)

    @factory.post_generation
    def areas(activity, create, extracted, **kwargs):
        for name in extracted or ():
            activity.areas.create(name=name)
