"""What is counted, as rows."""

from measures.models.commentary import PROMPTS, Commentary
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
from measures.models.uploads import Upload

__all__ = [
    "PROMPTS",
    "Baseline",
    "Breakdown",
    "Collection",
    "ColumnMapping",
    "Commentary",
    "Import",
    "Measure",
    "MeasureVersion",
    "Observation",
    "Target",
    "Upload",
]
