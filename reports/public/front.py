"""An office's first page: what is new, what is promised, what is to come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from opcc.core.models import Office
from reports.domain.agendas import AgendaContent
from reports.domain.plans import PlanContent, PlanPriority
from reports.domain.standings import Standings
from reports.models.kinds import Kind
from reports.models.publications import Publication
from reports.public import frozen, reading
from reports.public.addresses import address
from reports.public.measuring import NOTHING, known_of
from reports.public.pages import changed_url, drawn_on, listed_as

EARLIER = 5
"""How many earlier reports the home page names; the others are on the list."""

TO_COME = 3
"""How many meetings the home page names."""

AGENDAS = 20
"""Those published last: an agenda is published some days before its meeting."""

LATELY = 4
"""How many decisions and responses the home page names."""

OF_LATE = (Kind.DECISION, Kind.RESPONSE, Kind.ANSWER, Kind.MINUTES)


@dataclass(frozen=True)
class ToCome:
    """A meeting with a published agenda."""

    agenda: AgendaContent
    url: str


def home(office: Office, *, at: dt.datetime) -> str:
    """The latest report with what changed, the plan, the meetings, the measures."""
    listed = [listed_as(office, each, at) for each in reading.editions(office, at=at)]
    latest = listed[0] if listed else None
    changed = reading.changed(latest.publication.document) if latest else ""
    plan = reading.plans(office, at=at).select_related("document").first()
    return drawn_on(
        "home",
        office,
        reverse("public:home", args=[office.slug]),
        latest=latest,
        standfirst=frozen.standfirst(latest.publication.document) if latest else "",
        changed=changed,
        changed_url=latest and _unless_there(latest.publication, office, changed),
        known=_known(latest.publication) if latest else NOTHING,
        plan=plan,
        priorities=_priorities(plan) if plan else (),
        to_come=sorted(_to_come(office, at), key=_begins)[:TO_COME],
        lately=[_told(office, each) for each in _lately(office, at)],
        earlier=listed[1 : EARLIER + 1],
        has_more=len(listed) > EARLIER + 1,
    )


def _unless_there(publication: Publication, office: Office, changed: str) -> str:
    """The way to every difference, where what is stored has none and there are some."""
    url = changed_url(publication, office)
    return "" if url in changed or not frozen.since(publication.document) else url


def _known(publication: Publication) -> Standings:
    return known_of(publication.document)


def _priorities(plan: Publication) -> tuple[PlanPriority, ...]:
    content = frozen.readable(plan.document)
    return content.priorities if isinstance(content, PlanContent) else ()


def _to_come(office: Office, at: dt.datetime) -> Iterator[ToCome]:
    """The meetings of today and after, by the agendas that nothing has replaced."""
    today = timezone.localdate(at)
    agendas = reading.current(office, [Kind.AGENDA], at=at).select_related("document")
    for each in agendas[:AGENDAS]:
        agenda = frozen.readable(each.document)
        if isinstance(agenda, AgendaContent) and agenda.held_on >= today:
            yield ToCome(agenda, address(each, office))


def _begins(meeting: ToCome) -> tuple[dt.date, str]:
    return meeting.agenda.held_on, meeting.agenda.starts


def _lately(office: Office, at: dt.datetime):
    return reading.current(office, OF_LATE, at=at)[:LATELY]


def _told(office: Office, row: Publication) -> tuple[Publication, str, str]:
    """A publication, what it is, and where."""
    return row, str(Kind(row.kind).label), address(row, office)
