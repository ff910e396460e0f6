"""What a search may lead to in each document."""

import dataclasses
import datetime as dt

import pytest

from reports.domain.agendas import AgendaContent, AgendaLine, AgendaPaper
from reports.domain.decisions import DecisionContent
from reports.domain.measure_part import Answer, Oversight
from reports.domain.minutes import Asked, Conclusion, MinutedItem, MinutesContent
from reports.domain.passages import Passage, passages, plain
from tests.reports.domain.contents import commitment, edition_of, part_of

DAY = dt.date(2025, 11, 26)


def decision(**said):
    return DecisionContent(
        office="Westmarch PCC",
        reference="2025/001",
        title="A refuge in the west",
        summary="A grant of **£310,000** is made.",
        reasons="Women were sent away.",
        options="Doing nothing.",
        value="£310,000",
        is_significant=True,
        taken_by="Eleanor Vaisey",
        taken_on=DAY,
        delegation="",
        exempt=said.pop("exempt", ""),
        safe_words=said.pop("safe_words", ""),
        released="",
        published_on=DAY,
        accent="#1f4b57",
    )


def by_anchor(content):
    found = {}
    for passage in passages(content):
        found.setdefault(passage.anchor, passage)
    return found


def test_an_edition_is_found_by_its_findings_and_by_each_of_its_measures():
    content = edition_of(part_of("1A"), part_of("2B"))

    found = by_anchor(content)

    assert content.cover.standfirst in found[""].text
    assert found["m1A"].heading == f"1A {content.part('1A').name}"
    assert {"m2B", "notes", "glossary"} <= found.keys()


def test_a_measure_is_found_by_every_word_written_about_it():
    part = dataclasses.replace(
        part_of("1A"),
        answers=(Answer("why", "Why?", "Nobody takes *over*."),),
        message="Fewer led to an arrest",
        oversight=Oversight(asked="Who answers?", signed="Eleanor Vaisey, 31 July"),
        definition="The share of crimes with an arrest.",
    )

    text = by_anchor(edition_of(part))["m1A"].text

    assert text.startswith("Fewer led to an arrest. Nobody takes over. Who answers?")
    assert "Eleanor Vaisey, 31 July. At the target." in text
    assert "The share of crimes with an arrest." in text


def test_a_measure_under_two_objectives_is_found_once():
    found = passages(edition_of(part_of("1A"), part_of("1A")))

    assert [passage.anchor for passage in found].count("m1A") == 1


def test_a_commitment_is_found_by_what_its_owner_says():
    line = dataclasses.replace(
        commitment("1.1a", "on_track"), title="Open a refuge", update="It is built."
    )

    found = by_anchor(edition_of(part_of("1A"), commitments=(line,)))

    assert found["commitments"].heading == "1.1a Open a refuge"
    assert "It is built." in found["commitments"].text


def test_a_short_document_is_found_whole_by_words_that_stand_apart():
    whole, *parts = passages(decision())

    assert whole.anchor == ""
    assert "£310,000" in whole.text
    assert "Women were sent away." in whole.text
    assert parts == [
        Passage("decided", "What is decided", "A grant of £310,000 is made."),
        Passage("reasons", "Reasons", "Women were sent away."),
        Passage("options", "Options considered", "Doing nothing."),
    ]


def test_of_an_exempt_part_the_words_that_are_public_are_found():
    found = by_anchor(decision(exempt="Commercial", safe_words="A sum is not public."))

    assert found["exempt"].text == "A sum is not public."


def test_an_agenda_is_found_by_its_items_and_the_words_of_its_papers():
    paper = AgendaPaper("4A", "Travel times", text="Officers drive\n\n- for an hour")
    line = AgendaLine(4, "Custody", "14:00", 35, lead="Tom Askew", papers=(paper,))
    content = AgendaContent(
        office="Westmarch PCC",
        body="Accountability Board",
        held_on=DAY,
        starts="14:00",
        place="County Hall",
        chair="Eleanor Vaisey",
        stream_url="",
        issue=1,
        published_on=DAY,
        urgent_reason="",
        length="35 minutes",
        lines=(line,),
        accent="#1f4b57",
        audience="public",
    )

    found = by_anchor(content)

    assert found["item-4"] == Passage(
        "item-4", "4. Custody", "Tom Askew. Paper 4A: Travel times."
    )
    assert found["paper-4A"].text == "Officers drive for an hour."
    assert "County Hall" in found[""].text


def test_minutes_are_found_by_what_was_concluded_and_asked_under_an_item():
    item = MinutedItem(
        3,
        "Custody",
        text="The Board heard.",
        decisions=("It comes back.",),
        conclusion=Conclusion("Not assured", "none", "The gap is open.", "E V", None),
        asked=(Asked("Action 27", "Report the start", "ACC Rowe", DAY),),
    )
    content = MinutesContent(
        office="Westmarch PCC",
        body="Accountability Board",
        held_on=DAY,
        starts="14:00",
        place="County Hall",
        chair="Eleanor Vaisey",
        attendance=(("Present", ("Priya Nandra", "Tom Askew")),),
        items=(item,),
        published_on=DAY,
        accent="#1f4b57",
        audience="public",
    )

    found = by_anchor(content)

    assert found["attendance"].text == "Present: Priya Nandra, Tom Askew."
    assert found["item-3"].text == (
        "The Board heard. It comes back. Not assured. The gap is open. E V. "
        "Action 27: Report the start, ACC Rowe."
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("A *word* of **stress**", "A word of stress"),
        ("[a link](https://example.com) here", "a link here"),
        ("one\ntwo\n\n- three\n- four", "one two three four"),
        ("limits of chance[^1], or", "limits of chance, or"),
        ("2 < 3 & <script>", "2 < 3 & <script>"),
        ("a \x02mark\x03 of ours", "a mark of ours"),
        ("", ""),
    ],
)
def test_markup_is_no_word(written, read):
    assert plain(written) == read


@dataclasses.dataclass(frozen=True)
class Notice:
    title: str
    accent: str
    lines: tuple[Passage, ...]


def test_a_kind_of_which_nobody_said_anything_is_found_by_all_its_words():
    line = Passage("a", "b", "It moves in *May*")

    assert passages(Notice("The office moves", "#1f4b57", (line,))) == (
        Passage("", "", "The office moves. It moves in May."),
    )
