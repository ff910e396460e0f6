"""Targets that are probably not what somebody meant to set."""

from __future__ import annotations

from decimal import Decimal

from measures.domain.checks.odd import Oddity
from measures.domain.quantity import Unit, decimals_of, plain, said_full
from measures.domain.rating import Polarity

FAR = 30
"""About halfway, in powers of ten, between 10 and 100 times: further off than that, a
slip of two places is likelier than a change of course."""

HUNDRED = 100


def aim_oddities(
    aim: Decimal, *, level: Decimal | None, polarity: Polarity | str, unit: Unit
) -> tuple[Oddity, ...]:
    """What is odd about a target, a limit of a band included.

    ``level`` is about what the figures were lately, in the same unit and for periods of
    the same length; None where there are none.
    """
    if aim == 0 and polarity == Polarity.HIGHER:
        message = "A target of 0 is met by every figure, since higher is better."
        return (Oddity("target_of_nothing", message),)
    if not level or aim == 0:
        return ()
    times = abs(aim / level)
    if times >= FAR:
        return (_hundredfold(aim, aim / HUNDRED, level, unit),)
    if times * FAR <= 1:
        return (_hundredfold(aim, aim * HUNDRED, level, unit),)
    return ()


def _hundredfold(aim: Decimal, meant: Decimal, level: Decimal, unit: Unit) -> Oddity:
    lately = said_full(level, unit)
    message = (
        f"Did you mean {_bare(meant)} rather than {_bare(aim)}? Figures were about "
        f"{lately} lately."
    )
    return Oddity("hundred_times_off", message)


def _bare(number: Decimal) -> str:
    return plain(number, decimals_of(number))
