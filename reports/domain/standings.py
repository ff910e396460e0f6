"""Where the measures of one edition stand, in short; and which of them are asked for.

Pure: no Django, no database.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reports.domain.content import EditionContent
from reports.domain.measure_part import MeasurePart, Tone

WITHHELD = "withheld"
"""The position of a measure whose figure the office withholds."""

UNASSESSED = "Not assessed"


@dataclass(frozen=True)
class Standing:
    """One measure: its words are those that the edition prints.

    ``objectives`` are the numbers of those that it stands under; ``position`` is the
    name of its shape.
    """

    code: str
    name: str
    objectives: tuple[str, ...]
    figure: str
    target: str
    position: str
    position_word: str
    direction: str
    direction_shape: str
    direction_tone: Tone
    is_exception: bool


@dataclass(frozen=True)
class Standings:
    """All measures of an edition in the order of the plan, and its objectives."""

    rows: tuple[Standing, ...]
    objectives: tuple[tuple[str, str], ...]

    @property
    def positions(self) -> tuple[tuple[str, str], ...]:
        """Each position that a measure has, with its word."""
        return tuple(dict.fromkeys((r.position, r.position_word) for r in self.rows))

    @property
    def directions(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(row.direction for row in self.rows))

    @property
    def exceptions(self) -> tuple[Standing, ...]:
        return tuple(row for row in self.rows if row.is_exception)


@dataclass(frozen=True)
class Wanted:
    """Which measures are asked for; "" and False ask for all."""

    objective: str = ""
    position: str = ""
    direction: str = ""
    exceptions: bool = False

    @classmethod
    def of(cls, asked: Mapping[str, str], known: Standings) -> Wanted:
        """What was asked for among what there is; anything else asks for nothing."""
        return cls(
            _among(asked.get("objective"), (number for number, _ in known.objectives)),
            _among(asked.get("position"), (name for name, _word in known.positions)),
            _among(asked.get("direction"), known.directions),
            asked.get("exceptions") == "1",
        )

    @property
    def is_all(self) -> bool:
        return self == Wanted()

    @property
    def key(self) -> tuple[object, ...]:
        return self.objective, self.position, self.direction, self.exceptions

    def among(self, rows: Sequence[Standing]) -> tuple[Standing, ...]:
        return tuple(row for row in rows if self._holds(row))

    def _holds(self, row: Standing) -> bool:
        return (
            self.objective in ("", *row.objectives)
            and self.position in ("", row.position)
            and self.direction in ("", row.direction)
            and (row.is_exception or not self.exceptions)
        )


def standings(content: EditionContent) -> Standings:
    objectives = [each for p in content.priorities for each in p.objectives]
    under: dict[str, list[str]] = {}
    for objective in objectives:
        for part in objective.parts:
            under.setdefault(part.code, []).append(objective.number)
    rows = tuple(_standing(part, under[part.code]) for part in content.parts)
    held = [each for each in objectives if each.parts]
    return Standings(rows, tuple((each.number, each.title) for each in held))


def _standing(part: MeasurePart, objectives: Iterable[str]) -> Standing:
    judged = part.process.direction if part.process else None
    state = part.grade.state
    return Standing(
        code=part.code,
        name=part.name,
        objectives=tuple(objectives),
        figure=part.figure.full,
        target=part.target_text,
        position=WITHHELD if part.is_withheld else state.value,
        position_word="Withheld" if part.is_withheld else state.word,
        direction=judged.words if judged else UNASSESSED,
        direction_shape=judged.shape if judged else "",
        direction_tone=judged.tone if judged else "neutral",
        is_exception=part.is_exception,
    )


def _among(asked: str | None, known: Iterable[str]) -> str:
    return asked if asked is not None and asked in set(known) else ""
