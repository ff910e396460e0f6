"""What a frozen document says, in places that a search may lead to.

Pure: no Django, no database. Text only: what is published holds nothing restricted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import singledispatch

from markdown_it.token import Token

from opcc.core.markup import MARKDOWN
from reports.domain.agendas import AgendaContent, AgendaLine
from reports.domain.annual import AnnualContent
from reports.domain.answers import AnswerContent
from reports.domain.commitments import CommitmentLine
from reports.domain.content import (
    Content,
    DerivedContent,
    EditionContent,
    PackContent,
)
from reports.domain.covers import CoverContent, CoverSection
from reports.domain.decisions import DecisionContent
from reports.domain.frameworks import FrameworkContent, FrameworkMeasure
from reports.domain.measure_part import MeasurePart
from reports.domain.minutes import MinutedItem, MinutesContent
from reports.domain.plans import PlanContent, PlanObjective
from reports.domain.programmes import ProgrammeContent
from reports.domain.registers import RegisterContent, RegisterHeading
from reports.domain.responses import AnsweredFinding, ResponseContent

CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]+")
"""What no reader types and a database may refuse; the marks of a search are of it."""

BREAKS = ("softbreak", "hardbreak")

ENDS = ".?!:;,…”"

FOOTNOTE = re.compile(r"\[\^\d+\]")


@dataclass(frozen=True)
class Passage:
    """One place: its id on the page and its heading, both "" for the whole document."""

    anchor: str
    heading: str
    text: str


def passages(content: Content) -> tuple[Passage, ...]:
    """The whole document first, then each of its parts in the order of the page.

    A short document's whole holds the words of all its parts, so that words which
    stand apart from one another still find it.
    """
    return tuple(_passages(content))


def plain(text: str) -> str:
    """Markdown as one line of words."""
    blocks = MARKDOWN.parse(FOOTNOTE.sub("", text))
    lines = ([_word(each) for each in block.children or ()] for block in blocks)
    return _line(" ".join("".join(line) for line in lines))


def _word(inline: Token) -> str:
    return " " if inline.type in BREAKS else inline.content


def _line(text: str) -> str:
    return " ".join(CONTROLS.sub(" ", text).split())


def _passage(anchor: str, heading: str, *texts: str) -> Passage:
    return Passage(anchor, _line(heading), _sentences(texts))


def _sentences(texts: Iterable[str]) -> str:
    """Each as a sentence, lest a result run them into one another."""
    said = (plain(text) for text in texts)
    ended = (text if text[-1] in ENDS else f"{text}." for text in said if text)
    return " ".join(ended)


def _filled(*parts: Passage) -> Iterator[Passage]:
    """Those of which the document says anything."""
    return (part for part in parts if part.text)


def _short(lead: Iterable[str], parts: Iterable[Passage]) -> Iterator[Passage]:
    """A short document: its whole, with the words of its parts, then the parts."""
    found = list(parts)
    words = (f"{part.heading}. {part.text}" for part in found)
    yield Passage("", "", _line(" ".join((_sentences(lead), *words))))
    yield from found


@singledispatch
def _passages(content: Content) -> Iterator[Passage]:
    """A kind that nobody gave places to: all its words, as one."""
    yield _passage("", "", *_texts(content))


def _texts(said: object) -> Iterator[str]:
    """Every text of more than a word, however deep."""
    if isinstance(said, str):
        if " " in said:
            yield said
    elif isinstance(said, tuple):
        for each in said:
            yield from _texts(each)
    elif is_dataclass(said):
        for field in fields(said):
            yield from _texts(getattr(said, field.name))


# -- editions


@_passages.register
def _of_edition(content: EditionContent) -> Iterator[Passage]:
    cover = content.cover
    yield _passage("", "", cover.standfirst, cover.kind, cover.plan, cover.report_of)
    yield from _changes(content)
    yield from _composed(content)
    for part in content.parts:
        yield _measure(part)
    yield from _commitments(content.commitments)
    yield _passage("notes", "Data notes", *content.data_notes)
    yield _passage("glossary", "Words used", *(": ".join(e) for e in content.glossary))


@_passages.register
def _of_derived(content: DerivedContent) -> Iterator[Passage]:
    edition = content.edition
    names = (f"{part.code} {part.name}." for part in edition.parts)
    yield _passage("", "", edition.cover.standfirst, *names)
    if content.kind == "summary":
        yield from (Passage("", each.heading, each.text) for each in _changes(edition))
    if content.kind == "extract":
        yield from (_measure(part) for part in edition.parts)


def _commitments(lines: Iterable[CommitmentLine]) -> Iterator[Passage]:
    for line in lines:
        heading = f"{line.reference} {line.title}"
        said = (line.owner, line.delivery_word, line.update)
        yield _passage("commitments", heading, *said)


def _changes(content: EditionContent) -> Iterator[Passage]:
    changes = content.changes
    lines = (*changes.worse, *changes.better, *changes.also)
    if changes.since and lines:
        said = (f"{line.name}. {line.text}" for line in lines)
        yield _passage("changed", "What changed since last time", *said)


def _composed(content: EditionContent) -> Iterator[Passage]:
    """The office's own words among the parts."""
    for placed in content.composition:
        if placed.text and placed.audience == "public":
            yield _passage(placed.name, placed.heading, placed.text)


