"""Every document of the demonstration is found by what a reader would type for it.

The words are chosen by hand from the story, as somebody would look for it who has heard
of it; none is taken from what the search answers.
"""

import pytest
from django.utils import timezone

from reports.models import Publication
from reports.search.finding import find

FIRST = 5
"""Results that a reader looks at before they type something else."""

LOOKED_FOR = [
    (
        "plan",
        0,
        "police and crime plan",
        "stalking in the police and crime plan",
        "plan 2028",
    ),
    (
        "edition",
        0,
        "quarterly performance report",
        "999 calls answered within 10 seconds",
        "rape days from report to charge",
    ),
    (
        "edition",
        1,
        "latest performance report",
        "people waiting for counselling",
        "acting chief constable domestic abuse arrest fell again",
    ),
    ("agenda", 0, "budget month 1", "agenda waiting for counselling", "board {day}"),
    ("agenda", 1, "panel agenda", "police and crime panel {day}", "agenda {day}"),
    (
        "agenda",
        2,
        "calls to 101 board",
        "vetting renewals",
        "accountability board {day}",
    ),
    ("agenda", 3, "panel agenda", "police and crime panel {day}", "agenda {day}"),
    ("agenda", 4, "custody travel times", "next accountability board", "agenda {day}"),
    (
        "agenda",
        5,
        "what residents want to ask",
        "next accountability board",
        "accountability board {day}",
    ),
    (
        "minutes",
        0,
        "minutes of the accountability board",
        "ACC Rowe night shift",
        "was the board assured about waiting for counselling",
    ),
    (
        "programme",
        0,
        "forward programme of scrutiny",
        "stop and search who is searched and why",
        "response times in villages",
    ),
    (
        "response",
        0,
        "custody inspection",
        "strip searches recorded with a reason",
        "nurse for children in custody",
    ),
    (
        "response",
        1,
        "PEEL inspection response",
        "crimes the force does not investigate",
        "telling victims of progress every 28 days",
    ),
    (
        "answer",
        0,
        "panel recommendation how long victims wait",
        "counselling wait by provider",
        "response to recommendation 1",
    ),
    (
        "answer",
        1,
        "morning crew in every district",
        "panel recommendation suspects looked for the same day",
        "recommendation 2 accepted in part",
    ),
    (
        "decision",
        0,
        "second refuge",
        "Haven Westmarch £310,000",
        "women sent out of area",
    ),
    (
        "decision",
        1,
        "youth diversion contract",
        "who won the youth diversion contract",
        "bidders in custody suites",
    ),
    ("decision", 2, "road junctions", "road safety fund councils", "speed cameras"),
    (
        "decision",
        3,
        "more counsellors",
        "grant to Haven Westmarch £86,000",
        "scheme of consent grants",
    ),
    (
        "cover",
        0,
        "report to the panel",
        "what are members asked to note",
        "performance report {day}",
    ),
    (
        "framework",
        0,
        "performance framework",
        "how is burglary counted",
        "definitions of measures",
    ),
    (
        "overview",
        0,
        "board overview",
        "overview of the quarter",
        "all measures one page",
    ),
    ("summary", 0, "summary", "summary of the quarter", "short version of the report"),
    (
        "extract",
        0,
        "exceptions only",
        "extract exceptions",
        "exceptions of the quarter",
    ),
    ("extract", 1, "objective 1.1", "extract objective 1.1", "fewer people are hurt"),
    (
        "thematic",
        0,
        "thematic review",
        "suspects who have left",
        "review of domestic abuse suspects",
    ),
    (
        "annual",
        0,
        "annual report",
        "annual report of the commissioner",
        "what was done in 2025/26",
    ),
    (
        "register",
        0,
        "what must be published",
        "salary of the commissioner and any deputy",
        "independent custody visitors gifts and hospitality",
    ),
]
"""Kind, which of them in the order of publication, and three things to type. ``{day}``
is the day of the meeting, as 5 June 2026."""


def document(office, kind, number):
    found = Publication.objects.for_office(office).of_kind(kind).order_by("number")
    return found[number]


def typed(words, publication):
    """Where a meeting is on another day each time, the day is that of the title."""
    return words.replace("{day}", publication.title.rpartition(", ")[2])


@pytest.mark.parametrize("said_of", LOOKED_FOR, ids=lambda row: f"{row[0]}-{row[1]}")
def test_a_document_is_found_by_what_a_reader_types(office, said_of):
    kind, number, *phrases = said_of
    wanted = document(office, kind, number)

    for words in phrases:
        found = find(office, typed(words, wanted), at=timezone.now()).groups[:FIRST]
        titles = [group[0].title for group in found]
        assert wanted.pk in [group[0].pk for group in found], (words, titles)


def test_no_document_of_the_demonstration_is_left_out(office):
    told = Publication.objects.for_office(office).values_list("kind", flat=True)
    looked_for = {(kind, number) for kind, number, *_phrases in LOOKED_FOR}

    for kind in set(told):
        numbers = range(list(told).count(kind))
        assert {(kind, number) for number in numbers} <= looked_for, kind
