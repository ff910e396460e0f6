"""The forward programme of scrutiny, for the public."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from opcc.core.models import Office
from opcc.core.secrecy import says, tells
from opcc.core.visibility import Visibility
from reports.domain.programmes import PlannedQuarter, PlannedTopic, ProgrammeContent
from scrutiny.domain import diary
from scrutiny.domain.suggesting import action_of
from scrutiny.models import Action, Consideration, Meeting, Topic
from scrutiny.reading.quarters import Line, Shelf, programme_of


def build_programme(office: Office, *, issue: int, on: dt.date) -> ProgrammeContent:
    """What may be public of each quarter. Changes nothing; six queries.

    A quarter that is over is there only where it has a public topic; none stands
    after the last that has one.
    """
    shelves = programme_of(office, on=on).shelves
    quarters = [(shelf.is_over, _quarter(shelf)) for shelf in shelves]
    while quarters and not quarters[-1][1].topics:
        quarters.pop()
    kept = [quarter for is_over, quarter in quarters if quarter.topics or not is_over]
    return ProgrammeContent(
        office=office.name,
        issue=issue,
        quarters=tuple(kept),
        published_on=on,
        accent=office.accent,
    )


def secrets(office: Office) -> list[tuple[str, str]]:
    """Words that the programme may not say, and what each of them is. Three queries.

    The titles of topics that are not public and still open, of restricted business
    that topics were taken up from, and whatever else was written of any topic for the
    office alone.
    """
    topics = Topic.objects.for_office(office)
    said = _held_back(office, topics)
    for topic in topics:
        is_open = topic.state not in (Topic.State.CLOSED, Topic.State.DROPPED)
        if topic.visibility != Visibility.PUBLIC and is_open:
            said.append((topic.title, f"the title of topic {topic.reference}"))
        said += [
            (words, f"{what} of topic {topic.reference}")
            for words, what in _inside(topic)
            if tells(words) and not says(_settled(topic), words)
        ]
    for found in Consideration.objects.for_office(office).select_related("topic"):
        for words in (found.findings, found.recommendations):
            if tells(words) and not says(_settled(found.topic), words):
                said.append((words, f"found under topic {found.topic.reference}"))
    return said


def _held_back(office: Office, topics: Iterable[Topic]) -> list[tuple[str, str]]:
    """The titles of actions from restricted items whose lateness suggested a topic."""
    numbers = [action_of(topic.suggested_as) for topic in topics]
    late = Action.objects.for_office(office).filter(
        number__in=[number for number in numbers if number is not None],
        item__restriction__isnull=False,
        item__restriction__released_on=None,
    )
    return [(each.title, f"the title of action {each.number}") for each in late]


def _settled(topic: Topic) -> str:
    """What an ended topic says in public: nobody can take it out of there any more."""
    is_settled = topic.state == Topic.State.CLOSED
    is_settled = is_settled and topic.visibility == Visibility.PUBLIC
    return f"{topic.title}\n{topic.summary}" if is_settled else ""


def _inside(topic: Topic) -> Iterator[tuple[str, str]]:
    yield topic.why, "the reason"
    yield topic.directed_why, "the direction"
    yield topic.dropped_why, "the end"
    for answer in topic.rigour.values():
        yield answer, "the rigour check"


def _quarter(shelf: Shelf) -> PlannedQuarter:
    """Built from what may be public, so that nothing has to be taken out."""
    public = [
        line for line in shelf.lines if line.topic.visibility == Visibility.PUBLIC
    ]
    return PlannedQuarter(
        key=shelf.key,
        name=str(shelf.quarter),
        words=shelf.quarter.words,
        topics=tuple(_topic(line) for line in public),
    )


def _topic(line: Line) -> PlannedTopic:
    topic = line.topic
    is_closed = topic.state == Topic.State.CLOSED
    return PlannedTopic(
        title=topic.title,
        summary=topic.summary,
        about=tuple(about(topic)),
        meeting=meeting_of(topic),
        state="Considered" if is_closed else line.word,
        is_ahead=topic.state == Topic.State.PROGRAMMED,
    )


def about(topic: Topic) -> Iterator[str]:
    """Priorities of issued plans, and the accountability domain."""
    for priority in topic.priorities.all():
        if priority.plan.status in ("issued", "superseded"):
            yield priority.title
    if topic.domain:
        yield str(topic.get_domain_display())


def meeting_of(topic: Topic) -> str:
    meeting = topic.meeting
    if meeting is None or meeting.status == Meeting.Status.CANCELLED:
        return ""
    if meeting.body.visibility != Visibility.PUBLIC:
        return ""
    return f"{meeting.body.name}, {diary.in_words(meeting.held_on)}"
