"""What is counted, as rows."""

from measures.models.commentary import PROMPTS, Commentary
from measures.models.cycles import Cycle
from measures.models.exceptions import CallIn, CycleException, OfficeWatch, watch_of
from measures.models.imports import ColumnMapping, Import
from measures.models.measures import (
    Baseline,
    Breakdown,
    Collection,
    Measure,
    MeasureVersion,
    Target,
)
from measures.models.observations import Observation
from measures.models.rebases import Rebase, standing
from measures.models.returns import Completion, Reminder
from measures.models.uploads import Upload

__all__ = [
    "PROMPTS",
    "Baseline",
    "Breakdown",
    "CallIn",
    "Collection",
    "ColumnMapping",
    "Commentary",
    "Completion",
    "Cycle",
    "CycleException",
    "Import",
    "Measure",
    "MeasureVersion",
    "Observation",
    "OfficeWatch",
    "Rebase",
    "Reminder",
    "Target",
    "Upload",
    "standing",
    "watch_of",
]
