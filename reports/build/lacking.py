"""What a cover report still lacks before it may be published, and where to give it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from opcc.core import clock
from opcc.core.house_style.cover import ContactPlace
from reports.build.blockers import Blocker
from reports.build.proposing import draft_guarded
from reports.build.slips import slips_in
from reports.models import CoverReport, CoverSection


def lacking(report: CoverReport) -> list[Blocker]:
    """In the order of the page; no query where the report came with all its rows."""
    return [
        *_of_sections(report),
        *_of_implications(report),
        *_of_people(report),
        *_of_appendices(report),
    ]


def worth_a_look(report: CoverReport) -> list[Blocker]:
    """Numbers in its words that the report it carries hides; as the edition's own
    blockers cost, and nothing where it carries none or none is hidden."""
    if report.edition is None:
        return []
    text = "\n".join(_texts(report))
    words = _(
        "It says %(number)s, which is the hidden figure of %(measure)s for %(place)s. "
        "Make sure that it is another number."
    )
    return [
        Blocker(
            False,
            words % {"number": number, "measure": slip.measure, "place": place},
            "",
            "reports:cover",
            (report.pk,),
        )
        for slip in slips_in(text, draft_guarded(report.edition))
        for number, place in slip.numbers.items()
    ]


def _texts(report: CoverReport) -> Iterator[str]:
    for section in report.sections.all():
        yield section.lead
        yield section.text
    for asked in report.recommendations.all():
        yield asked.text
    for implied in report.implications.all():
        yield implied.text


def _of_sections(report: CoverReport) -> Iterator[Blocker]:
    for section in report.sections.all():
        if section.part == "recommendations" and not report.recommendations.all():
            yield _blocker(
                _("No recommendation is made."), "cover-recommendations", report.pk
            )
        if section.is_gathered or section.nothing or section.text.strip():
            continue
        yield _blocker(_words_for(section), "cover-section", section.pk)


def _words_for(section: CoverSection) -> str:
    if section.part == "background_papers":
        return _("Background papers: list them, or say that there are none.")
    if section.is_free:
        return _("“%(heading)s” is empty: write it, or take it out.") % {
            "heading": section
        }
    return _("“%(heading)s” is empty.") % {"heading": section}


def _of_implications(report: CoverReport) -> Iterator[Blocker]:
    for each in report.implications.all():
        if not each.is_answered:
            words = _("The implication “%(heading)s” has no answer.")
            text = words % {"heading": each.heading}
            yield _blocker(text, "cover-implications", report.pk)


def _of_people(report: CoverReport) -> Iterator[Blocker]:
    style = report.office.style.cover_report
    names = [each.name for each in report.signatories.all() if each.name.strip()]
    if style.signatories and not names:
        yield _blocker(_("Nobody signs it."), "cover-people", report.pk)
    values = [each.value for each in report.contacts.all() if each.value.strip()]
    if style.contact.place is not ContactPlace.NONE and not values:
        yield _blocker(_("It names nobody to contact."), "cover-people", report.pk)


def _of_appendices(report: CoverReport) -> Iterator[Blocker]:
    at = clock.now()
    carried = report.edition
    if carried is not None and not _is_public(carried.publication, at):
        words = _("The report that it carries, “%(title)s”, is not public yet.")
        yield _blocker(words % {"title": carried}, "edition", carried.pk)
    for row in report.appendices.all():
        if row.publication and row.is_public and not row.publication.is_public(at=at):
            words = _("The appendix “%(title)s” is not public yet.") % {"title": row}
            yield _blocker(words, "cover", report.pk)


def _is_public(publication, at) -> bool:
    return publication is not None and publication.is_public(at=at)


def _blocker(text: str, view: str, pk: int) -> Blocker:
    return Blocker(True, text, "", f"reports:{view}", (pk,))
