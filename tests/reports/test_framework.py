"""The performance framework as a publication: public measures, as they are defined."""

import datetime as dt
from itertools import islice

import pytest
from django.urls import reverse

from measures.models import Collection, CollectionEntry
from opcc.core import clock
from opcc.core.moves import MoveRefused
from opcc.core.roles import Role
from reports.build.framework import build_framework
from reports.changes import frameworks as changes
from reports.domain import content as contents
from reports.models import Publication
from reports.render import to_print_html
from reports.render.pdf import to_pdf
from reports.verification import problems
from tests.factories import (
    MeasureFactory,
    MeasureVersionFactory,
    ObjectiveFactory,
    OfficeFactory,
    PlanVersionFactory,
    PriorityFactory,
    UserFactory,
    person,
)
from tests.factories.measures import TargetFactory
from tests.reports.canaries import CANARIES, public_bytes

TODAY = dt.date(2026, 10, 20)


@pytest.fixture(autouse=True)
def _the_day():
    with clock.told(dt.datetime(2026, 10, 20, 10, tzinfo=dt.UTC)):
        yield


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def objective(office):
    plan = PlanVersionFactory(office=office)
    return ObjectiveFactory(priority=PriorityFactory(plan=plan), number="1.1")


def counted(objective, code="1A", **facts):
    office = objective.priority.plan.office
    return MeasureFactory(office=office, code=code, objective=objective, **facts)


def published(office):
    return changes.publish_framework(office=office, by=UserFactory())


def framework(objective):
    return build_framework(objective.priority.plan, issue=1, on=TODAY)


def redefined(measure):
    """Counted otherwise since April 2025: what was before does not compare."""
    measure.versions.update(
        valid_to=dt.date(2025, 3, 31), definition="Victims of burglary who answered."
    )
    MeasureVersionFactory(
        measure=measure,
        number=2,
        definition="Victims of any crime who answered.",
        source="Victims' survey",
        change_note="All crimes are asked about.",
        is_break=True,
        valid_from=dt.date(2025, 4, 1),
    )


def planted(objective):
    """Fifty strings in what is not public of measures."""
    left, number = iter(CANARIES), 0
    TargetFactory(measure=counted(objective), reason=f"Because of {next(left)}")
    while drawn := list(islice(left, 4)):
        number += 1
        visibility = ("office", "panel", "shared")[number % 3]
        words = [*drawn, "", "", ""]
        counted(
            objective,
            code=f"H{number}",
            version={
                "name": f"How often {words[0]} happens",
                "definition": f"We count {words[1]} by hand",
                "source": words[2],
                "rule_note": words[3],
            },
            visibility=visibility,
        )
    counted(objective, code="P1", state="proposed", version={"name": "Not yet counted"})


def test_none_of_50_canaries_in_measures_that_are_not_public_is_in_the_framework(
    client, office, objective
):
    planted(objective)

    publication = published(office)

    everything = b"\n".join(public_bytes())
    page = client.get(publication.address).content
    listing = client.get(f"/{office.slug}/framework/").content
    for canary in CANARIES:
        assert canary.encode() not in everything + page + listing, canary
    assert b"1A Victims satisfied with the service" in page
    assert b"Not yet counted" not in everything


def test_the_framework_says_how_each_measure_is_counted_and_judged(objective):
    measure = counted(objective, routes=["panel_report", "force"])
    redefined(measure)
    TargetFactory(measure=measure, value=80, valid_to=dt.date(2027, 3, 31))
    TargetFactory(measure=measure, value=85, valid_from=dt.date(2027, 4, 1))
    measures = Collection.objects.create(office=measure.office, name="Crime measures")
    entry = CollectionEntry.objects.create(
        collection=measures, priority="Victims", metric="Satisfaction", order=1
    )
    entry.measures.add(measure)

    (said,) = framework(objective).measures

    assert said.definition == "Victims of any crime who answered."
    assert (said.number, said.starts_on) == (2, dt.date(2025, 4, 1))
    assert said.counts == "Satisfied, as a percentage of: Asked."
    assert (said.unit, said.polarity) == ("Per cent", "Good is higher")
    assert (said.source, said.frequency) == ("Victims' survey", "quarterly")
    assert said.provider == measure.provider.name
    # The target is 80 with a tolerance of 5, so that amber ends at 75.
    assert said.rule == "Green at 80% or more, amber down to 75%, red below that."
    assert [(aim.text, aim.starts_on.year) for aim in said.targets] == [
        ("80%", 2015),
        ("85%", 2027),
    ]
    assert said.collections == (("Crime measures", "Satisfaction"),)
    assert said.routes == (
        "The force's own performance meetings",
        "Reports to the panel",
    )
    assert said.is_break
    (before,) = said.earlier
    assert before.definition == "Victims of burglary who answered."
    assert (before.number, before.ends_on) == (1, dt.date(2025, 3, 31))
    assert before.next_is_break


