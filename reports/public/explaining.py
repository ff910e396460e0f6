"""Pages that explain what is published: the statistics, their files, how to read it."""

from __future__ import annotations

import datetime as dt

from opcc.core.models import Office
from reports.domain import columns
from reports.models.kinds import Kind
from reports.public import frozen, reading
from reports.public.addresses import address
from reports.public.pages import drawn_at


def about(office: Office, *, at: dt.datetime) -> str:
    """How figures are judged, rounded, revised and hidden, and what columns mean."""
    latest = reading.editions(office, at=at).first()
    framework = reading.current(office, [Kind.FRAMEWORK], at=at).first()
    return drawn_at(
        "about",
        office,
        "public:about",
        latest=latest,
        latest_url=address(latest, office) if latest else "",
        notes=frozen.data_notes(latest.document) if latest else (),
        framework=framework,
        framework_url=address(framework, office) if framework else "",
        figures=columns.FIGURES,
        measure=columns.MEASURE,
        sheets=columns.SHEETS,
        register=columns.REGISTER,
        symbols=columns.SYMBOLS,
    )


def accessibility(office: Office, *, at: dt.datetime) -> str:
    """What is built for everybody, what is lacking yet, and whom to ask."""
    return drawn_at("accessibility", office, "public:accessibility")


def api(office: Office, *, at: dt.datetime) -> str:
    """What the JSON view holds, with addresses to try."""
    latest = reading.editions(office, at=at).first()
    return drawn_at(
        "api",
        office,
        "public:api",
        latest=latest,
        latest_url=address(latest, office) if latest else "",
    )