def _measure(part: MeasurePart) -> Passage:
    answers = (answer.text for answer in part.answers)
    compared = (each.sentence for each in part.comparisons)
    beside = (each.sentence for each in part.benchmarks)
    return _passage(
        f"m{part.code}",
        f"{part.code} {part.name}",
        f"{part.message}." if part.message else "",
        *answers,
        *_oversight(part),
        *_scrutinised(part),
        part.grade.reason,
        *compared,
        *beside,
        part.definition,
        part.source,
        *part.notes,
    )


def _scrutinised(part: MeasurePart) -> Iterator[str]:
    """What was asked, answered, stated and agreed about it in public."""
    if part.scrutinised is None:
        return
    for asked in part.scrutinised.asked:
        yield from (asked.question, *(answer.text for answer in asked.answers))
    yield from (stated.reason for stated in part.scrutinised.stated)
    yield from (agreed.action for agreed in part.scrutinised.agreed)


def _oversight(part: MeasurePart) -> tuple[str, ...]:
    said = part.oversight
    return (said.asked, said.concluded, said.did, said.signed) if said else ()


@_passages.register
def _of_review(content: PackContent) -> Iterator[Passage]:
    theme = content.theme
    yield _passage("about", "", "Thematic review.", theme.summary, *theme.about)
    yield from (_measure(part) for part in content.edition.parts)
    for asked in content.questions:
        answers = (answer.text for answer in asked.answers)
        yield _passage("questions", "What was asked", asked.text, *answers)
    for stated in content.conclusions:
        yield _passage("concluded", stated.item, stated.conclusion.reason)
    for finding in content.findings:
        said = (finding.report, finding.text, finding.response)
        yield _passage("findings", finding.name, *said)
    for action in content.actions:
        yield _passage("actions", "What was agreed", action.title, action.owner)


@_passages.register
def _of_year(content: AnnualContent) -> Iterator[Passage]:
    yield _passage("", "", "Annual report.", *content.plans, content.statement)
    for priority in content.priorities:
        for objective in priority.objectives:
            heading = f"Objective {objective.number}: {objective.title}"
            names = (f"{line.code} {line.name}." for line in objective.lines)
            yield _passage("progress", heading, *names)
    yield from _commitments(content.commitments)
    for each in content.oversight:
        box = each.oversight
        said = (box.asked, box.concluded, box.did)
        yield _passage("oversight", f"{each.code} {each.name}", *said)
    records = (each.title for each in (*content.decisions, *content.answers))
    yield _passage("records", "Decisions and answers of the year", *records)


# -- the plan, and how it is counted


@_passages.register
def _of_plan(content: PlanContent) -> Iterator[Passage]:
    titles = (f"{each.number}. {each.title}." for each in content.priorities)
    yield _passage("", "", content.introduction, *titles)
    for priority in content.priorities:
        anchor, heading = f"p{priority.number}", f"{priority.number}. {priority.title}"
        yield _passage(anchor, heading, priority.category, priority.description)
        for objective in priority.objectives:
            yield _objective(anchor, objective)


def _objective(anchor: str, objective: PlanObjective) -> Passage:
    promised = (f"{c.reference} {c.title}, {c.owner}." for c in objective.commitments)
    counted = (f"{code} {name}." for code, name in objective.measures)
    heading = f"{objective.number} {objective.title}"
    return _passage(anchor, heading, objective.description, *promised, *counted)


@_passages.register
def _of_framework(content: FrameworkContent) -> Iterator[Passage]:
    titles = (f"{each.number}. {each.title}." for each in content.priorities)
    yield _passage("", "", content.plan, *titles)
    yield from (_defined(measure) for measure in content.measures)


def _defined(measure: FrameworkMeasure) -> Passage:
    targets = (aim.text for aim in measure.targets)
    earlier = (f"{e.definition} {e.change_note}" for e in measure.earlier)
    return _passage(
        f"m{measure.code}",
        f"{measure.code} {measure.name}",
        measure.definition,
        measure.counts,
        measure.rule,
        *targets,
        measure.source,
        measure.provider,
        measure.change_note,
        *earlier,
    )


# -- meetings


@_passages.register
def _of_agenda(content: AgendaContent) -> Iterator[Passage]:
    lead = (f"{content.body}.", content.place, content.chair, content.urgent_reason)
    papers = (
        _passage(f"paper-{paper.reference}", paper.title, paper.text)
        for paper in content.written
    )
    items = (_agenda_line(line) for line in content.lines)
    yield from _short(lead, (*items, *papers))


