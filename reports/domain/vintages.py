"""What each edition published of one measure: its vintages, as anybody read them.

Pure: no Django, no database.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from reports.domain.content import EditionContent
from reports.domain.measure_part import MeasurePart


@dataclass(frozen=True)
class Corrected:
    """A correction of the measure that was published beside an edition."""

    on: dt.date
    text: str


@dataclass(frozen=True)
class Vintage:
    """One edition and what it says of the measure, with all that was said of it since.

    ``content`` is what it froze, ``fingerprint`` its SHA-256; ``superseded_by`` is the
    name of the edition that took its place, "" for none.
    """

    code: str
    name: str
    title: str
    address: str
    published_on: dt.date
    fingerprint: str
    content: EditionContent
    superseded_by: str = ""
    corrections: tuple[Corrected, ...] = ()

    @property
    def part(self) -> MeasurePart:
        """Raises ValueError where the edition says nothing of the measure."""
        part = self.content.part(self.code)
        if part is None:
            raise ValueError(f"{self.title} says nothing of {self.code}")
        return part
