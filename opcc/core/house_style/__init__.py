"""House styles: an office's words, bodies, timetable and layout, held as data.

Pure: no Django, no database. Each style is a TOML file in ``opcc/core/house_styles/``
that states what it does differently from ``default.toml``: a table adds to the
default's, a list takes the place of the default's. ``{force}`` in a file stands for
the name of the force's area ("Cleveland"), ``{body}`` for the body written to.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from pydantic import ConfigDict, TypeAdapter

from opcc.core.house_style.actions import ActionWays
from opcc.core.house_style.cover import CoverReport
from opcc.core.house_style.meetings import Activity, BodyStyle, SeriesStyle
from opcc.core.house_style.timetable import ReportingCycle, Thresholds
from opcc.core.house_style.watching import Watch
from opcc.core.house_style.wording import (
    CLEAR_DAYS,
    Choice,
    Nation,
    OfficeWords,
    PlanWords,
)

FOLDER = Path(__file__).parent.parent / "house_styles"
DEFAULT = "default"


class UnknownHouseStyle(ValueError):
    """No file holds a style of that name."""


@dataclass(frozen=True)
class HouseStyle:
    """Everything in which one office's ways differ from another's."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    slug: str
    title: str
    nation: Nation
    language: str
    office: OfficeWords
    plan: PlanWords
    categories: tuple[Choice, ...]
    monitoring_routes: tuple[Choice, ...]
    assurance_scale: tuple[Choice, ...]
    bodies: tuple[BodyStyle, ...]
    series: tuple[SeriesStyle, ...]
    activities: tuple[Activity, ...]
    starting_topics: tuple[str, ...]
    cover_report: CoverReport
    reporting_cycle: ReportingCycle
    thresholds: Thresholds
    watch: Watch
    actions: ActionWays

    def __post_init__(self) -> None:
        bodies = {body.name for body in self.bodies}
        series = {each.name for each in self.series}
        meeting = {each.body for each in self.series}
        raised_at = {rung.body for rung in self.actions.ladder} - {""}
        _refuse_unknown("body", (meeting | raised_at) - bodies)
        rules = {each.rule.before for each in self.series if each.rule}
        anchors = {self.reporting_cycle.board, self.reporting_cycle.panel}
        _refuse_unknown("meeting series", (rules | anchors) - series)

    @property
    def clear_days(self) -> int:
        """Clear days of notice for a public meeting, by the office's nation."""
        return CLEAR_DAYS[self.nation]

    def for_force(self, force: str) -> HouseStyle:
        """The same style with its names made out for one area: "Cleveland"."""
        return _ADAPTER.validate_python(_filled(_ADAPTER.dump_python(self), force))


_ADAPTER = TypeAdapter(HouseStyle)


def to_stored(style: HouseStyle) -> dict[str, Any]:
    """The style as plain data, for an office to keep as its own."""
    stored: dict[str, Any] = _ADAPTER.dump_python(style, mode="json")
    return stored


def from_stored(stored: Mapping[str, Any]) -> HouseStyle:
    """An office's own style; what it was stored without is the default's."""
    return _ADAPTER.validate_python(_over(_read(DEFAULT), stored))


def names() -> tuple[str, ...]:
    """The slugs of the styles there are, in order of the alphabet."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def load(slug: str) -> HouseStyle:
    """The style of that name; raises UnknownHouseStyle with the names there are."""
    if slug not in names():
        known = ", ".join(names())
        raise UnknownHouseStyle(
            f"There is no house style {slug!r}. Choose from: {known}."
        )
    return style_from(_read(slug), slug=slug)


def style_from(own: Mapping[str, Any], *, slug: str) -> HouseStyle:
    """The default style with ``own`` over it.

    Raises pydantic's ValidationError, a ValueError, for an unknown key, a value of
    the wrong kind, or a name of a body or series that the style does not hold.
    """
    raw = _over(_read(DEFAULT), own)
    return _ADAPTER.validate_python({**raw, "slug": slug})


@cache
def _read(slug: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{slug}.toml").read_text(encoding="utf-8"))


def _over(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Tables are merged, key by key; anything else replaces what was there."""
    merged = dict(base)
    for key, value in own.items():
        both = isinstance(value, Mapping) and isinstance(merged.get(key), Mapping)
        merged[key] = _over(merged[key], value) if both else value
    return merged


def _filled(value: Any, force: str) -> Any:
    if isinstance(value, str) and not isinstance(value, StrEnum):
        return value.replace("{force}", force)
    if isinstance(value, Mapping):
        return {key: _filled(each, force) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return tuple(_filled(each, force) for each in value)
    return value


def _refuse_unknown(noun: str, unknown: set[str]) -> None:
    if unknown:
        raise ValueError(f"No {noun} is called {', '.join(sorted(unknown))}.")
