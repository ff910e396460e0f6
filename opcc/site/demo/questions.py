"""Questions before each board, their answers, and the checks of fact."""

from __future__ import annotations

import datetime as dt

from opcc.core import clock, workdays
from opcc.core.access import Standing
from opcc.site.demo import meetings
from opcc.site.demo.days import Days
from opcc.site.demo.people import Cast
from opcc.site.demo.reading import told
from reports.domain.content import from_bytes
from reports.domain.paragraphs import paragraphs
from reports.models import Kind, Publication
from scrutiny.changes import facts
from scrutiny.changes import questions as changes
from scrutiny.models import FactCheck, Question, Response

TO_ANSWER = 5
"""Working days that are given for an answer before a board."""


def tell(cast: Cast, days: Days, back: int) -> None:
    """Drafted and asked, or dropped; those that stand as drafts are not asked."""
    for each in _told(back):
        is_put = "paragraph" in each
        question = _put(cast, days, each) if is_put else _draft(cast, each)
        if "dropped" in each:
            changes.drop(
                question=question, reason=each["dropped"], by=cast.people["scrutiny"]
            )
        elif _is_asked(each):
            changes.ask(
                question=question,
                asked_of=cast.organisations[each["of"]],
                due_on=_due_on(each, days),
                by=cast.people["scrutiny"],
            )


def tell_answers(cast: Cast, days: Days, back: int) -> None:
    """Each answered in writing by their own people; some asked again."""
    for each in _told(back):
        if "answer" not in each or each.get("spoken"):
            continue
        question = find(cast, each)
        giver = _standing(cast, each["of"])
        _answer(each, each["answer"], question, giver, is_partial="partial" in each)
        if "rest" in each:
            _answer(each, each["rest"], question, giver)
        if "again" in each:
            changes.ask_again(
                question=question,
                reason=each["again"],
                due_on=workdays.add(clock.today(), TO_ANSWER),
                by=cast.people["scrutiny"],
            )
            _answer(each, each["then"], question, giver)


def tell_spoken(cast: Cast, back: int) -> None:
    """What was answered at the board, as the scrutiny officer writes it down."""
    by = cast.standing("scrutiny", on=clock.today())
    for each in _told(back):
        if each.get("spoken"):
            said = find(cast, each)
            _answer(each, each["answer"], said, by, is_spoken=True)


def start_check(cast: Cast, days: Days, back: int) -> None:
    """The force's data unit reads what is written about it, and remarks on it."""
    unit = cast.organisations["crime"]
    quarter = days.back(back)
    by = cast.people["performance"]
    check = facts.start(office=cast.office, organisation=unit, quarter=quarter, by=by)
    passage = facts.passages(unit, quarter)[0]
    facts.remark(
        check=check,
        commentary=passage,
        text="The figure counts arrests on the day only. Please say so.",
        by=_standing(cast, "crime"),
    )


def end_check(cast: Cast, days: Days, back: int) -> None:
    """The office replies, and the unit confirms the facts."""
    checks = FactCheck.objects.for_office(cast.office).of(days.back(back))
    check = checks.get()
    for remark in check.remarks.all():
        facts.reply(
            said=remark,
            text="The note on the data says so: arrests on the day of the report.",
            by=cast.people["performance"],
        )
    facts.confirm(check=check, by=_standing(cast, "crime"))


def find(cast: Cast, each: dict) -> Question:
    return Question.objects.for_office(cast.office).get(text=each["text"])


def _told(back: int) -> list[dict]:
    return [each for each in told("questions")["questions"] if each["quarter"] == back]


def _draft(cast: Cast, each: dict) -> Question:
    question = Question(
        office=cast.office,
        text=each["text"],
        source=each["source"],
        domain=each.get("domain", ""),
        asked_of=cast.organisations[each["of"]],
    )
    measures = cast.office.measures.filter(code__in=each["measures"])
    by = cast.people["scrutiny"]
    return changes.draft(question=question, measures=measures, by=by)


def _put(cast: Cast, days: Days, each: dict) -> Question:
    """By a panel member, about a paragraph of what is published, before they meet."""
    published = Publication.objects.for_office(cast.office)
    report = published.of_kind(each.get("in", Kind.EDITION))[0]
    content = from_bytes(bytes(report.document.content))
    places = {place.key: place for place in paragraphs(content)}
    place = places[each["paragraph"]]
    return changes.put(
        office=cast.office,
        text=each["text"],
        about=f"{report.title}, {place.called}",
        about_url=f"{report.address}#{place.anchor}",
        meeting=meetings.panel_meeting(cast, days, 0),
        codes=[place.code] if place.code else [],
        by=cast.people["panel_member"],
    )


def _is_asked(each: dict) -> bool:
    return bool(each.keys() & {"answer", "open", "unanswered"})


def _due_on(each: dict, days: Days) -> dt.date:
    """One that is open when the story is told is due in the days after it."""
    start = days.today if each.get("open") else clock.today()
    return workdays.add(start, TO_ANSWER)


def _answer(each: dict, text: str, question: Question, by: Standing, **how) -> None:
    response = Response(
        question=question,
        text=text,
        answered_by=each["by"],
        evidence=each.get("evidence", ""),
        **how,
    )
    changes.answer(response=response, by=by)


def _standing(cast: Cast, organisation: str) -> Standing:
    person = cast.provider(organisation)
    key = next(key for key, user in cast.people.items() if user == person)
    return cast.standing(key, on=clock.today())
