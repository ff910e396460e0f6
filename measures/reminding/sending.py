"""Sending what is due, or what somebody asks for: claim, send, note."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from measures.board import Board, Row
from measures.changes import reminding
from measures.domain.reminding import ESCALATION, next_by_itself, next_when_chased
from measures.models import Cycle, Reminder
from measures.reminding.letters import letter
from opcc.core import clock
from opcc.core.models import User
from opcc.core.moves import MoveRefused

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Told:
    """The messages about one return: those that went, and those that may not have."""

    row: Row
    sent: tuple[Reminder, ...]
    unsure: tuple[Reminder, ...]


def remind(board: Board, *, at: dt.datetime) -> list[Told]:
    """Send what the days ask for, without anybody asking. Safe to run at any time."""
    if board.cycle.state != Cycle.State.OPEN:
        return []
    told = []
    for row in board.rows:
        number = _by_itself(row, board) if row.owes else None
        if number is not None:
            told.append(_tell(row, board, number, by=None, at=at))
    return [each for each in told if each.sent or each.unsure]


def chase(
    board: Board, rows: Iterable[Row], *, by: User, at: dt.datetime
) -> list[Told]:
    """Send the next message about these returns now; raises MoveRefused.

    One return that may not be chased refuses them all, before anything is sent.
    """
    if not board.is_asking:
        raise MoveRefused(_("Open the quarter before you ask for its returns."))
    numbered = [(row, _when_chased(row, board)) for row in rows]
    return [_tell(row, board, number, by=by, at=at) for row, number in numbered]


def _by_itself(row: Row, board: Board) -> int | None:
    return next_by_itself(
        row.last_number, row.last_told_on, on=board.on, due_on=row.due.due_on
    )


def _when_chased(row: Row, board: Board) -> int:
    number = next_when_chased(row.last_number, row.last_told_on, on=board.on)
    if not _recipients(row, board, number):
        raise MoveRefused(
            _("Nobody enters values for %(organisation)s, so nobody can be asked.")
            % {"organisation": row.due.organisation}
        )
    return number


def _recipients(row: Row, board: Board, number: int) -> tuple[User, ...]:
    if number == ESCALATION:
        return board.people.line_of(row.due.organisation)
    return row.people


def _tell(
    row: Row, board: Board, number: int, *, by: User | None, at: dt.datetime
) -> Told:
    to = _recipients(row, board, number)
    claimed = to and reminding.claim(
        organisation=row.due.organisation,
        quarter=board.quarter,
        office=board.cycle.office,
        number=number,
        to=to,
        by=by,
        at=at,
    )
    sent = [each for each in claimed if _sent(each, row, board)]
    return Told(row, tuple(sent), tuple(each for each in claimed if each not in sent))


def _sent(reminder: Reminder, row: Row, board: Board) -> bool:
    try:
        letter(reminder, row, board.people.officers).send()
    except OSError:  # smtplib's errors and the network's are all of this kind
        logger.exception("A message about a return may not have gone")
        return False
    reminding.note_sent(reminder=reminder, at=clock.now())
    return True
