"""Small numbers: what is hidden, and whether what is published gives it away.

``small`` hides; ``published`` says what has been told, in editions; ``search`` works
out what that leaves possible for each hidden cell; ``proposals`` says what more to
hide. Pure: no Django, no database.
"""

from measures.domain.disclosure.proposals import Proposal, Table, proposals
from measures.domain.disclosure.published import (
    Cell,
    Edition,
    Statement,
    over_periods,
)
from measures.domain.disclosure.search import Exposure, exposures, unsafe
from measures.domain.disclosure.small import (
    THRESHOLD,
    hide_small,
    is_small,
    reveals_small,
    small_cells,
)
from measures.domain.disclosure.whole_numbers import Range

__all__ = [
    "THRESHOLD",
    "Cell",
    "Edition",
    "Exposure",
    "Proposal",
    "Range",
    "Statement",
    "Table",
    "exposures",
    "hide_small",
    "is_small",
    "over_periods",
    "proposals",
    "reveals_small",
    "small_cells",
    "unsafe",
]
