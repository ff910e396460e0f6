"""How a measure is defined, amended, moved and withheld."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from measures.changes import definitions, placing
from measures.models import MeasureVersion
from opcc.core.models import AuditLine, Restriction
from opcc.core.moves import MoveRefused
from opcc.core.periods import Period
from opcc.core.roles import Role
from tests.at_once import both_texts, save_over, saved_by_both
from tests.factories import (
    MeasureFactory,
    ObjectiveFactory,
    ObservationFactory,
    OfficeFactory,
    OrganisationFactory,
    UserFactory,
    person,
)

Q1 = Period.quarter(2026, 1)
APRIL = dt.date(2026, 4, 1)


def following(from_day=APRIL, **facts):
    """A second definition, not yet recorded."""
    said = {
        "name": "Victims satisfied overall",
        "kind": "percentage",
        "unit_name": "%",
        "polarity": "higher",
        "frequency": "quarter",
        "change_note": "The survey's question changed",
        "valid_from": from_day,
    }
    return MeasureVersion(**said | facts)


def define(measure, version):
    return definitions.new_version(measure=measure, version=version, by=UserFactory())


def restriction(**facts):
    said = {
        "reason_code": "quality",
        "reason": "The force is checking them",
        "visibility": "panel",
        "asked_by": "The force",
        "decided_on": dt.date(2026, 7, 1),
        "review_on": dt.date(2026, 10, 1),
    }
    return Restriction(**said | facts)


def last_line(measure):
    return AuditLine.objects.filter(office=measure.office).first()


def test_a_new_definition_ends_the_one_before_the_day_before_it_starts():
    measure = MeasureFactory()

    second = define(measure, following(is_break=True))

    first = measure.versions.get(number=1)
    assert first.valid_to == dt.date(2026, 3, 31)
    assert (second.number, second.valid_to) == (2, None)
    assert last_line(measure).reason == "The survey's question changed"


def test_figures_go_with_the_definition_whose_dates_contain_their_period():
    measure = MeasureFactory(values={Q1 - 1: 70, Q1: 71})

    define(measure, following())

    numbers = measure.observations.values_list("period_start", "version__number")
    assert dict(numbers) == {(Q1 - 1).start: 1, Q1.start: 2}


def test_a_new_definition_says_what_changes():
    with pytest.raises(ValidationError, match="Say what changes"):
        define(MeasureFactory(), following(change_note=" "))


@pytest.mark.parametrize(
    ("from_day", "frequency"),
    [
        (dt.date(2026, 4, 2), "month"),
        (dt.date(2026, 5, 1), "quarter"),
        (dt.date(2026, 7, 1), "year"),
    ],
)
def test_a_new_definition_starts_with_a_period(from_day, frequency):
    with pytest.raises(ValidationError, match="first day of a"):
        define(MeasureFactory(), following(from_day, frequency=frequency))


def test_a_new_definition_starts_after_the_one_in_force():
    measure = MeasureFactory(version={"valid_from": APRIL})

    with pytest.raises(ValidationError, match="began on 1 April 2026"):
        define(measure, following(APRIL))

    assert measure.versions.count() == 1


def test_locked_figures_keep_their_definition():
    measure = MeasureFactory()
    ObservationFactory(measure=measure, period=Q1, state="locked")

    with pytest.raises(MoveRefused, match="up to 30 June 2026 are locked"):
        define(measure, following())

    assert measure.versions.get().valid_to is None


def test_amending_keeps_what_was_said_before():
    measure = MeasureFactory(code="1A")
    partner = OrganisationFactory(office=measure.office)

    definitions.amend(
        measure=measure,
        to={"code": "1B", "provider_id": partner.pk},
        based_on=1,
        by=UserFactory(),
    )

    line = last_line(measure)
    assert line.before == {"code": "1A", "provider_id": measure.office.force.pk}
    assert line.after == {"code": "1B", "provider_id": partner.pk}


def test_amending_nothing_leaves_no_line():
    measure = MeasureFactory(code="1A")

    definitions.amend(measure=measure, to={"code": "1A"}, based_on=1, by=UserFactory())

    assert last_line(measure) is None


def test_the_state_is_not_amended_but_moved():
    with pytest.raises(KeyError):
        definitions.amend(
            measure=MeasureFactory(),
            to={"state": "retired"},
            based_on=1,
            by=UserFactory(),
        )


def move(measure, name, reason=""):
    return definitions.move(
        measure=measure,
        name=name,
        reason=reason,
        by=UserFactory(),
        on=dt.date(2026, 9, 30),
    )


def test_a_retired_measure_keeps_the_day_and_the_reason():
    measure = MeasureFactory()

    retired = move(measure, "retire", "Replaced by 1C")

    assert (retired.state, retired.retired_on) == ("retired", dt.date(2026, 9, 30))
    assert last_line(measure).reason == "Replaced by 1C"


def test_suspending_needs_a_reason():
    with pytest.raises(MoveRefused, match="Give a reason"):
        move(MeasureFactory(), "suspend")


def test_a_retired_measure_does_not_come_back():
    with pytest.raises(MoveRefused, match="cannot resume a measure that is retired"):
        move(MeasureFactory(state="retired"), "resume")


def test_a_restriction_stands_until_it_is_released_and_stays_on_record():
    measure, chief = MeasureFactory(), UserFactory()
    definitions.restrict(measure=measure, restriction=restriction(), by=chief)
    day = dt.date(2026, 9, 1)

    definitions.release(measure=measure, by=chief, on=day, reason="Checked")

    measure.refresh_from_db()
    assert measure.restriction.decided_by == chief
    assert measure.restriction.released_on == day
    verbs = AuditLine.objects.filter(office=measure.office).values_list("verb")
    assert [verb for (verb,) in verbs] == ["release", "withhold"]


def test_what_is_withheld_is_not_withheld_twice():
    measure, chief = MeasureFactory(), UserFactory()
    definitions.restrict(measure=measure, restriction=restriction(), by=chief)

    with pytest.raises(MoveRefused, match="withheld already"):
        definitions.restrict(measure=measure, restriction=restriction(), by=chief)


@pytest.fixture
def office():
    return OfficeFactory()


def address(name, measure, *more):
    return reverse(f"measures:{name}", args=[measure.office.slug, measure.code, *more])


def test_only_the_chief_executive_withholds(client, office):
    measure = MeasureFactory(office=office)
    form = {
        "reason_code": "quality",
        "reason": "The force is checking them",
        "visibility": "panel",
        "asked_by": "The force",
        "decided_on": "2026-07-01",
        "review_on": "2026-10-01",
    }
    client.force_login(person(office, Role.PERFORMANCE))
    assert client.post(address("withhold", measure), form).status_code == 403

    client.force_login(person(office, Role.CHIEF_EXECUTIVE))
    client.post(address("withhold", measure), form)

    measure.refresh_from_db()
    assert measure.restriction.reason == "The force is checking them"
    assert measure.restriction.visibility == "panel"


def test_a_refused_move_is_told_and_changes_nothing(client, office):
    measure = MeasureFactory(office=office, state="retired")
    client.force_login(person(office, Role.PERFORMANCE))

    page = client.post(address("measure-move", measure, "resume"), follow=True)

    assert "You cannot resume a measure that is retired" in page.content.decode()
    measure.refresh_from_db()
    assert measure.state == "retired"


def test_asking_to_move_moves_nothing(client, office):
    measure = MeasureFactory(office=office)
    client.force_login(person(office, Role.PERFORMANCE))

    page = client.get(address("measure-move", measure, "suspend")).content.decode()

    assert "Do you want to suspend Victims satisfied with the service?" in page
    measure.refresh_from_db()
    assert measure.state == "active"


def test_a_move_that_is_none_is_not_found(client, office):
    measure = MeasureFactory(office=office)
    client.force_login(person(office, Role.PERFORMANCE))

    assert client.get(address("measure-move", measure, "delete")).status_code == 404


def test_a_new_definition_is_recorded_from_its_page(client, office):
    measure = MeasureFactory(office=office)
    client.force_login(person(office, Role.PERFORMANCE))
    form = client.get(address("definition-new", measure)).context["form"]
    typed = {name: value for name, value in form.initial.items() if value is not None}
    typed |= {
        "valid_from": "2026-04-01",
        "change_note": "Asked by text message",
        "is_break": "on",
    }
    typed.pop("allows_negative")

    client.post(address("definition-new", measure), typed)

    second = measure.versions.get(number=2)
    assert (second.name, second.is_break) == (
        "Victims satisfied with the service",
        True,
    )
    assert second.change_note == "Asked by text message"


def test_what_refuses_a_definition_stands_in_its_form(client, office):
    measure = MeasureFactory(office=office)
    ObservationFactory(measure=measure, period=Q1, state="locked")
    client.force_login(person(office, Role.PERFORMANCE))
    form = client.get(address("definition-new", measure)).context["form"]
    typed = {name: value for name, value in form.initial.items() if value is not None}
    typed |= {"valid_from": "2026-04-01", "change_note": "Asked by text message"}

    page = client.post(address("definition-new", measure), typed).content.decode()

    assert "Figures up to 30 June 2026 are locked" in page


def test_editing_keeps_the_objectives_that_are_ticked(client, office):
    measure = MeasureFactory(office=office, code="1A")
    client.force_login(person(office, Role.PERFORMANCE))
    typed = {
        "code": "1B",
        "order": "2",
        "provider": office.force.pk,
        "visibility": "public",
        "is_sensitive": "on",
        "based_on": "1",
    }

    client.post(address("measure-edit", measure), typed)

    measure.refresh_from_db()
    assert (measure.code, measure.order, measure.is_sensitive) == ("1B", 2, True)


def test_two_who_edit_one_measure_see_both_texts(client, office):
    measure = MeasureFactory(office=office, code="1A", order=1)
    client.force_login(person(office, Role.PERFORMANCE))

    page = saved_by_both(
        client,
        address("measure-edit", measure),
        theirs={"is_sensitive": "on", "routes": ["force", "office"]},
        mine={"order": "7"},
    )

    assert both_texts(page) == [
        ("Order", "1", "7"),
        ("Watched in", "The force's own performance meetings, The office", ""),
        ("It is sensitive", "Yes", "No"),
    ]
    measure.refresh_from_db()
    assert (measure.order, measure.is_sensitive) == (1, True)
    save_over(client, address("measure-edit", measure), page, is_sensitive="on")
    measure.refresh_from_db()
    assert (measure.order, measure.is_sensitive) == (7, True)


def test_who_places_a_measure_is_not_overwritten_by_who_edits_it(client, office):
    measure = MeasureFactory(office=office)
    elsewhere = ObjectiveFactory(priority__plan__office=office)
    client.force_login(person(office, Role.PERFORMANCE))
    edit = address("measure-edit", measure)
    opened = client.get(edit).context["form"]
    placing.place(objective=elsewhere, measures=[measure], by=UserFactory())

    page = client.post(edit, opened.initial | {"own_threshold": "", "objectives": []})

    assert both_texts(page) == [("Objectives", str(elsewhere), "")]
    assert list(elsewhere.measures.all()) == [measure]
