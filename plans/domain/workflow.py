"""The moves of plan versions and commitments."""

from __future__ import annotations

from opcc.core.moves import Machine, Move

PLAN_VERSION = Machine(
    "a plan",
    (
        Move("start_consultation", ("draft",), "consultation"),
        Move("send_to_panel", ("consultation",), "with_panel"),
        Move("redraft", ("consultation", "with_panel"), "draft"),
        Move("issue", ("with_panel",), "issued"),
        Move("supersede", ("issued",), "superseded"),
    ),
)

COMMITMENT = Machine(
    "a commitment",
    (
        Move("agree", ("proposed",), "agreed"),
        Move("start", ("agreed",), "in_progress"),
        Move("deliver", ("in_progress",), "delivered"),
        Move(
            "close",
            ("agreed", "in_progress"),
            "closed_undelivered",
            needs_reason=True,
        ),
        Move(
            "reopen",
            ("delivered", "closed_undelivered"),
            "in_progress",
            needs_reason=True,
        ),
    ),
)
