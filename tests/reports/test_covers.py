"""Cover reports: begun in the house style, written by several, published in one act,
and the public version free of what is not public."""

from itertools import islice

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from opcc.core.moves import MoveRefused, WrittenMeanwhile
from opcc.core.roles import Role
from reports.build.covers import build_cover
from reports.build.lacking import lacking, worth_a_look
from reports.changes import cover_parts, covers
from reports.domain import content as contents
from reports.models import (
    CoverAppendix,
    CoverReport,
    CoverSection,
    Publication,
)
from reports.verification import problems
from scrutiny.domain.files import FileRefused
from tests.factories import (
    BodyFactory,
    MeetingFactory,
    OfficeFactory,
    UserFactory,
    person,
)
from tests.reports.canaries import CANARIES, public_bytes
from tests.reports.covering import (
    HELD_ON,
    Desk,
    Paper,
    appended,
    filled,
    published,
    started,
    whole,
)
from tests.reports.small_scene import SmallScene
from tests.reports.test_agendas import item, restrict
from tests.scrutiny.domain import uploads


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def meeting(office):
    body = BodyFactory(office=office, name="Westmarch Panel", visibility="public")
    return MeetingFactory(body=body, held_on=HELD_ON, status="agenda_draft")


@pytest.fixture
def desk(client, office, meeting):
    client.force_login(person(office, Role.PERFORMANCE, Role.CHIEF_EXECUTIVE))
    return Desk(client, office, meeting)


def test_a_cover_report_begins_with_all_that_the_house_style_has(meeting):
    report = started(meeting)

    style = report.office.style.cover_report
    assert report.title == style.title
    headings = [section.heading for section in report.sections.all()]
    assert headings == [section.heading for section in style.sections]
    assert all(section.text == "" for section in report.sections.all())
    asked = [each.heading for each in report.implications.all()]
    assert asked == list(style.implications.headings)
    assert [each.post for each in report.signatories.all()] == list(style.signatories)


def test_what_is_lacking_is_told_thing_by_thing_with_where_to_give_it(meeting):
    report = started(meeting)

    found = [(each.text, each.view) for each in lacking(whole(report))]

    assert ("No recommendation is made.", "reports:cover-recommendations") in found
    background = "Background papers: list them, or say that there are none."
    assert (background, "reports:cover-section") in found
    risk = "The implication “Risk” has no answer."
    assert (risk, "reports:cover-implications") in found
    assert ("Nobody signs it.", "reports:cover-people") in found
    assert ("It names nobody to contact.", "reports:cover-people") in found
    # Six sections of words, one recommendation, seven answers, two of people.
    assert len(found) == 6 + 1 + 7 + 2
    assert lacking(whole(filled(report))) == []


def test_nothing_is_published_while_anything_is_lacking(meeting):
    report = filled(started(meeting))
    report.implications.filter(heading="Risk").update(nothing=False)

    with pytest.raises(MoveRefused, match="“Risk” has no answer"):
        published(report)

    assert not Publication.objects.exists()


def test_none_of_50_canaries_is_in_any_public_cover_report(client, office, meeting):
    left = iter(CANARIES)
    report = filled(started(meeting))
    for _n in range(10):
        appended(report, f"Held {next(left)}", is_public=False)
    while drawn := list(islice(left, 4)):
        held = item(meeting, f"Operation {drawn[0]}")
        type(held).objects.filter(pk=held.pk).update(
            note=f"Note {drawn[1]}" if drawn[1:] else "",
            lead=f"Lead {drawn[2]}" if drawn[2:] else "",
        )
        restrict(held, reason=f"Reason {drawn[-1]}")
    notes = " ".join(CANARIES[40:])
    CoverReport.objects.update(notes=notes, item=meeting.items.first())
    shown = appended(report, "The framework")
    report.refresh_from_db()
    report = published(report)

    everything = b"\n".join(public_bytes())
    page = client.get(report.publication.address).content
    listing = client.get(f"/{office.slug}/reports-to-meetings/").content
    for canary in CANARIES:
        assert canary.encode() not in everything + page + listing, canary
    assert b"Appendix 3: not for publication" in page
    full = bytes(report.full.content).decode()
    assert sum(canary in full for canary in CANARIES[:10]) == 10
    # The eleventh is the one that the public may read.
    file = client.get(f"{report.publication.address}appendices/appendix-11.pdf")
    assert file.content == bytes(CoverAppendix.objects.get(pk=shown.pk).data)
    assert "attachment" in file["Content-Disposition"]
    held_back = client.get(f"{report.publication.address}appendices/appendix-3.pdf")
    assert held_back.status_code == 404


