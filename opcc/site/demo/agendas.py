"""The agendas of the board and of the panel: built, published, and meetings held."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from opcc.core import changes as core
from opcc.core import clock, workdays
from opcc.core.models import Post, Restriction
from opcc.core.visibility import Visibility
from opcc.site.demo import boards
from opcc.site.demo.days import Days
from opcc.site.demo.meetings import board_meeting, panel_meeting
from opcc.site.demo.people import Cast
from reports.changes.agendas import publish_agenda
from scrutiny.changes import agendas, meetings, membership, papers
from scrutiny.models import (
    AgendaItem,
    Body,
    Invitee,
    Meeting,
    Membership,
    Paper,
    TermsOfReference,
)

TERMS = """The Board holds the chief constable to account for policing in Westmarch and
for the plan.

It meets each quarter, in public, and is streamed. What cannot be heard in public is
taken last, under a title that gives nothing away."""

CUSTODY = """Since Aldermere custody closed, officers in the west are 50 minutes from a
cell.

- Arrests in the west have fallen; in the east they have not.
- Interviews by appointment are not counted yet.

The Board is asked to say what it wants to know by its next meeting."""


LIBRARY = "Aldermere Library"


def open_the_board(cast: Cast, days: Days) -> None:
    """The board meets in public from now on, with five clear days, and has members."""
    by = cast.people["scrutiny"]
    board = _body(cast)
    board.visibility, board.clear_days = Visibility.PUBLIC, 5
    meetings.edit_body(body=board, based_on=board.revision, by=by)
    terms = TermsOfReference(
        body=board,
        text=TERMS,
        approved_by="Eleanor Vaisey, Police and Crime Commissioner",
        approved_on=clock.today(),
    )
    membership.approve_terms(terms=terms, by=by)
    core.add_post(
        office=cast.office,
        by=cast.people["administrator"],
        organisation=cast.office.force,
        title="Deputy Chief Constable",
    )
    for post in Post.objects.filter(office=cast.office).select_related("organisation"):
        _seat(board, post, by)


def publish_board(cast: Cast, days: Days, back: int) -> None:
    """The board's agenda with its papers and, of late, an item that is not public."""
    by = cast.people["scrutiny"]
    meeting = board_meeting(cast, days, back)
    meeting.chair, meeting.stream_url = (
        "Eleanor Vaisey",
        "https://westmarch.example/live",
    )
    meetings.edit_meeting(meeting=meeting, based_on=meeting.revision, by=by)
    agendas.begin(meeting=meeting, by=by)
    custody = _add(meeting, "Custody in the west", "topic", 35, "Tom Askew", by)
    invitee = Invitee(item=custody, name="Head of Custody")
    agendas.invite(invitee=invitee, by=by)
    _paper(custody, "Custody travel times", CUSTODY, cast, days)
    boards.set_out(cast, meeting, back)
    _add(meeting, "Forward programme", "information", 10, "Tom Askew", by)
    if back > -2:
        _restricted(meeting, cast)
    publish_agenda(meeting=meeting, urgent_reason="", by=by)


def evening(cast: Cast):
    """The board's meeting with residents, as rows; none until it is told."""
    return _body(cast).meetings.filter(place=LIBRARY)


def invite_residents(cast: Cast, days: Days) -> None:
    by = cast.people["scrutiny"]
    meeting = Meeting(
        body=_body(cast),
        held_on=days.residents(),
        starts_at=dt.time(18, 30),
        place=LIBRARY,
        chair="Eleanor Vaisey",
    )
    meetings.add_meeting(meeting=meeting, by=by)
    agendas.begin(meeting=meeting, by=by)
    _add(meeting, "What residents want to ask", "topic", 60, "Eleanor Vaisey", by)
    publish_agenda(meeting=meeting, urgent_reason="", by=by)


def hold(cast: Cast, meeting: Meeting) -> None:
    agendas.hold(meeting=meeting, on=clock.today(), by=cast.people["scrutiny"])


def publish_panel(cast: Cast, days: Days, back: int) -> None:
    by = cast.people["scrutiny"]
    meeting = panel_meeting(cast, days, back)
    agendas.begin(meeting=meeting, by=by)
    publish_agenda(meeting=meeting, urgent_reason="", by=by)


def draft_panel(cast: Cast, days: Days) -> None:
    """The next panel: its agenda is a draft, and two papers are owed to it."""
    by = cast.people["scrutiny"]
    meeting = panel_meeting(cast, days, 0)
    agendas.begin(meeting=meeting, by=by)
    item = _add(meeting, "Support for victims", "topic", 30, "Meera Castell", by)
    due = workdays.add(meeting.held_on, -8)
    due_at = timezone.make_aware(dt.datetime.combine(due, dt.time(12)))
    for title, owner in (
        ("What victims say of the support they get", "meera"),
        ("Quarterly performance report", "performance"),
    ):
        paper = Paper(
            item=item,
            title=title,
            owner=cast.people[owner],
            due_at=due_at,
            visibility=Visibility.PUBLIC,
        )
        papers.ask_for(paper=paper, by=by)


def _body(cast: Cast) -> Body:
    return Body.objects.for_office(cast.office).get(name="Accountability Board")


def _seat(board: Body, post: Post, by) -> None:
    is_force = post.organisation == board.office.force
    side = "Chief constable's team" if is_force else "Commissioner's team"
    is_chair = post.function == Post.Function.HOLDER
    row = Membership(
        body=board,
        post=post,
        side=side,
        capacity="chair" if is_chair else "member",
        starts_on=clock.today(),
    )
    membership.seat(membership=row, by=by)


def _add(meeting: Meeting, title: str, kind: str, minutes: int, lead: str, by):
    item = AgendaItem(
        meeting=meeting, title=title, kind=kind, duration=minutes, lead=lead
    )
    return agendas.add_item(item=item, by=by)


def _paper(item: AgendaItem, title: str, text: str, cast: Cast, days: Days) -> None:
    """Asked of a priority lead, handed in and accepted."""
    owner, officer = cast.people["owen"], cast.people["scrutiny"]
    paper = Paper(
        item=item,
        title=title,
        owner=owner,
        due_at=clock.now(),
        visibility=Visibility.PUBLIC,
    )
    papers.ask_for(paper=paper, by=officer)
    papers.write(paper=paper, text=text, seen=paper.revision, by=owner)
    papers.accept(paper=paper, by=officer)


def _restricted(meeting: Meeting, cast: Cast) -> None:
    """An operation that has not ended: the chief executive holds it back."""
    officer, chief = cast.people["scrutiny"], cast.people["chief_executive"]
    item = _add(
        meeting, "Operation Kestrel: search of premises", "decision", 15, "", officer
    )
    restriction = Restriction(
        reason_code=Restriction.ReasonCode.OPERATIONAL,
        reason="People who are searched for would be warned.",
        asked_by="Shirin Haddad, acting Chief Constable",
        decided_on=clock.today(),
        review_on=clock.today() + dt.timedelta(days=180),
    )
    agendas.restrict(
        item=item, restriction=restriction, safe_title="An operational matter", by=chief
    )
