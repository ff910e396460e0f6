"""The figures that somebody decided to hide, as an edition's build asks for them."""

from __future__ import annotations

from collections import defaultdict

from opcc.core.models import Office
from opcc.core.periods import Period
from reports.models import Suppression, holding


def hidden_by_decision(office: Office) -> dict[int, dict[str, frozenset[Period]]]:
    """The periods hidden of each part of a measure, by its row; one query.

    The part "" is the measure itself.
    """
    found: dict[int, dict[str, set[Period]]] = defaultdict(lambda: defaultdict(set))
    for row in holding(Suppression.objects.for_office(office)):
        found[row.measure_id][row.breakdown].add(row.period)
    return {
        measure: {part: frozenset(periods) for part, periods in parts.items()}
        for measure, parts in found.items()
    }
