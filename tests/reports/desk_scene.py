"""A small office with an edition of July to September 2026 on its way."""

import datetime as dt

from opcc.core.models import Appointment, Organisation, Post
from opcc.core.periods import Period
from opcc.core.roles import Role
from reports import render
from reports.build import build_edition
from reports.changes import editions, freezing
from reports.domain import content as contents
from reports.models import Edition, Rendering
from tests.factories import (
    BodyFactory,
    MeasureFactory,
    MeetingFactory,
    ObjectiveFactory,
    OfficeFactory,
    PlanVersionFactory,
    PriorityFactory,
    person,
)

QUARTER = Period.quarter(2026, 2)
BEFORE = Period.quarter(2026, 1)
AS_AT = dt.date(2026, 10, 20)
SIGNED = dt.datetime(2026, 11, 9, 9, tzinfo=dt.UTC)
PDF_OF_THE_SCENE = "%PDF-1.7 of {}"


class Scene:
    """``measure`` is green at 82 against 80; nothing stands in the edition's way."""

    def __init__(self, **facts):
        self.office = OfficeFactory(**facts)
        self.builder = person(self.office, Role.PERFORMANCE, name="Priya Nandra")
        self.chief = person(self.office, Role.CHIEF_EXECUTIVE, name="Judith Farrow")
        self.commissioner = person(self.office, Role.COMMISSIONER, name="Alan Reeve")
        hold_post(self.office, "holder", "Commissioner", self.commissioner)
        hold_post(self.office, "chief_executive", "Chief Executive", self.chief)
        self.plan = PlanVersionFactory(office=self.office)
        self.objective = ObjectiveFactory(priority=PriorityFactory(plan=self.plan))
        self.measure = self.add_measure("1A", "82")
        self.body = BodyFactory(office=self.office)
        self.meeting = MeetingFactory(body=self.body)

    def add_measure(self, code, value=None, **facts):
        values = {BEFORE: "81"} | ({QUARTER: value} if value else {})
        return MeasureFactory(
            office=self.office,
            code=code,
            objective=self.objective,
            target="80",
            values=values,
            **facts,
        )

    def draft(self, **facts) -> Edition:
        return editions.start(
            office=self.office,
            plan=self.plan,
            quarter=QUARTER,
            meeting=self.meeting,
            as_at=AS_AT,
            by=self.builder,
            standfirst="Victims are as satisfied as before.",
            contacts="Priya Nandra, performance@westmarch.example",
            **facts,
        )

    def frozen(self, **facts) -> Edition:
        """Frozen as it is done for a reader: asked for, built, drawn and stored."""
        edition = freezing.ask(edition=self.draft(**facts), by=self.builder)
        assert freezing.freeze(edition.pk)
        return fresh(edition)

    def kept(self, edition=None) -> Edition:
        """Frozen with its pages and its content alone: a PDF takes a second."""
        edition = edition or self.draft()
        content = build_edition(edition, frozen_on=dt.date(2026, 10, 20))
        stored = contents.to_bytes(content)
        edition.document = freezing.keep(
            self.office,
            kind="edition",
            title=str(edition),
            stored=stored,
            drawn=[
                drawing("html", render.to_html(content).encode()),
                drawing("json", stored),
                drawing("pdf", PDF_OF_THE_SCENE.format(edition).encode()),
            ],
            by=self.builder,
        )
        edition.state = Edition.State.FROZEN
        edition.save()
        return edition

    def approved(self, edition=None) -> Edition:
        edition = editions.sign_off(edition=edition or self.kept(), by=self.chief)
        return editions.approve(edition=edition, by=self.commissioner)

    def published(self, edition=None) -> Edition:
        return editions.publish(edition=self.approved(edition), by=self.chief)

    def at(self, state) -> Edition:
        """An edition in a state, with what its constraints ask for."""
        if state == "draft":
            return self.draft()
        edition = self.kept()
        if state in ("embargoed", "published", "superseded"):
            edition = self.published(edition)
        Edition.objects.filter(pk=edition.pk).update(
            state=state,
            signed_off_by=self.chief,
            signed_off_at=SIGNED,
            approved_by=self.commissioner,
            approved_at=SIGNED,
        )
        return fresh(edition)


def hold_post(office, function, title, user):
    own, _ = Organisation.objects.get_or_create(
        office=office, name="The office", defaults={"kind": Organisation.Kind.OFFICE}
    )
    post = Post.objects.create(
        office=office, organisation=own, title=title, function=function
    )
    Appointment.objects.create(
        post=post,
        holder_name=user.name,
        user=user,
        starts_on=dt.date(2024, 5, 9),
    )


def drawing(media: str, body: bytes) -> Rendering:
    return Rendering(
        format=media, body=body, sha256=contents.fingerprint(body), size=len(body)
    )


def fresh(edition: Edition) -> Edition:
    return Edition.objects.select_related("office", "publication", "document").get(
        pk=edition.pk
    )
