"""What is said, as rows."""

from reports.models.agendas import AgendaIssue, MinutesIssue
from reports.models.announcements import (
    Announcement,
    EarlySight,
    LeftAnnouncements,
    Letter,
)
from reports.models.annual import AnnualReport
from reports.models.covers import (
    CoverAppendix,
    CoverContact,
    CoverImplication,
    CoverRecommendation,
    CoverReport,
    CoverSection,
    CoverSignatory,
)
from reports.models.editions import Edition
from reports.models.kinds import PLACES, Kind, Place
from reports.models.parts import EditionPart
from reports.models.passages import Passage
from reports.models.publications import (
    Correction,
    Document,
    Outcome,
    Publication,
    Rendering,
)
from reports.models.responses import PublishedResponse
from reports.models.subscribers import Subscriber
from reports.models.suppressions import (
    ConfirmedNumber,
    DisclosureProposal,
    Suppression,
    holding,
)
from reports.models.versions import EditionVersion, VersionOpening

__all__ = [
    "PLACES",
    "AgendaIssue",
    "Announcement",
    "AnnualReport",
    "ConfirmedNumber",
    "Correction",
    "CoverAppendix",
    "CoverContact",
    "CoverImplication",
    "CoverRecommendation",
    "CoverReport",
    "CoverSection",
    "CoverSignatory",
    "DisclosureProposal",
    "Document",
    "EarlySight",
    "Edition",
    "EditionPart",
    "EditionVersion",
    "Kind",
    "LeftAnnouncements",
    "Letter",
    "MinutesIssue",
    "Outcome",
    "Passage",
    "Place",
    "Publication",
    "PublishedResponse",
    "Rendering",
    "Subscriber",
    "Suppression",
    "VersionOpening",
    "holding",
]
