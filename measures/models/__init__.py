"""What is counted, as rows."""

from measures.models.collections import Collection, CollectionEntry
from measures.models.commentary import PROMPTS, Commentary
from measures.models.comparators import (
    Comparator,
    ComparatorMember,
    ComparatorValue,
)
from measures.models.cycles import Cycle
from measures.models.exceptions import CallIn, CycleException, OfficeWatch, watch_of
from measures.models.imports import ColumnMapping, Import
from measures.models.lineage import Succession
from measures.models.measures import (
    Baseline,
    Breakdown,
    Measure,
    MeasureVersion,
    Target,
)
from measures.models.observations import Observation
from measures.models.populations import Population
from measures.models.rebases import Rebase, standing
from measures.models.returns import Completion, Reminder
from measures.models.reviews import MeasureReview
from measures.models.uploads import Upload

__all__ = [
    "PROMPTS",
    "Baseline",
    "Breakdown",
    "CallIn",
    "Collection",
    "CollectionEntry",
    "ColumnMapping",
    "Commentary",
    "Comparator",
    "ComparatorMember",
    "ComparatorValue",
    "Completion",
    "Cycle",
    "CycleException",
    "Import",
    "Measure",
    "MeasureReview",
    "MeasureVersion",
    "Observation",
    "OfficeWatch",
    "Population",
    "Rebase",
    "Reminder",
    "Succession",
    "Target",
    "Upload",
    "standing",
    "watch_of",
]
