"""Findings recorded by mistake: they go, unless anything rests on them."""

import datetime as dt

import pytest

from opcc.core import clock
from opcc.core.models import AuditLine
from opcc.core.moves import MoveRefused
from opcc.core.roles import Role
from scrutiny.changes import findings
from scrutiny.models import Finding
from tests.factories import (
    ActionFactory,
    FindingFactory,
    MeasureFactory,
    OfficeFactory,
    UserFactory,
    person,
)
from tests.scrutiny.test_inspections import in_state, view


@pytest.fixture(autouse=True)
def march():
    with clock.told(dt.datetime(2026, 3, 20, 12, tzinfo=dt.UTC)):
        yield


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def officer(office):
    return person(office, Role.SCRUTINY)


def test_a_finding_recorded_by_mistake_goes_and_the_log_keeps_what_it_said(
    office, officer
):
    finding = FindingFactory(report__office=office, number=7, text="Buy boats.")
    finding.measures.add(MeasureFactory(office=office, code="1A"))

    findings.remove(finding=finding, by=officer)

    assert not Finding.objects.exists()
    line = AuditLine.objects.filter(office=office).first()
    assert (line.verb, line.by) == ("remove", officer)
    assert (line.before["text"], line.before["measures"]) == ("Buy boats.", ["1A"])


@pytest.mark.parametrize(
    ("rests", "words"),
    [
        (lambda f: ActionFactory(office=f.report.office, finding=f), "An action"),
        (lambda f: view(f, "force", "complete", by=UserFactory()), "A view"),
        (lambda f: Finding.objects.update(response="We accept it."), "is answered"),
        (lambda f: Finding.objects.update(none_because="Not ours."), "is answered"),
    ],
)
def test_a_finding_on_which_anything_rests_stays(office, officer, rests, words):
    finding = FindingFactory(report__office=office)
    rests(finding)

    with pytest.raises(MoveRefused, match=words):
        findings.remove(finding=finding, by=officer)

    assert Finding.objects.exists()


@pytest.mark.parametrize("state", ["decided", "published"])
def test_no_finding_is_removed_once_the_response_is_decided(office, officer, state):
    finding = FindingFactory(report=in_state(office, state), kind="area")

    with pytest.raises(MoveRefused, match="The response is"):
        findings.remove(finding=finding, by=officer)


def test_whoever_writes_of_a_finding_that_is_gone_is_told(office, officer):
    finding = FindingFactory(report__office=office)
    again = Finding.objects.get(pk=finding.pk)
    findings.remove(finding=finding, by=officer)

    for change in (
        lambda: findings.remove(finding=again, by=officer),
        lambda: view(again, "force", "complete", by=officer),
    ):
        with pytest.raises(MoveRefused, match="removed this finding meanwhile"):
            change()
