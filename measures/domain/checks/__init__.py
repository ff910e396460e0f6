"""What is wrong or odd with what a person enters: values, targets, words.

What is wrong blocks: it is ``Refused``, with the field at fault. What is odd is an
``Oddity``, which wants another value or a reason. Pure: no Django, no database.
"""

from measures.domain.checks.aims import aim_oddities
from measures.domain.checks.claims import Contradiction, Facts, contradictions
from measures.domain.checks.expecting import Expectation, expectation
from measures.domain.checks.odd import Oddity, oddities
from measures.domain.checks.sums import sum_oddities
from measures.domain.checks.typed import (
    HALF,
    PARTS,
    REMOVED,
    amount_typed,
    kept,
    storable,
)

__all__ = [
    "HALF",
    "PARTS",
    "REMOVED",
    "Contradiction",
    "Expectation",
    "Facts",
    "Oddity",
    "aim_oddities",
    "amount_typed",
    "contradictions",
    "expectation",
    "kept",
    "oddities",
    "storable",
    "sum_oddities",
]