def test_a_measure_of_two_objectives_is_told_once(objective):
    shared = counted(objective)
    other = ObjectiveFactory(priority=objective.priority, number="1.2")
    shared.objectives.add(other)

    first, second = framework(objective).priorities[0].objectives

    assert [each.code for each in first.measures] == ["1A"]
    assert second.measures == ()
    assert second.elsewhere == (("1A", "Victims satisfied with the service"),)


def test_a_public_definition_that_says_a_hidden_one_stops_the_framework(
    office, objective
):
    counted(
        objective,
        code="H1",
        visibility="office",
        version={"name": "Calls to the covert line"},
    )
    counted(
        objective,
        version={
            "name": "Calls answered",
            "definition": "All but calls to the covert\nline.",
        },
    )

    with pytest.raises(MoveRefused, match="of measure H1 and restricted"):
        published(office)

    assert not Publication.objects.exists()


def test_a_framework_without_a_public_measure_is_refused(office, objective):
    counted(objective, visibility="office")

    with pytest.raises(MoveRefused, match="No public measure"):
        published(office)


def test_a_framework_without_a_plan_in_force_is_refused(office):
    with pytest.raises(MoveRefused, match="no plan in force"):
        published(office)


def test_a_framework_takes_the_place_of_the_last_which_stays_as_it_was(
    client, office, objective
):
    measure = counted(objective)
    first = published(office)
    before = bytes(first.document.renderings.get(format="html").body)
    redefined(measure)

    second = published(office)

    first.refresh_from_db()
    assert first.superseded_by == second
    assert bytes(first.document.renderings.get(format="html").body) == before
    assert "Victims of any crime" in client.get(second.address).content.decode()
    assert list(problems()) == []


def test_a_framework_is_built_in_as_many_queries_however_long(
    objective, django_assert_num_queries
):
    for number in range(5):
        redefined(counted(objective, code=f"1{number}", target="80"))
    plan = type(objective.priority.plan).objects.select_related("office").get()

    with django_assert_num_queries(6):
        build_framework(plan, issue=1, on=TODAY)


def test_a_framework_reads_back_as_stored_and_its_pdf_is_accessible(
    office, objective, tmp_path
):
    pdfua = pytest.importorskip("pdfua")
    redefined(counted(objective, target="80"))
    stored = bytes(published(office).document.content)

    content = contents.from_bytes(stored)
    assert contents.to_bytes(content) == stored
    path = tmp_path / "framework.pdf"
    path.write_bytes(to_pdf(to_print_html(content, contents.fingerprint(stored))))
    assert [str(finding) for finding in pdfua.validate(path).findings] == []


def test_the_chief_executive_publishes_the_framework_from_the_publications(
    client, office, objective
):
    counted(objective)
    client.force_login(person(office, Role.CHIEF_EXECUTIVE))
    address = reverse("reports:framework-publish", args=[office.slug])
    ledger = reverse("reports:publications", args=[office.slug])
    assert address in client.get(ledger).content.decode()
    asked = client.get(address).content.decode()
    assert "Victims satisfied with the service" in asked
    assert not Publication.objects.exists()

    page = client.post(address, follow=True).content.decode()

    assert "The performance framework is published." in page
    assert Publication.objects.get().title in page


def test_nobody_is_led_to_a_framework_that_they_may_not_publish(
    client, office, objective
):
    counted(objective)
    client.force_login(person(office, Role.PERFORMANCE))
    address = reverse("reports:framework-publish", args=[office.slug])

    ledger = reverse("reports:publications", args=[office.slug])
    assert address not in client.get(ledger).content.decode()
    assert client.post(address).status_code == 403
