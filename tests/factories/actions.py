"""Actions and information requests."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from scrutiny.models import Action, InformationRequest
from tests.factories.offices import OfficeFactory, UserFactory

AT = dt.datetime(2025, 9, 1, 9, tzinfo=dt.UTC)
MONTH = dt.timedelta(days=29)


class ActionFactory(DjangoModelFactory):
    """In progress, of the force, due on 30 September 2025, raised 29 days before.

    ``offered`` and ``over`` are traits; ``date_changed=n`` has had so many
    changes of date granted.
    """

    class Meta:
        model = Action
        skip_postgeneration_save = True

    class Params:
        offered = factory.Trait(state="pending_sign_off", evidence="The new roster.")
        over = factory.Trait(
            state="closed", evidence="The new roster.", ended_on=dt.date(2025, 9, 25)
        )

    office = factory.SubFactory(OfficeFactory)
    number = factory.Sequence(lambda n: n + 1001)
    title = factory.Sequence("Sunday visits restored in division {}".format)
    owner_name = "ACC Linwood"
    organisation = factory.LazyAttribute(lambda action: action.office.force)
    raised_on = factory.LazyAttribute(lambda action: action.first_due_on - MONTH)
    first_due_on = dt.date(2025, 9, 30)
    due_on = factory.SelfAttribute("first_due_on")
    state = Action.State.IN_PROGRESS
    by = factory.SubFactory(UserFactory)

    @factory.post_generation
    def date_changed(action, create, extracted, **kwargs):
        for number in range(extracted or 0):
            to_day = action.due_on + dt.timedelta(days=30)
            action.date_changes.create(
                from_day=action.due_on,
                to_day=to_day,
                reason=f"Reason {number}",
                asked_at=AT,
                outcome="granted",
                decided_by=action.by,
                decided_at=AT,
            )
            action.due_on = to_day
            action.save()


class InformationRequestFactory(DjangoModelFactory):
    """Put to the force, due on 30 September 2025, not answered."""

    class Meta:
        model = InformationRequest

    office = factory.SubFactory(OfficeFactory)
    number = factory.Sequence(lambda n: n + 1001)
    text = factory.Sequence("How many devices waited in month {}?".format)
    asked_of = factory.LazyAttribute(lambda asked: asked.office.force)
    due_on = dt.date(2025, 9, 30)
    by = factory.SubFactory(UserFactory)
    at = AT
