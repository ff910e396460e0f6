"""A cover report composed from what was written, in the house style.

Pure: no Django, no database.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from opcc.core.house_style.cover import (
    ContactPlace,
    CoverReport,
    DateForm,
    ImplicationsPlace,
    Listing,
    OpeningLine,
    Part,
)
from reports.domain.covers import (
    CoverAnswer,
    CoverAppendix,
    CoverContent,
    CoverLine,
    CoverParagraph,
    CoverRecommendation,
    CoverSection,
    CoverSignatory,
)
from reports.domain.footnotes import Marking
from reports.domain.numbering import Counted, cased, numbers
from reports.domain.restricted import Audience
from reports.domain.written import cleaned, parted

NONE = "None."
"""What stands where somebody said that there is nothing."""

HELD_BACK = CoverAppendix("", "", is_public=False)
"""What the public version says of an appendix that is not public."""


@dataclass(frozen=True)
class Written:
    """A section as somebody wrote it; ``nothing`` where they said there is nothing."""

    part: str
    heading: str
    is_numbered: bool = True
    lead: str = ""
    text: str = ""
    nothing: bool = False


@dataclass(frozen=True)
class Asked:
    """What members are asked: "to note", "this report"; or a sentence of its own."""

    verb: str
    text: str
    stands_alone: bool = False


@dataclass(frozen=True)
class Answered:
    heading: str
    text: str = ""
    nothing: bool = False


@dataclass(frozen=True)
class Drafted:
    """Everything that was written for one cover report, without its house style.

    ``appendices`` come without their labels. ``asks`` opens each recommendation:
    "Members are invited".
    """

    office: str
    body: str
    held_on: dt.date
    title: str
    agenda_item: str
    asks: str
    sections: tuple[Written, ...]
    asked: tuple[Asked, ...]
    answered: tuple[Answered, ...]
    appendices: tuple[CoverAppendix, ...]
    signatories: tuple[CoverSignatory, ...]
    contacts: tuple[tuple[str, str], ...]
    meanings: Mapping[str, str] = field(default_factory=dict)
    accent: str = ""


def composed(
    drafted: Drafted, style: CoverReport, *, audience: Audience, on: dt.date
) -> CoverContent:
    """The whole content; ``on`` is the day on which it is frozen."""
    appended = labelled(drafted, style, audience)
    marking = Marking(drafted.meanings)
    bare = _sections(drafted, style, appended)
    sections = _numbered(_marked(bare, marking), style)
    answers = _answers(drafted, style, marking)
    return CoverContent(
        office=drafted.office,
        body=drafted.body,
        held_on=drafted.held_on,
        said_on=said_on(drafted.held_on, style.date_form),
        agenda_item=drafted.agenda_item,
        title=drafted.title,
        opening=tuple(_opening(drafted, style)),
        sections=sections,
        recommendations=_recommendations(drafted, sections),
        answers=answers,
        answers_heading=_answers_heading(style) if answers else "",
        appendices=appended,
        appendices_listed=_has(drafted, Part.APPENDICES),
        notes=tuple(marking.notes),
        signatories=drafted.signatories,
        contacts=drafted.contacts,
        contacts_first=style.contact.place is ContactPlace.START,
        published_on=on,
        accent=drafted.accent,
        audience=audience,
    )


def _answers(
    drafted: Drafted, style: CoverReport, marking: Marking
) -> tuple[CoverAnswer, ...]:
    return tuple(
        CoverAnswer(each.heading, marking.mark(_answer(each, style)))
        for each in drafted.answered
    )


def said_on(day: dt.date, form: DateForm) -> str:
    """ "4 July 2017", or "17th September 2021"."""
    ending = ordinal_ending(day.day) if form is DateForm.ORDINAL else ""
    return f"{day.day}{ending} {day:%B %Y}"


def ordinal_ending(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def sentence_of(asked: Asked, asks: str) -> str:
    """ "Members are invited to note this report."."""
    alone = asked.stands_alone
    words = asked.text if alone else f"{asks} {asked.verb} {asked.text}"
    flat = " ".join(cleaned(words).text.split())
    return flat if flat.endswith((".", "?", ":")) else f"{flat}."


def labelled(
    drafted: Drafted, style: CoverReport, audience: Audience
) -> tuple[CoverAppendix, ...]:
    """Numbered in order, after the implications where these are the first of them."""
    first = 2 if _as_appendix(style) and drafted.answered else 1
    way = style.appendices
    return tuple(
        replace(
            each if each.is_public or audience == "office" else HELD_BACK,
            label=f"{way.label} {number}" if way.numbered else "",
            part=f"appendix-{number}",
        )
        for number, each in enumerate(drafted.appendices, start=first)
    )


def _opening(drafted: Drafted, style: CoverReport) -> Iterator[CoverLine]:
    said = {
        OpeningLine.LETTERHEAD: drafted.office,
        OpeningLine.BODY: drafted.body,
        OpeningLine.DATE: said_on(drafted.held_on, style.date_form),
        OpeningLine.TITLE: drafted.title,
        OpeningLine.AUTHOR: style.author_line,
        OpeningLine.ADDRESSEE: style.addressed_to(drafted.body),
        OpeningLine.CONTACT: "",
    }
    for line in style.opening:
        yield CoverLine(line.value, said[line])


def _sections(
    drafted: Drafted, style: CoverReport, appended: tuple[CoverAppendix, ...]
) -> Iterator[tuple[CoverSection, bool]]:
    """Each section without its numbers, and whether it takes part in numbering."""
    for written in drafted.sections:
        numbered = written.is_numbered
        if written.part == Part.IMPLICATIONS:
            for each in _implications(drafted, style, written):
                yield each, numbered
            continue
        yield (
            CoverSection(
                number="",
                heading=cased(written.heading, style.heading_case),
                paragraphs=tuple(_paragraphs(written, drafted, appended)),
                lead=cleaned(written.lead).text,
                is_bulleted=_is_bulleted(written, style),
            ),
            numbered,
        )


def _paragraphs(
    written: Written, drafted: Drafted, appended: tuple[CoverAppendix, ...]
) -> Iterator[CoverParagraph]:
    if written.part == Part.RECOMMENDATIONS:
        for number, asked in enumerate(drafted.asked, start=1):
            sentence = sentence_of(asked, drafted.asks)
            yield CoverParagraph("", sentence, recommendation=number)
    elif written.part == Part.APPENDICES:
        for appendix in appended:
            yield CoverParagraph("", f"{appendix.words}.")
        if not appended:
            yield CoverParagraph("", NONE)
    elif written.nothing:
        yield CoverParagraph("", NONE)
    else:
        for text in parted(cleaned(written.text).text):
            yield CoverParagraph("", text)


def _implications(
    drafted: Drafted, style: CoverReport, written: Written
) -> Iterator[CoverSection]:
    """A section for each heading, or one with sub-headings; none for an appendix."""
    if _as_appendix(style) or not drafted.answered:
        return
    if style.implications.place is ImplicationsPlace.SECTIONS:
        for each in drafted.answered:
            said = tuple(
                CoverParagraph("", text) for text in parted(_answer(each, style))
            )
            heading = cased(each.heading, style.heading_case)
            yield CoverSection("", heading, said)
        return
    yield CoverSection(
        number="",
        heading=cased(written.heading, style.heading_case),
        paragraphs=tuple(_under_subheadings(drafted.answered, style)),
        lead=cleaned(written.lead).text,
    )


def _under_subheadings(
    answered: Iterable[Answered], style: CoverReport
) -> Iterator[CoverParagraph]:
    for each in answered:
        for place, text in enumerate(parted(_answer(each, style))):
            yield CoverParagraph("", text, subheading="" if place else each.heading)


def _answer(answered: Answered, style: CoverReport) -> str:
    if answered.nothing:
        return style.implications.empty_answer
    return cleaned(answered.text).text


def _marked(
    bare: Iterable[tuple[CoverSection, bool]], marking: Marking
) -> list[tuple[CoverSection, bool]]:
    return [
        (
            replace(
                section,
                lead=marking.mark(section.lead),
                paragraphs=tuple(
                    replace(each, text=marking.mark(each.text))
                    for each in section.paragraphs
                ),
            ),
            numbered,
        )
        for section, numbered in bare
    ]


def _numbered(
    bare: list[tuple[CoverSection, bool]], style: CoverReport
) -> tuple[CoverSection, ...]:
    counted = [
        Counted(numbered and not section.is_bulleted, len(section.paragraphs))
        for section, numbered in bare
    ]
    found = numbers(counted, style.numbering)
    return tuple(
        replace(
            section,
            number=each.heading,
            paragraphs=tuple(
                replace(paragraph, number=number)
                for paragraph, number in zip(
                    section.paragraphs, each.paragraphs, strict=True
                )
            ),
        )
        for (section, _), each in zip(bare, found, strict=True)
    )


def _recommendations(
    drafted: Drafted, sections: tuple[CoverSection, ...]
) -> tuple[CoverRecommendation, ...]:
    stand = {
        each.recommendation: each.number
        for section in sections
        for each in section.paragraphs
        if each.recommendation
    }
    return tuple(
        CoverRecommendation(
            number,
            asked.verb,
            sentence_of(asked, drafted.asks),
            stand.get(number, ""),
        )
        for number, asked in enumerate(drafted.asked, start=1)
    )


def _is_bulleted(written: Written, style: CoverReport) -> bool:
    bulleted = style.recommendations.listing is Listing.BULLETED
    return written.part == Part.RECOMMENDATIONS and bulleted


def _as_appendix(style: CoverReport) -> bool:
    return style.implications.place is ImplicationsPlace.APPENDIX


def _answers_heading(style: CoverReport) -> str:
    """ "Appendix: Risks and implications", numbered where the style numbers.

    "" where they stand in the report itself.
    """
    if not _as_appendix(style):
        return ""
    way = style.appendices
    label = f"{way.label} 1" if way.numbered else way.label
    return f"{label}: {style.implications.heading}"


def _has(drafted: Drafted, part: Part) -> bool:
    return any(section.part == part for section in drafted.sections)
