"""The refusal of a file: a move refused, in words for the person who sent it."""

from __future__ import annotations

from opcc.core.moves import MoveRefused


class FileRefused(MoveRefused):
    """The message says what is wrong with the file and what to do."""
