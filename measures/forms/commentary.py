"""The form of a measure's commentary: six prompts and the message above them."""

from __future__ import annotations

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Layout, Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from measures.domain import checks
from measures.domain.authorship import OVERSIGHT
from measures.forms.layout import Stated
from measures.models import PROMPTS, Commentary

LABELS = {
    **dict(PROMPTS),
    "message": _("Message"),
    "asked": _("Asked"),
    "concluded": _("Concluded"),
    "did": _("Did"),
}

HINTS = {
    "message": _("The finding in one sentence of at most 140 characters."),
    "happening": _("The figure first, then its period, then what it is compared with."),
    "why": _("What is known, from what evidence. Say plainly what is not known."),
    "force_doing": _("Who does what, by when."),
    "asked": _("What the Commissioner asked of the chief constable or a partner."),
    "concluded": _("What the Commissioner makes of the answers."),
    "did": _("What the Commissioner did, or had done."),
    "next_steps": _("The next step, its owner and its date."),
    "data_note": _("Changes in recording, late or provisional figures; or None."),
}

HELD_TO_THE_DATA = ("message", "happening")
"""The prompts that say what the figure did: the others speak of more than it."""

ROWS = {"message": 2, "happening": 4, "why": 4, "force_doing": 4}


class CommentaryForm(forms.ModelForm):
    """``based_on`` is the writing that its author saw, so that nothing is lost."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    reason = forms.CharField(
        label=_("Why are the words right?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Kept in the audit log with this writing; it is not published."),
    )

    class Meta:
        model = Commentary
        fields = Commentary.TEXTS
        labels = LABELS
        help_texts = HINTS
        widgets = {
            name: forms.Textarea(attrs={"rows": ROWS.get(name, 3)})
            for name in Commentary.TEXTS
        }

    def __init__(
        self,
        *args,
        may_narrate: bool,
        may_state: bool,
        facts: checks.Facts | None = None,
        **kwargs,
    ):
        """``facts`` are what the data say, for the words to agree with."""
        super().__init__(*args, **kwargs)
        self.facts = facts
        self.was = {name: getattr(self.instance, name) for name in HELD_TO_THE_DATA}
        self.initial["based_on"] = self.instance.number or 0
        self.fields["message"].widget.attrs["maxlength"] = 140
        for name in Commentary.TEXTS:
            if not (may_state if name in OVERSIGHT else may_narrate):
                del self.fields[name]
        self.helper = FormHelper()
        self.helper.layout = self._layout()

    @property
    def texts(self) -> dict[str, str]:
        """What its author wrote, by field."""
        return {
            name: self.cleaned_data[name]
            for name in Commentary.TEXTS
            if name in self.cleaned_data
        }

    def clean(self):
        cleaned = super().clean()
        found = [
            (name, each)
            for name in HELD_TO_THE_DATA
            if self.facts and cleaned.get(name, "") != self.was[name]
            for each in checks.contradictions(cleaned.get(name, ""), self.facts)
        ]
        if found:
            self.helper.layout = self._layout(asks_why=True)
        if found and not cleaned.get("reason", "").strip():
            for name, each in found:
                self.add_error(name, _told(each))
        return cleaned

    def _layout(self, *, asks_why: bool = False) -> Layout:
        heading = f'<h2 class="fig__title">{LABELS["oversight"]}</h2>'
        parts = ["message", "happening", "why", "force_doing"]
        return Layout(
            "based_on",
            *(self._part(name) for name in parts),
            Div(
                HTML(heading),
                *map(self._part, OVERSIGHT),
                css_class="assure govuk-form-group",
            ),
            *(self._part(name) for name in ("next_steps", "data_note")),
            *(["reason"] if asks_why else []),
            Submit("save", _("Save the commentary")),
        )

    def _part(self, name: str):
        if name in self.fields:
            return name
        return Stated(LABELS[name], getattr(self.instance, name))


def _told(found: checks.Contradiction) -> str:
    """The words that the data contradict, what they say, and what may be done."""
    text = _(
        "“%(words)s” in “%(sentence)s” does not fit the data. %(data)s Change the "
        "words, or say at the end why they are right."
    )
    return text % {
        "words": found.words,
        "sentence": found.sentence,
        "data": found.data,
    }
