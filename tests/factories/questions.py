"""Questions as the office puts them."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from scrutiny.models import Asking, Question
from tests.factories.offices import OfficeFactory, UserFactory


class QuestionFactory(DjangoModelFactory):
    """A draft; ``asked`` puts it to the office's force, due in the far future."""

    class Meta:
        model = Question
        skip_postgeneration_save = True

    class Params:
        asked = factory.Trait(
            state="asked",
            asked_of=factory.LazyAttribute(lambda question: question.office.force),
            asked_on=dt.date(2026, 11, 2),
            due_on=dt.date(2099, 1, 5),
        )

    office = factory.SubFactory(OfficeFactory)
    number = factory.Sequence(lambda n: n + 1001)
    text = factory.Sequence("Why is it so, for the {}th time?".format)
    source = "commissioner"
    by = factory.SubFactory(UserFactory)
    at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def asking(question, create, extracted, **kwargs):
        """A question that was asked has its asking."""
        if question.state in ("asked", "answered"):
            Asking.objects.create(
                question=question,
                due_on=question.due_on,
                by=question.by,
                at=timezone.now() - dt.timedelta(days=1),
            )
