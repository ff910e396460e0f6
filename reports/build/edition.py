"""An edition gathered from every app: where the plan stands at the end of a quarter."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.db.models import Q
from django.utils.translation import gettext as _

from measures.models import Measure, Observation, Population
from measures.reading import days_for, definition_of
from opcc.core.visibility import Visibility
from plans.models import PlanVersion, Priority
from reports.build import benchmarks, commitments, earlier, narrative, words
from reports.build.composed import composed, composition_of
from reports.build.dates import said_weekday
from reports.build.decided import hidden_by_decision
from reports.build.narrative import Holders
from reports.build.parts import Told, part
from reports.build.reading import Read
from reports.build.scrutinised import with_scrutiny
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


def build_edition(edition: Edition, *, frozen_on: dt.date) -> EditionContent:
    """What the edition says if it is frozen on that day. Changes nothing.

    Twenty-three queries, however many measures, periods and commitments there are, and
    one more for the members of comparators; and up to eight for what was asked, stated
    and agreed in public since the edition before (``with_scrutiny``), however much.
    """
    office, publication = edition.office, earlier.publication_before(edition)
    before, holders = earlier.content_of(publication), Holders.of(office)
    gathering = _Gathering(edition, before, holders)
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
        commitments=commitments.lines(edition.plan, on=frozen_on),
        data_notes=(),
        symbols=(),
        glossary=(),
    )
    whole = replace(
        now,
        changes=earlier.changes(publication, before, now),
        data_notes=words.data_notes(now.parts),
        symbols=words.symbols(now.parts),
        glossary=words.glossary(now.parts),
    )
    return composed(whole, composition_of(edition, whole.audience))


def measures_of(edition: Edition):
    """The public measures that the edition tells, with their recorded figures."""
    quarter = edition.period
    recorded = Observation.objects.spanning(*days_for(quarter))
    return (
        Measure.objects.for_office(edition.office)
        .live(on=quarter.end)
        .for_plan(edition.plan)
        .filter(visibility=Visibility.PUBLIC)
        .filter(Q(routes=[]) | Q(pk__in=_routed(edition)))
        .with_recorded(recorded.select_related("restriction__decided_by"))
        .with_parts(Observation.objects.within(quarter))
        .select_related("restriction__decided_by")
        .with_rebases()
        .prefetch_related("objectives")
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

    def sections(self) -> Iterable[PrioritySection]:
        told = self._by_objective()
        for priority in _priorities(self.edition.plan):
            section = _section(priority, told)
            if section.objectives:
                yield section

    def _by_objective(self) -> Mapping[int, list[MeasurePart]]:
        """Each measure's part under each of its objectives, in the measures' order."""
        writings = narrative.latest(self.edition.office, self.edition.period)
        decided = hidden_by_decision(self.edition.office)
        told = defaultdict(list)
        measures = list(measures_of(self.edition))
        beside = benchmarks.of(measures, self.edition)
        people = list(Population.objects.for_office(self.edition.office))
        for measure in measures:
            version = definition_of(measure, self.edition.period)
            version = version or measure.latest_version
            if version is None:
                continue
            read = Read(
                measure,
                version,
                self.edition.period,
                self.edition.as_at,
                hidden=decided.get(measure.pk, {}),
            )
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
    time = meeting.starts_at
    hour = f"{time:%I:%M}".lstrip("0") + f"{time:%p}".lower() if time else ""
    parts = [said_weekday(meeting.held_on), hour, meeting.place]
    return ", ".join(each for each in parts if each)
