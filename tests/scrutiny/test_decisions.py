"""Decisions: numbered by year, restricted in part, taken by post, then unchanged."""

import datetime as dt

import pytest
from django.db import IntegrityError

from opcc.core import clock
from opcc.core.access import standing_of
from opcc.core.models import AuditLine, Restriction
from opcc.core.moves import MoveRefused, WrittenMeanwhile
from opcc.core.roles import Role
from scrutiny.changes import decisions as changes
from scrutiny.domain.workflow import DECISION
from scrutiny.models import Decision
from tests.factories import DecisionFactory, OfficeFactory, UserFactory, person

TODAY = dt.datetime(2026, 4, 9, 12, tzinfo=dt.UTC)


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def head(office):
    return standing_of(
        person(office, Role.COMMISSIONER), office, on=dt.date(2026, 4, 9)
    )


@pytest.fixture
def chief(office):
    return standing_of(
        person(office, Role.CHIEF_EXECUTIVE), office, on=dt.date(2026, 4, 9)
    )


def restrict(decision, **said):
    known = {
        "reason_code": "commercial",
        "reason": "Bidders would learn of each other.",
        "asked_by": "Judith Farrow",
        "decided_on": dt.date(2026, 4, 1),
        "review_on": dt.date(2026, 10, 1),
    }
    changes.restrict(
        decision=decision,
        restriction=Restriction(**(known | said)),
        safe_words="The price that each bidder offered.",
        by=UserFactory(),
    )


def test_decisions_are_numbered_by_year(office):
    by = UserFactory()

    with clock.told(TODAY):
        one = changes.add(decision=Decision(office=office, title="One"), by=by)
        two = changes.add(decision=Decision(office=office, title="Two"), by=by)
    with clock.told(dt.datetime(2025, 12, 1, tzinfo=dt.UTC)):
        old = changes.add(decision=Decision(office=office, title="Old"), by=by)

    assert [each.reference for each in (one, two, old)] == [
        *("2026/001", "2026/002", "2025/001")
    ]


def test_the_commissioner_takes_a_decision_and_then_it_stands(office, head):
    decision = DecisionFactory(office=office)

    with clock.told(TODAY):
        changes.take(decision=decision, taken_on=dt.date(2026, 4, 8), by=head)

    decision.refresh_from_db()
    assert (decision.state, decision.taken_on) == ("taken", dt.date(2026, 4, 8))
    assert decision.taken_as == f"{head.user.name}, commissioner"
    with pytest.raises(MoveRefused, match="stands as it was"):
        changes.edit(decision=decision, based_on=decision.revision, by=UserFactory())
    assert AuditLine.objects.get(verb="take").after["taken_on"] == "2026-04-08"


def test_the_chief_executive_takes_one_under_a_delegation_alone(office, chief):
    decision = DecisionFactory(office=office)

    with clock.told(TODAY):
        with pytest.raises(MoveRefused, match="under which delegation"):
            changes.take(decision=decision, taken_on=dt.date(2026, 4, 8), by=chief)
        changes.take(
            decision=decision,
            taken_on=dt.date(2026, 4, 8),
            by=chief,
            delegation="Scheme of consent, 4.2",
        )

    decision.refresh_from_db()
    assert decision.delegation == "Scheme of consent, 4.2"


@pytest.mark.parametrize("role", [Role.SCRUTINY, Role.PERFORMANCE, Role.ADMINISTRATOR])
def test_nobody_else_takes_one(office, role):
    by = standing_of(person(office, role), office, on=dt.date(2026, 4, 9))

    with pytest.raises(MoveRefused, match="where it is delegated"):
        changes.take(
            decision=DecisionFactory(office=office),
            taken_on=dt.date(2026, 4, 8),
            by=by,
            delegation="Mine",
        )


def test_a_decision_with_an_exempt_part_is_restricted_before_it_is_taken(office, head):
    decision = DecisionFactory(office=office, exempt="They offered 1,204,000 pounds.")
    day = dt.date(2026, 4, 8)

    with clock.told(TODAY):
        with pytest.raises(MoveRefused, match="nobody has decided why"):
            changes.take(decision=decision, taken_on=day, by=head)
        restrict(decision)
        changes.take(decision=decision, taken_on=day, by=head)

    decision.refresh_from_db()
    assert decision.is_restricted
    assert decision.public_part == ""


def test_a_decision_is_not_taken_while_its_public_part_says_what_is_exempt(
    office, head
):
    decision = DecisionFactory(
        office=office,
        exempt="They offered most.",
        reasons="It is best. They offered most.",
    )
    restrict(decision)

    with clock.told(TODAY), pytest.raises(MoveRefused, match="the exempt part"):
        changes.take(decision=decision, taken_on=dt.date(2026, 4, 8), by=head)


def test_the_database_holds_no_taken_decision_with_an_unexplained_exempt_part(office):
    with pytest.raises(
        IntegrityError, match="exempt_part_of_a_taken_decision_is_restricted"
    ):
        DecisionFactory(office=office, taken=True, exempt="The price.")


def test_what_is_released_may_be_read(office):
    decision = DecisionFactory(office=office, exempt="The price.")
    restrict(decision)

    changes.release(
        decision=decision,
        on=dt.date(2026, 10, 1),
        reason="The contract is signed.",
        by=UserFactory(),
    )

    decision = Decision.objects.with_all().get()
    assert not decision.is_restricted
    assert decision.public_part == "The price."
    assert decision.restriction.released_on == dt.date(2026, 10, 1)


