"""The form of the interval that a survey publishes."""

from __future__ import annotations

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from measures.forms.layout import Pair


class IntervalForm(forms.Form):
    """Both ends, or neither where the survey publishes none."""

    low = forms.DecimalField(
        label=_("Lower end"), max_digits=20, decimal_places=6, required=False
    )
    high = forms.DecimalField(
        label=_("Upper end"), max_digits=20, decimal_places=6, required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Pair("low", "high"), Submit("save", _("State the interval"))
        )

    def clean(self):
        facts = super().clean()
        low, high = facts.get("low"), facts.get("high")
        if not self.errors and (low is None) is not (high is None):
            self.add_error(
                "low" if low is None else "high",
                _("Give both ends, or leave both empty."),
            )
        elif low is not None and high is not None and low > high:
            self.add_error("high", _("The upper end is below the lower."))
        return facts
