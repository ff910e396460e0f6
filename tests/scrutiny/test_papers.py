"""Papers at the desk: who owes them, what is handed in, and how files are served."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from opcc.core.access import standing_of
from opcc.core.models import AuditLine
from opcc.core.moves import MoveRefused
from opcc.core.roles import Role
from opcc.site import work
from scrutiny.changes import papers as changes
from scrutiny.domain.files import FileRefused
from scrutiny.models import Paper
from tests.at_once import both_texts, save_over, saved_by_both
from tests.factories import (
    AgendaItemFactory,
    MeetingFactory,
    OfficeFactory,
    UserFactory,
    person,
)
from tests.scrutiny.domain import uploads as made

FRIDAY = dt.date(2026, 12, 4)
FIVE_ON_THE_23RD = dt.datetime(2026, 11, 23, 17, tzinfo=dt.UTC)


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def lead(office):
    return person(office, Role.PRIORITY_LEAD, name="Meera Castell")


@pytest.fixture
def paper(office, lead):
    meeting = MeetingFactory(body__office=office, held_on=FRIDAY, status="agenda_draft")
    return Paper.objects.create(
        item=AgendaItemFactory(meeting=meeting),
        title="Custody travel times",
        owner=lead,
        due_at=FIVE_ON_THE_23RD,
    )


def url(office, name, *args):
    return reverse(f"scrutiny:{name}", args=[office.slug, *args])


def test_a_file_is_a_version_and_the_paper_is_submitted(paper):
    changes.upload(
        paper=paper, name="..\\Custody.PDF", data=made.pdf(), by=UserFactory()
    )

    paper.refresh_from_db()
    version = paper.versions.get()
    assert paper.state == "submitted"
    assert (version.number, version.kind, version.filename) == (1, "pdf", "Custody.pdf")
    assert bytes(version.data) == made.pdf()
    verbs = AuditLine.objects.order_by("number").values_list("verb", flat=True)
    assert list(verbs) == ["hand_in", "submit"]


def test_a_hostile_file_leaves_nothing_behind(paper):
    with pytest.raises(FileRefused, match="not what papers may be"):
        changes.upload(paper=paper, name="a.pdf", data=b"<html>", by=UserFactory())

    paper.refresh_from_db()
    assert paper.state == "draft"
    assert not paper.versions.exists()


def test_another_version_never_takes_the_place_of_the_first(paper):
    changes.write(paper=paper, text="First.", seen=1, by=UserFactory())
    paper.refresh_from_db()
    changes.write(paper=paper, text="Second.", seen=paper.revision, by=UserFactory())

    assert list(paper.versions.values_list("number", "text")) == [
        (2, "Second."),
        (1, "First."),
    ]
    with pytest.raises(TypeError, match="never deleted"):
        paper.versions.all().delete()


def test_two_people_who_write_at_once_do_not_overwrite_each_other(paper):
    changes.write(paper=paper, text="Mine.", seen=1, by=UserFactory())

    with pytest.raises(MoveRefused, match="Somebody else handed in another version"):
        changes.write(paper=paper, text="Mine too.", seen=1, by=UserFactory())

    assert paper.versions.get().text == "Mine."


def test_what_is_written_here_reads_as_it_will_when_it_is_published(
    client, office, paper
):
    text = "Waits are **long**:\n\n- west\n- east\n\n<script>alert(1)</script>"
    changes.write(paper=paper, text=text, seen=1, by=UserFactory())
    client.force_login(person(office, Role.AUDITOR))

    page = client.get(url(office, "paper", paper.pk)).content.decode()

    assert "<strong>long</strong>" in page
    assert "<li>west</li>" in page
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_second_of_two_officers_does_not_undo_what_the_first_changed(
    client, office, paper
):
    client.force_login(person(office, Role.SCRUTINY))
    address = url(office, "paper-edit", paper.pk)

    page = saved_by_both(
        client,
        address,
        theirs={"due_at": "2026-11-23T17:00", "visibility": "public"},
        mine={"due_at": "2026-11-23T17:00", "title": "Custody travel"},
    )

    assert both_texts(page) == [
        ("Title", "Custody travel times", "Custody travel"),
        ("Who may see it", "Public", "The office only"),
    ]
    paper.refresh_from_db()
    assert (paper.title, paper.visibility) == ("Custody travel times", "public")
    save_over(client, address, page, visibility="public")
    paper.refresh_from_db()
    assert (paper.title, paper.visibility) == ("Custody travel", "public")


def test_nobody_accepts_a_version_that_they_have_not_read(client, office, paper):
    changes.write(paper=paper, text="First.", seen=1, by=UserFactory())
    client.force_login(person(office, Role.SCRUTINY))
    page = client.get(url(office, "paper", paper.pk)).content.decode()
    address = re.search(r'href="([^"]*/accept/[^"]*)"', page)[1]
    paper.refresh_from_db()
    changes.write(paper=paper, text="Second.", seen=paper.revision, by=UserFactory())
    seen = client.get(address).context["form"]["seen"].value()

    refused = client.post(address, {"seen": seen}).content.decode()

    assert "Somebody handed in another version" in refused
    paper.refresh_from_db()
    assert paper.state == "submitted"
    client.post(address, {"seen": paper.revision})
    paper.refresh_from_db()
    assert paper.state == "accepted"


def test_an_accepted_paper_stands_until_it_is_sent_back(paper):
    by = UserFactory()
    changes.write(paper=paper, text="Words.", seen=1, by=by)
    changes.accept(paper=paper, by=by)

    with pytest.raises(MoveRefused, match="sent back first"):
        changes.upload(paper=paper, name="a.pdf", data=made.pdf(), by=by)
    with pytest.raises(MoveRefused, match="Give a reason"):
        changes.send_back(paper=paper, reason=" ", by=by)
    changes.send_back(paper=paper, reason="The totals are wrong.", by=by)

    paper.refresh_from_db()
    assert paper.state == "draft"


def test_a_paper_is_not_accepted_before_it_is_handed_in(paper):
    with pytest.raises(MoveRefused, match="it has to be submitted"):
        changes.accept(paper=paper, by=UserFactory())


def test_papers_of_a_meeting_that_is_over_stand(paper):
    paper.item.meeting.status = "held"
    paper.item.meeting.save()

    with pytest.raises(MoveRefused, match="The meeting is over"):
        changes.upload(paper=paper, name="a.pdf", data=made.pdf(), by=UserFactory())


def test_who_owes_a_paper_finds_it_in_their_work_with_its_time(office, lead, paper):
    on = dt.date(2026, 11, 20)
    due = list(work.due_from(standing_of(lead, office, on=on), on=on))

    (line,) = [each for each in due if "Custody travel times" in each.what]
    assert line.on == dt.date(2026, 11, 23)
    assert line.detail.startswith("By 5pm, for ")

    changes.write(paper=paper, text="Words.", seen=1, by=lead)
    assert not [
        each
        for each in work.due_from(standing_of(lead, office, on=on), on=on)
        if "Custody travel times" in each.what
    ]


def test_a_file_is_only_ever_an_attachment(client, office, lead, paper):
    version = changes.upload(paper=paper, name='x".html.pdf', data=made.pdf(), by=lead)
    client.force_login(lead)

    answer = client.get(url(office, "paper-download", version.pk))

    assert answer.content == made.pdf()
    assert answer["Content-Disposition"] == 'attachment; filename="x.html.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "private, no-store"


def test_the_owner_uploads_on_the_page_and_is_told_what_is_wrong(
    client, office, lead, paper
):
    client.force_login(lead)
    address = url(office, "paper-upload", paper.pk)

    wrong = client.post(address, {"file": SimpleUploadedFile("a.pdf", b"<html>")})
    right = client.post(
        address, {"file": SimpleUploadedFile("a.pdf", made.pdf())}, follow=True
    )

    assert "Whatever its name says" in wrong.content.decode()
    assert "The file is submitted." in right.content.decode()


def test_words_written_here_are_shown_as_words(client, office, lead, paper):
    client.force_login(lead)
    said = {"text": "<script>alert(1)</script> Travel times.", "seen": "1"}

    page = client.post(
        url(office, "paper-write", paper.pk), said, follow=True
    ).content.decode()

    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page


def test_a_paper_that_somebody_else_owes_is_not_theirs_to_hand_in(
    client, office, paper
):
    client.force_login(person(office, Role.PRIORITY_LEAD))

    assert client.get(url(office, "paper-upload", paper.pk)).status_code == 404


def test_an_officer_asks_for_a_paper_by_a_time_before_the_meeting(
    client, office, paper
):
    client.force_login(person(office, Role.SCRUTINY))
    address = url(office, "paper-add", paper.item_id)
    said = {"title": "Budget", "owner_name": "The force", "visibility": "public"}

    late = client.post(address, said | {"due_at": "2026-12-05T09:00"})
    nobody = client.post(
        address, said | {"due_at": "2026-11-23T12:00", "owner_name": ""}
    )
    client.post(address, said | {"due_at": "2026-11-23T12:00"})

    assert "It is due after its meeting" in late.content.decode()
    assert "Say who owes it." in nobody.content.decode()
    asked = Paper.objects.get(title="Budget")
    assert timezone.localtime(asked.due_at).hour == 12


def test_nobody_of_another_office_reaches_a_paper(client, office, paper):
    version = changes.upload(
        paper=paper, name="a.pdf", data=made.pdf(), by=UserFactory()
    )
    elsewhere = OfficeFactory()
    client.force_login(person(elsewhere, Role.SCRUTINY))

    for name in ("paper", "paper-edit", "paper-upload", "paper-write", "paper-accept"):
        assert client.get(url(elsewhere, name, paper.pk)).status_code == 404, name
    assert client.get(url(elsewhere, "paper-download", version.pk)).status_code == 404


def test_a_provider_sees_no_paper(client, office, paper):
    client.force_login(person(office, Role.DATA_PROVIDER))

    assert client.get(url(office, "paper", paper.pk)).status_code == 403
