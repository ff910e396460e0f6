"""The kinds of document, and where on the public face each of them stands.

A new kind begins here; "A new kind of document" in the README says what else it takes.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    EDITION = "edition", _("Quarterly performance report")
    PLAN = "plan", _("Police and crime plan")
    AGENDA = "agenda", _("Agenda")
    MINUTES = "minutes", _("Minutes")
    PROGRAMME = "programme", _("Scrutiny programme")
    RESPONSE = "response", _("Response to an inspection")
    ANSWER = "answer", _("Response to the panel")
    DECISION = "decision", _("Decision record")
    COVER = "cover", _("Cover report")
    FRAMEWORK = "framework", _("Performance framework")
    OVERVIEW = "overview", _("Board overview")
    SUMMARY = "summary", _("Summary of a report")
    EXTRACT = "extract", _("Extract of a report")
    THEMATIC = "thematic", _("Thematic review")
    ANNUAL = "annual", _("Annual report")
    REGISTER = "register", _("Specified-information register")


@dataclass(frozen=True)
class Place:
    """A part of the public face: its folder, its heading, and what it says if empty.

    ``empty`` is what has not been published yet; ``about`` what will stand there.
    """

    folder: str
    heading: str | Promise
    empty: str | Promise
    about: str | Promise


PLACES = {
    Kind.EDITION: Place(
        "reports",
        _("Reports"),
        _("No report has been published yet"),
        _("Each quarter's report stands here once it is approved."),
    ),
    Kind.PLAN: Place(
        "plan",
        _("Plan"),
        _("No plan has been published yet"),
        _("The police and crime plan stands here once it is issued."),
    ),
    Kind.AGENDA: Place(
        "scrutiny",
        _("Meetings"),
        _("No agenda has been published yet"),
        _(
            "The agendas of meetings that are open to the public stand here, with "
            "their papers, some days before each meeting, and their minutes after."
        ),
    ),
    Kind.MINUTES: Place(
        "minutes",
        _("Minutes"),
        _("No minutes have been published yet"),
        _("What was said and decided at each meeting stands here once it is agreed."),
    ),
    Kind.PROGRAMME: Place(
        "programme",
        _("Scrutiny programme"),
        _("No programme has been published yet"),
        _("What will be looked at, and when, stands here once it is settled."),
    ),
    Kind.RESPONSE: Place(
        "inspections",
        _("Inspections"),
        _("No response to an inspection has been published yet"),
        _(
            "What the inspectorate found in the force, and the answer to each finding, "
            "stand here within 56 days of its report."
        ),
    ),
    Kind.ANSWER: Place(
        "recommendations",
        _("Recommendations"),
        _("No recommendation of the panel has been answered yet"),
        _("What the panel recommended or asked for, and the answer, stand here."),
    ),
    Kind.DECISION: Place(
        "decisions",
        _("Decisions"),
        _("No decision has been published yet"),
        _("Decisions of significant public interest stand here, with their reasons."),
    ),
    Kind.COVER: Place(
        "reports-to-meetings",
        _("Reports to meetings"),
        _("No report to a meeting has been published yet"),
        _(
            "What the office puts before the panel and its boards, with what each is "
            "asked to decide, stands here."
        ),
    ),
    Kind.FRAMEWORK: Place(
        "framework",
        _("Performance framework"),
        _("No performance framework has been published yet"),
        _("What is counted, and how each measure is judged, stands here."),
    ),
    Kind.OVERVIEW: Place(
        "overviews",
        _("Overviews"),
        _("No overview has been published yet"),
        _("All measures of a quarter on one page stand here."),
    ),
    Kind.SUMMARY: Place(
        "summaries",
        _("Summaries"),
        _("No summary has been published yet"),
        _("What got better and worse in a quarter, on one page, stands here."),
    ),
    Kind.EXTRACT: Place(
        "extracts",
        _("Extracts of reports"),
        _("No extract of a report has been published yet"),
        _("The exceptions of a quarter, or one objective of it, stand here."),
    ),
    Kind.THEMATIC: Place(
        "thematic-reviews",
        _("Thematic reviews"),
        _("No thematic review has been published yet"),
        _(
            "What scrutiny looked at, with its figures, and what was asked, found, "
            "concluded and done, stands here."
        ),
    ),
    Kind.ANNUAL: Place(
        "annual-reports",
        _("Annual reports"),
        _("No annual report has been published yet"),
        _("Each year against the plan, its four quarters side by side, stands here."),
    ),
    Kind.REGISTER: Place(
        "specified-information",
        _("Specified information"),
        _("The register of specified information has not been published yet"),
        _(
            "What the law asks this office to publish, where each thing is, and when "
            "somebody last looked, stand here."
        ),
    ),
}
