"""What an office's scrutiny has looked at, read from its rows."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from opcc.core.models import Office
from opcc.core.periods import Period, PeriodKind
from plans.domain.accountability import AccountabilityDomain
from plans.models import Priority
from scrutiny.domain.coverage import Coverage, Look, Subject, grid
from scrutiny.models import AgendaItem, Consideration, Question

PRIORITY, DOMAIN = "priority", "domain"

Seen = tuple[dt.date, str, str]
"""A day, the reference of what was looked at, and the key of a subject."""


def coverage_of(office: Office, *, quarters: int, on: dt.date) -> Coverage:
    """The priorities of the plan in force, then the accountability domains.

    Twelve queries, however many years and rows there are.
    """
    last = Period.containing(on, PeriodKind.QUARTER)
    shown = tuple(last - back for back in reversed(range(quarters)))
    priorities = list(_priorities(office))
    keys = {each.title.casefold(): key_of(each) for each in priorities}
    subjects = [Subject(key_of(each), each.title) for each in priorities]
    subjects += [Subject(f"{DOMAIN}-{each}", each.words) for each in _DOMAINS]
    looks = _together(_seen(office, keys))
    return grid(looks, subjects=subjects, quarters=shown, on=on)


def key_of(priority: Priority) -> str:
    return f"{PRIORITY}-{priority.pk}"


def _priorities(office: Office):
    return Priority.objects.for_office(office).filter(plan__status="issued")


_DOMAINS = tuple(AccountabilityDomain)


def _seen(office: Office, keys: dict[str, str]) -> Iterator[Seen]:
    """Every look at a subject; a priority keeps its looks across issues of the plan.

    An assurance statement is about an item of a meeting that was held, and stands
    under that item's day: it is no look beside it.
    """
    yield from _topics(office, keys)
    yield from _questions(office, keys)
    yield from _items(office, keys)


def _topics(office: Office, keys: dict[str, str]) -> Iterator[Seen]:
    rows = Consideration.objects.for_office(office).order_by()
    facts = ("considered_on", "topic__number")
    for path in _paths("topic__priorities", "topic__measures__objectives__priority"):
        for on, number, title in rows.values_list(*facts, path).distinct():
            if title and title.casefold() in keys:
                yield on, f"topic T{number}", keys[title.casefold()]
    stated = rows.exclude(topic__domain="")
    for on, number, domain in stated.values_list(*facts, "topic__domain"):
        yield on, f"topic T{number}", f"{DOMAIN}-{domain}"


def _questions(office: Office, keys: dict[str, str]) -> Iterator[Seen]:
    """On the day on which each was asked; drafts look at nothing."""
    asked = Question.objects.for_office(office).filter(asked_on__isnull=False)
    rows = asked.exclude(state="dropped").order_by()
    facts = ("asked_on", "number")
    for path in _paths("objectives__priority", "measures__objectives__priority"):
        for on, number, title in rows.values_list(*facts, path).distinct():
            if title and title.casefold() in keys:
                yield on, f"question {number}", keys[title.casefold()]
    stated = rows.exclude(domain="")
    for on, number, domain in stated.values_list(*facts, "domain"):
        yield on, f"question {number}", f"{DOMAIN}-{domain}"


def _items(office: Office, keys: dict[str, str]) -> Iterator[Seen]:
    """Items of meetings held, by what their questions and actions are about."""
    held = AgendaItem.objects.for_office(office).filter(meeting__status="held")
    rows = held.order_by()
    facts = ("meeting__held_on", "order")
    paths = _paths(
        "questions__objectives__priority",
        "questions__measures__objectives__priority",
        "actions__measures__objectives__priority",
        "actions__commitments__objective__priority",
    )
    for path in paths:
        for on, order, title in rows.values_list(*facts, path).distinct():
            if title and title.casefold() in keys:
                yield on, _item(order, on), keys[title.casefold()]
    stated = rows.filter(questions__isnull=False).exclude(questions__domain="")
    for on, order, domain in stated.values_list(*facts, "questions__domain"):
        yield on, _item(order, on), f"{DOMAIN}-{domain}"


def _item(order: int, on: dt.date) -> str:
    """By its place, never by its title, which may not be public."""
    return f"item {order} of {on.day} {on:%B %Y}"


def _paths(*to_priority: str) -> list[str]:
    return [f"{path}__title" for path in to_priority]


def _together(seen: Iterator[Seen]) -> list[Look]:
    """One look for each reference and day, with all its subjects."""
    found: dict[tuple[dt.date, str], set[str]] = defaultdict(set)
    for on, what, key in seen:
        found[on, what].add(key)
    return [Look(on, what, frozenset(keys)) for (on, what), keys in found.items()]
