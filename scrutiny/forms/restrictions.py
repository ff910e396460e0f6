"""Why something is not public: what every form of a restriction asks."""

from __future__ import annotations

from crispy_forms.layout import Fieldset
from django import forms
from django.utils.translation import gettext_lazy as _

from opcc.core.forms import date_input, laid_out
from opcc.core.models import Restriction

KEPT = ("reason", "asked_by", "decided_on", "review_on")


class RestrictionForm(forms.ModelForm):
    """The reason code is published; the reason in full is not."""

    class Meta:
        model = Restriction
        fields = ("reason_code", *KEPT)
        widgets = {
            "reason": forms.Textarea(attrs={"rows": 3}),
            "decided_on": date_input(),
            "review_on": date_input(),
        }
        labels = {
            "reason_code": _("Why it is not public"),
            "reason": _("The reason, in full"),
            "asked_by": _("Who asked"),
            "decided_on": _("Decided on"),
            "review_on": _("Looked at again on"),
        }
        help_texts = {"reason": _("Never published; the reason code is.")}

    def laid_out(self, safe: str, *, save):
        """``safe`` is the field with what the public read in its place."""
        return laid_out(
            Fieldset(_("What the public see"), safe, "reason_code"),
            Fieldset(_("What is kept here"), *KEPT),
            save=save,
        )

    def clean(self):
        facts = super().clean()
        decided, review = facts.get("decided_on"), facts.get("review_on")
        if decided and review and review <= decided:
            self.add_error("review_on", _("The review comes after the decision."))
        return facts
