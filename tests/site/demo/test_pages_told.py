"""The demonstration: no page of a PDF leaves anything stranded, split or cut off."""

from reports.models import Kind, Rendering
from tests.documents.layout import findings


def test_nothing_is_stranded_or_split_on_any_page_of_any_pdf(office):
    """An agenda's papers and a report's appendices are as their writers sent them."""
    drawn = Rendering.objects.filter(
        document__office=office, document__publication__isnull=False, format="pdf"
    )
    ours = drawn.filter(part="").select_related("document__publication")
    amiss = [
        f"{each.document.kind} {each.document.publication.slug}, {found}"
        for each in ours
        for found in findings(bytes(each.body))
    ]

    assert {each.document.kind for each in ours} == set(Kind.values)
    assert amiss == []
