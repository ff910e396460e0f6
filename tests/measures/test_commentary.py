"""Who writes a measure's commentary, and how nothing of it is lost."""

import datetime as dt

import pytest
from django.urls import reverse

from measures.changes import commentary
from measures.models import Commentary
from opcc.core.access import standing_of
from opcc.core.models import AuditLine
from opcc.core.moves import MoveRefused
from opcc.core.periods import Period
from opcc.core.roles import Role
from tests.factories import (
    MeasureFactory,
    ObjectiveFactory,
    OfficeFactory,
    person,
)

Q1 = Period.quarter(2026, 1)
TODAY = dt.date(2026, 7, 20)


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def measure(office):
    return MeasureFactory(office=office, code="1A", target="80", values={Q1: 78})


@pytest.fixture
def officer(office):
    return person(office, Role.PERFORMANCE, name="Priya Nandra")


@pytest.fixture
def commissioner(office):
    return person(office, Role.COMMISSIONER, name="Helen Aske")


def write(measure, user, based_on=0, **texts):
    return commentary.write(
        measure=measure,
        period=Q1,
        texts=texts,
        based_on=based_on,
        by=standing_of(user, measure.office, on=TODAY),
    )


def test_each_writing_is_numbered_and_kept(measure, officer):
    write(measure, officer, happening="It fell")

    write(measure, officer, based_on=1, happening="It fell by 2 points")

    rows = measure.commentaries.order_by("number").values_list("number", "happening")
    assert list(rows) == [(1, "It fell"), (2, "It fell by 2 points")]


def test_a_writing_keeps_the_prompts_that_it_does_not_touch(measure, officer):
    write(measure, officer, happening="It fell")

    second = write(measure, officer, based_on=1, why="Not known")

    assert (second.happening, second.why) == ("It fell", "Not known")


def test_saving_what_is_there_already_writes_nothing(measure, officer):
    first = write(measure, officer, happening="It fell,\nand then rose")

    again = write(measure, officer, based_on=1, happening="It fell,\r\nand then rose")

    assert again == first
    assert Commentary.objects.count() == 1


def test_nothing_is_not_a_commentary(measure, officer):
    with pytest.raises(MoveRefused, match="nothing to save"):
        write(measure, officer, happening="")


def test_a_writing_is_never_changed(measure, officer):
    write(measure, officer, happening="It fell")

    with pytest.raises(TypeError, match="never changed"):
        measure.commentaries.update(happening="It rose")


def test_only_the_commissioner_says_what_they_asked_concluded_and_did(
    measure, officer, commissioner
):
    with pytest.raises(MoveRefused, match="Only the Commissioner"):
        write(measure, officer, concluded="Assured")

    said = write(measure, commissioner, concluded="I am not assured")

    assert said.concluded == "I am not assured"
    assert said.oversight_by == commissioner


def test_the_commissioners_words_stay_signed_when_others_write_on(
    measure, officer, commissioner
):
    write(measure, commissioner, asked="Why?")

    second = write(measure, officer, based_on=1, happening="It fell")

    assert (second.by, second.oversight_by) == (officer, commissioner)
    assert second.asked == "Why?"


def test_the_commissioner_does_not_write_the_narrative(measure, commissioner):
    with pytest.raises(MoveRefused, match="the priorities that you lead"):
        write(measure, commissioner, happening="It fell")


def test_a_priority_lead_writes_for_their_priorities_only(office, measure):
    lead = person(office, Role.PRIORITY_LEAD)
    theirs = ObjectiveFactory(priority__plan__office=office, priority__lead=lead)
    led = MeasureFactory(office=office, objective=theirs)

    assert write(led, lead, happening="It fell").by == lead
    with pytest.raises(MoveRefused, match="the priorities that you lead"):
        write(measure, lead, happening="It fell")


