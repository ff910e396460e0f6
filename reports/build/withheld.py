"""What a version of an edition leaves out, and what may be said of that."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from measures.domain.series import Point, Symbol
from measures.models import Observation
from opcc.core.models import Appointment, Office, Restriction, User
from reports.build.reading import Read
from reports.domain.composition import Redaction


@dataclass(frozen=True)
class _Kept:
    """A measure's figures, or one of them, and why they are kept back."""

    read: Read
    restriction: Restriction
    figure: str = ""

    @property
    def what(self) -> str:
        name = self.read.version.name
        return f"{name}: {self.figure}" if self.figure else name


def redactions(reads: Iterable[Read], office: Office) -> tuple[Redaction, ...]:
    """What is withheld from the audience for which the measures are read.

    A measure that the audience may not know of is not among them. The reason's code
    is told, and never its text. One query, and none where nothing is withheld.
    """
    kept = [each for read in reads for each in _kept(read)]
    if not kept:
        return ()
    post_of = _posts(office, {each.restriction.decided_by for each in kept})
    told = (_redaction(each, post_of) for each in kept)
    return tuple(dict.fromkeys(told))


def _redaction(kept: _Kept, post_of: Callable[[User, dt.date], str]) -> Redaction:
    why = kept.restriction
    return Redaction(
        what=kept.what,
        where=kept.read.measure.code,
        reason=str(why.get_reason_code_display()),
        decided_by=post_of(why.decided_by, why.decided_on),
        decided_on=why.decided_on,
        review_on=why.review_on,
    )


def _kept(read: Read) -> Iterator[_Kept]:
    restriction = read.measure.restriction
    if read.is_withheld and restriction is not None:
        yield _Kept(read, restriction)
        return
    points = (*read.series.points, *read.charted.points)
    for row in _withheld_rows(read.measure.recorded, points):
        yield _Kept(read, row.restriction, row.period.words)
    for row in _withheld_rows(read.measure.recorded_parts, read.breakdown.values()):
        words = {"part": row.breakdown, "period": row.period.words}
        yield _Kept(read, row.restriction, _("%(part)s, %(period)s") % words)


def _withheld_rows(
    rows: Iterable[Observation], points: Iterable[Point]
) -> Iterator[Observation]:
    """Those behind the points that are shown as withheld."""
    shown = [point.period for point in points if point.symbol is Symbol.WITHHELD]
    for row in rows if shown else ():
        is_kept = row.symbol == Observation.Symbol.WITHHELD and row.restriction
        if is_kept and any(period.contains(row.period) for period in shown):
            yield row


def _posts(office: Office, people: Iterable[User]) -> Callable[[User, dt.date], str]:
    """What each was on a day; the name of whoever held no post. One query."""
    held = defaultdict(list)
    rows = Appointment.objects.filter(post__office=office, user__in=people)
    for row in rows.select_related("post"):
        held[row.user_id].append(row)

    def post_of(user: User, day: dt.date) -> str:
        own = [
            row.title
            for row in held[user.pk]
            if row.starts_on <= day and (row.ends_on is None or day <= row.ends_on)
        ]
        return own[0] if own else user.name

    return post_of
