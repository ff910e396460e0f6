"""Cover reports in each house style: order, numbers, and what is cleaned.

Every number is worked by hand from the style's own list of sections.
"""

import datetime as dt

import pytest

from opcc.core import house_style
from opcc.core.house_style.cover import DateForm, Numbering
from reports.domain.composing import (
    Answered,
    Asked,
    Drafted,
    Written,
    composed,
    said_on,
    sentence_of,
)
from reports.domain.content import from_bytes, to_bytes
from reports.domain.covers import CoverAppendix, CoverSignatory
from reports.domain.footnotes import Marking, glossary
from reports.domain.numbering import Counted, numbers, printed
from reports.domain.written import cleaned, parted

DAY = dt.date(2026, 9, 17)


def drafted(style, **facts):
    """Two paragraphs in every section, two recommendations, every answer given."""
    made = {
        "office": "Westmarch",
        "body": "Panel",
        "held_on": DAY,
        "title": "Performance",
        "agenda_item": "6",
        "asks": style.recommendations.opening,
        "sections": tuple(
            Written(
                each.part.value, each.heading, each.numbered, "", "First.\n\nSecond."
            )
            for each in style.sections
        ),
        "asked": (Asked("to note", "this report"), Asked("to review", "the plan")),
        "answered": tuple(
            Answered(heading, nothing=True) for heading in style.implications.headings
        ),
        "appendices": (CoverAppendix("", "The framework", address="/w/plan/1/"),),
        "signatories": (CoverSignatory("Ada Lovell", "Commissioner"),),
        "contacts": (("Email", "office@westmarch.example"),),
    }
    return Drafted(**made | facts)


def in_style(name, **facts):
    style = house_style.load(name).cover_report
    return composed(drafted(style, **facts), style, audience="public", on=DAY)


def told(content):
    """Each heading with the numbers under it."""
    return [
        (section.headed, [each.label for each in section.paragraphs])
        for section in content.sections
    ]


def test_the_default_numbers_through_all_sections():
    assert told(in_style("default")) == [
        ("Purpose", ["1.", "2."]),
        ("Recommendations", ["3.", "4."]),
        ("Background", ["5.", "6."]),
        ("Key points", ["7.", "8."]),
        ("Consultation", ["9.", "10."]),
        ("Next steps", ["11.", "12."]),
        # Seven headings of the checklist, one paragraph each.
        ("Implications", ["13.", "14.", "15.", "16.", "17.", "18.", "19."]),
        ("Background papers", ["20.", "21."]),
        ("Appendices", ["22."]),
    ]


def test_cambridgeshire_numbers_headings_in_capitals_and_paragraphs_under_them():
    assert told(in_style("cambridgeshire-2013")) == [
        ("1. PURPOSE", ["1.1", "1.2"]),
        ("2. RECOMMENDATIONS", ["2.1", "2.2"]),
        ("3. TERMS OF REFERENCE", ["3.1", "3.2"]),
        ("4. BACKGROUND", ["4.1", "4.2"]),
        ("5. KEY ISSUES", ["5.1", "5.2"]),
        ("6. IMPLICATIONS", ["6.1"]),
        ("7. CONSULTATION", ["7.1", "7.2"]),
        ("8. NEXT STEPS", ["8.1", "8.2"]),
        ("9. BACKGROUND DOCUMENTS", ["9.1", "9.2"]),
        ("10. APPENDICES", ["10.1"]),
    ]


def test_cleveland_makes_a_section_of_each_implication_and_asks_last():
    content = in_style("cleveland-2017")
    assert told(content)[-4:] == [
        ("Finance", ["11."]),
        ("Risk", ["12."]),
        ("Diversity and Equal Opportunities", ["13."]),
        ("Recommendations", ["14.", "15."]),
    ]
    assert [line.kind for line in content.opening] == [
        "letterhead",
        "addressee",
        "date",
        "title",
    ]
    assert content.contacts_first


def test_durham_puts_its_checklist_in_an_appendix_without_numbers():
    content = in_style("durham-2021")
    assert told(content) == [
        ("Purpose", ["1.", "2."]),
        ("Background", ["3.", "4."]),
        ("Next Steps", ["5.", "6."]),
        ("Recommendations", ["7.", "8."]),
    ]
    assert content.answers_heading == "Appendix: Risks and Implications"
    assert len(content.answers) == 13
    assert {each.text for each in content.answers} == {"N/A"}
    assert content.header == "Panel, 17th September 2026"


def test_south_wales_numbers_one_section_and_asks_in_a_list():
    content = in_style("south-wales-2013")
    assert told(content) == [
        ("", ["", ""]),
        ("Performance Management", ["1.", "2."]),
        ("Planning", ["", ""]),
        ("Recommendations", ["", ""]),
    ]
    assert content.sections[-1].is_bulleted
    assert [each.number for each in content.recommendations] == [1, 2]


