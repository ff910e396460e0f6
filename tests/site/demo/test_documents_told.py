"""The demonstration: what is published beside reports and the papers of meetings."""

import pytest

from reports.domain.content import fingerprint, from_bytes, to_bytes
from reports.models import Publication


def said_in(office, kind):
    publication = Publication.objects.for_office(office).get(kind=kind)
    return from_bytes(bytes(publication.document.content))


def test_the_framework_says_of_all_46_measures_how_they_are_counted(office):
    framework = said_in(office, "framework")

    assert len(framework.measures) == 46
    assert all(measure.definition for measure in framework.measures)
    assert all(measure.rule for measure in framework.measures)
    redefined = [measure.code for measure in framework.measures if measure.earlier]
    assert redefined == ["1E"]


@pytest.mark.parametrize("kind", ["overview", "summary"])
def test_the_last_report_has_its_overview_and_its_summary(office, latest, kind):
    told = said_in(office, kind)

    assert told.whole == len(latest.parts) == 46
    assert told.sha256 == fingerprint(to_bytes(latest))
    assert [part.figure for part in told.edition.parts] == [
        part.figure for part in latest.parts
    ]


def test_the_last_report_is_told_by_its_exceptions_and_by_one_objective(office, latest):
    published = Publication.objects.for_office(office).of_kind("extract")
    told = {
        row.slug.partition("-q")[2][2:]: from_bytes(bytes(row.document.content))
        for row in published
    }

    assert set(told) == {"exceptions", "objective-1-1"}
    for extract in told.values():
        assert 0 < len(extract.edition.parts) < 46
        assert all(part == latest.part(part.code) for part in extract.edition.parts)
