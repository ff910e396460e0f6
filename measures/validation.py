"""What waits to be validated in one return, with what a validator wants beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from measures.domain import checks, workflow
from measures.domain.quantity import plain, said
from measures.domain.series import Point
from measures.grid import Figure, Return
from measures.models import Observation
from opcc.core.models import User
from opcc.core.moves import MoveRefused

WAITING = frozenset({"entered", "corrected", "queried"})


@dataclass(frozen=True)
class Waiting:
    """One value that is not validated yet; ``refusal`` says why not by this person."""

    figure: Figure
    oddities: tuple[checks.Oddity, ...]
    refusal: str

    @property
    def observation(self) -> Observation:
        return self.figure.observation

    @property
    def tick(self) -> str:
        """The value and the revision of it that is on the page."""
        return f"{self.observation.pk}.{self.observation.revision}"

    @property
    def now(self) -> str:
        return _said(self.figure.point, self.figure)

    @property
    def before(self) -> str:
        return _said(self.figure.before, self.figure)

    @property
    def parts(self) -> str:
        """The two numbers behind a ratio."""
        row = self.observation
        if row.numerator is None or row.denominator is None:
            return ""
        return f"{plain(row.numerator, 0)} / {plain(row.denominator, 0)}"

    @property
    def change(self) -> str:
        """The difference from the period before, with its sign."""
        now, before = self.figure.point, self.figure.before
        if now is None or before is None or None in (now.value, before.value):
            return ""
        return _signed(now.value - before.value, self.figure.version.decimals)


def to_validate(due: Return, by: User) -> list[Waiting]:
    """In the order of the return; no query."""
    return list(_waiting(due, by))


def changed_since_validated(due: Return, by: User) -> tuple[Figure, ...]:
    """The figures stated after this person validated the return; no query."""
    said = due.completion
    if said is None or said.validated_by_id != by.pk:
        return ()
    return due.stated_since(said.validated_at)


def _waiting(due: Return, by: User) -> Iterator[Waiting]:
    for figure in due.figures:
        if figure.state in WAITING:
            yield Waiting(figure, _oddities(figure), _refusal(figure.observation, by))


def _oddities(figure: Figure) -> tuple[checks.Oddity, ...]:
    office = figure.measure.office
    return checks.oddities(
        figure.point,
        figure.before,
        unit=figure.version.unit,
        jump_percent=office.jump_percent,
        small_base=office.small_base,
    )


def _refusal(observation: Observation, by: User) -> str:
    try:
        workflow.check_four_eyes(entered_by=observation.entered_by_id, validator=by.pk)
    except MoveRefused as refusal:
        return str(refusal)
    return ""


def _said(point: Point | None, figure: Figure) -> str:
    if point is None:
        return "[x]"
    if point.value is None:
        return point.symbols
    text = said(point.value, figure.version.unit)
    return f"{text} {point.symbols}".strip()


def _signed(difference: Decimal, decimals: int) -> str:
    text = plain(difference, decimals)
    return f"+{text}" if difference > 0 else text
