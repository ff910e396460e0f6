"""The form of a measure's commentary: six prompts and the message above them."""

from __future__ import annotations

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Layout, Submit
from django import forms
from django.utils.translation import gettext_lazy as _

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

ROWS = {"message": 2, "happening": 4, "why": 4, "force_doing": 4}


class CommentaryForm(forms.ModelForm):
    """``based_on`` is the writing that its author saw, so that nothing is lost."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    class Meta:
        model = Commentary
        fields = Commentary.TEXTS
        labels = LABELS
        help_texts = HINTS
        widgets = {
            name: forms.Textarea(attrs={"rows": ROWS.get(name, 3)})
            for name in Commentary.TEXTS
        }

    def __init__(self, *args, may_narrate: bool, may_state: bool, **kwargs):
        super().__init__(*args, **kwargs)
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

    def _layout(self) -> Layout:
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
            Submit("save", _("Save the commentary")),
        )

    def _part(self, name: str):
        if name in self.fields:
            return name
        return Stated(LABELS[name], getattr(self.instance, name))
