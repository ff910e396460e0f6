"""My work: what is due from one person in one office, gathered from every app.

Reads only. Each source costs a constant number of queries, and is asked only where
the person's standing lets them do what it lists.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from measures import grid, reading
from measures.domain.rating import State
from measures.models import Commentary, Cycle, Measure, Observation
from opcc.core import workdays
from opcc.core.access import Standing
from opcc.core.models import Office, Restriction
from opcc.core.periods import Period, PeriodKind
from opcc.core.roles import Can
from opcc.site.due import Due
from opcc.site.work_minutes import minutes_due
from opcc.site.work_questions import questions_due
from plans.models import Commitment, Objective
from reports.models import Edition

SOON = dt.timedelta(days=7)
"""What is due within this many days stands apart from what is due later."""


@dataclass(frozen=True)
class Pile:
    """The things due in one stretch of days, soonest first."""

    title: str
    things: tuple[Due, ...]
    is_late: bool = False


def piles(standing: Standing, *, on: dt.date) -> list[Pile]:
    """What is overdue, due today, this week and later; without the empty ones."""
    things = sorted(due_from(standing, on=on), key=lambda due: (due.on, due.what))
    week = on + SOON
    made = [
        Pile(_("Overdue"), tuple(d for d in things if d.on < on), is_late=True),
        Pile(_("Today"), tuple(d for d in things if d.on == on)),
        Pile(
            _("By %(day)s") % {"day": f"{week:%A} {week.day} {week:%B}"},
            tuple(d for d in things if on < d.on <= week),
        ),
        Pile(_("Later"), tuple(d for d in things if d.on > week)),
    ]
    return [pile for pile in made if pile.things]


def due_from(standing: Standing, *, on: dt.date) -> Iterator[Due]:
    """Everything that waits for this person, in no order."""
    quarter = Period.containing(on, PeriodKind.QUARTER) - 1
    if standing.provides_for or _validates(standing):
        returns = grid.returns_of(standing.office, quarter)
        yield from _owed(standing, returns)
        yield from _to_validate(standing, returns, quarter)
    if standing.can(Can.WRITE_COMMENTARY) or standing.can(Can.STATE_OVERSIGHT):
        reds = _reds(standing.office, quarter)
        if standing.can(Can.WRITE_COMMENTARY):
            yield from _to_write(standing, reds, quarter)
        if standing.can(Can.STATE_OVERSIGHT):
            yield from _to_state(standing, reds, quarter)
    if standing.can(Can.RUN_CYCLES):
        yield from _to_open(standing.office, quarter)
    yield from questions_due(standing, on=on)
    yield from minutes_due(standing, on=on)
    yield from _commitments(standing, on=on)
    yield from _editions(standing, on=on)
    if standing.can(Can.DECIDE_RESTRICTIONS):
        yield from _restrictions(standing.office)


def _validates(standing: Standing) -> bool:
    """Whether validation is their daily work: others may, but are not asked to."""
    return standing.can(Can.VALIDATE_VALUES) and standing.can(Can.EDIT_MEASURES)


def _owed(standing: Standing, returns: list[grid.Return]) -> Iterator[Due]:
    """A return that this person's organisations have not finished."""
    for owed in returns:
        if owed.organisation.pk not in standing.provides_for:
            continue
        states = [figure.state for figure in owed.figures]
        missing, queried = states.count("expected"), states.count("queried")
        if missing or queried:
            yield Due(
                on=_by(owed),
                what=_("Return for %(quarter)s: %(organisation)s")
                % {"quarter": owed.quarter, "organisation": owed.organisation},
                detail=_values(missing, queried),
                url=_url("returns:return", standing, owed.quarter, owed.organisation),
                button=_("Answer") if queried else _("Enter"),
                word=_("Queried") if queried else _("To enter"),
                tone="warn" if queried else "",
            )


def _values(missing: int, queried: int) -> str:
    to_enter = ngettext("%d value to enter", "%d values to enter", missing) % missing
    asked = ngettext("%d query to answer", "%d queries to answer", queried) % queried
    return ", ".join(said for n, said in ((missing, to_enter), (queried, asked)) if n)