def test_a_public_text_that_names_what_is_not_public_stops_it(meeting):
    report = filled(started(meeting))
    restrict(item(meeting, "Operation Fennel"))
    report.sections.filter(part="background").update(text="See Operation Fennel.")

    with pytest.raises(MoveRefused, match="the title of item 1 and restricted"):
        published(report)

    report.refresh_from_db()
    assert report.is_draft


def test_a_published_report_stays_whatever_is_changed_afterwards(client, meeting):
    report = published(filled(started(meeting)))
    before = client.get(report.publication.address).content

    CoverSection.objects.update(text="Something else")

    assert client.get(report.publication.address).content == before
    assert list(problems()) == []
    with pytest.raises(MoveRefused, match="This report is published"):
        covers.amend(report=report, based_on=report.revision, by=UserFactory())


def test_a_body_that_is_not_public_keeps_its_reports_to_the_office(office):
    meeting = MeetingFactory(body__office=office, body__visibility="office")
    report = published(filled(started(meeting)))

    assert report.publication is None
    formats = report.full.renderings.values_list("format", flat=True)
    assert sorted(formats) == ["docx", "html", "json", "pdf"]
    assert not Publication.objects.exists()


def test_two_who_write_a_section_at_once_see_both_texts(desk, meeting):
    report = started(meeting)
    section = report.sections.get(part="background")
    address = desk.address("cover-section", section.pk)
    seen = {"based_on": section.revision, "heading": "Background"}
    desk.client.post(address, seen | {"text": "Theirs came first."})

    answer = desk.client.post(address, seen | {"text": "Mine came after."})
    page = answer.content.decode()

    assert "Somebody else saved this while you wrote" in page
    assert "Theirs came first." in page
    assert "Mine came after." in page
    section.refresh_from_db()
    assert section.text == "Theirs came first."
    again = answer.context["form"].data | {"text": "Both."}
    assert desk.client.post(address, again).status_code == 302
    section.refresh_from_db()
    assert section.text == "Both."


def test_two_who_answer_the_checklist_at_once_lose_nothing(meeting):
    report = started(meeting)
    seen = report.revision
    cover_parts.answer(report=report, rows=[], based_on=seen, by=UserFactory())

    with pytest.raises(WrittenMeanwhile):
        cover_parts.answer(report=report, rows=[], based_on=seen, by=UserFactory())


@pytest.mark.parametrize(
    ("name", "field", "others"),
    [
        ("cover-recommendations", "text-1", {"verb-1": "to note"}),
        ("cover-people", "name-1", {"post-1": "Commissioner"}),
    ],
)
def test_two_who_write_the_rows_of_a_report_at_once_see_both(
    desk, meeting, name, field, others
):
    report = started(meeting)
    address = desk.address(name, report.pk)
    seen = others | {"based_on": report.revision}
    assert desk.client.post(address, seen | {field: "Theirs"}).status_code == 302

    answer = desk.client.post(address, seen | {field: "Mine"})

    both = [(theirs, mine) for _label, theirs, mine in answer.context["form"].both]
    assert ("Theirs", "Mine") in both
    again = {**answer.context["form"].data.dict(), field: "Both"}
    assert desk.client.post(address, again).status_code == 302
    assert "Both" in desk.client.get(desk.address("cover", report.pk)).content.decode()


def test_what_breaks_the_numbering_is_taken_out_and_shown(desk, meeting):
    section = started(meeting).sections.get(part="background")
    address = desk.address("cover-section", section.pk)
    said = {"based_on": section.revision, "heading": "Background"}
    text = "# Mine\n\n4. Fourth <b>bold</b>\n\n- a list"

    page = desk.client.post(address, said | {"text": text}, follow=True).content
    told = page.decode()

    assert "a heading&#x27;s mark: # Mine" in told
    assert "a number: 4." in told
    assert "HTML: &lt;b&gt;" in told
    section.refresh_from_db()
    assert section.text == "Mine\n\nFourth bold\n\n- a list"


def test_a_section_is_previewed_before_it_is_saved(desk, meeting):
    section = started(meeting).sections.get(part="background")
    address = desk.address("cover-section", section.pk)
    said = {"based_on": section.revision, "heading": "Background", "preview": "1"}

    page = desk.client.post(address, said | {"text": "Arrests **fell**."}).content

    assert b"Arrests <strong>fell</strong>." in page
    section.refresh_from_db()
    assert section.text == ""


def test_sections_are_put_in_order_with_buttons(desk, meeting):
    report = started(meeting)
    first, second = report.sections.all()[:2]
    address = desk.address("cover-section-move", second.pk)

    desk.client.post(address, {"step": "-1", "seen": report.revision})
    assert list(report.sections.all()[:2]) == [second, first]
    page = desk.client.post(address, {"step": "1", "seen": 1}, follow=True)
    assert b"Somebody else changed this report meanwhile" in page.content
    assert list(report.sections.all()[:2]) == [second, first]


