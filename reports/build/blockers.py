"""What stands in the way of an edition, and what is better looked at first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measures.domain.rating import State
from measures.models import (
    Commentary,
    CycleException,
    Measure,
    MeasureVersion,
    Observation,
)
from measures.reading import definition_of
from opcc.core.models import Appointment, Post
from opcc.core.models.periods import columns
from opcc.core.periods import Period
from opcc.core.visibility import Visibility
from opcc.core.workdays import OutsideCalendar
from plans.models import Commitment, PlanVersion
from reports.build.blocking import Blocker
from reports.build.decided import hidden_by_decision
from reports.build.guard import Earlier, drafted
from reports.build.left_out import left_out
from reports.build.own_texts import in_the_way
from reports.build.reading import Read
from reports.build.slips import slips
from reports.build.sources import measures_of, observations_of
from reports.build.waiting import exceptions_of
from reports.domain.workflow import ON_THE_WAY
from reports.models import Edition
from scrutiny.domain import facts
from scrutiny.domain.clocks import agenda_deadline
from scrutiny.models import FactCheck, Meeting

__all__ = ["Blocker", "blockers", "observations_of"]

UNVALIDATED = frozenset(
    {
        Observation.State.ENTERED,
        Observation.State.QUERIED,
        Observation.State.CORRECTED,
    }
)
NEAR = dt.timedelta(days=7)
"""How long before the last day for an agenda it is worth a warning."""


def blockers(edition: Edition, *, on: dt.date) -> list[Blocker]:
    """Errors first; twenty-three queries, however many measures there are.

    Where something is hidden, two more, and one for each earlier edition that this
    process has not read yet; up to nine for what was heard in public.

    ``on`` is the day of asking. The edition's office, plan, meeting and body cost a
    query each where they are not selected with it.
    """
    exceptions = list(exceptions_of(edition))
    told = frozenset(row.measure_id for row in exceptions)
    found = [
        *_of_the_plan(edition),
        *_of_the_meeting(edition, on),
        *_of_other_editions(edition),
        *_of_the_holder(edition, on),
        *_of_exceptions(edition, exceptions),
        *_of_measures(edition, on, told),
        *_of_commitments(edition),
        *_of_facts(edition, on),
        *_of_its_own_words(edition),
        *in_the_way(edition),
    ]
    return sorted(found, key=lambda blocker: not blocker.is_error)


@dataclass(frozen=True)
class _Measured:
    """A measure in the edition's quarter, as far as it can be in the way.

    ``is_exception`` is whether it is one of the quarter's, which are told of apart.
    """

    measure: Measure
    version: MeasureVersion
    edition: Edition
    commentary: Commentary | None
    is_exception: bool
    hidden: Mapping[str, Collection[Period]]

    @cached_property
    def newest(self) -> dict[Period, Observation]:
        """The newest vintage of each figure, by the day of the edition's figures."""
        seen = {
            row.period: row
            for row in sorted(self.measure.recorded, key=lambda row: row.vintage)
            if timezone.localdate(row.entered_at) <= self.edition.as_at
        }
        quarter = self.edition.period
        return {p: row for p, row in seen.items() if quarter.contains(p)}

    @cached_property
    def read(self) -> Read:
        return Read(
            self.measure,
            self.version,
            self.edition.period,
            self.edition.as_at,
            hidden=self.hidden,
        )

    @cached_property
    def is_red(self) -> bool:
        return self.read.position.state is State.RED

    @property
    def unvalidated(self) -> list[Period]:
        rows = self.newest.items()
        return sorted(period for period, row in rows if row.state in UNVALIDATED)

    @property
    def missing(self) -> list[Period]:
        if self.read.is_withheld or self.edition.period in self.newest:
            return []
        owed = self.version.periods_in(self.edition.period)
        return [period for period in owed if period not in self.newest]

    @property
    def lead(self) -> str:
        """Who writes about it: the lead of its priority, else the office's own."""
        priorities = [each.priority for each in self.measure.objectives.all()]
        leads = [p.lead for p in priorities if p.plan_id == self.edition.plan_id]
        named = [lead.name for lead in leads if lead is not None]
        return named[0] if named else _("Performance officer")


def _of_facts(edition: Edition, on: dt.date) -> Iterator[Blocker]:
    """Checks of fact by those who are written about; one query."""
    checks = FactCheck.objects.for_office(edition.office).of(edition.period)
    found = [check.value for check in checks.with_remarks()]
    for notice in facts.before_sign_off(found, on=on):
        who = _("Performance officer")
        yield Blocker(notice.is_error, notice.text, who, "scrutiny:fact-checks")