def test_a_draft_and_a_record_of_the_office_alone_are_not_published(office):
    by = UserFactory()

    with pytest.raises(MoveRefused, match="has to be taken"):
        changes.publish(decision=DecisionFactory(office=office), on=TODAY.date(), by=by)
    inside = DecisionFactory(office=office, taken=True, visibility="office")
    with pytest.raises(MoveRefused, match="not for the public"):
        changes.publish(decision=inside, on=TODAY.date(), by=by)


def test_two_who_write_at_once_lose_nothing(office):
    decision = DecisionFactory(office=office)
    first = Decision.objects.get(pk=decision.pk)
    first.reasons = "It was the cheapest."
    changes.edit(decision=first, based_on=1, by=UserFactory())

    with pytest.raises(WrittenMeanwhile) as refused:
        changes.edit(decision=decision, based_on=1, by=UserFactory())

    assert refused.value.theirs.reasons == "It was the cheapest."


def test_what_is_written_after_a_release_is_exempt_until_that_is_decided_on(
    office, head
):
    decision = DecisionFactory(office=office, exempt="The old price.")
    restrict(decision)
    changes.release(
        decision=decision, on=TODAY.date(), reason="It is known.", by=UserFactory()
    )
    written = Decision.objects.get(pk=decision.pk)
    written.exempt = "The new price."

    with clock.told(TODAY):
        changes.edit(decision=written, based_on=written.revision, by=UserFactory())
        with pytest.raises(MoveRefused, match="nobody has decided why"):
            changes.take(decision=decision, taken_on=TODAY.date(), by=head)

    stored = Decision.objects.with_all().get()
    assert (stored.public_part, stored.safe_words) == ("", "")
    assert AuditLine.objects.get(verb="edit").after["restriction_id"] is None


def test_other_words_leave_a_release_as_it_is(office):
    decision = DecisionFactory(office=office, exempt="The price.\r\nAnd the other.")
    restrict(decision)
    changes.release(
        decision=decision, on=TODAY.date(), reason="It is known.", by=UserFactory()
    )
    written = Decision.objects.get(pk=decision.pk)
    written.reasons, written.exempt = "It was best.", "The price.\nAnd the other."

    changes.edit(decision=written, based_on=written.revision, by=UserFactory())

    assert Decision.objects.with_all().get().public_part == written.exempt


def test_a_restriction_of_nothing_is_not_told_to_the_public(office, head):
    decision = DecisionFactory(office=office, exempt="The price.")
    restrict(decision)
    Decision.objects.update(exempt=" ")

    with clock.told(TODAY), pytest.raises(MoveRefused, match="nothing stands in it"):
        changes.take(decision=decision, taken_on=TODAY.date(), by=head)


def test_what_is_released_while_it_is_read_is_read_again_before_it_is_taken(
    office, head
):
    decision = DecisionFactory(office=office, exempt="The price.")
    restrict(decision)
    seen = Decision.objects.get().revision
    changes.release(
        decision=decision, on=TODAY.date(), reason="It is known.", by=UserFactory()
    )

    with clock.told(TODAY), pytest.raises(WrittenMeanwhile):
        changes.take(decision=decision, taken_on=TODAY.date(), by=head, seen=seen)


def test_nobody_takes_a_decision_in_words_that_they_have_not_read(office, head):
    decision = DecisionFactory(office=office)
    seen = decision.revision
    meanwhile = Decision.objects.get(pk=decision.pk)
    meanwhile.summary = "It is let for thirty years."
    changes.edit(decision=meanwhile, based_on=seen, by=UserFactory())

    with clock.told(TODAY), pytest.raises(WrittenMeanwhile):
        changes.take(decision=decision, taken_on=TODAY.date(), by=head, seen=seen)

    decision.refresh_from_db()
    assert decision.state == "draft"


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ({"note": "Westmarch Police and Crime Commissioner"}, "the office's own note"),
        ({"note": "£250,000", "value": 250000}, "the office's own note"),
        ({"note": "2026/014", "number": 14}, "the office's own note"),
    ],
)
def test_what_its_publication_would_be_refused_for_is_said_before_it_is_taken(
    office, head, words, what
):
    """A record that is taken is not rewritten: it could never be published."""
    type(office).objects.update(name="Westmarch Police and Crime Commissioner")
    decision = DecisionFactory(office=office, **words)

    with clock.told(TODAY), pytest.raises(MoveRefused, match=what):
        changes.take(decision=decision, taken_on=TODAY.date(), by=head)


@pytest.mark.parametrize("state", sorted(DECISION.states))
@pytest.mark.parametrize("move", DECISION.moves, ids=lambda move: move.name)
def test_a_decision_moves_where_it_may_and_nowhere_else(office, head, state, move):
    facts = {} if state == "draft" else {"taken": True, "state": state}
    facts |= {"published_on": TODAY.date()} if state == "published" else {}
    decision = DecisionFactory(office=office, **facts)
    day = TODAY.date()
    make = {
        "take": lambda: changes.take(decision=decision, taken_on=day, by=head),
        "publish": lambda: changes.publish(decision=decision, on=day, by=head.user),
    }[move.name]

    with clock.told(TODAY):
        if state in move.sources:
            make()
        else:
            with pytest.raises(MoveRefused, match="it has to be"):
                make()

    wanted = move.target if state in move.sources else state
    assert Decision.objects.get().state == wanted
