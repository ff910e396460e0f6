"""The story's reports: one with words of the office's own and one part moved."""

from reports.build.own_texts import own_texts
from reports.models import Edition


def test_the_published_report_says_what_people_told_and_moves_one_part(latest):
    names = [part.name for part in latest.composition]

    assert names == [
        "changed",
        "glance",
        "text-1",
        "scorecard",
        "measures",
        "commitments",
        "glossary",
        "notes",
        "contacts",
    ]
    assert latest.composition[2].heading == "What people told us"


def test_the_report_before_it_has_the_standard_order(first):
    assert first.composition == ()


def test_the_next_draft_begins_so_and_its_text_is_still_to_be_written(office):
    draft = Edition.objects.for_office(office).get(state="draft")

    (text,) = own_texts(draft)

    assert (text.heading, text.text) == ("What people told us", "")
