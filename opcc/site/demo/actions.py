"""What the board asked for over a year, and what became of each of sixty actions."""

from __future__ import annotations

import datetime as dt

from measures.models import Measure
from opcc.core import clock, workdays
from opcc.core.models import Office
from opcc.site.demo.days import Days
from opcc.site.demo.meetings import board_meeting
from opcc.site.demo.people import Cast
from opcc.site.demo.reading import told
from scrutiny.changes import actions as changes
from scrutiny.changes import dates
from scrutiny.changes import requests as asking
from scrutiny.changes.acting import Actor
from scrutiny.models import Action, ActionUpdate, InformationRequest, Meeting

FIRST, LAST = -4, 0
"""The quarters whose boards raised actions, counted from the newest."""

DUE_AFTER = (45, 60, 90)
"""Days from the board to the date of what is over by the day of telling, in turn."""

LATE = {"late": 40, "very_late": 75, "twice": 80}
"""Days from the board to the date of what is to be late by then."""

OVER = ("closed", "risk", "superseded")

MONTH = dt.timedelta(days=30)


def tell_raised(cast: Cast, days: Days, back: int) -> None:
    """The actions of one board, two of three with a measure; and what it asks next."""
    about = _round(back).get("about", {})
    for number, (title, owner, fate) in enumerate(_round(back)["actions"]):
        action = _action(cast, days, back, title, owner)
        action.first_due_on = _due(action, days, fate, number)
        measures = _measures(cast.office, number + 12 * (back - FIRST))
        if title in about:
            measures = Measure.objects.for_office(cast.office).filter(code=about[title])
        changes.add(action=action, by=_officer(cast), measures=measures)
    _tell_asked(cast, days, back)


def tell_fates(cast: Cast, days: Days, back: int) -> None:
    """What has become of the actions of one board by now."""
    for title, _owner, fate in _round(back)["actions"]:
        action = Action.objects.for_office(cast.office).get(title=title)
        _fate(action, fate, cast)


def raised(office: Office, back: int):
    titles = [title for title, _owner, _fate in _round(back)["actions"]]
    return Action.objects.for_office(office).filter(title__in=titles)


def are_told(office: Office, back: int) -> bool:
    """Whether anything has been said of one board's actions."""
    return ActionUpdate.objects.filter(action__in=raised(office, back)).exists()


# -- raised


def _round(back: int) -> dict:
    return next(each for each in told("actions")["rounds"] if each["back"] == back)


def _action(cast: Cast, days: Days, back: int, title: str, owner: str) -> Action:
    return Action(
        office=cast.office,
        title=title,
        **_origin(board_meeting(cast, days, back)),
        sponsor=cast.people["commissioner"] if back == LAST else None,
        **owner_of(cast, owner),
    )


def owner_of(cast: Cast, key: str) -> dict:
    """Who owns an action, by their name in the file: the fields that say so."""
    who = next(each for each in told("actions")["owners"] if each["key"] == key)
    user = cast.people.get(who.get("person", ""))
    return {
        "owner": user,
        "owner_name": user.name if user else who["name"],
        "owner_email": who.get("email", ""),
        "organisation": cast.organisations[who["organisation"]],
    }


def _due(action: Action, days: Days, fate: str, number: int) -> dt.date:
    """Weeks before the next board but one, unless it is over or late; a working day."""
    day = days.board(LAST + 1) - dt.timedelta(days=20 + 4 * number)
    if fate in LATE or fate in OVER:
        after = LATE.get(fate, DUE_AFTER[number % 3])
        day = action.raised_on + dt.timedelta(days=after)
    return workdays.add(day + dt.timedelta(days=1), -1)


def _origin(board: Meeting) -> dict:
    """Its item of performance where it has one; the office where it is still ahead."""
    if board.held_on > clock.today():
        return {"raised_on": clock.today()}
    day = f"{board.held_on.day} {board.held_on:%B}"
    return {
        "item": board.items.filter(kind="performance").first(),
        "came_from": f"Board, {day}",
        "raised_on": board.held_on,
    }


def _measures(office: Office, number: int) -> list[Measure]:
    """One for two actions of three, each measure in its turn."""
    known = list(Measure.objects.for_office(office).order_by("order", "code"))
    return [] if number % 3 == 2 else [known[number % len(known)]]


def _tell_asked(cast: Cast, days: Days, back: int) -> None:
    """What is to be told at the next board; some of it is, a little later."""
    for each in told("actions")["requests"]:
        if each["back"] == back + 1:
            request = InformationRequest(
                office=cast.office,
                text=each["text"],
                asked_of=cast.organisations[each["asked_of"]],
                for_meeting=board_meeting(cast, days, back + 1),
            )
            asking.add(request=request, by=_officer(cast))
            if "answer" in each:
                by = _standing(cast, cast.provider(each["asked_of"]))
                asking.answer(request=request, text=each["answer"], by=by)


