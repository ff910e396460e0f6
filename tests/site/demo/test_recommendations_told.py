"""The demonstration: what the panel recommends, what is decided, what is published."""

import pytest

from reports.domain.content import from_bytes
from reports.models import Kind, Publication
from scrutiny.models import Decision, PanelRecommendation, SpecifiedInformation
from tests.site.demo.telling import worklist


def test_the_panels_recommendations_stand_in_every_state_and_one_is_overdue(
    office, days
):
    said = PanelRecommendation.objects.for_office(office)

    assert sorted(said.values_list("state", flat=True)) == sorted(
        PanelRecommendation.State.values
    )
    (late,) = said.overdue(on=days.today)
    assert late.state == "made"
    assert late.recorded_as == "Daniel Cho, panel support officer"


def test_the_answers_that_are_published_stand_in_public(office, client):
    entries = Publication.objects.for_office(office).filter(kind=Kind.ANSWER)
    notes = PanelRecommendation.objects.for_office(office).exclude(note="")

    assert entries.count() == 2
    for entry in entries:
        page = client.get(entry.address).content.decode()
        assert "Eleanor Vaisey" in page
        assert not any(said.note in page for said in notes)


def test_six_decisions_one_of_them_in_part_exempt(office, client):
    decided = Decision.objects.for_office(office)
    entries = Publication.objects.for_office(office).filter(kind=Kind.DECISION)

    assert decided.count() == 6
    assert [each.state for each in decided].count("published") == entries.count() == 4
    assert decided.filter(state="draft").count() == 1
    (held,) = decided.held_back()
    page = client.get(entries.get(slug=held.slug).address).content.decode()
    assert "What each bidder asked for" in page
    assert "512,400" not in page
    assert decided.exclude(delegation="").get().taken_as.startswith("Judith Farrow")


def test_two_lines_of_the_register_are_stale_and_one_is_missing(office, days):
    register = SpecifiedInformation.objects.for_office(office)

    assert register.stale(on=days.today).count() == 2
    assert register.missing().count() == 1
    assert not register.unchecked()
    assert register.to_check(on=days.today).count() == 3


def test_the_register_is_published_as_it_stands(office, days):
    published = Publication.objects.for_office(office).get(kind=Kind.REGISTER)
    content = from_bytes(bytes(published.document.content))

    register = SpecifiedInformation.objects.for_office(office)
    assert len(content.lines) == register.count() == 37
    assert content.counts == (("Current", 34), ("Stale", 2), ("Missing", 1))
    assert content.published_on <= days.today
    assert all(line.address and line.kept_by for line in content.lines)
    assert b"coordinator rewrites it" not in bytes(published.document.content)


@pytest.mark.parametrize(
    ("who", "what"),
    [
        ("eleanor.vaisey", "Answer the panel: Recommendation"),
        ("judith.farrow", "Publish the response to re"),
        ("judith.farrow", "Publish decision"),
        ("judith.farrow", "Review why part of decision"),
        ("tom.askew", "Check 3 items that must be published"),
    ],
)
def test_my_work_holds_what_is_due_of_these(office, days, who, what):
    things = worklist(office, days, f"{who}@westmarch.example")

    assert any(thing.startswith(what) for thing in things), things
