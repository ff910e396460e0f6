"""From rows to values: a measure's series and positions; reads only, writes nothing.

Every function here costs no query for a measure that was asked for with
``Measure.objects.for_office(...).with_recorded(Observation.objects.spanning(*days))
.select_related("restriction")``; ``days_for`` gives the days.
"""

from measures.reading.analysing import Process, analysis_of, process_of
from measures.reading.expecting import expected_of, facts_of, level_of, parts_of
from measures.reading.judging import (
    aims_drawn,
    break_notes,
    comparisons_of,
    judged_point_of,
    position_of,
    target_drawn,
)
from measures.reading.points import HowRead, definition_of, how_combined, native_kind
from measures.reading.series import (
    chart_series_of,
    days_for,
    long_series_of,
    quarter_point_of,
    quarter_series_of,
    series_of,
)
from measures.reading.totals import part_points_of, parts_add_up, stated_total_of

__all__ = [
    "HowRead",
    "Process",
    "aims_drawn",
    "analysis_of",
    "break_notes",
    "chart_series_of",
    "comparisons_of",
    "days_for",
    "definition_of",
    "expected_of",
    "facts_of",
    "how_combined",
    "judged_point_of",
    "level_of",
    "long_series_of",
    "native_kind",
    "part_points_of",
    "parts_add_up",
    "parts_of",
    "position_of",
    "process_of",
    "quarter_point_of",
    "quarter_series_of",
    "series_of",
    "stated_total_of",
    "target_drawn",
]
