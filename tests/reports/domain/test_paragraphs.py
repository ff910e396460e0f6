"""The places in a document that a question can name."""

import dataclasses

import pytest

from opcc.core import house_style
from reports.domain.composing import composed
from reports.domain.content import DerivedContent, PackContent
from reports.domain.measure_part import Oversight
from reports.domain.packs import Theme
from reports.domain.paragraphs import FIRST_WORDS, numbers_of, paragraphs
from reports.domain.scrutinised import Asked, Scrutinised
from tests.reports.domain.contents import edition_of, part_of
from tests.reports.domain.test_covers import DAY, drafted, in_style
from tests.reports.domain.test_passages import decision


def named(content):
    return {each.key: each for each in paragraphs(content)}


def test_a_cover_report_is_asked_about_by_the_numbers_that_it_prints():
    # Purpose has 1 and 2, Recommendations 3 and 4 (test_covers).
    found = named(in_style("default"))

    assert found["1"].called == "paragraph 1"
    assert (found["1"].under, found["1"].anchor) == ("Purpose", "p-1")
    assert found["1"].words == "1 First."
    assert found["3"].anchor == "recommendation-1"
    assert "23" not in found


def test_recommendations_in_a_list_are_asked_about_by_their_own_numbers():
    found = named(in_style("south-wales-2013"))

    asked = found["recommendation-2"]
    assert (asked.called, asked.anchor) == ("recommendation 2", "recommendation-2")
    assert asked.label == "Recommendation 2"


def test_a_section_without_numbers_is_asked_about_by_its_heading():
    found = named(in_style("south-wales-2013"))

    assert [each.called for each in found.values() if not each.label] == ["“Planning”"]
    assert found["section-3"].anchor == "section-3"


def test_a_checklist_in_an_appendix_is_one_place():
    found = named(in_style("durham-2021"))

    assert found["answers"].first == "Appendix: Risks and Implications"


def test_the_first_words_of_a_long_paragraph_stand_without_their_marks():
    style = house_style.load("default").cover_report
    text = " ".join(["**word**"] * (FIRST_WORDS + 1))
    purpose, *others = drafted(style).sections
    written = (dataclasses.replace(purpose, text=text), *others)
    content = composed(
        drafted(style, sections=written), style, audience="public", on=DAY
    )

    assert named(content)["1"].first == " ".join(["word"] * FIRST_WORDS) + "…"


def test_a_measure_of_an_edition_carries_its_code_and_its_part_of_the_page():
    found = named(edition_of(part_of("1A"), part_of("2B")))

    first = found["2B.1"]
    assert (first.code, first.anchor, first.within) == ("2B", "p-2B.1", "m2B")
    assert first.under.startswith("2B ")


def test_a_measures_answers_have_numbers_in_the_order_of_the_page():
    part = part_of("1A", answers=("next_steps", "happening", "why"))
    box = dataclasses.replace(part, oversight=Oversight())

    assert list(numbers_of(box).items()) == [
        ("message", "1A.1"),
        ("happening", "1A.2"),
        ("why", "1A.3"),
        ("oversight", "1A.4"),
        ("next_steps", "1A.5"),
    ]
    assert named(edition_of(box))["1A.5"].first == "next_steps Words."


def test_a_box_in_which_nobody_wrote_is_asked_about_by_its_heading():
    part = part_of("1A", answers=("why", "next_steps"))
    asked = Asked(3, DAY, "The force", "Why is that?")
    seen = Scrutinised(DAY, DAY, "What the Commissioner did", asked=(asked,))
    found = paragraphs(edition_of(dataclasses.replace(part, scrutinised=seen)))

    # The numbers of the answers are what they were without it.
    assert [each.key for each in found] == ["1A.1", "1A.2", "1A-oversight", "1A.3"]
    assert found[2].called == "“1A What the Commissioner did”"
    assert (found[2].anchor, found[2].within) == ("p-1A-oversight", "m1A")


@pytest.mark.parametrize("kind", [DerivedContent, PackContent])
def test_what_is_made_of_an_edition_is_asked_about_by_the_editions_numbers(kind):
    whole = edition_of(part_of("1A", answers=("why",)))
    facts = {"edition": whole, "sha256": "0" * 64, "published_on": DAY}
    if kind is DerivedContent:
        content = kind(kind="extract", title="Exceptions", whole=2, **facts)
    else:
        theme = Theme("Custody", "What became of custody.")
        nothing = dict.fromkeys(("questions", "findings", "conclusions", "actions"), ())
        content = kind(theme=theme, since=DAY, issue=1, **nothing, **facts)

    numbered = [each.key for each in paragraphs(content) if each.code]
    assert numbered == ["1A.1", "1A.2"]


def test_a_document_of_another_kind_is_asked_about_by_its_headings():
    found = named(decision())

    assert list(found) == ["decided", "reasons", "options"]
    assert found["reasons"].called == "“Reasons”"


@pytest.mark.parametrize(
    "style", ["default", "cambridgeshire-2013", "cleveland-2017", "durham-2021"]
)
def test_no_two_places_of_a_document_share_a_key(style):
    keys = [each.key for each in paragraphs(in_style(style))]

    assert len(set(keys)) == len(keys)
