"""One figure of the entry grid: what its cells show, and what was typed there."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from measures.domain import checks
from measures.domain.quantity import decimals_of
from measures.domain.series import Point
from measures.domain.sheet.amounts import Amount
from measures.domain.sheet.texts import Refused
from measures.grid import Figure
from measures.models import Observation
from measures.specs import gives_parts, spec_of
from measures.statements import (
    NOTHING,
    Cell,
    says_the_same,
    seen_of,
    why_not_typed_over,
)
from opcc.core.hours import said_hour
from opcc.core.periods import Period

MARKS = {"p": "is_provisional", "e": "is_estimated"}
"""Marks beside a number, and the columns that keep them."""

STAND_INS = ("x", "z", "c")
"""Symbols in place of a number: in a row's choice they fill its empty cells."""

MINE, THEIRS = "mine", "theirs"


def parts_of(version) -> tuple[tuple[str, str], ...]:
    """The cells of one figure: the part, and what the person calls it."""
    if not gives_parts(version):
        return (("value", version.unit_name),)
    return (
        ("numerator", version.numerator_label or _("Numerator")),
        ("denominator", version.denominator_label or _("Denominator")),
    )


def texts_of(observation: Observation | None, parts, mark: str) -> dict[str, str]:
    """The texts of a figure's cells; ``mark`` is said once for the whole row."""
    names = [part for part, _label in parts]
    if observation is None:
        return dict.fromkeys(names, "")
    texts = {name: _text(getattr(observation, name)) for name in names}
    first = names[0]
    if observation.symbol and not texts[first]:
        texts[first] = f"[{observation.symbol}]"
    elif texts[first]:
        beside = [
            f" [{letter}]"
            for letter, column in MARKS.items()
            if letter != mark and getattr(observation, column)
        ]
        texts[first] += "".join(beside)
    return texts


def _text(number: Decimal | None) -> str:
    return "" if number is None else f"{number:,.{decimals_of(number)}f}"


def name_of(period: Period) -> str:
    """A period in a field's name or an address: its key without a slash."""
    return period.key.replace("/", "-")


