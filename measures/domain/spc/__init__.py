"""Statistical process control: XmR charts of a measure's values over time.

``analyse`` takes plain values; ``analyse_series`` takes a series and keeps to what may
be analysed at all. Pure: no Django, no database.

Source: the rules of NHS England's Making Data Count, with D. Wheeler's XmR limits;
stricter than the usual tools about gaps and short series.
"""

from measures.domain.spc.analysis import Analysis, Group, Point, analyse
from measures.domain.spc.charted import Expected, SignalKind, Stretch, charted
from measures.domain.spc.limits import Limits, Strength
from measures.domain.spc.over_series import analyse_series
from measures.domain.spc.signals import Kind, Label
from measures.domain.spc.verdicts import Assurance, Improvement, Variation

__all__ = [
    "Analysis",
    "Assurance",
    "Expected",
    "Group",
    "Improvement",
    "Kind",
    "Label",
    "Limits",
    "Point",
    "SignalKind",
    "Strength",
    "Stretch",
    "Variation",
    "analyse",
    "analyse_series",
    "charted",
]