def _agenda_line(line: AgendaLine) -> Passage:
    papers = (f"Paper {paper.reference}: {paper.title}." for paper in line.papers)
    said = (line.safe_title, line.kind, line.lead, line.note, line.late_reason)
    heading = f"{line.number}. {line.title}"
    return _passage(f"item-{line.number}", heading, *said, *line.invitees, *papers)


@_passages.register
def _of_minutes(content: MinutesContent) -> Iterator[Passage]:
    lead = (f"{content.body}.", content.place, content.chair)
    came = (f"{words}: {', '.join(names)}." for words, names in content.attendance)
    attendance = _passage("attendance", "Who came", *came)
    items = (_minuted(item) for item in content.items)
    yield from _short(lead, (attendance, *items))


def _minuted(item: MinutedItem) -> Passage:
    ended = item.conclusion
    concluded = (f"{ended.word}.", ended.reason, ended.by) if ended else ()
    asked = (f"{each.reference}: {each.text}, {each.of}." for each in item.asked)
    heading = f"{item.number}. {item.title}"
    said = (item.safe_title, item.text, *item.decisions, *concluded, *asked)
    return _passage(f"item-{item.number}", heading, *said)


@_passages.register
def _of_programme(content: ProgrammeContent) -> Iterator[Passage]:
    topics = (
        _passage(
            f"q-{quarter.key}",
            topic.title,
            topic.summary,
            f"{topic.state}, {quarter.words}.",
            topic.meeting,
            *topic.about,
        )
        for quarter in content.quarters
        for topic in quarter.topics
    )
    yield from _short((), topics)


@_passages.register
def _of_cover(content: CoverContent) -> Iterator[Passage]:
    lead = (*(f"{line.text}." for line in content.opening), content.agenda_item)
    sections = (
        _section(f"section-{number}", section)
        for number, section in enumerate(content.sections, start=1)
    )
    answers = (f"{each.heading}: {each.text}." for each in content.answers)
    notes = (f"{note.term}: {note.meaning}." for note in content.notes)
    appended = (f"{each.words}." for each in content.appendices)
    beside = _filled(
        _passage("answers", content.answers_heading or "Implications", *answers),
        _passage("notes", "Notes", *notes),
        _passage("appendices", "Appendices", *appended),
    )
    yield from _short(lead, (*_filled(*sections), *beside))


def _section(anchor: str, section: CoverSection) -> Passage:
    said = (f"{each.subheading} {each.text}" for each in section.paragraphs)
    return _passage(anchor, section.headed, section.lead, *said)


# -- what must be published


@_passages.register
def _of_register(content: RegisterContent) -> Iterator[Passage]:
    headings = (
        _passage(f"heading-{number}", heading.name, *_listed(heading))
        for number, heading in enumerate(content.headings, start=1)
    )
    yield from _short((), headings)


def _listed(heading: RegisterHeading) -> Iterator[str]:
    for line in heading.lines:
        yield f"{line.text}. {line.stands}. {line.reason} {line.kept_by}"


# -- answers and decisions


@_passages.register
def _of_response(content: ResponseContent) -> Iterator[Passage]:
    lead = (f"{content.inspectorate}: {content.reference}. {content.title}.",)
    said = _passage("said", "What the Commissioner says", content.introduction)
    findings = (
        _finding(f"finding-{number}", finding)
        for number, finding in enumerate(content.findings, start=1)
    )
    heading = "The chief constable’s comments"
    comments = _passage("comments", heading, content.comments)
    yield from _short(lead, _filled(said, *findings, comments))


def _finding(anchor: str, finding: AnsweredFinding) -> Passage:
    actions = (f"{action.title}, {action.owner}." for action in finding.actions)
    said = (finding.text, finding.response, finding.none_because, *actions)
    return _passage(anchor, finding.name, *said)


@_passages.register
def _of_answer(content: AnswerContent) -> Iterator[Passage]:
    parts = _filled(
        _passage("said", "What the panel said", content.text),
        _passage("response", "The response", f"{content.outcome}.", content.answer),
        _passage("reason", "The reason", content.reason),
    )
    yield from _short((f"{content.panel}: {content.what}.",), parts)


@_passages.register
def _of_decision(content: DecisionContent) -> Iterator[Passage]:
    lead = (f"{content.reference}, {content.taken_by}.", content.value)
    parts = _filled(
        _passage("decided", "What is decided", content.summary, content.delegation),
        _passage("reasons", "Reasons", content.reasons),
        _passage("options", "Options considered", content.options),
        _passage("exempt", "Part of this record is not public", content.safe_words),
        _passage("released", "Exempt until it was released", content.released),
    )
    yield from _short(lead, parts)
