"""The performance framework of a plan: its public measures, as they are defined."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Prefetch
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from measures.forms.measures import ROUTES
from measures.models import CollectionEntry, Measure, MeasureVersion
from measures.reading import native_kind
from opcc.core.periods import Period
from opcc.core.secrecy import tells
from opcc.core.visibility import Visibility
from plans.models import PlanVersion
from reports.build import targets
from reports.build.parts import FREQUENCIES, polarity_words
from reports.build.reading import Read
from reports.domain.frameworks import (
    Aim,
    EarlierDefinition,
    FrameworkContent,
    FrameworkMeasure,
    FrameworkObjective,
    FrameworkPriority,
)


def build_framework(plan: PlanVersion, *, issue: int, on: dt.date) -> FrameworkContent:
    """What is counted under the plan on a day. Changes nothing; eight queries.

    A measure of several objectives is told under the first of them.
    """
    told: set[int] = set()
    priorities = (
        FrameworkPriority(
            priority.number,
            priority.title,
            tuple(_objectives(priority, told, on)),
        )
        for priority in plan.priorities.prefetch_related(
            Prefetch("objectives__measures", queryset=_public(plan, on))
        )
    )
    return FrameworkContent(
        office=plan.office.name,
        plan=str(plan),
        issue=issue,
        priorities=tuple(each for each in priorities if each.objectives),
        published_on=on,
        accent=plan.office.accent,
    )


def secrets(plan: PlanVersion) -> list[tuple[str, str]]:
    """Words of measures that are not public, and whose they are. Two queries.

    Not those that a public measure has as well: they are public by that.
    """
    found = Measure.objects.for_office(plan.office).prefetch_related("versions")
    open_, hidden = [], []
    for measure in found:
        is_public = measure.visibility == Visibility.PUBLIC
        (open_ if is_public else hidden).append(measure)
    said = {words for measure in open_ for words in _words(measure)}
    return [
        (words, f"of measure {measure.code}")
        for measure in hidden
        for words in _words(measure)
        if words not in said and tells(words)
    ]


def _words(measure: Measure) -> Iterator[str]:
    for version in measure.versions.all():
        yield from (version.name, version.definition, version.change_note)


def _public(plan: PlanVersion, on: dt.date):
    entries = CollectionEntry.objects.select_related("collection")
    return (
        Measure.objects.for_office(plan.office)
        .live(on=on)
        .filter(visibility=Visibility.PUBLIC)
        .with_definitions()
        .prefetch_related(Prefetch("collection_entries", queryset=entries))
    )


def _objectives(priority, told: set[int], on: dt.date) -> Iterator[FrameworkObjective]:
    """Those that have a public measure with a definition."""
    for objective in priority.objectives.all():
        defined = [each for each in objective.measures.all() if each.version_on(on)]
        own = [each for each in defined if each.pk not in told]
        elsewhere = tuple((e.code, e.name) for e in defined if e.pk in told)
        told.update(each.pk for each in own)
        if defined:
            yield FrameworkObjective(
                objective.number,
                objective.title,
                tuple(_measure(each, on) for each in own),
                elsewhere,
            )


def _measure(measure: Measure, on: dt.date) -> FrameworkMeasure:
    version = measure.version_on(on)
    read = Read(measure, version, Period.day(on), on)
    return FrameworkMeasure(
        code=measure.code,
        name=version.name,
        definition=version.definition,
        counts=_counts(version),
        number=version.number,
        starts_on=version.valid_from,
        unit=_unit(version),
        polarity=polarity_words(read),
        source=version.source,
        frequency=str(FREQUENCIES[version.frequency]),
        provider=measure.provider.name,
        rule=targets.rule_words(read),
        targets=tuple(_aims(read, on)),
        collections=_collections(measure),
        routes=tuple(str(words) for key, words in ROUTES if key in measure.routes),
        change_note=_note(version),
        is_break=version.is_break,
        earlier=tuple(_earlier(measure, version)),
    )


def _counts(version: MeasureVersion) -> str:
    """ "Arrests, of all crimes recorded", and how many they are per."""
    if not (version.is_ratio and version.numerator_label):
        return ""
    words = {
        "counted": version.numerator_label,
        "of": version.denominator_label,
        "per": f"{version.per:,}",
    }
    if version.unit.is_percent:
        return capfirst(_("%(counted)s, as a percentage of: %(of)s.") % words)
    return capfirst(_("%(counted)s for each %(per)s of: %(of)s.") % words)


def _unit(version: MeasureVersion) -> str:
    if version.unit.is_percent:
        return _("Per cent")
    return capfirst(version.unit_name or version.unit.kind.value)


def _aims(read: Read, on: dt.date) -> Iterator[Aim]:
    """Targets that hold on the day or later, the earliest first."""
    if read.measure.is_indicator:
        return
    kind = native_kind(read.version)
    held = sorted(read.measure.targets.all(), key=lambda aim: (aim.valid_from, aim.pk))
    for aim in held:
        is_ahead = aim.valid_from > on
        if is_ahead or aim == read.target:
            text = targets.target_words(read, aim, kind)
            yield Aim(text, aim.valid_from, aim.valid_to)


def _collections(measure: Measure) -> tuple[tuple[str, str], ...]:
    return tuple(
        (str(entry.collection), entry.metric)
        for entry in measure.collection_entries.all()
    )


def _earlier(measure: Measure, version: MeasureVersion) -> Iterator[EarlierDefinition]:
    """The newest first, each with whether figures compare over its end."""
    rows = sorted(measure.versions.all(), key=lambda each: each.valid_from)
    before = [each for each in rows if each.valid_from < version.valid_from]
    following = [*before[1:], version]
    for row, after in reversed(list(zip(before, following, strict=False))):
        yield EarlierDefinition(
            number=row.number,
            name=row.name,
            definition=row.definition,
            starts_on=row.valid_from,
            ends_on=row.valid_to,
            change_note=_note(row),
            next_is_break=after.is_break,
        )


def _note(version: MeasureVersion) -> str:
    """Why it took the place of the one before; of a first one there is nothing."""
    return version.change_note if version.number > 1 else ""
