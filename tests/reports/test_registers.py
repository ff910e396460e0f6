"""The specified-information register as a publication: what stands where, how fresh."""

import csv
import datetime as dt
import io
import re
from itertools import islice

import pytest
from django.urls import reverse

from opcc.core import clock
from opcc.core.moves import MoveRefused
from opcc.core.roles import Role
from reports.build.register import build_register
from reports.changes import registers as changes
from reports.domain import columns
from reports.domain import content as contents
from reports.models import Publication
from reports.render import to_print_html
from reports.render.pdf import to_pdf
from reports.verification import problems
from scrutiny.changes import information
from tests.factories import (
    OfficeFactory,
    SpecifiedInformationFactory,
    UserFactory,
    person,
)
from tests.reports.canaries import CANARIES, public_bytes

TODAY = dt.date(2026, 4, 9)
FOUND_AT = "https://pcc.westmarch.example/who/"


def noon(day):
    return dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _the_day():
    with clock.told(noon(TODAY)):
        yield


@pytest.fixture
def office():
    return OfficeFactory()


def listed(office, *, checked_on=None, is_found=True, note="", **facts):
    """A line of the register, checked on a day."""
    row = SpecifiedInformationFactory(office=office, **facts)
    if checked_on:
        with clock.told(noon(checked_on)):
            information.check(
                item=row, is_found=is_found, address=FOUND_AT, note=note, by=_officer()
            )
    return row


def _officer():
    return UserFactory(name="Petra Lindqvist")


def published(office):
    return changes.publish_register(office=office, by=UserFactory())


def register(office):
    return build_register(office, issue=1, on=TODAY)


def test_none_of_50_canaries_noted_of_checks_is_in_the_register(client, office):
    left = iter(CANARIES)
    listed(office, text="The salary of each", checked_on=TODAY)
    while drawn := list(islice(left, 2)):
        note = "\n".join(f"Asked {word} to put it back" for word in drawn)
        listed(office, checked_on=TODAY, is_found=False, note=note)

    publication = published(office)

    everything = b"\n".join(public_bytes())
    page = client.get(publication.address).content
    listing = client.get(f"/{office.slug}/specified-information/").content
    for canary in CANARIES:
        assert canary.encode() not in everything + page + listing, canary
    assert b"Petra Lindqvist" not in everything
    assert b"The salary of each" in page


def test_the_register_says_where_each_thing_is_and_how_it_stands(office):
    listed(
        office,
        text="The salary of each",
        paragraph="1",
        kept_by="Office manager",
        every_months=3,
        checked_on=dt.date(2026, 1, 5),
    )
    listed(office, text="The precept", heading="What is spent", checked_on=TODAY)
    listed(office, text="The address of each")

    first, second = register(office).headings

    salary, address = first.lines
    assert (first.name, second.name) == ("Who holds office", "What is spent")
    assert (salary.address, salary.kept_by) == (FOUND_AT, "Office manager")
    # Three months from 5 January end on 5 April, four days before today.
    assert (salary.stands, salary.check_by) == ("Stale", dt.date(2026, 4, 5))
    assert salary.reason == "Checked 3 months ago; it is to be checked every quarter."
    assert (address.stands, address.checked_on) == ("Never checked", None)
    assert [line.stands for line in second.lines] == ["Current"]
    assert second.lines[0].is_current


def test_the_page_says_how_many_lines_are_due_since_it_was_published(client, office):
    listed(office, every_months=3, checked_on=TODAY)
    listed(office, every_months=12, checked_on=TODAY)
    address = published(office).address
    said = "1 line was to be checked again since this was published"

    same_day = client.get(address)
    with clock.told(noon(dt.date(2026, 7, 10))):
        later = client.get(address, headers={"If-None-Match": same_day["ETag"]})

    assert said not in same_day.content.decode()
    assert (later.status_code, said in later.content.decode()) == (200, True)
    assert "Last-Modified" not in later


def test_a_register_that_is_superseded_says_so_and_not_what_is_due(client, office):
    row = listed(office, every_months=3, checked_on=TODAY)
    first = published(office)
    stored = bytes(first.document.renderings.get(format="html").body)

    with clock.told(noon(dt.date(2026, 7, 10))):
        information.check(item=row, is_found=True, by=UserFactory())
        second = published(office)
        page = client.get(first.address).content.decode()

    first.refresh_from_db()
    assert first.superseded_by == second
    assert bytes(first.document.renderings.get(format="html").body) == stored
    assert second.title in page
    assert "was to be checked again" not in page
    assert list(problems()) == []


