"""The story's cover reports: one before the panel, and one that still lacks much."""

from reports.build.lacking import lacking
from reports.domain.content import from_bytes
from reports.models import CoverReport


def reports(office, state):
    return CoverReport.objects.with_all().get(office=office, state=state)


def test_the_published_edition_has_its_cover_report_to_the_panel(office, latest):
    told = reports(office, "published")
    content = from_bytes(bytes(told.publication.document.content))

    assert told.edition.publication.address == content.appendices[0].address
    assert latest.cover.standfirst in told.sections.get(part="key_points").text
    assert [each.verb for each in content.recommendations] == [
        "to note",
        "to comment on",
    ]
    assert [note.term for note in content.notes] == ["limits of chance"]
    formats = set(told.publication.document.renderings.values_list("format", flat=True))
    assert formats == {"html", "pdf", "docx", "json"}
    assert b"clerk" not in bytes(told.publication.document.content)


def test_what_became_of_each_recommendation_stands_beside_it(office, client):
    told = reports(office, "published")

    page = client.get(told.publication.address).content.decode()

    assert "What became of the recommendations" in page
    assert "The panel noted the report." in page
    assert told.publication.outcomes.count() == told.recommendations.count() == 2


def test_the_next_one_is_a_draft_that_says_what_it_lacks(office):
    draft = reports(office, "draft")
    words = [each.text for each in lacking(draft)]

    assert any("is not public yet" in each for each in words)
    assert "No recommendation is made." in words
    assert len([each for each in words if each.startswith("The implication")]) == 7
