"""Questions: drafted, asked, edited, dropped, answered, and asked again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max

from measures.models import CycleException, Measure
from opcc.core import audit, clock
from opcc.core.access import Standing
from opcc.core.models import Office, Organisation, User
from opcc.core.moves import MoveRefused, check_based_on
from opcc.core.roles import Can
from plans.models import Objective
from scrutiny.changes import rows
from scrutiny.domain import enquiry
from scrutiny.domain.workflow import QUESTION
from scrutiny.models import Asking, Meeting, Question, Response

SAID = ("text", "source", "domain", "asked_of_id", "item_id")
ASKED = ("state", "asked_of_id", "asked_on", "due_on")


@transaction.atomic
def draft(
    *,
    question: Question,
    by: User,
    measures: Iterable[Measure] = (),
    objectives: Iterable[Objective] = (),
) -> Question:
    """Number a question of its office and keep it as a draft. MoveRefused if blank."""
    if not question.text.strip():
        raise MoveRefused("Write the question.")
    question.number = _next_number(question.office)
    question.state = Question.State.DRAFT
    question.by, question.at = by, clock.now()
    question.validate_constraints()
    question.save(force_insert=True)
    question.measures.set(measures)
    question.objectives.set(objectives)
    after = audit.facts(question, *SAID) | _concerns(question)
    audit.record("draft", question, office=question.office, by=by, after=after)
    return question


@transaction.atomic
def draft_from(*, exception: CycleException, by: User) -> list[Question]:
    """Keep what an exception composes as drafts about its measure or its objective.

    Safe to run twice: what was drafted of it already makes no second draft, whether it
    was dropped or its words were changed since.
    """
    office = Office.objects.select_for_update().get(pk=exception.cycle.office_id)
    earlier = exception.questions_drafted.values_list("composed", flat=True)
    measure = exception.measure
    about = {
        "measures": [measure] if measure else [],
        "objectives": [] if measure else [exception.commitment.objective],
    }
    return [
        draft(question=_composed(office, exception, text), by=by, **about)
        for text in enquiry.newly_composed(exception.questions, known=list(earlier))
    ]


def _composed(office: Office, exception: CycleException, text: str) -> Question:
    return Question(
        office=office,
        text=text,
        composed=text,
        source=Question.Source.EXCEPTION,
        exception=exception,
    )


@transaction.atomic
def put(
    *,
    office: Office,
    text: str,
    about: str,
    about_url: str,
    meeting: Meeting,
    codes: Iterable[str],
    by: User,
) -> Question:
    """A panel member's, about a part of a published report: a draft for the office.

    ``codes`` are the measures of that part. MoveRefused from the day of the meeting.
    """
    enquiry.check_before(
        held_on=meeting.held_on, status=meeting.status, on=clock.today()
    )
    question = Question(
        office=office,
        text=text,
        source=Question.Source.PANEL,
        about=about[:300],
        about_url=about_url,
        for_meeting=meeting,
    )
    measures = Measure.objects.for_office(office).filter(code__in=codes)
    return draft(question=question, measures=measures, by=by)


@transaction.atomic
def edit(
    *,
    question: Question,
    based_on: int,
    by: User,
    measures: Iterable[Measure],
    objectives: Iterable[Objective],
) -> Question:
    """What a draft says; ``based_on`` is the revision that its author saw.

    MoveRefused once it is asked, and WrittenMeanwhile where somebody else saved.
    """
    stored = _locked(question)
    if stored.state != Question.State.DRAFT:
        raise MoveRefused("Only a draft is changed: what was asked stays as asked.")
    check_based_on(revision=stored.revision, based_on=based_on, theirs=stored)
    before = audit.facts(stored, *SAID) | _concerns(stored)
    for name in SAID:
        setattr(stored, name, getattr(question, name))
    stored.measures.set(measures)
    stored.objectives.set(objectives)
    rows.save_next(stored, *SAID)
    after = audit.facts(stored, *SAID) | _concerns(stored)
    old, new = audit.changed(before, after)
    if new:
        audit.record("edit", stored, office=stored.office, by=by, before=old, after=new)
    return stored


@transaction.atomic
def ask(
    *,
    question: Question,
    asked_of: Organisation,
    due_on: dt.date | None,
    by: User,
    seen: int | None = None,
) -> Question:
    """Put it to an organisation, which then sees it and may answer.

    ``seen`` is the revision that was read; WrittenMeanwhile where that is not the
    newest: nobody asks in words that they have not read.
    """
    stored = _locked(question)
    move = QUESTION.check("ask", state=stored.state)
    if seen is not None:
        check_based_on(revision=stored.revision, based_on=seen, theirs=stored)
    today = clock.today()
    enquiry.check_answer_due(due_on=due_on, asked_on=today)
    before = audit.facts(stored, *ASKED)
    stored.state, stored.asked_of = move.target, asked_of
    stored.asked_on, stored.due_on = today, due_on
    rows.save_next(stored, *ASKED)
    _note_asking(stored, by=by)
    _record("ask", stored, before, by=by)
    return stored


@transaction.atomic
def drop(*, question: Question, reason: str, by: User) -> Question:
    """A draft that is not asked stays on record, with the reason."""
    stored = _locked(question)
    move = QUESTION.check("drop", state=stored.state, reason=reason)
    before = audit.facts(stored, *ASKED)
    stored.state, stored.dropped_reason = move.target, reason
    rows.save_next(stored, "state", "dropped_reason")
    _record("drop", stored, before, by=by, reason=reason)
    return stored


@transaction.atomic
def answer(*, response: Response, by: Standing) -> Question:
    """Add an answer, which nobody changes afterwards; part of one leaves it open.

    ``response`` holds the question, the words and who gave them. MoveRefused for
    whoever is neither of the organisation asked nor writing down what was said.
    """
    stored = _locked(response.question)
    enquiry.check_may_answer(
        asked_of=stored.asked_of_id,
        provides_for=by.provides_for,
        asks=by.can(Can.ASK_QUESTIONS),
    )
    move = QUESTION.check("answer", state=stored.state)
    enquiry.check_rest_due(
        is_partial=response.is_partial, rest_due_on=response.rest_due_on
    )
    before = audit.facts(stored, *ASKED)
    response.by, response.at = by.user, clock.now()
    response.save(force_insert=True)
    if not response.is_partial:
        stored.state = move.target
    rows.save_next(stored, "state")
    said = audit.facts(stored, *ASKED)
    said |= audit.facts(response, "text", "is_partial", "answered_by")
    audit.record(
        "answer", stored, office=stored.office, by=by.user, before=before, after=said
    )
    return stored


@transaction.atomic
def ask_again(
    *, question: Question, reason: str, due_on: dt.date | None, by: User
) -> Question:
    """Where the answer does not do: the same words, a new day, and why."""
    stored = _locked(question)
    move = QUESTION.check("ask_again", state=stored.state, reason=reason)
    enquiry.check_answer_due(due_on=due_on, asked_on=clock.today())
    before = audit.facts(stored, *ASKED)
    stored.state, stored.due_on = move.target, due_on
    rows.save_next(stored, *ASKED)
    _note_asking(stored, by=by, reason=reason)
    _record("ask again", stored, before, by=by, reason=reason)
    return stored


def _locked(question: Question) -> Question:
    """The stored row, so that what a form has set on ``question`` is not believed."""
    found = Question.objects.select_related("office", "asked_of")
    return found.select_for_update(of=("self",)).get(pk=question.pk)


def _next_number(office: Office) -> int:
    """The office's row is the lock: two drafts at once are numbered one by one."""
    Office.objects.select_for_update().only("pk").get(pk=office.pk)
    numbers = Question.objects.for_office(office).aggregate(last=Max("number"))
    return (numbers["last"] or 0) + 1


def _note_asking(stored: Question, *, by: User, reason: str = "") -> None:
    Asking.objects.create(
        question=stored, due_on=stored.due_on, reason=reason, by=by, at=clock.now()
    )


def _record(verb: str, stored: Question, before: dict, *, by: User, reason="") -> None:
    audit.record(
        verb,
        stored,
        office=stored.office,
        by=by,
        before=before,
        after=audit.facts(stored, *ASKED),
        reason=reason,
    )


def _concerns(question: Question) -> dict[str, list[str]]:
    """What it is about, as the log keeps it."""
    return {
        "measures": sorted(question.measures.values_list("code", flat=True)),
        "objectives": sorted(question.objectives.values_list("number", flat=True)),
    }