def test_a_section_that_the_style_asks_for_is_not_taken_out(desk, meeting):
    report = started(meeting)
    purpose = report.sections.get(part="purpose")
    background = report.sections.get(part="background")
    for row in (purpose, background):
        desk.client.post(desk.address("cover-section-remove", row.pk))

    parts = report.sections.values_list("part", flat=True)
    assert "purpose" in parts
    assert "background" not in parts


def test_an_appendix_that_is_not_what_it_says_is_refused(desk, meeting):
    report = started(meeting)
    address = desk.address("cover-append", report.pk)
    file = SimpleUploadedFile("framework.pdf", b"MZ a program")

    page = desk.client.post(address, {"title": "Framework", "file": file}).content

    assert b"The file is not what papers may be" in page
    assert not CoverAppendix.objects.exists()
    appendix = CoverAppendix(report=report, title="Framework")
    with pytest.raises(FileRefused):
        cover_parts.append(
            appendix=appendix, name="a.pdf", data=b"MZ", by=UserFactory()
        )


def test_an_appendix_may_be_a_publication_and_not_both(desk, meeting):
    earlier = published(filled(started(meeting, title="Earlier"))).publication
    report = started(meeting, title="Later")
    address = desk.address("cover-append", report.pk)
    said = {"title": "The earlier one", "publication": earlier.pk, "is_public": "on"}
    file = SimpleUploadedFile("framework.pdf", uploads.pdf())

    both = desk.client.post(address, said | {"file": file}).content
    assert "Choose a publication, or a file." in both.decode()
    assert desk.client.post(address, said).status_code == 302
    page = desk.client.get(published(filled(report)).publication.address).content
    assert f'<a href="{earlier.address}">Appendix 1: The earlier one'.encode() in page


def test_a_longer_cover_report_costs_no_more_queries(
    meeting, django_assert_num_queries
):
    report = filled(started(meeting))
    for number in range(4):
        appended(report, f"Appendix {number}")
    CoverReport.objects.update(item=item(meeting, "Performance"))

    with django_assert_num_queries(8):
        content = build_cover(whole(report), audience="office", on=HELD_ON)

    assert content.agenda_item == "1"


def test_the_page_of_a_report_costs_as_much_however_long_it_is(
    desk, meeting, django_assert_max_num_queries
):
    report = filled(started(meeting))
    for number in range(4):
        appended(report, f"Appendix {number}")

    with django_assert_max_num_queries(24):
        page = desk.client.get(desk.address("cover", report.pk)).content

    assert b"Nothing: it may be published." in page


def test_a_hidden_number_of_the_report_that_it_carries_is_pointed_at():
    scene = SmallScene()
    edition = scene.draft()
    report = started(edition.meeting, edition=edition)
    assert worth_a_look(whole(report)) == []

    report.sections.filter(part="background").update(text="It fell to 3.")
    (found,) = worth_a_look(whole(report))

    assert not found.is_error
    assert found.text.startswith("It says 3, which is the hidden figure of 1G")


def test_an_auditor_reads_and_writes_nothing(client, office, meeting):
    report = started(meeting)
    client.force_login(person(office, Role.AUDITOR))
    page = client.get(reverse("reports:cover", args=[office.slug, report.pk]))

    assert page.status_code == 200
    assert b"Add a section" not in page.content
    for name in ("cover-edit", "cover-people", "cover-publish"):
        address = reverse(f"reports:{name}", args=[office.slug, report.pk])
        assert client.post(address).status_code == 403


def test_a_report_is_entered_and_published_on_the_pages(desk):
    paper = Paper(
        title="Quarterly performance",
        sections={
            part: ("", f"On {part}.")
            for part in ("purpose", "background", "key_points", "consultation")
        }
        | {"next_steps": ("Then:", "One.\n\nTwo."), "background_papers": ("", "")},
        asked=[("to note", "That it is noted."), ("to approve", "Approve the plan.")],
        answers=["N/A"] * 6 + ["It serves the plan."],
        signatories=[("Eleanor Vaisey", "Commissioner")],
        contacts=["Priya", "Officer", "01632 960000", "priya@westmarch.example"],
    )
    report = desk.enter(paper).publish()

    page = desk.client.get(report.publication.address).content.decode()
    assert '<a class="np__no" href="#recommendation-1">2.</a> That it is noted.' in page
    assert '<a class="np__no" href="#recommendation-2">3.</a> Approve the plan.' in page
    # Purpose 1, asked 2 and 3, background 4, key points 5, consultation 6.
    assert '<a class="np__no" href="#p-7">7.</a> One.' in page
    assert '<a class="np__no" href="#p-15">15.</a> It serves the plan.' in page
    assert '<a class="np__no" href="#p-16">16.</a> None.' in page
    content = contents.from_bytes(bytes(report.publication.document.content))
    assert [each.paragraph for each in content.recommendations] == ["2", "3"]
