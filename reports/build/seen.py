"""What the versions of an edition may hold, by the visibility of rows."""

from __future__ import annotations

from opcc.core.visibility import RINGS, within
from reports.domain.composition import AUDIENCES, Audience


def rings_of(audience: Audience) -> list[str]:
    """The visibilities that may stand in what is made for an audience."""
    return [ring for ring in RINGS if within(ring, audience=audience)]


def widest(*rings: str) -> Audience:
    """The widest audience within all of these visibilities."""
    return next(
        each for each in AUDIENCES if all(within(ring, audience=each) for ring in rings)
    )
