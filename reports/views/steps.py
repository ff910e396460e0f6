"""Where an edition stands, what comes next, and whose it is: from the machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opcc.core.access import Standing
from opcc.core.hours import said_moment
from opcc.core.models import User
from opcc.core.moves import MoveRefused
from opcc.core.roles import MAY, Can, Role
from reports.changes import editions
from reports.domain.workflow import EDITION, PASSED_BY_OTHERS, check_segregation
from reports.forms import ConfirmForm, EmbargoForm, ReturnForm
from reports.models import Edition


@dataclass(frozen=True)
class Step:
    """A move of the machine as a page: who may, what it asks, what it says after."""

    name: str
    permissions: tuple[Can, ...]
    button: str
    question: str
    consequence: str
    done: str
    change: Callable[..., Edition] | None = None
    form: type[ConfirmForm] = ConfirmForm
    is_main: bool = True

    def may(self, standing: Standing) -> bool:
        return any(standing.can(permission) for permission in self.permissions)

    @property
    def whose(self) -> str:
        """The roles that may: "Chief executive", in the order of the list of roles."""
        held = [role for role in Role if any(p in MAY[role] for p in self.permissions)]
        return ", ".join(str(role.label) for role in held)

    @property
    def url_name(self) -> str:
        return f"edition-{self.name.replace('_', '-')}"


FREEZE = Step(
    "freeze",
    (Can.BUILD_EDITIONS,),
    gettext_lazy("Freeze"),
    gettext_lazy("Freeze this edition?"),
    gettext_lazy(
        "Its figures are locked: a change to one of them is a new vintage of it. "
        "The pages are drawn once, and what is drawn is what will be published."
    ),
    "",
)
SIGN_OFF = Step(
    "sign_off",
    (Can.SIGN_OFF,),
    gettext_lazy("Sign off"),
    gettext_lazy("Sign this edition off?"),
    gettext_lazy("You answer for what was frozen. Your name and the day are recorded."),
    gettext_lazy("The edition is signed off."),
    editions.sign_off,
)
APPROVE = Step(
    "approve",
    (Can.APPROVE,),
    gettext_lazy("Approve"),
    gettext_lazy("Approve this edition?"),
    gettext_lazy("It is yours from then on. Your name and the day are recorded."),
    gettext_lazy("The edition is approved."),
    editions.approve,
)
PUBLISH = Step(
    "publish",
    (Can.PUBLISH,),
    gettext_lazy("Publish now"),
    gettext_lazy("Publish this edition now?"),
    gettext_lazy(
        "Everybody can read it at once. This cannot be undone: what is published "
        "stays, and what is wrong in it gets a correction."
    ),
    gettext_lazy("The edition is published."),
    editions.publish,
)
EMBARGO = Step(
    "embargo",
    (Can.PUBLISH,),
    gettext_lazy("Publish at a time"),
    gettext_lazy("Publish this edition at a time?"),
    gettext_lazy(
        "The panel and the office may read it at once, the public from the time you "
        "give. This cannot be undone."
    ),
    gettext_lazy("The edition is under embargo until the time you gave."),
    editions.embargo,
    EmbargoForm,
    is_main=False,
)
RETURN = Step(
    "return",
    (Can.BUILD_EDITIONS, Can.SIGN_OFF, Can.APPROVE),
    gettext_lazy("Return to draft"),
    gettext_lazy("Return this edition to draft?"),
    gettext_lazy(
        "It has to be frozen, signed off and approved again. What was frozen is kept."
    ),
    gettext_lazy("The edition is a draft again."),
    editions.send_back,
    ReturnForm,
    is_main=False,
)
STEPS = {s.name: s for s in (FREEZE, SIGN_OFF, APPROVE, PUBLISH, EMBARGO, RETURN)}


@dataclass(frozen=True)
class Next:
    """A move that is open now: its step, whether this reader may, or why not."""

    step: Step
    may: bool
    refusal: str = ""


def next_moves(edition: Edition, standing: Standing) -> Iterator[Next]:
    """From the machine: what is open to the edition's state, in its order."""
    for move in EDITION.open_to(edition.state):
        step = STEPS.get(move.name)
        if step is not None:
            may = step.may(standing)
            refusal = refusal_of(edition, step.name, standing.user) if may else ""
            yield Next(step, may and not refusal, refusal)


def refusal_of(edition: Edition, name: str, by: User) -> str:
    """Why this person may not make the move though their role may; "" if they may."""
    if edition.office.allows_waivers or not is_own(edition, name, by):
        return ""
    try:
        check_segregation(builder=edition.built_by_id, by=by.pk, move=name)
    except MoveRefused as refusal:
        return str(refusal)
    return ""


def is_own(edition: Edition, name: str, by: User) -> bool:
    """Whether they would pass what they built."""
    return name in PASSED_BY_OTHERS and edition.built_by_id == by.pk


@dataclass(frozen=True)
class Stage:
    """One station of the way: its word, what is known of it, how it is drawn."""

    word: str
    hint: str
    css: str = ""


WAY = ("draft", "frozen", "signed_off", "approved", "published")


def stages(edition: Edition) -> list[Stage]:
    """The five stations; an embargo is on the way from approved to published."""
    state = edition.state
    reached = "approved" if state == Edition.State.EMBARGOED else state
    reached = "published" if state == Edition.State.SUPERSEDED else reached
    at = WAY.index(reached)
    hints = (
        _("Built by %(name)s") % {"name": edition.built_by},
        edition.document and said_moment(edition.document.frozen_at),
        _who(edition.signed_off_by, edition.signed_off_at),
        _who(edition.approved_by, edition.approved_at),
        _published(edition),
    )
    words = (_("Draft"), _("Frozen"), _("Signed off"), _("Approved"), _("Published"))
    return [
        Stage(word, hint or "", _css(place, at))
        for place, (word, hint) in enumerate(zip(words, hints, strict=True))
    ]


def _css(place: int, at: int) -> str:
    """Reached stations are done, but the last reached is where it stands."""
    if place < at or at == len(WAY) - 1:
        return "is-done"
    return "is-now" if place == at else ""


def _who(user: User | None, at) -> str:
    return f"{user}, {said_moment(at)}" if user else ""


def _published(edition: Edition) -> str:
    if edition.publication is None:
        return ""
    opens = said_moment(edition.publication.public_from)
    if edition.state == Edition.State.EMBARGOED:
        return _("Under embargo until %(moment)s") % {"moment": opens}
    if edition.state == Edition.State.SUPERSEDED:
        return _("%(moment)s, superseded since") % {"moment": opens}
    return opens
