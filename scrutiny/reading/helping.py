"""Whether a measure changed after the actions on it were closed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from measures.models import Measure, Observation
from measures.reading import days_for, definition_of, long_series_of
from measures.reading.analysing import NEVER, rebases_in
from opcc.core.periods import Period
from scrutiny.domain.helped import Helped, helped
from scrutiny.models import Action


@dataclass(frozen=True)
class Reading:
    """One closed action, one of its measures, and what that did since."""

    action: Action
    measure: Measure
    helped: Helped


def readings_of_measure(
    measure: Measure, actions: Iterable[Action], quarter: Period
) -> list[Reading]:
    """What a measure did after each of these closed actions. No query.

    Empty for a measure without a figure to show, as one that is withheld, and for
    one whose figures are not for analysis.
    """
    series = long_series_of(measure, quarter)
    latest = series.latest
    version = latest and definition_of(measure, latest.period)
    version = version or measure.latest_version
    is_empty = all(value is None for value in series.values)
    if version is None or is_empty or series.period_kind in NEVER:
        return []
    about = {
        "unit": version.unit,
        "polarity": measure.polarity_by(version),
        "rebased_at": rebases_in(measure, series),
    }
    return [
        Reading(action, measure, helped(series, closed_on=action.ended_on, **about))
        for action in actions
    ]


def readings_of_action(action: Action, quarter: Period) -> list[Reading]:
    """What each measure of a closed action did since; seven queries, or none."""
    if action.state != Action.State.CLOSED:
        return []
    figures = Observation.objects.spanning(*days_for(quarter))
    measures = action.measures.with_recorded(figures).with_rebases()
    return [
        reading
        for measure in measures
        for reading in readings_of_measure(measure, [action], quarter)
    ]
