"""What the panel recommended, what was decided, and what must be published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from django.utils.text import slugify

from opcc.core import clock
from opcc.core.models import Restriction
from opcc.site.demo import agendas
from opcc.site.demo.days import Days
from opcc.site.demo.people import Cast
from opcc.site.demo.reading import told
from opcc.site.demo.telling import FIRST_EDITION, LAST_EDITION, NEWEST, Chapter
from reports.changes import records
from reports.changes.registers import publish_register
from reports.models import Kind, Publication
from scrutiny.changes import decisions, information, recommendations
from scrutiny.models import Decision, PanelRecommendation, SpecifiedInformation

ADDRESS = "https://pcc.westmarch.example"

HALF_A_YEAR = dt.timedelta(days=182)


def chapters(cast: Cast, days: Days) -> Iterator[Chapter]:
    for back in (FIRST_EDITION, LAST_EDITION):
        yield from _panel(cast, days, back)
    for back in (FIRST_EDITION, LAST_EDITION, NEWEST):
        yield _decided(cast, days, back)
    register = SpecifiedInformation.objects.for_office(cast.office)
    yield Chapter(
        "What must be published is listed and looked for",
        days.opening(13, 10),
        register.exists,
        lambda: _list_and_check(cast),
    )
    yield Chapter(
        "What must be published is looked for again",
        days.now,
        register.missing().exists,
        lambda: _check_again(cast),
    )
    issued = Publication.objects.for_office(cast.office).of_kind(Kind.REGISTER)
    yield Chapter(
        "What must be published is itself published",
        days.now,
        issued.exists,
        lambda: publish_register(office=cast.office, by=cast.people["chief_executive"]),
    )


# -- the panel


def _panel(cast: Cast, days: Days, back: int) -> Iterator[Chapter]:
    said = _said(cast, days, back)
    yield Chapter(
        f"What the panel recommends on {days.back(back)}",
        days.after(back, 58),
        said.exists,
        lambda: _record(cast, days, back),
    )
    yield Chapter(
        f"The panel is answered on {days.back(back)}",
        days.after(back, 61),
        said.exclude(state="made").exists,
        lambda: _answer(cast, days, back),
    )


def _said(cast: Cast, days: Days, back: int):
    found = PanelRecommendation.objects.for_office(cast.office)
    return found.filter(made_on=days.panel(back))


def _record(cast: Cast, days: Days, back: int) -> None:
    """By the panel's support officer, with the date that the panel set."""
    by = cast.standing("panel_support", on=clock.today())
    meeting = agendas.panel_meeting(cast, days, back)
    for each in _of_panel(back):
        due = each.get("due")
        ahead = meeting.held_on + dt.timedelta(days=due) if due else days.panel(NEWEST)
        said = PanelRecommendation(
            office=cast.office,
            kind=each["kind"],
            text=each["text"],
            meeting=meeting,
            respond_by=ahead,
        )
        recommendations.record(recommendation=said, by=by)


def _answer(cast: Cast, days: Days, back: int) -> None:
    """By the Commissioner; some are published, and one is closed by the panel."""
    by = cast.standing("commissioner", on=clock.today())
    for each in _of_panel(back):
        if "move" not in each:
            continue
        said = _said(cast, days, back).get(text=each["text"])
        answered = recommendations.answer(
            recommendation=said,
            move=each["move"],
            answer=each["answer"],
            reason=each.get("reason", ""),
            note=each.get("note", ""),
            by=by,
        )
        if "fate" in each:
            chief = cast.people["chief_executive"]
            records.publish_answer(answered=answered, by=chief)
        if each.get("fate") == "closed":
            officer = cast.people["panel_support"]
            recommendations.close(recommendation=said, by=officer)


def _of_panel(back: int) -> list[dict]:
    every = told("recommendations")["recommendations"]
    return [each for each in every if each["panel"] == back]


# -- decisions


def _decided(cast: Cast, days: Days, back: int) -> Chapter:
    titles = [each["title"] for each in _of_quarter(back)]
    found = Decision.objects.for_office(cast.office).filter(title__in=titles)
    return Chapter(
        f"Decisions after {days.back(back)}",
        days.after(back, 18 if back == NEWEST else 50, hour=15),
        found.exists,
        lambda: _decide(cast, back),
    )


def _decide(cast: Cast, back: int) -> None:
    """Written by the scrutiny officer; taken, and published by the chief executive."""
    for each in _of_quarter(back):
        decision = _begin(cast, each)
        if "exempt" in each:
            _restrict(cast, decision, each)
        if each["fate"] == "draft":
            continue
        taken = decisions.take(
            decision=decision,
            taken_on=clock.today(),
            by=cast.standing(each["by"], on=clock.today()),
            delegation=each.get("delegation", ""),
        )
        if each["fate"] == "published":
            chief = cast.people["chief_executive"]
            records.publish_decision(taken=taken, by=chief)


def _begin(cast: Cast, each: dict) -> Decision:
    words = ("summary", "reasons", "options", "exempt", "note")
    decision = Decision(
        office=cast.office,
        title=each["title"],
        value=Decimal(each["value"]) if "value" in each else None,
        **{name: each.get(name, "") for name in words},
    )
    return decisions.add(decision=decision, by=cast.people["scrutiny"])


def _restrict(cast: Cast, decision: Decision, each: dict) -> None:
    restriction = Restriction(
        reason_code=each["reason_code"],
        reason=each["reason"],
        asked_by="Judith Farrow, Chief Executive",
        decided_on=clock.today(),
        review_on=clock.today() + HALF_A_YEAR,
    )
    decisions.restrict(
        decision=decision,
        restriction=restriction,
        safe_words=each["safe_words"],
        by=cast.people["chief_executive"],
    )


def _of_quarter(back: int) -> list[dict]:
    every = told("recommendations")["decisions"]
    return [each for each in every if each["quarter"] == back]


# -- what must be published


def _list_and_check(cast: Cast) -> None:
    """The usual list, who keeps each line, and where each was found."""
    by = cast.people["scrutiny"]
    information.add_usual(office=cast.office, by=by)
    for item in SpecifiedInformation.objects.for_office(cast.office):
        item.kept_by = told("recommendations")["keepers"][item.heading]
        information.edit(item=item, by=by)
        address = f"{ADDRESS}/{slugify(item.heading)}/"
        information.check(item=item, is_found=True, address=address, by=by)


def _check_again(cast: Cast) -> None:
    """All but two of those that are due sooner than in a year; one is not there."""
    by, said = cast.people["scrutiny"], told("recommendations")["register"]
    lines = SpecifiedInformation.objects.for_office(cast.office)
    for item in lines.filter(every_months__lt=12).exclude(text__in=said["stale"]):
        information.check(item=item, is_found=True, by=by)
    information.check(
        item=lines.get(text=said["missing"]),
        is_found=False,
        note=said["missing_note"],
        by=by,
    )
