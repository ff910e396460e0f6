"""An edition gathered from every app: where the plan stands at the end of a quarter."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from django.db.models import Q
from django.utils.translation import gettext as _

from measures.models import Measure, Observation, Population
from measures.reading import days_for, definition_of
from opcc.core.hours import said_hour
from plans.models import PlanVersion, Priority
from reports.build import benchmarks, commitments, earlier, narrative, words
from reports.build.composed import composed, composition_of
from reports.build.dates import said_weekday
from reports.build.decided import hidden_by_decision
from reports.build.narrative import Holders
from reports.build.parts import Told, part
from reports.build.reading import Read
from reports.build.scrutinised import with_scrutiny
from reports.build.seen import rings_of
from reports.build.withheld import redactions
from reports.domain.composition import Audience
from reports.domain.content import (
    Changes,
    Cover,
    EditionContent,
    ObjectiveSection,
    PrioritySection,
)
from reports.domain.measure_part import MeasurePart
from reports.models import Edition

ROUTE = "panel_report"


def build_edition(
    edition: Edition, *, frozen_on: dt.date, audience: Audience = "public"
) -> EditionContent:
    """What its version for an audience says if it is frozen on that day.

    Changes nothing. Twenty-three queries, however many measures, periods and
    commitments there are; one more for the members of comparators, for who decided what
    is withheld, and for a version that is not public; and up to eight for what was
    asked, stated and agreed in public since the edition before (``with_scrutiny``).
    """
    office, publication = edition.office, earlier.publication_before(edition)
    before = earlier.content_of(publication, audience)
    holders = Holders.of(office)
    gathering = _Gathering(edition, before, holders, audience)
    sections = with_scrutiny(
        tuple(gathering.sections()),
        office=office,
        holders=holders,
        before=before,
        frozen_on=frozen_on,
    )
    now = EditionContent(
        cover=_cover(edition, holders, frozen_on),
        quarter=edition.period,
        changes=Changes(),
        priorities=sections,
        commitments=commitments.lines(edition.plan, on=frozen_on, audience=audience),
        data_notes=(),
        symbols=(),
        glossary=(),
        audience=audience,
        redactions=redactions(gathering.reads, office),
    )
    whole = replace(
        now,
        changes=earlier.changes(publication, before, now),
        data_notes=words.data_notes(now.parts),
        symbols=words.symbols(now.parts),
        glossary=words.glossary(now.parts),
    )
    return composed(whole, composition_of(edition, whole.audience))


def measures_of(edition: Edition, audience: Audience = "public"):
    """The measures that it tells an audience, with their recorded figures."""
    quarter = edition.period
    recorded = Observation.objects.spanning(*days_for(quarter))
    return (
        measures_told(edition, audience)
        .with_recorded(recorded.select_related("restriction__decided_by"))
        .with_parts(
            Observation.objects.within(quarter).select_related(
                "restriction__decided_by"
            )
        )
        .select_related("restriction__decided_by")
        .with_rebases()
        .prefetch_related("objectives")
    )


def measures_told(edition: Edition, audience: Audience):
    """The same with nothing but their own facts; two queries."""
    return (
        Measure.objects.for_office(edition.office)
        .live(on=edition.period.end)
        .for_plan(edition.plan)
        .filter(visibility__in=rings_of(audience))
        .filter(Q(routes=[]) | Q(pk__in=_routed(edition)))
    )


def _routed(edition: Edition) -> list[int]:
    """Measures watched by the panel report: JSON lists are read here, not by SQL."""
    routes = Measure.objects.for_office(edition.office).values_list("pk", "routes")
    return [pk for pk, watched in routes if ROUTE in watched]


@dataclass(frozen=True)
class _Gathering:
    """The parts of an edition, in the order of its plan."""

    edition: Edition
    before: EditionContent | None
    holders: Holders
    audience: Audience

    def sections(self) -> Iterable[PrioritySection]:
        told = self._by_objective()
        for priority in _priorities(self.edition.plan):
            section = _section(priority, told)
            if section.objectives:
                yield section

    @cached_property
    def measures(self) -> list[Measure]:
        return list(measures_of(self.edition, self.audience))

    @cached_property
    def reads(self) -> list[Read]:
        """Each measure that has a definition, as the audience may be told of it."""
        decided = hidden_by_decision(self.edition.office)
        quarter = self.edition.period
        dated = [
            (m, definition_of(m, quarter) or m.latest_version) for m in self.measures
        ]
        return [
            Read(
                measure,
                version,
                quarter,
                self.edition.as_at,
                hidden=decided.get(measure.pk, {}),
                audience=self.audience,
            )
            for measure, version in dated
            if version is not None
        ]

    def _by_objective(self) -> Mapping[int, list[MeasurePart]]:
        """Each measure's part under each of its objectives, in the measures' order."""
        writings = narrative.latest(self.edition.office, self.edition.period)
        told = defaultdict(list)
        beside = benchmarks.of(self.measures, self.edition)
        people = list(Population.objects.for_office(self.edition.office))
        for read in self.reads:
            measure = read.measure
            before = self.before.part(measure.code) if self.before else None
            told_of = Told(
                writings.get(measure.pk),
                before,
                self.holders,
                benchmarks=beside.get(measure.pk, ()),
                populations=people,
            )
            said = part(read, told_of)
            for objective in measure.objectives.all():
                told[objective.pk].append(said)
        return told


def _priorities(plan: PlanVersion):
    return plan.priorities.prefetch_related("objectives")


def _section(
    priority: Priority, told: Mapping[int, list[MeasurePart]]
) -> PrioritySection:
    objectives = (
        ObjectiveSection(each.number, each.title, tuple(told[each.pk]))
        for each in priority.objectives.all()
        if told.get(each.pk)
    )
    return PrioritySection(
        priority.number, priority.title, priority.category, tuple(objectives)
    )


def _cover(edition: Edition, holders: Holders, frozen_on: dt.date) -> Cover:
    office, meeting = edition.office, edition.meeting
    return Cover(
        office=office.name,
        short_office=office.short_name,
        kind=_("Quarterly performance report"),
        title=edition.title,
        number=edition.number,
        plan=str(edition.plan),
        body=meeting.body.name,
        meeting_on=meeting.held_on,
        meeting_words=_meeting_words(edition),
        report_of=holders.holder(on=frozen_on) or office.holder_title,
        contacts=edition.contacts or office.contact,
        as_at=edition.as_at,
        standfirst=edition.standfirst,
        accent=office.accent,
        address=f"/{office.slug}/reports/{edition.slug}/",
        frozen_on=frozen_on,
    )


def _meeting_words(edition: Edition) -> str:
    """ "Friday 4 December 2026, 10:30am, County Hall"."""
    meeting = edition.meeting
    hour = said_hour(meeting.starts_at) if meeting.starts_at else ""
    parts = [said_weekday(meeting.held_on), hour, meeting.place]
    return ", ".join(each for each in parts if each)
