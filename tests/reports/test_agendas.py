"""Agendas as publications: in time, for two audiences, and the public one free of
what is restricted."""

import datetime as dt
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from opcc.core import clock
from opcc.core.models import Restriction
from opcc.core.moves import MoveRefused
from opcc.core.roles import Role
from reports.build.agenda import build_agenda, reference
from reports.changes import agendas as changes
from reports.domain import content as contents
from reports.models import AgendaIssue, Publication, Rendering
from reports.render import to_print_html
from reports.render.pdf import to_pdf
from reports.verification import problems
from scrutiny.changes import agendas, papers
from scrutiny.models import (
    AgendaItem,
    InformationRequest,
    Invitee,
    Meeting,
    Paper,
)
from tests.factories import (
    AgendaItemFactory,
    BodyFactory,
    MeetingFactory,
    OfficeFactory,
    UserFactory,
    person,
)
from tests.reports.canaries import CANARIES, public_bytes
from tests.scrutiny.domain import uploads as made

HELD_ON = dt.date(2026, 3, 20)
IN_TIME = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
TOO_LATE = dt.datetime(2026, 3, 17, 9, tzinfo=dt.UTC)


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def meeting(office):
    body = BodyFactory(office=office, name="Accountability Board", visibility="public")
    return MeetingFactory(
        body=body, held_on=HELD_ON, starts_at=dt.time(14), status="agenda_draft"
    )


def item(meeting, title, **facts):
    order = meeting.items.count() + 1
    return AgendaItemFactory(meeting=meeting, title=title, order=order, **facts)


def paper(of, title, *, text="", data=b"", accepted=True, visibility="public"):
    by = UserFactory()
    made_paper = Paper.objects.create(
        item=of, title=title, owner=by, visibility=visibility
    )
    if text:
        papers.write(paper=made_paper, text=text, seen=1, by=by)
    else:
        papers.upload(paper=made_paper, name=f"{title}.pdf", data=data, by=by)
    if accepted:
        papers.accept(paper=made_paper, by=by)
    return made_paper


def restrict(of, *, safe_title="An operational matter", **facts):
    said = {
        "reason_code": "operational",
        "reason": "It names a line of investigation.",
        "asked_by": "Chief Constable",
        "decided_on": dt.date(2026, 2, 20),
        "review_on": dt.date(2027, 2, 1),
    }
    restriction = Restriction(**(said | facts))
    agendas.restrict(
        item=of, restriction=restriction, safe_title=safe_title, by=UserFactory()
    )


def published(meeting, *, at=IN_TIME, urgent_reason=""):
    with clock.told(at):
        return changes.publish_agenda(
            meeting=meeting, urgent_reason=urgent_reason, by=UserFactory()
        )


def planted(meeting):
    """Fifty strings in every restricted part that there is; how many are used."""
    left = iter(CANARIES)
    for _ in range(3):
        held = item(meeting, f"Operation {next(left)}")
        AgendaItem.objects.filter(pk=held.pk).update(
            lead=f"Chief {next(left)}",
            note=f"Note {next(left)}",
            late_reason=f"Late {next(left)}",
        )
        Invitee.objects.create(item=held, name=f"Guest {next(left)}")
        paper(held, f"Paper {next(left)}", text=f"Words {next(left)}")
        paper(held, f"File {next(left)}", data=made.pdf(next(left).encode()))
        restrict(held, reason=f"Reason {next(left)}", asked_by=f"Asker {next(left)}")
    known = item(meeting, "Budget")
    Invitee.objects.create(item=known, name=f"Guest {next(left)}")
    paper(known, f"Ours {next(left)}", text=next(left), visibility="office")
    paper(known, f"Theirs {next(left)}", text=next(left), visibility="shared")
    paper(known, f"Panel {next(left)}", text=next(left), visibility="panel")
    paper(known, f"Not accepted {next(left)}", text=next(left), accepted=False)
    while (canary := next(left, None)) is not None:
        InformationRequest.objects.create(
            office=meeting.body.office,
            number=InformationRequest.objects.count() + 1,
            text=f"Tell us {canary}",
            asked_of=meeting.body.office.force,
            for_meeting=meeting,
            due_on=HELD_ON,
            by=UserFactory(),
            at=IN_TIME,
        )