def test_a_recommendation_has_its_verb_and_where_it_stands():
    asked = in_style("cambridgeshire-2013").recommendations
    assert [(each.number, each.verb, each.paragraph) for each in asked] == [
        (1, "to note", "2.1"),
        (2, "to review", "2.2"),
    ]
    assert asked[0].sentence == "Members are invited to note this report."


def test_a_recommendation_may_be_a_sentence_of_its_own():
    alone = Asked("to note", "That this report is noted.", stands_alone=True)
    assert sentence_of(alone, "Members are invited") == "That this report is noted."


def test_a_cover_report_reads_back_as_it_was_stored():
    content = in_style("durham-2021")
    assert from_bytes(to_bytes(content)) == content


def test_an_appendix_that_is_not_public_keeps_its_number_and_says_no_more():
    held = CoverAppendix("", "Fennel", extension="pdf", sha256="f" * 64, is_public=0)
    public = CoverAppendix("", "The framework", address="/w/plan/1/")
    content = in_style("default", appendices=(held, public))
    assert [each.words for each in content.appendices] == [
        "Appendix 1: not for publication",
        "Appendix 2: The framework",
    ]
    assert "Fennel" not in to_bytes(content).decode()
    assert "f" * 64 not in to_bytes(content).decode()


def test_nothing_is_numbered_where_the_style_does_not_number():
    found = numbers([Counted(True, 2)], Numbering.NONE)
    assert found[0].paragraphs == ("", "")


def test_a_section_that_is_not_numbered_does_not_use_up_a_number():
    sections = [Counted(True, 1), Counted(False, 3), Counted(True, 1)]
    decimal = numbers(sections, Numbering.DECIMAL)
    assert [each.heading for each in decimal] == ["1", "", "2"]
    assert numbers(sections, Numbering.CONTINUOUS)[2].paragraphs == ("2",)
    assert (printed("4"), printed("4.2"), printed("")) == ("4.", "4.2", "")


@pytest.mark.parametrize(
    ("day", "words"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"),
     (13, "13th"), (21, "21st"), (22, "22nd"), (23, "23rd"), (31, "31st")],
)  # fmt: skip
def test_days_have_their_endings(day, words):
    said = said_on(dt.date(2026, 8, day), DateForm.ORDINAL)
    assert said == f"{words} August 2026"


@pytest.mark.parametrize(
    ("written", "kept", "told"),
    [
        ("# Purpose", "Purpose", ["a heading's mark: # Purpose"]),
        ("4. To outline", "To outline", ["a number: 4."]),
        ("5.2 The Force", "The Force", ["a number: 5.2"]),
        ("4. One\n5. Two", "One\n\nTwo", ["a number: 4.", "a number: 5."]),
        ("Title\n=====\nText", "Title\nText", ["a line: ====="]),
        ("<b>Bold</b> words", "Bold words", ["HTML: <b>", "HTML: </b>"]),
        ("a<script>x()</script>b", "ab", ["HTML: <script>x()</script>"]),
        ("<scr<b>ipt>alert", "alert", ["HTML: <b>", "HTML: <script>"]),
        ("![map](http://x.example/a.png)", "",
         ["a picture: ![map](http://x.example/a.png)"]),
        ("Seen[^1]", "Seen", ["a footnote mark: [^1]"]),
    ],
)  # fmt: skip
def test_what_would_break_the_document_is_taken_out_and_told(written, kept, told):
    found = cleaned(written)
    assert (found.text, list(found.taken_out)) == (kept, told)
    assert cleaned(found.text).taken_out == ()


@pytest.mark.parametrize(
    "kept",
    [
        "3.5 per cent of all arrests.",
        "12 arrests were made.",
        "A list:\n\n- one\n- two\n  - within",
        "- Meetings:\n  1. first\n  2. second",
        "Write to <office@westmarch.example> or <https://westmarch.example>.",
        "Fewer than 5 < 6 and **stress**.",
    ],
)
def test_what_does_no_harm_stays_as_it_was_written(kept):
    assert cleaned(kept).text == kept
    assert cleaned(kept).taken_out == ()


def test_a_year_that_begins_a_line_makes_no_list():
    found = cleaned("It began in\n2013. Since then it grew.")
    assert found.text == "It began in\n2013\\. Since then it grew."
    assert len(parted(found.text)) == 1


def test_a_list_belongs_to_the_paragraph_before_it():
    text = "The aims are:\n\n- one\n- two\n\nThat is all."
    assert parted(text) == ("The aims are:\n\n- one\n- two", "That is all.")


def test_a_term_is_marked_where_it_is_first_used_and_never_in_a_link():
    marking = Marking(glossary(["Gold group: who leads", "CAD : the log", "noise"]))
    assert marking.mark("[Gold group](http://x.example)") == (
        "[Gold group](http://x.example)"
    )
    assert marking.mark("The CAD and the Gold group.") == (
        "The CAD[^1] and the Gold group[^2]."
    )
    assert marking.mark("CAD again") == "CAD again"
    assert [(n.number, n.meaning) for n in marking.notes] == [
        (1, "the log"),
        (2, "who leads"),
    ]
