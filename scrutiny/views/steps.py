"""The steps that an action is taken through, as data: what each asks and does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from scrutiny.changes import actions as changes
from scrutiny.forms.actions import SupersedeForm, WaiverForm, WordsForm


@dataclass(frozen=True)
class Step:
    """A page that asks for words and makes one move, or adds one update, with them.

    ``waiver_form`` is asked of who has a part in the action, where waivers are allowed.
    """

    change: Callable[..., object]
    said_as: str
    title: str
    label: str
    button: str
    done: str
    missing: str = ""
    hint: str = ""
    form_class: type[WordsForm] = WordsForm
    owners: bool = False
    waiver_form: type[WordsForm] | None = None


UPDATE = Step(
    changes.update,
    said_as="text",
    title=gettext_lazy("Add an update"),
    label=gettext_lazy("What has happened"),
    button=gettext_lazy("Add the update"),
    done=gettext_lazy("The update is added."),
    missing=gettext_lazy("Say what has happened."),
    hint=gettext_lazy("It stays as you write it, with your name and role."),
    owners=True,
)

OFFER = Step(
    changes.offer_for_sign_off,
    said_as="evidence",
    title=gettext_lazy("Offer for sign-off"),
    label=gettext_lazy("What shows that it is done"),
    button=gettext_lazy("Offer for sign-off"),
    done=gettext_lazy("The action waits for somebody else to close it."),
    missing=gettext_lazy("Say what shows that it is done."),
    hint=gettext_lazy("A figure with its period, a document with its date."),
    owners=True,
)

CLOSE = Step(
    changes.close,
    said_as="note",
    title=gettext_lazy("Close the action"),
    label=gettext_lazy("Note"),
    button=gettext_lazy("Close the action"),
    done=gettext_lazy("The action is closed."),
    hint=gettext_lazy("What you looked at. It may be empty."),
    waiver_form=WaiverForm,
)

REFUSE = Step(
    changes.refuse,
    said_as="reason",
    title=gettext_lazy("Send it back"),
    label=gettext_lazy("What is still missing"),
    button=gettext_lazy("Send it back"),
    done=gettext_lazy("The action is in progress again."),
    missing=gettext_lazy("Say what is still missing."),
)

ACCEPT = Step(
    changes.accept_risk,
    said_as="reason",
    title=gettext_lazy("Accept the risk"),
    label=gettext_lazy("Why it is left undone"),
    button=gettext_lazy("Accept the risk"),
    done=gettext_lazy("The risk is accepted; the action has ended."),
    missing=gettext_lazy("Say why it is left undone."),
)

SUPERSEDE = Step(
    changes.supersede,
    said_as="reason",
    title=gettext_lazy("Supersede the action"),
    label=gettext_lazy("What has taken its place, and why"),
    button=gettext_lazy("Supersede it"),
    done=gettext_lazy("The action is superseded."),
    missing=gettext_lazy("Say what has taken its place, and why."),
    form_class=SupersedeForm,
)

REOPEN = Step(
    changes.reopen,
    said_as="reason",
    title=gettext_lazy("Reopen the action"),
    label=gettext_lazy("Why it is taken up again"),
    button=gettext_lazy("Reopen it"),
    done=gettext_lazy("The action is in progress again."),
    missing=gettext_lazy("Say why it is taken up again."),
    hint=gettext_lazy("Its dates stay as they are: ask for another one if needed."),
)