def _to_validate(
    standing: Standing, returns: list[grid.Return], quarter: Period
) -> Iterator[Due]:
    """Values that others entered, where this person may validate."""
    if not _validates(standing):
        return
    for entered in returns:
        waiting = [
            figure
            for figure in entered.figures
            if figure.state in ("entered", "corrected")
            and figure.observation.entered_by_id != standing.user.pk
        ]
        if waiting:
            count = len(waiting)
            yield Due(
                on=_validation_day(standing.office, quarter),
                what=ngettext(
                    "Validate %(n)d value of %(organisation)s",
                    "Validate %(n)d values of %(organisation)s",
                    count,
                )
                % {"n": count, "organisation": entered.organisation},
                detail=str(quarter),
                url=_url("returns:validate", standing, quarter, entered.organisation),
                button=_("Validate"),
                word=_("To validate"),
            )


def _to_open(office: Office, quarter: Period) -> Iterator[Due]:
    """The quarter that ended, while nobody has asked for its returns."""
    cycle = Cycle.objects.for_office(office).of(quarter).first()
    if cycle is not None and cycle.state != Cycle.State.SCHEDULED:
        return
    yield Due(
        on=_opening_day(quarter),
        what=_("Open %(quarter)s") % {"quarter": quarter},
        detail=_("Each provider is then asked for what they owe."),
        url=reverse("site:cycle", args=[office.slug, quarter.key]),
        button=_("Open"),
        word=_("Not open"),
    )


def _opening_day(quarter: Period) -> dt.date:
    try:
        return workdays.next_working_day(quarter.end)
    except workdays.OutsideCalendar:
        return quarter.end


def _to_write(standing: Standing, reds: list[Measure], quarter: Period):
    """Red measures that say nothing yet, where this person is to write."""
    mine = [m for m in reds if not m.written and _is_theirs(m, standing)]
    yield from _one_for_all(
        mine,
        standing,
        quarter,
        what=ngettext(
            "Write commentary on %d red measure",
            "Write commentary on %d red measures",
            len(mine),
        ),
    )


def _to_state(standing: Standing, reds: list[Measure], quarter: Period):
    """Red measures on which the Commissioner has said nothing yet."""
    silent = [m for m in reds if not any(text.oversight_at for text in m.written)]
    yield from _one_for_all(
        silent,
        standing,
        quarter,
        what=ngettext(
            "Say what you asked, concluded and did on %d red measure",
            "Say what you asked, concluded and did on %d red measures",
            len(silent),
        ),
    )


def _one_for_all(
    measures: list[Measure], standing: Standing, quarter: Period, *, what: str
) -> Iterator[Due]:
    """One line for several measures, which leads to the first of them."""
    if not measures:
        return
    address = [standing.office.slug, measures[0].code, quarter.key]
    yield Due(
        on=_validation_day(standing.office, quarter),
        what=what % len(measures),
        detail=", ".join(measure.code for measure in measures),
        url=reverse("measures:commentary", args=address),
        button=_("Write"),
        word=_("To write"),
    )


def _reds(office: Office, quarter: Period) -> list[Measure]:
    """Red in a quarter, each with what is ``written`` and where it is ``placed``."""
    about = Commentary.objects.filter(
        period_kind=quarter.kind.value, period_start=quarter.start
    )
    in_force = Objective.objects.filter(priority__plan__status="issued")
    measures = (
        Measure.objects.for_office(office)
        .live(on=quarter.end)
        .with_recorded(Observation.objects.spanning(*reading.days_for(quarter)))
        .prefetch_related(
            Prefetch("commentaries", queryset=about, to_attr="written"),
            Prefetch(
                "objectives",
                queryset=in_force.select_related("priority"),
                to_attr="placed",
            ),
        )
    )
    return [measure for measure in measures if _is_red(measure, quarter)]