@dataclass
class FigureCells:
    """The cells of one figure, as shown or as typed; what is wrong or odd with them.

    ``base`` travels with the form: the vintage and revision that were shown, and a
    fingerprint of the texts, by which a cell that nobody touched is known.
    """

    figure: Figure
    prefix: str
    mark: str
    texts: dict[str, str] = field(init=False)
    base: str = field(init=False)
    amount: Amount | None = None
    is_touched: bool = False
    was_posted: bool = False
    is_conflict: bool = False
    is_half: bool = False
    why: str = ""
    errors: list[tuple[str, str]] = field(default_factory=list)
    oddities: tuple[checks.Oddity, ...] = ()

    def __post_init__(self) -> None:
        self.parts = parts_of(self.figure.version)
        self.texts = texts_of(self.observation, self.parts, self.mark)
        self.base = _based(self.seen_now, self.texts, self.mark)

    @property
    def period_name(self) -> str:
        return name_of(self.figure.period)

    @property
    def observation(self) -> Observation | None:
        return self.figure.observation

    @property
    def seen_now(self) -> tuple[int, int]:
        return seen_of(self.observation)

    @property
    def is_editable(self) -> bool:
        return not self.why_locked

    @property
    def why_locked(self) -> str:
        """Why it may not be typed over; "" where it may."""
        row = self.observation
        return "" if row is None else why_not_typed_over(row)

    @property
    def is_filled(self) -> bool:
        return self.observation is not None or self.amount is not None

    @property
    def point(self) -> Point | None:
        """As typed, or else as it is stored."""
        if self.amount is None:
            return self.figure.point
        symbol = self.amount.symbol
        numbers = checks.kept(self.amount)
        return Point(self.figure.period, symbol=symbol, **numbers)

    @property
    def stored(self) -> dict[str, str]:
        """The texts of what is stored, whatever was typed since."""
        return texts_of(self.observation, self.parts, self.mark)

    @property
    def is_held(self) -> bool:
        """Whether what was typed cannot be stored yet: somebody has to look at it."""
        if self.errors or self.is_conflict or self.is_half:
            return True
        return bool(self.oddities) and self.is_touched

    def name(self, part: str) -> str:
        return f"{self.prefix}.{part}"

    # -- reading what was typed

    def read(self, data: Mapping[str, str], symbol: str) -> None:
        """Take what was typed; ``symbol`` is the row's choice."""
        names = [part for part, _label in self.parts]
        self.was_posted = self.name(names[0]) in data
        if not self.was_posted:
            return
        self.texts = {name: data.get(self.name(name), "") for name in names}
        self.base = data.get(self.name("base"), "")
        self.why = data.get(self.name("why"), "").strip()[:500]
        seen, shown = _parsed(self.base)
        self.is_touched = shown != fingerprint(self.texts, symbol)
        if not self.is_touched:
            self._show_what_is_there()
        elif self._chose(data.get(self.name("choice"), ""), seen):
            self._read_amount(symbol)

    def _show_what_is_there(self) -> None:
        """Somebody else's newer value, where this person left the cell alone."""
        self.texts = texts_of(self.observation, self.parts, self.mark)
        self.base = _based(self.seen_now, self.texts, self.mark)

    def _chose(self, choice: str, seen: tuple[int, int]) -> bool:
        """Whether the typed value is to be read, after a choice between two."""
        kept, _space, of = choice.partition(" ")
        if of == _version(self.seen_now) and kept == THEIRS:
            self.is_touched = False
            self._show_what_is_there()
            return False
        if of == _version(self.seen_now) and kept == MINE:
            seen = self.seen_now
            self.base = _based(seen, self.stored, self.mark)
        self.is_conflict = seen != self.seen_now
        return True

    def _read_amount(self, symbol: str) -> None:
        texts = dict(self.texts)
        if symbol in STAND_INS and not any(text.strip() for text in texts.values()):
            texts[self.parts[0][0]] = f"[{symbol}]"
        try:
            self.amount = checks.amount_typed(spec_of(self.figure.version), texts)
        except Refused as refusal:
            part = refusal.field if refusal.field in texts else self.parts[0][0]
            self.errors.append((part, refusal.message))
            self.is_half = refusal.code == checks.HALF
            return
        if self.amount is None and self.observation is not None:
            self.errors.append((self.parts[0][0], checks.REMOVED))
        elif self.amount is None:
            self.is_touched = self.is_conflict = False

    def settle(self, cell: Cell) -> None:
        """Drop a conflict where both said the same; refuse what may not be changed."""
        row = self.observation
        if row is None:
            self.is_conflict = False
            return
        if says_the_same(row, cell):
            self.is_touched = self.is_conflict = False
        elif not self.is_editable and not self.is_conflict:
            self.errors.append((self.parts[0][0], self.why_locked))

    # -- showing it

    @property
    def status(self) -> str:
        """How the cell is drawn.

        error, conflict, warning, locked, typed (not saved yet), empty or saved.
        """
        if self.errors:
            return "error"
        if self.is_conflict:
            return "conflict"
        if self.is_read_only:
            return "locked"
        if self.oddities:
            return "warning"
        if self.is_touched and self.amount is not None:
            return "typed"
        return "empty" if self.observation is None else "saved"

    @property
    def is_read_only(self) -> bool:
        return not self.is_editable and not self.is_touched

    @property
    def conflict_words(self) -> str:
        """Whose value stands, what this person typed, and why theirs has to stay."""
        row = self.observation
        theirs = " / ".join(t for t in texts_of(row, self.parts, "").values() if t)
        at = timezone.localtime(row.entered_at)
        both = _("%(who)s put %(theirs)s at %(time)s on %(day)s; you put %(yours)s.")
        both %= {
            "who": row.entered_by.name,
            "theirs": theirs,
            "time": said_hour(at.time()),
            "day": f"{at.day} {at:%B}",
            "yours": " / ".join(text for text in self.texts.values() if text),
        }
        return f"{both} {self.why_locked}".strip()

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The values that a person may keep, and the words for them."""
        now = _version(self.seen_now)
        theirs = [(f"{THEIRS} {now}", _("Keep theirs"))]
        return (
            [*theirs, (f"{MINE} {now}", _("Use mine"))] if self.is_editable else theirs
        )


def _version(seen: tuple[int, int]) -> str:
    return f"{seen[0]}.{seen[1]}"


def _based(seen: tuple[int, int], texts: Mapping[str, str], mark: str) -> str:
    return f"{_version(seen)}.{fingerprint(texts, mark)}"


def _parsed(base: str) -> tuple[tuple[int, int], str]:
    """The vintage and revision shown, and the fingerprint; nothing for other text."""
    vintage, _dot, rest = base.partition(".")
    revision, _dot, fingerprint = rest.partition(".")
    if not (vintage.isdecimal() and revision.isdecimal()):
        return NOTHING, ""
    return (int(vintage), int(revision)), fingerprint


def fingerprint(texts: Mapping[str, str], mark: str = "") -> str:
    """By which texts that nobody touched are known when they come back."""
    said = "\x1f".join([mark, *(text.strip() for text in texts.values())])
    return hashlib.sha256(said.encode()).hexdigest()[:12]