def test_none_of_50_canaries_in_restricted_parts_is_in_anything_public(
    client, office, meeting
):
    planted(meeting)
    issue = published(meeting)

    everything = b"\n".join(public_bytes())
    page = client.get(issue.publication.address).content
    listing = client.get(f"/{office.slug}/scrutiny/").content
    for canary in CANARIES:
        assert canary.encode() not in everything + page + listing, canary
    assert b"An operational matter" in page
    assert b"Could harm policing or an investigation" in page


def test_the_offices_own_version_has_them(meeting):
    planted(meeting)
    issue = published(meeting)

    full = bytes(issue.full.content).decode()
    # The fingerprint stands for a file; reasons and who asked stay with the decision.
    said = [canary for canary in CANARIES if canary in full]
    assert "Canary00Fennel" in said
    assert len(said) > 35


def test_a_public_part_that_names_what_is_restricted_stops_the_publication(meeting):
    restrict(item(meeting, "Operation Fennel"))
    item(meeting, "Budget", note="With the cost of operation fennel.")

    with pytest.raises(
        MoveRefused, match="which is the title of item 1 and restricted"
    ):
        published(meeting)

    meeting.refresh_from_db()
    assert meeting.status == "agenda_draft"
    assert not Publication.objects.exists()


@pytest.mark.parametrize(
    ("restricted", "public"),
    [
        ('Operation "Fennel"', 'The cost of operation "Fennel".'),
        ("A\\B division", "Staff of A\\B division."),
        ("Staff at\r\nrisk of dismissal", "Four staff at risk of dismissal."),
        ("Café Fennel", "Meet at CAFÉ FENNEL."),
    ],
)
def test_restricted_words_are_found_however_they_are_written(
    meeting, restricted, public
):
    restrict(item(meeting, "Held back", note=restricted))
    item(meeting, "Budget", note=public)

    with clock.told(IN_TIME), pytest.raises(MoveRefused, match="the note of item 1"):
        changes.publish_agenda(meeting=meeting, urgent_reason="", by=UserFactory())


def test_an_agenda_that_is_late_is_refused_unless_it_is_urgent(meeting):
    item(meeting, "Budget")

    # Friday 20 March 2026 with five clear days: by Thursday 12 March.
    with pytest.raises(MoveRefused, match="due by Thursday 12 March 2026"):
        published(meeting, at=TOO_LATE)
    assert not AgendaIssue.objects.exists()

    issue = published(meeting, at=TOO_LATE, urgent_reason="A court decided.")
    assert "A court decided." in bytes(issue.publication.document.content).decode()


def test_a_body_that_is_not_public_publishes_nothing(office):
    meeting = MeetingFactory(
        body__office=office,
        body__visibility="office",
        held_on=HELD_ON,
        status="agenda_draft",
    )
    item(meeting, "Budget")

    issue = published(meeting)

    assert issue.publication is None
    assert issue.full.renderings.filter(format="pdf").exists()
    assert not Publication.objects.exists()


def test_the_pack_has_the_public_papers_word_for_word(client, meeting):
    budget = item(meeting, "Budget")
    paper(budget, "Summary", text="Reserves are **£4.2m**. <script>x</script>")
    paper(budget, "Tables", data=made.pdf(b"<< /Title (Tables) >>"))
    issue = published(meeting)

    page = client.get(issue.publication.address).content.decode()
    assert "<strong>£4.2m</strong>" in page
    assert "<script>x" not in page
    assert 'href="papers/paper-1b.pdf"' in page

    answer = client.get(f"{issue.publication.address}papers/paper-1b.pdf")
    assert answer.content == made.pdf(b"<< /Title (Tables) >>")
    assert answer["Content-Disposition"] == 'attachment; filename="paper-1b.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert client.get(f"{issue.publication.address}papers/.pdf").status_code == 404
    assert client.get(f"{issue.publication.address}papers/x.pdf").status_code == 404


def test_no_file_is_read_to_say_what_an_agenda_says(meeting):
    paper(item(meeting, "Budget"), "Tables", data=made.pdf())

    with CaptureQueriesContext(connection) as asked:
        built = build_agenda(meeting, audience="office", issue=1, on=HELD_ON)

    assert [each.filename for each in built.papers] == ["paper-1a.pdf"]
    assert not any('"data"' in query["sql"] for query in asked.captured_queries)


