"""The demonstration: every file of a published report states the same figures."""

from reports.models import Publication, Rendering
from tests.reports.equal_numbers import disagreements, in_the_json


def test_text_tables_charts_and_downloads_of_each_report_agree(office):
    published = Publication.objects.for_office(office).editions()
    assert published.count() >= 2
    for report in published:
        drawn = Rendering.objects.filter(document__publication=report, part="")
        files = {each.format: bytes(each.body) for each in drawn}

        assert {"html", "pdf", "csv", "xlsx", "json"} <= set(files)
        assert len(in_the_json(files["json"])) > 400
        assert disagreements(files) == []
