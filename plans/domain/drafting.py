"""When the text of a plan may be changed, and when progress may be recorded.

Pure: no Django, no database.
"""

from __future__ import annotations

import datetime as dt

from opcc.core.moves import MoveRefused, said

ISSUED = ("issued", "superseded")


def check_draft(status: str) -> None:
    """MoveRefused unless the plan's text may be changed."""
    if status == "draft":
        return
    instead = "make a new version of it" if status in ISSUED else "redraft it first"
    raise MoveRefused(
        f"The text of a plan changes only while it is a draft. This one is "
        f"{said(status)}: {instead}."
    )


def check_reportable(status: str, *, in_force_to: dt.date | None, on: dt.date) -> None:
    """MoveRefused unless what happened to a commitment may be recorded."""
    if status not in ISSUED:
        raise MoveRefused("Progress is recorded once the plan is issued.")
    check_current(in_force_to=in_force_to, on=on)


def check_current(*, in_force_to: dt.date | None, on: dt.date) -> None:
    """MoveRefused where the plan version is a matter of record."""
    if in_force_to is not None and in_force_to < on:
        raise MoveRefused(
            "This version is no longer in force: "
            "use the same commitment of the version that is."
        )