def _of_the_plan(edition: Edition) -> Iterator[Blocker]:
    last, plan = edition.period.end, edition.plan
    issued = plan.status in (PlanVersion.Status.ISSUED, PlanVersion.Status.SUPERSEDED)
    begun = plan.in_force_from is not None and plan.in_force_from <= last
    if not (issued and begun and (plan.in_force_to or last) >= last):
        text = _("%(plan)s was not in force on %(day)s, the quarter's last day.")
        said = text % {"plan": plan, "day": _day(last)}
        yield Blocker(True, said, _("Chief executive"), "plans:version", (plan.pk,))


def _of_the_meeting(edition: Edition, on: dt.date) -> Iterator[Blocker]:
    meeting = edition.meeting
    where = ("reports:edition-edit", (edition.pk,))
    if meeting.status == Meeting.Status.CANCELLED:
        text = _("The meeting is cancelled: %(meeting)s.") % {"meeting": meeting}
        yield Blocker(True, text, _("Performance officer"), *where)
        return
    try:
        deadline = agenda_deadline(meeting.held_on, meeting.body.clear_days)
    except OutsideCalendar:
        return
    if deadline < on:
        text = _("The last day to publish the agenda was %(day)s.")
    elif deadline - on <= NEAR:
        text = _("The agenda has to be published by %(day)s.")
    else:
        return
    who = _("Scrutiny officer")
    yield Blocker(
        False, text % {"day": _day(deadline)}, who, "scrutiny:meeting", (meeting.pk,)
    )


def _of_other_editions(edition: Edition) -> Iterator[Blocker]:
    """An earlier one of the same quarter that the public has not got yet."""
    earlier = Edition.objects.for_office(edition.office).filter(
        **columns(edition.period), number__lt=edition.number, state__in=ON_THE_WAY
    )
    for other in earlier:
        text = _("%(other)s of the same quarter is still on its way.") % {
            "other": other
        }
        yield Blocker(
            True, text, _("Performance officer"), "reports:edition", (other.pk,)
        )


def _of_the_holder(edition: Edition, on: dt.date) -> Iterator[Blocker]:
    office = edition.office
    held = Appointment.objects.held(on=on).filter(
        post__office=office, post__function=Post.Function.HOLDER
    )
    if not held.exists():
        text = _("Nobody is recorded as %(title)s, so nobody can approve it.")
        said = text % {"title": office.holder_title}
        yield Blocker(True, said, _("Administrator"), "site:settings")


def _of_exceptions(
    edition: Edition, exceptions: Iterable[CycleException]
) -> Iterator[Blocker]:
    """Each that has to be answered before sign-off, with where that is done."""
    for row in exceptions:
        if row.needs_answer:
            text = _("%(it)s is an exception: it has no commentary, nor a reason why.")
            said = text % {"it": f"{row.code} {row.name}"}
            where = ("returns:exception", (edition.period.key, row.pk))
            yield Blocker(True, said, row.owner.name, *where)


def _of_measures(
    edition: Edition, on: dt.date, exceptions: Collection[int | None]
) -> Iterator[Blocker]:
    found = _measured(edition, exceptions)
    for measured in found:
        yield from _of_values(measured)
        yield from _of_words(measured)
        yield from _of_restrictions(measured, on)
    yield from _of_small_numbers(edition, found)
    yield from left_out(edition, [each.read for each in found], on=on)


def _measured(edition: Edition, exceptions: Collection[int | None]) -> list[_Measured]:
    """Eight queries: measures with all that is known of them, and the commentary.

    Those that only the panel is told too: what it reads is as fit to be read.
    """
    quarter, written = edition.period, _commentaries(edition)
    measures = measures_of(edition, "panel").prefetch_related(
        "objectives__priority__lead"
    )
    dated = [(m, definition_of(m, quarter) or m.latest_version) for m in measures]
    decided = hidden_by_decision(edition.office)
    return [
        _Measured(
            measure,
            version,
            edition,
            written.get(measure.pk),
            is_exception=measure.pk in exceptions,
            hidden=decided.get(measure.pk, {}),
        )
        for measure, version in dated
        if version is not None
    ]


def _commentaries(edition: Edition) -> dict[int, Commentary]:
    """The writing in force for the quarter, by measure; one query."""
    rows = Commentary.objects.filter(
        measure__office=edition.office, **columns(edition.period)
    )
    return {row.measure_id: row for row in rows.order_by("number")}


