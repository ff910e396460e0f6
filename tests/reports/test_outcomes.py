"""What became of the recommendations of a published cover report."""

import pytest
from django.urls import reverse

from opcc.core.models import AuditLine
from opcc.core.moves import MoveRefused
from opcc.core.roles import Role
from reports.changes import outcomes
from reports.models import CoverReport, Outcome
from tests.factories import (
    BodyFactory,
    MeetingFactory,
    OfficeFactory,
    UserFactory,
    person,
)
from tests.reports.covering import HELD_ON, filled, published, started


@pytest.fixture
def report():
    body = BodyFactory(office=OfficeFactory(), visibility="public")
    meeting = MeetingFactory(body=body, held_on=HELD_ON, status="agenda_draft")
    draft = filled(started(meeting))
    CoverReport.objects.filter(pk=draft.pk).update(notes="Ask the treasurer first.")
    return published(draft)


def address(report, name, *args):
    return reverse(f"reports:{name}", args=[report.office.slug, report.pk, *args])


def test_the_scrutiny_officer_tells_it_and_everybody_reads_it_beside_the_report(
    client, report
):
    before = client.get(report.publication.address).content.decode()
    client.force_login(person(report.office, Role.SCRUTINY))
    place = address(report, "cover-outcome", 1)
    assert place in client.get(address(report, "cover")).content.decode()

    answer = client.post(place, {"text": "Noted. The next report is due in March."})

    assert answer.status_code == 302
    page = client.get(report.publication.address).content.decode()
    assert "What became of the recommendations" not in before
    assert "Noted. The next report is due in March." in page
    assert AuditLine.objects.latest("number").verb == "tell outcome"
    stored = bytes(report.publication.document.renderings.get(format="html").body)
    assert stored.decode() in page


def test_told_anew_the_newest_stands_and_the_earlier_is_kept(client, report):
    for text in ("Deferred to March.", "Agreed."):
        outcomes.tell(report=report, number=1, text=text, by=UserFactory())

    page = client.get(report.publication.address).content.decode()

    assert "Agreed." in page
    assert "Deferred to March." not in page
    assert Outcome.objects.count() == 2


@pytest.mark.parametrize(
    ("number", "text", "refusal"),
    [
        (2, "Agreed.", "in no published report"),
        (1, "Agreed. ask the treasurer first.", "the office's own notes"),
    ],
)
def test_what_may_not_be_told_is_refused(report, number, text, refusal):
    with pytest.raises(MoveRefused, match=refusal):
        outcomes.tell(report=report, number=number, text=text, by=UserFactory())

    assert not Outcome.objects.exists()


def test_of_a_draft_nothing_has_become_yet(client, report):
    draft = filled(started(report.meeting, title="Another report"))
    client.force_login(person(report.office, Role.SCRUTINY))

    assert client.get(address(draft, "cover-outcome", 1)).status_code == 404
    with pytest.raises(MoveRefused, match="in no published report"):
        outcomes.tell(report=draft, number=1, text="Agreed.", by=UserFactory())
