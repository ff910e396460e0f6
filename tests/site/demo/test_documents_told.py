"""The demonstration: what is published beside reports and the papers of meetings."""

import pytest

from reports.domain.content import from_bytes
from reports.models import Publication

# One worker tells the story: it takes most of a minute.
pytestmark = pytest.mark.xdist_group("demo")


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
