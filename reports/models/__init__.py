"""What is said, as rows."""

from reports.models.agendas import AgendaIssue
from reports.models.editions import Edition
from reports.models.publications import Correction, Document, Publication, Rendering
from reports.models.suppressions import (
    ConfirmedNumber,
    DisclosureProposal,
    Suppression,
    holding,
)

__all__ = [
    "AgendaIssue",
    "ConfirmedNumber",
    "Correction",
    "DisclosureProposal",
    "Document",
    "Edition",
    "Publication",
    "Rendering",
    "Suppression",
    "holding",
]
