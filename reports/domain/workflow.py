"""The moves of editions and of other drafts, and who may not make them."""

from __future__ import annotations

from opcc.core.moves import Machine, Move, MoveRefused

EDITION = Machine(
    "an edition",
    (
        Move("freeze", ("draft",), "frozen"),
        Move("sign_off", ("frozen",), "signed_off"),
        Move("approve", ("signed_off",), "approved"),
        Move("embargo", ("approved",), "embargoed"),
        Move("publish", ("approved", "embargoed"), "published"),
        Move("supersede", ("published",), "superseded"),
        Move(
            "return",
            ("frozen", "signed_off", "approved"),
            "draft",
            needs_reason=True,
        ),
    ),
)

COVER = Machine("a cover report", (Move("publish", ("draft",), "published"),))

ANNUAL = Machine("an annual report", (Move("publish", ("draft",), "published"),))

ON_THE_WAY = frozenset({"draft", "frozen", "signed_off", "approved", "embargoed"})
"""States from which an edition has still to reach the public."""

PASSED_BY_OTHERS = {"sign_off": "sign it off", "approve": "approve it"}
"""Moves that nobody makes with what they built, and how a refusal says them."""


def check_segregation(
    *, builder: int | None, by: int, move: str, waiver: str = ""
) -> None:
    """Raise MoveRefused where somebody would pass their own edition.

    ``waiver`` is the reason recorded where the office allows one.
    """
    if builder == by and not waiver.strip():
        said = PASSED_BY_OTHERS[move]
        raise MoveRefused(f"You built this edition, so somebody else has to {said}.")