def _of_values(measured: _Measured) -> Iterator[Blocker]:
    measure = measured.measure
    where = ("measures:measure", (measure.code,))
    if measured.unvalidated:
        text = ngettext(
            "%(measure)s: the value of %(periods)s is not validated.",
            "%(measure)s: the values of %(periods)s are not validated.",
            len(measured.unvalidated),
        )
        said = text % {"measure": measure, "periods": _list(measured.unvalidated)}
        yield Blocker(True, said, _whose(measured), *where)
    if measured.missing:
        text = _("%(measure)s: nothing is entered for %(periods)s; [x] is printed.")
        said = text % {"measure": measure, "periods": _list(measured.missing)}
        yield Blocker(False, said, measure.provider.name, *where)


def _whose(measured: _Measured) -> str:
    """A query is the provider's to answer; what is entered is ours to validate."""
    states = {measured.newest[period].state for period in measured.unvalidated}
    if Observation.State.QUERIED in states:
        return measured.measure.provider.name
    return _("Performance officer")


def _of_words(measured: _Measured) -> Iterator[Blocker]:
    if not measured.is_red:
        return
    measure, written = measured.measure, measured.commentary
    where = ("measures:commentary", (measure.code, measured.edition.period.key))
    if written is None or not any(getattr(written, t) for t in Commentary.TEXTS):
        if measured.is_exception:
            return
        text = _("%(measure)s is red and has no commentary, and no reason for none.")
        yield Blocker(True, text % {"measure": measure}, measured.lead, *where)
    elif not (written.asked or written.concluded or written.did):
        holder = measured.edition.office.holder_title
        text = _("%(measure)s is red, and nothing says what the %(holder)s did.")
        said = text % {"measure": measure, "holder": holder}
        yield Blocker(False, said, holder, *where)


def _of_restrictions(measured: _Measured, on: dt.date) -> Iterator[Blocker]:
    rows = [measured.measure, *measured.newest.values()]
    standing = {
        row.restriction
        for row in rows
        if row.restriction and not row.restriction.released_on
    }
    for restriction in sorted(standing, key=lambda each: each.review_on):
        if restriction.review_on < on:
            text = _(
                "%(measure)s is held back, and that was to be reviewed by %(day)s."
            )
            said = text % {
                "measure": measured.measure,
                "day": _day(restriction.review_on),
            }
            args = (measured.measure.code,)
            who = _("Chief executive")
            yield Blocker(False, said, who, "measures:measure", args)


def _of_small_numbers(
    edition: Edition, found: Iterable[_Measured]
) -> Iterator[Blocker]:
    """What people wrote says a hidden number, or it could be worked out."""
    told = drafted([each.read for each in found], Earlier.of(edition.office))
    written = {each.measure.pk: each.commentary for each in found if each.commentary}
    for slip in slips(edition, told, written):
        text = _("%(measure)s: %(sentence)s. Change the text, or confirm it.")
        said = text % {"measure": slip.measure.code, "sentence": slip.sentence}
        args = (edition.pk, slip.measure.code, slip.prompt)
        yield Blocker(True, said, _("Performance officer"), "reports:confirm", args)
    for each in told:
        if each.blocking:
            text = ngettext(
                "%(measure)s gives a hidden figure away: %(places)s.",
                "%(measure)s gives hidden figures away: %(places)s.",
                len(each.blocking),
            )
            places = dict.fromkeys(leak.place for leak in each.blocking)
            said = text % {"measure": each.measure, "places": "; ".join(places)}
            who = _("Performance officer")
            yield Blocker(True, said, who, "reports:disclosure", (edition.pk,))


def _of_commitments(edition: Edition) -> Iterator[Blocker]:
    """Public commitments overdue at the quarter's end, and silent since its start."""
    quarter = edition.period
    overdue = Commitment.objects.for_office(edition.office).overdue(on=quarter.end)
    silent = (
        overdue.filter(
            objective__priority__plan=edition.plan,
            is_internal=False,
            visibility=Visibility.PUBLIC,
        )
        .exclude(status=Commitment.Status.PROPOSED)
        .exclude(updates__at__date__gte=quarter.start)
    )
    for late in silent.select_related("organisation"):
        text = _("%(commitment)s was due on %(day)s, and has no update this quarter.")
        said = text % {"commitment": late, "day": _day(late.due_on)}
        who = late.organisation or late.lead_title or late.get_owner_side_display()
        yield Blocker(False, said, str(who), "plans:commitment", (late.pk,))


def _of_its_own_words(edition: Edition) -> Iterator[Blocker]:
    where = (_("Performance officer"), "reports:edition-edit", (edition.pk,))
    if not edition.standfirst.strip():
        text = _("It has no standfirst: the two or three findings that matter most.")
        yield Blocker(False, text, *where)
    if not edition.contacts.strip():
        yield Blocker(False, _("It names nobody to contact."), *where)


def _list(periods: list[Period]) -> str:
    return ", ".join(period.words for period in periods)


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
