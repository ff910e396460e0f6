"""Where a change refuses what a form has let pass, its words stand in the form."""

from __future__ import annotations

from opcc.core.moves import sentences
from opcc.core.pages import refuse

__all__ = ["refuse", "said_by"]


def said_by(error: Exception) -> str:
    """What an error tells a person, in one line."""
    return " ".join(sentences(error))
