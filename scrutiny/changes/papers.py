"""Papers: asked for, handed in as versions, accepted or sent back."""

from __future__ import annotations

import hashlib

from django.db import transaction

from opcc.core import audit, clock
from opcc.core.models import User
from opcc.core.moves import MoveRefused
from scrutiny.changes import rows
from scrutiny.domain import files
from scrutiny.domain.workflow import PAPER
from scrutiny.models import Paper, PaperVersion

PAPER_FACTS = ("title", "owner_id", "owner_name", "due_at", "visibility")
MARKDOWN = "markdown"


@transaction.atomic
def ask_for(*, paper: Paper, by: User) -> None:
    """Put a paper on an item: who owes it, and by when."""
    meeting = rows.locked_meeting(paper.item.meeting_id)
    _check_not_over(meeting)
    rows.add(paper, office=meeting.body.office, by=by)


@transaction.atomic
def edit(*, paper: Paper, based_on: int, by: User) -> None:
    """MoveRefused once it is accepted; WrittenMeanwhile where somebody saved it, or
    handed a version in, since the revision that its author saw."""
    stored = _locked(paper)
    if stored.state == Paper.State.ACCEPTED:
        raise MoveRefused("This paper is accepted: send it back to change it.")
    office = _office(stored)
    rows.edit(stored, paper, PAPER_FACTS, office=office, by=by, based_on=based_on)


@transaction.atomic
def upload(*, paper: Paper, name: str, data: bytes, by: User) -> PaperVersion:
    """Hand in a file; FileRefused where its content is not what papers may be."""
    looked = files.look_at(name, data)
    return _hand_in(paper, by=by, kind=looked.kind.key, filename=looked.name, data=data)


@transaction.atomic
def write(*, paper: Paper, text: str, seen: int, by: User) -> PaperVersion:
    """Hand in words written here; ``seen`` is the revision they were written on."""
    if not text.strip():
        raise MoveRefused("Write the paper before you submit it.")
    if _locked(paper).revision != seen:
        raise MoveRefused(
            "Somebody else handed in another version meanwhile. Yours is below: "
            "open the paper beside it, compare them, then write it again from there."
        )
    return _hand_in(paper, by=by, kind=MARKDOWN, text=text, data=b"")


@transaction.atomic
def accept(*, paper: Paper, by: User, seen: int | None = None) -> None:
    """``seen`` is the revision that was read: nobody accepts what they have not."""
    stored = _locked(paper)
    if seen is not None and stored.revision != seen:
        raise MoveRefused(
            "Somebody handed in another version meanwhile. Read it, then accept it."
        )
    _move(stored, "accept", by=by)


@transaction.atomic
def send_back(*, paper: Paper, reason: str, by: User) -> None:
    """It is owed again, with what is wrong."""
    _move(_locked(paper), "return", by=by, reason=reason)


def _hand_in(paper: Paper, *, by: User, data: bytes, text: str = "", **facts):
    """One more version; a paper that was submitted may be submitted again."""
    stored = _locked(paper)
    _check_not_over(stored.item.meeting)
    if stored.state == Paper.State.ACCEPTED:
        raise MoveRefused("This paper is accepted: ask for it to be sent back first.")
    whole = text.encode() if text else data
    version = PaperVersion.objects.create(
        paper=stored,
        number=stored.versions.count() + 1,
        text=text,
        data=data,
        size=len(whole),
        sha256=hashlib.sha256(whole).hexdigest(),
        by=by,
        at=clock.now(),
        **facts,
    )
    after = audit.facts(version, "number", "kind", "filename", "size", "sha256")
    office = _office(stored)
    audit.record("hand_in", stored, office=office, by=by, after=after)
    if stored.state == Paper.State.DRAFT:
        _move(stored, "submit", by=by)
    else:
        _save(stored)
    return version


def _move(stored: Paper, name: str, *, by: User, reason: str = "") -> None:
    move = PAPER.check(name, state=stored.state, reason=reason)
    before = audit.facts(stored, "state")
    stored.state = move.target
    _save(stored)
    audit.record(
        name,
        stored,
        office=_office(stored),
        by=by,
        before=before,
        after=audit.facts(stored, "state"),
        reason=reason,
    )


def _save(stored: Paper) -> None:
    stored.revision += 1
    stored.save(update_fields=["state", "revision"])


def _locked(paper: Paper) -> Paper:
    papers = Paper.objects.select_related("item__meeting__body__office")
    return papers.select_for_update(of=("self",)).get(pk=paper.pk)


def _office(paper: Paper):
    return paper.item.meeting.body.office


def _check_not_over(meeting) -> None:
    if meeting.is_over:
        raise MoveRefused("The meeting is over: its papers stand as they were.")