def test_two_people_at_once_lose_nothing(measure, officer, office):
    colleague = person(office, Role.PERFORMANCE, name="Sam Whitlock")
    write(measure, officer, happening="It fell")
    write(measure, colleague, based_on=1, happening="It fell, in the west")

    with pytest.raises(commentary.WrittenMeanwhile, match="Sam Whitlock") as refusal:
        write(measure, officer, based_on=1, happening="It fell, in the east")

    assert refusal.value.theirs.happening == "It fell, in the west"
    assert Commentary.objects.count() == 2


def test_a_writing_leaves_a_line_with_what_changed(measure, officer):
    write(measure, officer, happening="It fell")

    line = AuditLine.objects.get(office=measure.office)
    assert line.before == {"happening": ""}
    assert line.after == {"happening": "It fell"}


def address(measure, period="2026-Q1"):
    return reverse(
        "measures:commentary", args=[measure.office.slug, measure.code, period]
    )


def test_the_form_stands_beside_the_chart_and_the_figures(client, measure, officer):
    client.force_login(officer)

    page = client.get(address(measure)).content.decode()

    for words in ("What is happening?", "chart--wide", "78.0%", "Amber"):
        assert words in page


def test_others_read_the_commissioners_box_and_cannot_type_in_it(
    client, measure, officer, commissioner
):
    write(measure, commissioner, concluded="I am not assured")
    client.force_login(officer)

    page = client.get(address(measure)).content.decode()

    assert "I am not assured" in page
    assert 'name="concluded"' not in page


def test_what_others_post_into_the_commissioners_box_is_ignored(
    client, measure, officer
):
    client.force_login(officer)
    typed = {"based_on": "0", "happening": "It fell", "concluded": "Assured"}

    client.post(address(measure), typed)

    row = measure.commentaries.get()
    assert (row.happening, row.concluded) == ("It fell", "")


def test_the_message_has_140_characters_at_most(client, measure, officer):
    client.force_login(officer)

    page = client.post(address(measure), {"based_on": "0", "message": "a" * 141})

    assert "message" in page.context["form"].errors
    assert not measure.commentaries.exists()


def test_both_texts_are_shown_and_the_next_save_takes(client, measure, officer, office):
    colleague = person(office, Role.PERFORMANCE, name="Sam Whitlock")
    write(measure, colleague, happening="It fell, in the west")
    client.force_login(officer)
    typed = {"based_on": "0", "happening": "It fell, in the east"}

    page = client.post(address(measure), typed)
    told = page.content.decode()

    assert "Sam Whitlock" in told
    assert "It fell, in the west" in told
    assert "It fell, in the east" in told
    assert 'name="based_on" value="1"' in told
    client.post(address(measure), typed | {"based_on": "1"})
    assert commentary.newest(measure, Q1).happening == "It fell, in the east"


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.PRIORITY_LEAD])
def test_who_writes_nothing_of_it_is_refused_the_form(client, office, measure, role):
    client.force_login(person(office, role))

    assert client.get(address(measure)).status_code == 403


@pytest.mark.parametrize("period", ["2026-07", "soon", "2026-Q5"])
def test_commentary_is_written_for_quarters(client, measure, officer, period):
    client.force_login(officer)

    assert client.get(address(measure, period)).status_code == 404


def test_another_offices_measure_has_no_form_here(client, office, officer):
    elsewhere = MeasureFactory(code="9Z")
    client.force_login(officer)
    form = reverse("measures:commentary", args=[office.slug, elsewhere.code, "2026-Q1"])

    assert client.get(form).status_code == 404


def test_earlier_writings_can_be_read(client, measure, officer):
    write(measure, officer, happening="It fell")
    write(measure, officer, based_on=1, happening="It fell by 2 points")
    client.force_login(officer)
    tab = reverse("measures:commentaries", args=[measure.office.slug, measure.code])

    page = client.get(tab).content.decode()

    assert "It fell by 2 points" in page
    assert "Earlier writings" in page
