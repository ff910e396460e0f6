"""Actions change by their rules: dates, sign-off, ends, and who may change them."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from opcc.core import clock
from opcc.core.access import standing_of
from opcc.core.moves import MoveRefused, WrittenMeanwhile
from opcc.core.roles import Role
from scrutiny.changes import actions, dates
from scrutiny.changes.acting import Actor
from scrutiny.domain.workflow import ACTION
from scrutiny.models import Action, ActionUpdate
from tests.factories import ActionFactory, MeasureFactory, OfficeFactory, person

TODAY = dt.date(2025, 10, 5)
LATER = dt.date(2025, 10, 31)
LATER_STILL = dt.date(2025, 11, 30)


@pytest.fixture
def office():
    return OfficeFactory()


def actor(office, *roles, **facts):
    user = person(office, *roles, **facts)
    return Actor.of(standing_of(user, office, on=TODAY))


@pytest.fixture
def officer(office):
    return actor(office, Role.SCRUTINY, name="Tom Askew")


@pytest.fixture
def chief(office):
    return actor(office, Role.CHIEF_EXECUTIVE, name="Judith Farrow")


@pytest.fixture
def owner(office):
    return actor(office, Role.DATA_PROVIDER, name="Sam Whitlock")


def again(action):
    return Action.objects.get(pk=action.pk)


def new(office, **facts):
    return Action(
        office=office,
        title="Publish the method",
        owner_name="Priya Nandra",
        organisation=office.force,
        **{
            "raised_on": dt.date(2025, 9, 1),
            "first_due_on": dt.date(2025, 9, 30),
            **facts,
        },
    )


# -- raised


def test_actions_are_numbered_in_their_office(office, officer):
    ActionFactory(number=7)  # another office's
    first = actions.add(action=new(office), by=officer)
    second = actions.add(action=new(office), by=officer)

    assert (first.number, second.number) == (1, 2)
    assert first.due_on == first.first_due_on
    assert office.audit.first().verb == "raise"


def test_an_action_is_not_due_before_it_is_raised(office, officer):
    early = new(office, first_due_on=dt.date(2025, 8, 31))

    with pytest.raises(MoveRefused, match="before it was raised"):
        actions.add(action=early, by=officer)

    assert not Action.objects.exists()


# -- rule 14


def test_the_first_due_date_never_changes(office):
    action = ActionFactory(office=office)

    action.first_due_on = LATER
    with pytest.raises(TypeError, match="first due date"):
        action.save()
    with pytest.raises(TypeError, match="first due date"):
        Action.objects.update(first_due_on=LATER)
    read = again(action)
    read.first_due_on = LATER
    with pytest.raises(TypeError, match="first due date"), transaction.atomic():
        Action.objects.bulk_update([read], ["first_due_on"])

    assert again(action).first_due_on == dt.date(2025, 9, 30)


def test_a_change_of_date_is_asked_for_and_granted_by_another(office, owner, officer):
    action = ActionFactory(office=office)

    asked = dates.ask(action=action, to_day=LATER, reason="Leave", by=owner)
    assert again(action).due_on == dt.date(2025, 9, 30)
    dates.decide(change=asked, granted=True, why="", by=officer)

    moved = again(action)
    assert (moved.due_on, moved.first_due_on) == (LATER, dt.date(2025, 9, 30))
    assert asked.asked_as == "Sam Whitlock, data provider"


def test_the_second_change_of_date_needs_the_chief_executive(
    office, owner, officer, chief
):
    action = ActionFactory(office=office, date_changed=1)
    asked = dates.ask(action=action, to_day=LATER_STILL, reason="More", by=owner)

    with pytest.raises(MoveRefused, match="the chief executive decides"):
        dates.decide(change=asked, granted=True, why="", by=officer)
    assert again(action).due_on == dt.date(2025, 10, 30)
    dates.decide(change=asked, granted=True, why="", by=chief)

    assert again(action).due_on == LATER_STILL


def test_a_refused_change_is_not_counted_as_the_first(office, owner, officer):
    action = ActionFactory(office=office)
    first = dates.ask(action=action, to_day=LATER, reason="Leave", by=owner)
    dates.decide(change=first, granted=False, why="It is short.", by=officer)

    second = dates.ask(action=action, to_day=LATER, reason="Illness", by=owner)
    dates.decide(change=second, granted=True, why="", by=officer)

    assert again(action).due_on == LATER


def test_nobody_decides_on_the_change_that_they_asked_for(office, officer, chief):
    action = ActionFactory(office=office)
    asked = dates.ask(action=action, to_day=LATER, reason="Leave", by=officer)

    with pytest.raises(MoveRefused, match="somebody else has to decide"):
        dates.decide(change=asked, granted=True, why="", by=officer)
    dates.decide(change=asked, granted=True, why="", by=chief)

    assert again(action).due_on == LATER


def test_one_change_of_date_waits_at_a_time(office, owner):
    action = ActionFactory(office=office)
    dates.ask(action=action, to_day=LATER, reason="Leave", by=owner)

    with pytest.raises(ValidationError, match="asked for already"):
        dates.ask(action=action, to_day=LATER_STILL, reason="Leave", by=owner)


def test_a_change_to_the_day_it_has_is_no_change(office, owner):
    action = ActionFactory(office=office)

    with pytest.raises(ValidationError, match="due on that day already"):
        dates.ask(action=action, to_day=action.due_on, reason="Leave", by=owner)


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_change_of_date_has_a_reason(office, owner, reason):
    with pytest.raises(MoveRefused, match="why another date"):
        dates.ask(
            action=ActionFactory(office=office), to_day=LATER, reason=reason, by=owner
        )


def test_the_date_of_what_is_offered_is_not_changed(office, owner):
    action = ActionFactory(office=office, offered=True)

    with pytest.raises(MoveRefused, match="pending sign-off cannot be changed"):
        dates.ask(action=action, to_day=LATER, reason="Leave", by=owner)


def test_closure_needs_evidence(office, owner):
    action = ActionFactory(office=office)

    with pytest.raises(MoveRefused, match="what shows that it is done"):
        actions.offer_for_sign_off(action=action, evidence=" ", by=owner)
    with pytest.raises(IntegrityError, match="closed_action_has_evidence"):
        Action.objects.filter(pk=action.pk).update(state="pending_sign_off")


def test_closure_needs_another_person_than_the_owner(office, officer, chief):
    action = ActionFactory(office=office, owner=officer.user, offered=True)

    with pytest.raises(MoveRefused, match="somebody else has to close it"):
        actions.close(action=action, by=officer)
    assert again(action).state == "pending_sign_off"
    with clock.told(dt.datetime(2025, 10, 5, 9, tzinfo=dt.UTC)):
        actions.close(action=action, by=chief)

    assert (again(action).state, again(action).ended_on) == ("closed", TODAY)


def test_closure_needs_another_person_than_who_offered_it(office, officer):
    action = ActionFactory(office=office)
    actions.offer_for_sign_off(action=action, evidence="The roster", by=officer)

    with pytest.raises(MoveRefused, match="somebody else has to close it"):
        actions.close(action=action, by=officer)


def test_an_owner_known_by_email_alone_does_not_close_their_action(office):
    officer = actor(office, Role.SCRUTINY, email="tom@westmarch.example")
    action = ActionFactory(
        office=office, offered=True, owner_email="Tom@westmarch.example"
    )

    with pytest.raises(MoveRefused, match="somebody else has to close it"):
        actions.close(action=action, by=officer)


def test_an_owner_does_not_accept_the_risk_of_their_own_action(office, officer):
    action = ActionFactory(office=office, owner=officer.user)

    with pytest.raises(MoveRefused, match="somebody else"):
        actions.accept_risk(action=action, reason="Too dear", by=officer)


def test_an_owner_does_not_say_that_something_else_takes_the_place_of_theirs(
    office, officer
):
    action = ActionFactory(office=office, owner=officer.user)

    with pytest.raises(MoveRefused, match="somebody else"):
        actions.supersede(action=action, reason="Done elsewhere", by=officer)


def test_who_offered_what_was_sent_back_has_no_part_in_it_any_more(
    office, officer, chief
):
    action = ActionFactory(office=office)
    actions.offer_for_sign_off(action=action, evidence="The roster", by=officer)
    actions.refuse(action=action, reason="Which one?", by=chief)

    actions.accept_risk(action=action, reason="Too dear", by=officer)

    assert again(action).state == "accepted_risk"


# -- where the office allows a waiver


@pytest.fixture
def small_office():
    return OfficeFactory(allows_waivers=True)


def own(office):
    by = actor(office, Role.SCRUTINY, name="Tom Askew")
    return by, ActionFactory(office=office, owner=by.user, offered=True)


def test_an_owner_closes_their_own_action_by_a_waiver_with_its_reason(small_office):
    by, action = own(small_office)

    actions.close(action=action, by=by, note="Seen.", waiver="We are two people.")

    assert again(action).state == "closed"
    said = "Seen.\n\nClosed by its owner: We are two people."
    assert action.updates.get().text == said
    assert small_office.audit.first().reason == said


def test_a_waiver_without_a_reason_is_none(small_office):
    by, action = own(small_office)

    with pytest.raises(MoveRefused, match="somebody else has to close it"):
        actions.close(action=action, by=by, waiver=" ")


def test_a_waiver_is_none_where_the_office_allows_none(office):
    by, action = own(office)

    with pytest.raises(MoveRefused, match="somebody else has to close it"):
        actions.close(action=action, by=by, waiver="We are two people.")


def test_another_person_needs_no_waiver_and_none_is_recorded(small_office):
    _by, action = own(small_office)
    other = actor(small_office, Role.SCRUTINY)

    actions.close(action=action, by=other, note="Seen.", waiver="To be sure.")

    assert action.updates.get().text == "Seen."


# -- moves


def made(name, action, by):
    """The verb that makes a move, with all that it could ask for."""
    return {
        "start": lambda: actions.start(action=action, by=by),
        "offer_for_sign_off": lambda: actions.offer_for_sign_off(
            action=action, evidence="The roster", by=by
        ),
        "close": lambda: actions.close(action=action, by=by),
        "refuse": lambda: actions.refuse(action=action, reason="No", by=by),
        "accept_the_risk_of": lambda: actions.accept_risk(
            action=action, reason="Too dear", by=by
        ),
        "supersede": lambda: actions.supersede(action=action, reason="New", by=by),
        "reopen": lambda: actions.reopen(action=action, reason="Not so", by=by),
    }[name]()


def in_state(office, state):
    over = state not in ("raised", "in_progress", "pending_sign_off")
    ended_on = TODAY if over else None
    return ActionFactory(office=office, state=state, evidence="X", ended_on=ended_on)


@pytest.mark.parametrize("state", sorted(ACTION.states))
@pytest.mark.parametrize("move", ACTION.moves, ids=lambda move: move.name)
def test_every_verb_makes_its_move_from_its_states_and_no_other(
    office, officer, move, state
):
    action = in_state(office, state)

    if state in move.sources:
        made(move.name, action, officer)
        assert again(action).state == move.target
        assert action.updates.get().move == move.name
        assert office.audit.first().verb == move.name
    else:
        with pytest.raises(MoveRefused, match="You cannot"):
            made(move.name, action, officer)
        assert again(action).state == state


def test_what_ends_settles_a_change_of_date_that_waits(office, owner, officer):
    action = ActionFactory(office=office)
    asked = dates.ask(action=action, to_day=LATER, reason="Leave", by=owner)

    actions.supersede(action=action, reason="Done elsewhere", by=officer)

    asked.refresh_from_db()
    assert (asked.outcome, asked.decision) == ("refused", "The action is over.")


def test_an_action_does_not_take_its_own_place(office, officer):
    action = ActionFactory(office=office)

    with pytest.raises(MoveRefused, match="its own place"):
        actions.supersede(action=action, reason="New", by=officer, successor=action)


# -- said of it


def test_an_update_carries_the_name_and_role_of_who_said_it(office, owner):
    action = ActionFactory(office=office)

    actions.update(action=action, text="Two of three done.", by=owner)

    said = action.updates.get()
    assert (said.text, said.said_by) == (
        "Two of three done.",
        "Sam Whitlock, data provider",
    )


def test_what_was_said_is_never_changed(office, owner):
    actions.update(action=ActionFactory(office=office), text="Done.", by=owner)

    with pytest.raises(TypeError, match="never changed"):
        ActionUpdate.objects.update(text="Not done.")


def test_nothing_is_said_of_an_action_that_is_over(office, owner):
    action = ActionFactory(office=office, over=True)

    with pytest.raises(MoveRefused, match="reopen it"):
        actions.update(action=action, text="More", by=owner)


def test_only_its_owner_or_the_office_reports_on_an_action(office):
    action = ActionFactory(office=office)
    lead = actor(office, Role.PRIORITY_LEAD)

    with pytest.raises(MoveRefused, match="Only its owner"):
        actions.update(action=action, text="Done.", by=lead)


def test_an_owner_by_a_link_is_named_in_the_log(office):
    action = ActionFactory(office=office, owner_email="linwood@westmarch.example")

    actions.update(action=action, text="Done.", by=Actor.by_link(action))

    assert office.audit.first().by_name == "ACC Linwood, owner, by a link"
    assert action.updates.get().said_by == "ACC Linwood, owner, by a link"


def test_a_link_reaches_no_other_action(office):
    action, other = ActionFactory.create_batch(2, office=office)

    with pytest.raises(MoveRefused, match="Only its owner"):
        actions.update(action=other, text="Done.", by=Actor.by_link(action))


# -- two people at once


def test_nothing_is_overwritten_silently(office, officer):
    action = ActionFactory(office=office, title="As it was")
    mine, theirs = again(action), again(action)
    theirs.title = "As they put it"
    edit(theirs, officer)

    mine.title = "As I put it"
    with pytest.raises(WrittenMeanwhile) as refusal:
        edit(mine, officer)

    assert refusal.value.theirs.title == "As they put it"
    assert again(action).title == "As they put it"


def edit(action, by):
    actions.edit(
        action=action, based_on=action.revision, by=by, measures=(), commitments=()
    )


def test_an_edit_keeps_what_it_was_and_what_it_is(office, officer):
    action = ActionFactory(office=office, title="As it was")
    measure = MeasureFactory(office=office, code="2B")
    action.title = "As it is"

    actions.edit(
        action=action,
        based_on=action.revision,
        by=officer,
        measures=[measure],
        commitments=(),
    )

    line = office.audit.first()
    assert line.before == {"title": "As it was", "measures": []}
    assert line.after == {"title": "As it is", "measures": ["2B"]}