def test_what_is_published_stays_whatever_becomes_of_the_meeting(client, meeting):
    item(meeting, "Budget")
    issue = published(meeting)
    before = client.get(issue.publication.address).content

    AgendaItem.objects.update(title="Something else")

    assert client.get(issue.publication.address).content == before
    assert list(problems()) == []


def test_a_late_item_makes_a_second_issue_with_the_chairs_reason(client, meeting):
    item(meeting, "Budget")
    first = published(meeting)
    late = AgendaItem(
        meeting=meeting, title="A court's decision", late_reason="Given on 5 March."
    )
    agendas.add_item(item=late, by=UserFactory())

    with clock.told(dt.datetime(2026, 3, 6, 9, tzinfo=dt.UTC)):
        second = changes.publish_late(meeting=meeting, by=UserFactory())
        with pytest.raises(MoveRefused, match="published already"):
            changes.publish_late(meeting=meeting, by=UserFactory())

    assert second.publication.slug == "accountability-board-2026-03-20-issue-2"
    first.publication.refresh_from_db()
    assert first.publication.superseded_by == second.publication
    old = client.get(first.publication.address).content.decode()
    assert "has taken this one" in old
    assert (
        "Given on 5 March." in client.get(second.publication.address).content.decode()
    )


def test_an_agenda_reads_back_as_it_was_stored(meeting):
    item(meeting, "Budget")
    issue = published(meeting)

    stored = bytes(issue.publication.document.content)
    assert contents.to_bytes(contents.from_bytes(stored)) == stored
    assert json.loads(stored)["audience"] == "public"


def test_the_pdf_is_the_same_each_time_and_accessible(meeting, tmp_path):
    pdfua = pytest.importorskip("pdfua")
    restrict(item(meeting, "Operation Fennel"))
    paper(item(meeting, "Budget"), "Summary", text="Reserves:\n\n- one\n- two")
    stored = bytes(published(meeting).publication.document.content)
    content, sha256 = contents.from_bytes(stored), contents.fingerprint(stored)

    drawn = to_pdf(to_print_html(content, sha256))
    kept = Rendering.objects.get(
        document__publication__isnull=False, format="pdf", part=""
    )

    assert drawn == bytes(kept.body)
    path = tmp_path / "agenda.pdf"
    path.write_bytes(drawn)
    assert [str(finding) for finding in pdfua.validate(path).findings] == []


@pytest.mark.parametrize(
    ("place", "words"), [(0, "4A"), (2, "4C"), (25, "4Z"), (26, "4A2")]
)
def test_papers_are_lettered_within_their_item(place, words):
    assert reference(4, place) == words


def test_it_is_published_on_the_page(client, office, meeting):
    client.force_login(person(office, Role.SCRUTINY))
    item(meeting, "Budget")
    Meeting.objects.filter(pk=meeting.pk).update(held_on=clock.today())
    address = reverse("reports:agenda-publish", args=[office.slug, meeting.pk])

    assert "Less notice than is due" in client.get(address).content.decode()
    refused = client.post(address, {"urgent_reason": ""}).content.decode()
    assert "Publish it as urgent, and say why it could not wait." in refused
    page = client.post(address, {"urgent_reason": "A flood."}, follow=True)

    assert "The agenda is published." in page.content.decode()
    issue = AgendaIssue.objects.get()
    full = client.get(reverse("reports:agenda-file", args=[office.slug, issue.pk]))
    assert full.content.startswith(b"%PDF-")


@pytest.mark.parametrize("role", [Role.PERFORMANCE, Role.AUDITOR, Role.COMMISSIONER])
def test_only_who_may_publishes_agendas(client, office, meeting, role):
    client.force_login(person(office, role))
    address = reverse("reports:agenda-publish", args=[office.slug, meeting.pk])

    assert client.post(address, {}).status_code == 403


def test_an_issue_of_another_office_is_not_there(client, meeting):
    item(meeting, "Budget")
    issue = published(meeting)
    elsewhere = OfficeFactory()
    client.force_login(person(elsewhere, Role.SCRUTINY))

    address = reverse("reports:agenda-file", args=[elsewhere.slug, issue.pk])
    assert client.get(address).status_code == 404