def _is_red(measure: Measure, quarter: Period) -> bool:
    point = reading.judged_point_of(measure, quarter)
    return reading.position_of(measure, point).state is State.RED


def _is_theirs(measure: Measure, standing: Standing) -> bool:
    """The lead of its priority writes; where there is none, whoever edits measures."""
    leads = {objective.priority.lead_id for objective in measure.placed} - {None}
    if leads:
        return standing.user.pk in leads
    return standing.can(Can.EDIT_MEASURES)


def _commitments(standing: Standing, *, on: dt.date) -> Iterator[Due]:
    """Commitments past their day in the priorities that this person leads."""
    mine = Commitment.objects.for_office(standing.office).overdue(on=on)
    for commitment in mine.filter(
        objective__priority__lead=standing.user,
        objective__priority__plan__status="issued",
    ):
        yield Due(
            on=commitment.due_on,
            what=_("Commitment %(it)s") % {"it": commitment},
            detail=_("%(owner)s, said to be %(delivery)s")
            % {
                "owner": commitment.get_owner_side_display(),
                "delivery": commitment.get_delivery_display().lower(),
            },
            url=reverse("plans:commitment", args=[standing.office.slug, commitment.pk]),
            button=_("Update"),
            word=_("Overdue"),
            tone="late",
        )


MOVES = (
    (
        "draft",
        Can.BUILD_EDITIONS,
        gettext_lazy("Finish and freeze"),
        gettext_lazy("Open"),
    ),
    ("frozen", Can.SIGN_OFF, gettext_lazy("Sign off"), gettext_lazy("Sign off")),
    ("signed_off", Can.APPROVE, gettext_lazy("Approve"), gettext_lazy("Approve")),
    ("approved", Can.PUBLISH, gettext_lazy("Publish"), gettext_lazy("Publish")),
)
"""What an edition in a state waits for, and whose it is."""


def _editions(standing: Standing, *, on: dt.date) -> Iterator[Due]:
    """Editions that wait for this person's next move."""
    waiting = {
        state: (words, button)
        for state, permission, words, button in MOVES
        if standing.can(permission)
    }
    if not waiting:
        return
    editions = Edition.objects.for_office(standing.office).filter(state__in=waiting)
    for edition in editions.select_related("meeting__body"):
        words, button = waiting[edition.state]
        yield Due(
            on=_papers_day(edition, on=on),
            what=f"{words}: {edition}",
            detail=_("For %(meeting)s") % {"meeting": edition.meeting},
            url=reverse("reports:edition", args=[standing.office.slug, edition.pk]),
            button=button,
            word=edition.get_state_display(),
            tone="quiet" if edition.state == "draft" else "accent",
        )


def _restrictions(office: Office) -> Iterator[Due]:
    """Restrictions that are to be looked at again."""
    standing = Restriction.objects.filter(office=office, released_on=None)
    for restriction in standing.prefetch_related("measure_set__versions"):
        for measure in restriction.measure_set.all():
            yield Due(
                on=restriction.review_on,
                what=_("Review why %(measure)s is withheld") % {"measure": measure},
                detail=restriction.get_reason_code_display(),
                url=reverse("measures:measure", args=[office.slug, measure.code]),
                button=_("Review"),
                word=_("Not public"),
                tone="solid",
            )


def _papers_day(edition: Edition, *, on: dt.date) -> dt.date:
    """The working day before the papers have to be out; today where it is past."""
    try:
        day = workdays.add(
            edition.meeting.held_on, -edition.meeting.body.clear_days - 2
        )
    except workdays.OutsideCalendar:
        return on
    return max(day, on)


def _validation_day(office: Office, quarter: Period) -> dt.date:
    try:
        return workdays.add(quarter.end, office.validation_working_days)
    except workdays.OutsideCalendar:
        return quarter.end


def _by(owed: grid.Return) -> dt.date:
    return owed.due_on or owed.quarter.end


def _url(name: str, standing: Standing, quarter: Period, organisation) -> str:
    return reverse(name, args=[standing.office.slug, quarter.key, organisation.pk])
