"""What is said, as rows."""

from reports.models.agendas import AgendaIssue
from reports.models.editions import Edition
from reports.models.publications import Correction, Document, Publication, Rendering

__all__ = [
    "AgendaIssue",
    "Correction",
    "Document",
    "Edition",
    "Publication",
    "Rendering",
]
