"""Bodies and meetings."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from scrutiny.models import AgendaItem, Body, Meeting
from tests.factories.offices import OfficeFactory


class BodyFactory(DjangoModelFactory):
    class Meta:
        model = Body

    office = factory.SubFactory(OfficeFactory)
    name = factory.Sequence("Police and Crime Panel {}".format)
    kind = Body.Kind.PANEL


class MeetingFactory(DjangoModelFactory):
    class Meta:
        model = Meeting

    body = factory.SubFactory(BodyFactory)
    held_on = dt.date(2026, 12, 4)


class AgendaItemFactory(DjangoModelFactory):
    class Meta:
        model = AgendaItem

    meeting = factory.SubFactory(MeetingFactory, status="agenda_draft")
    order = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence("Custody in the west {}".format)
