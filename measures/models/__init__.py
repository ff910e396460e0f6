"""What is counted, as rows."""

from measures.models.commentary import PROMPTS, Commentary
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
from measures.models.uploads import Upload

__all__ = [
    "PROMPTS",
    "Baseline",
    "Breakdown",
    "Collection",
    "Commentary",
    "Measure",
    "MeasureVersion",
    "Observation",
    "Rebase",
    "Target",
    "Upload",
    "standing",
]
