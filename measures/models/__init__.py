"""What is counted, as rows."""

from measures.models.commentary import PROMPTS, Commentary
from measures.models.cycles import Cycle
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
    "Collection",
    "ColumnMapping",
    "Commentary",
    "Completion",
    "Cycle",
    "Import",
    "Measure",
    "MeasureVersion",
    "Observation",
    "Rebase",
    "Reminder",
    "Target",
    "Upload",
    "standing",
]