def test_a_line_that_says_what_was_noted_of_a_check_stops_the_register(office):
    listed(
        office,
        text="The page still names the old scheme",
        checked_on=TODAY,
        is_found=False,
        note="The page still names\nthe old scheme",
    )
    listed(
        office, checked_on=TODAY, is_found=False, note="The register of interests now"
    )
    listed(office, text="The register of interests now and then", checked_on=TODAY)

    with pytest.raises(MoveRefused, match="the note on"):
        published(office)

    assert not Publication.objects.exists()


def test_an_empty_register_is_not_published(office):
    with pytest.raises(MoveRefused, match="The register is empty"):
        published(office)


def test_the_register_is_built_in_one_query_however_long(
    office, django_assert_num_queries
):
    for _number in range(5):
        listed(office, checked_on=TODAY)

    with django_assert_num_queries(1):
        register(office)


def test_a_register_reads_back_as_stored_and_its_pdf_is_accessible(office, tmp_path):
    pdfua = pytest.importorskip("pdfua")
    listed(office, paragraph="2A", checked_on=TODAY)
    listed(office)
    stored = bytes(published(office).document.content)

    content = contents.from_bytes(stored)
    assert contents.to_bytes(content) == stored
    path = tmp_path / "register.pdf"
    path.write_bytes(to_pdf(to_print_html(content, contents.fingerprint(stored))))
    assert [str(finding) for finding in pdfua.validate(path).findings] == []


def test_the_register_is_a_file_with_a_row_for_each_line(client, office):
    listed(
        office,
        text="=The salary of each",
        paragraph="1",
        kept_by="Office manager",
        every_months=3,
        checked_on=dt.date(2026, 1, 5),
    )
    listed(office, text="The precept", heading="What is spent")
    publication = published(office)

    page = client.get(publication.address).content.decode()
    (link,) = re.findall(r'href="(/[^"]+\.csv)">The list \(CSV\)</a>', page)[:1]
    answer = client.get(link)

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    salary, precept = csv.DictReader(io.StringIO(answer.content.decode()))
    assert tuple(salary) == columns.heads(columns.REGISTER)
    assert salary == {
        "heading": "Who holds office",
        "paragraph": "1",
        # A spreadsheet would run it as a formula.
        "what": "'=The salary of each",
        "address": FOUND_AT,
        "kept_by": "Office manager",
        "checked_every": "every quarter",
        "stands": "Stale",
        "reason": "Checked 3 months ago; it is to be checked every quarter.",
        "checked_on": "2026-01-05",
        "check_by": "2026-04-05",
        "as_at": "2026-04-09",
    }
    assert (precept["stands"], precept["checked_on"]) == ("Never checked", "")
    guide = client.get(f"/{office.slug}/about-the-data/").content.decode()
    assert all(re.search(rf">\s*{name}\s*<", guide) for name in salary)


def test_the_chief_executive_publishes_the_register_from_the_desk(client, office):
    listed(office, text="The salary of each", checked_on=TODAY)
    client.force_login(person(office, Role.CHIEF_EXECUTIVE))
    address = reverse("reports:register-publish", args=[office.slug])
    at_desk = reverse("scrutiny:information", args=[office.slug])
    assert address in client.get(at_desk).content.decode()
    assert "The salary of each" in client.get(address).content.decode()
    assert not Publication.objects.exists()

    page = client.post(address, follow=True).content.decode()

    assert "The register is published." in page
    assert Publication.objects.get().kind == "register"


def test_an_empty_register_leads_to_the_desk_and_has_no_button(client, office):
    client.force_login(person(office, Role.CHIEF_EXECUTIVE))
    address = reverse("reports:register-publish", args=[office.slug])

    for page in (client.get(address), client.post(address)):
        said = page.content.decode()
        assert "The register is empty: add the usual list" in said
        assert f'href="{reverse("scrutiny:information", args=[office.slug])}"' in said
        assert "Publish the register</button>" not in said
    assert not Publication.objects.exists()


def test_nobody_is_led_to_a_register_that_they_may_not_publish(client, office):
    listed(office)
    client.force_login(person(office, Role.SCRUTINY))
    address = reverse("reports:register-publish", args=[office.slug])

    at_desk = reverse("scrutiny:information", args=[office.slug])
    assert address not in client.get(at_desk).content.decode()
    assert client.post(address).status_code == 403
