"""What is typed about the facts of commentary."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from opcc.core.forms import laid_out


class RemarkForm(forms.Form):
    """What is not so in one passage: which measure's, and which writing was read."""

    measure = forms.CharField(widget=forms.HiddenInput)
    writing = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("What is not so, and what is"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say what is not so, and what is.")},
    )

    def __init__(self, *args, code: str, writing: int | None = None, **kwargs):
        initial = {"measure": code, "writing": writing}
        super().__init__(*args, initial=initial, auto_id=f"id_{code}_%s", **kwargs)

    def beside(self, writing: int) -> RemarkForm:
        """The same words, now beside another writing than they were about."""
        self.data = self.data.copy()
        self.data["writing"] = writing
        return self


class ReplyForm(forms.Form):
    text = forms.CharField(
        label=_("What was changed, or why nothing was"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("They read it. It is given once."),
        error_messages={"required": _("Say what was changed, or why nothing was.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = laid_out("text", save=_("Send the reply"))
