"""The moves of editions, and who may not make them."""

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

PUBLIC_STATES = frozenset({"published", "superseded"})


def check_segregation(
    *, builder: int | None, by: int, move: str, waiver: str = ""
) -> None:
    """Raise MoveRefused where somebody would pass their own edition.

    ``waiver`` is the reason recorded where the office allows one.
    """
    if builder == by and not waiver.strip():
        raise MoveRefused(
            f"You built this edition, so somebody else has to {move.replace('_', ' ')} it."
        )
