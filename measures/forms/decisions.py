"""Forms of what is decided about a measure: its moves, withholding and release."""

from __future__ import annotations

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from opcc.core.models import Restriction


class ReasonForm(forms.Form):
    """Why, in words that the audit log keeps."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args, button: str, is_needed: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_needed:
            del self.fields["reason"]
        self.helper = FormHelper()
        self.helper.layout = Layout(*self.fields, Submit("save", button))


class RestrictionForm(forms.ModelForm):
    """Why its figures are not public, who asked, and when that is looked at again."""

    class Meta:
        model = Restriction
        fields = (
            "reason_code",
            "reason",
            "visibility",
            "asked_by",
            "decided_on",
            "review_on",
        )
        widgets = {
            "reason": forms.Textarea(attrs={"rows": 3}),
            "decided_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "review_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        labels = {
            "reason_code": _("Why it is not public"),
            "reason": _("The reason, in full"),
            "visibility": _("Who may see its figures meanwhile"),
            "asked_by": _("Who asked"),
            "decided_on": _("Decided on"),
            "review_on": _("Looked at again on"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            *self.fields, Submit("save", _("Withhold its figures"))
        )

    def clean(self):
        facts = super().clean()
        decided, review = facts.get("decided_on"), facts.get("review_on")
        if decided and review and review <= decided:
            self.add_error("review_on", _("The review comes after the decision."))
        return facts
