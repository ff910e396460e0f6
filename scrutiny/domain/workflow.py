"""The moves of meetings."""

from __future__ import annotations

from opcc.core.moves import Machine, Move

MEETING = Machine(
    "a meeting",
    (
        Move("draft_agenda", ("planned",), "agenda_draft"),
        Move("publish_agenda", ("agenda_draft",), "agenda_published"),
        Move(
            "cancel",
            ("planned", "agenda_draft", "agenda_published"),
            "cancelled",
            needs_reason=True,
        ),
        Move("hold", ("agenda_published",), "held"),
    ),
)
