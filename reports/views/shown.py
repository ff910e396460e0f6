"""A measure on the page of small numbers: what is hidden, what leaks, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.build.guard import Guarded
from reports.build.proposing import Place, places_of
from reports.domain.evidence import cell_of
from reports.domain.leaks import Explained
from reports.models import DisclosureProposal


@dataclass(frozen=True)
class Shown:
    """``proposal`` is None where nothing leaks that hiding more could help, and where
    nobody has asked yet what would."""

    guarded: Guarded
    proposal: DisclosureProposal | None

    @property
    def code(self) -> str:
        return self.guarded.measure.code

    @property
    def name(self) -> str:
        return self.guarded.measure.name

    @property
    def threshold(self) -> int:
        return self.guarded.subject.threshold

    @property
    def hidden(self) -> list[str]:
        """What this edition hides, the newest first."""
        places = dict.fromkeys(
            (strand.breakdown, period)
            for strand, period in map(cell_of, self.guarded.now.hidden)
        )
        newest = sorted(places, key=lambda each: (each[1].end, each[0]), reverse=True)
        return [said(place) for place in newest]

    @property
    def is_safe(self) -> bool:
        return not self.guarded.leaks

    @property
    def is_stopping(self) -> bool:
        return bool(self.guarded.blocking)

    @property
    def leaks(self) -> Sequence[Explained]:
        """What could be worked out by hiding too little."""
        return [each for each in self._explained if not each.leak.is_lost]

    @property
    def lost(self) -> Sequence[Explained]:
        """What earlier editions gave away already."""
        return [each for each in self._explained if each.leak.is_lost]

    @property
    def _explained(self) -> Sequence[Explained]:
        return self.guarded.explained()

    @property
    def is_put_right(self) -> bool:
        return self.guarded.is_put_right

    @property
    def is_unasked(self) -> bool:
        return self.proposal is None and bool(self.guarded.open)

    @property
    def is_waiting(self) -> bool:
        row = self.proposal
        return row is not None and not row.is_done and not row.error

    @property
    def proposed(self) -> list[str]:
        return words_of(self.proposal) if self.proposal else []


def words_of(row: DisclosureProposal) -> list[str]:
    """What a proposal would hide, each in words."""
    return [said(place) for place in places_of(row.places)]


def said(place: Place) -> str:
    """ "July to September 2026", "Northholm, July to September 2026"."""
    breakdown, period = place
    if not breakdown:
        return period.words
    return _("%(part)s, %(period)s") % {"part": breakdown, "period": period.words}
