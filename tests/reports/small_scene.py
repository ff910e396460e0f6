"""A measure of which small numbers are hidden, with a trap in what is told beside."""

import datetime as dt
from decimal import Decimal

from opcc.core.periods import Period
from reports.changes import editions, freezing
from reports.models import Edition
from tests.factories import MeasureFactory, ObservationFactory
from tests.reports.desk_scene import BEFORE, QUARTER, Scene, fresh

QUARTERS = [QUARTER - back for back in range(5, -1, -1)]
NUMBERS = (12, 9, 11, 10, 12, 3)
"""The worked trap: the last is hidden, being under 5."""

COUNT = {
    "kind": "count",
    "name": "Children harmed twice",
    "unit_name": "children",
    "decimals": 0,
    "polarity": "lower",
    "numerator_label": "",
    "denominator_label": "",
}


class SmallScene(Scene):
    """``small`` is a sensitive count; its last quarter is under the threshold."""

    def __init__(self, *, version=None, numbers=None, **facts):
        super().__init__()
        self.small = MeasureFactory(
            office=self.office,
            code="1G",
            objective=self.objective,
            is_sensitive=True,
            version={**COUNT, **(version or {})},
            **facts,
        )
        told = zip(QUARTERS, NUMBERS, strict=True) if numbers is None else numbers
        for period, number in told:
            self.state(period, number)

    def state(self, period, number, **facts):
        value = Decimal(number)
        return ObservationFactory(
            measure=self.small, period=period, value=value, **facts
        )

    def state_twelve_months(self):
        """9 + 11 + 10 + 12 = 42 to June, and 11 + 10 + 12 + 3 = 36 to September."""
        self.state(Period.rolling(BEFORE.end), 42)
        self.state(Period.rolling(QUARTER.end), 36)

    def draft_of(self, quarter, **facts) -> Edition:
        as_at = quarter.end + dt.timedelta(days=20)
        return editions.start(
            office=self.office,
            plan=self.plan,
            quarter=quarter,
            meeting=self.meeting,
            as_at=as_at,
            by=self.builder,
            standfirst="Victims are as satisfied as before.",
            contacts="Priya Nandra, performance@westmarch.example",
            **facts,
        )

    def published_before(self) -> Edition:
        """The edition of the quarter before, with its figures."""
        return self.published(self.kept(self.draft_of(BEFORE)))


def frozen(edition, scene) -> Edition:
    freezing.ask(edition=edition, by=scene.builder)
    assert freezing.freeze(edition.pk)
    return fresh(edition)