# -- what became of them


def _fate(action: Action, fate: str, cast: Cast) -> None:
    owner, officer = _owner(action, cast), _officer(cast)
    if fate == "raised":
        return
    if fate == "superseded":
        successor = Action.objects.for_office(cast.office).exclude(pk=action.pk).last()
        reason = "A later action asks for the same and more."
        changes.supersede(action=action, reason=reason, by=officer, successor=successor)
        return
    begin(action, cast)
    if fate in MOVES:
        MOVES[fate](action, owner, cast)


def begin(action: Action, cast: Cast) -> None:
    """Its owner starts it, and says so."""
    owner = _owner(action, cast)
    changes.start(action=action, by=owner)
    changes.update(action=action, text=_news(action), by=owner)


def close(action: Action, cast: Cast) -> None:
    """Offered by its owner and signed off by the chief executive."""
    _close(action, _owner(action, cast), cast)


def _news(action: Action) -> str:
    return f"{action.owner_name} has set out who does what, and work has begun."


def _offer(action: Action, owner: Actor, cast: Cast) -> None:
    evidence = "The paper is with the office, with the figures of the last full month."
    changes.offer_for_sign_off(action=action, evidence=evidence, by=owner)


def _close(action: Action, owner: Actor, cast: Cast) -> None:
    _offer(action, owner, cast)
    changes.close(action=action, note="Seen, and in order.", by=_chief(cast))


def _send_back(action: Action, owner: Actor, cast: Cast) -> None:
    _offer(action, owner, cast)
    reason = "The list stops in June: bring it up to the end of the quarter."
    changes.refuse(action=action, reason=reason, by=_chief(cast))


def _reopen(action: Action, owner: Actor, cast: Cast) -> None:
    _close(action, owner, cast)
    reason = "The protocol was never signed by the health trust."
    changes.reopen(action=action, reason=reason, by=_officer(cast))


def _accept(action: Action, owner: Actor, cast: Cast) -> None:
    reason = "The money is spent where it prevents more harm this year."
    changes.accept_risk(action=action, reason=reason, by=_chief(cast))


def _move(action: Action, owner: Actor, cast: Cast) -> None:
    """The first change of its date, granted."""
    asked = _ask(action, owner, "Two of those who do the work were on leave.")
    dates.decide(change=asked, granted=True, why="Once.", by=_chief(cast))


def _move_twice(action: Action, owner: Actor, cast: Cast) -> None:
    _move(action, owner, cast)
    asked = _ask(action, owner, "The new rosters begin a month later than planned.")
    dates.decide(change=asked, granted=True, why="The last time.", by=_chief(cast))


def _keep_date(action: Action, owner: Actor, cast: Cast) -> None:
    asked = _ask(action, owner, "The partner's board meets later.")
    why = "The money is needed before winter."
    dates.decide(change=asked, granted=False, why=why, by=_chief(cast))


def _wait(action: Action, owner: Actor, cast: Cast) -> None:
    _ask(action, owner, "The lawyers of the trust need another month.")


def _wait_again(action: Action, owner: Actor, cast: Cast) -> None:
    _move(action, owner, cast)
    _ask(action, owner, "The partner agency has lost its only analyst.")


def _ask(action: Action, owner: Actor, reason: str):
    action.refresh_from_db()
    return dates.ask(
        action=action, to_day=action.due_on + MONTH, reason=reason, by=owner
    )


MOVES = {
    "offered": _offer,
    "closed": _close,
    "sent_back": _send_back,
    "reopened": _reopen,
    "risk": _accept,
    "moved": _move,
    "twice": _move_twice,
    "refused_date": _keep_date,
    "waiting": _wait,
    "second_waiting": _wait_again,
}
"""What happens to an action once it is begun; it is only begun for any other fate."""


# -- who acts


def _owner(action: Action, cast: Cast) -> Actor:
    return _standing(cast, action.owner) if action.owner else Actor.by_link(action)


def _officer(cast: Cast) -> Actor:
    return _standing(cast, cast.people["scrutiny"])


def _chief(cast: Cast) -> Actor:
    return _standing(cast, cast.people["chief_executive"])


def _standing(cast: Cast, user) -> Actor:
    key = next(key for key, each in cast.people.items() if each == user)
    return Actor.of(cast.standing(key, on=clock.today()))
