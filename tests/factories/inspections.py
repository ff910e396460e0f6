"""Inspection reports and their findings."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from scrutiny.domain import clocks
from scrutiny.models import Finding, InspectionReport
from tests.factories.offices import OfficeFactory


class InspectionReportFactory(DjangoModelFactory):
    """Published on 15 January 2026; ``complete`` lacks but its decision."""

    class Meta:
        model = InspectionReport

    class Params:
        complete = factory.Trait(
            introduction="We accept what the inspectorate says.",
            comments_invited_on=dt.date(2026, 1, 20),
            comments_received_on=dt.date(2026, 2, 10),
            comments="The force has begun.",
        )

    office = factory.SubFactory(OfficeFactory)
    reference = factory.Sequence("PEEL {}".format)
    title = "How well the force records crime"
    inspectorate = "The Inspectorate of Constabulary"
    published_on = dt.date(2026, 1, 15)
    respond_by = factory.LazyAttribute(
        lambda report: clocks.inspection_response_due(report.published_on)
    )


class FindingFactory(DjangoModelFactory):
    class Meta:
        model = Finding

    report = factory.SubFactory(InspectionReportFactory)
    number = factory.Sequence(lambda n: n + 1001)
    text = "Record crimes within a day of the report."
    addressed_to = "The chief constable"
