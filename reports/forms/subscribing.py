"""What anybody types who wants to be told: an address, and nothing else."""

from __future__ import annotations

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout, Submit
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.domain import mailing


class SubscribeForm(forms.Form):
    """One address, in the one way in which it is kept."""

    email = forms.CharField(
        label=gettext_lazy("Your email address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        max_length=mailing.LONGEST,
        error_messages={
            "required": gettext_lazy("Enter an email address."),
            "max_length": gettext_lazy(
                "An email address has %(limit_value)d letters at most."
            ),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_class = "form"
        button = Div(Submit("tell", _("Tell me by email")), css_class="form__act")
        self.helper.layout = Layout("email", button)

    def clean_email(self):
        try:
            return mailing.normalised(self.cleaned_data["email"])
        except mailing.NoAddress:
            raise forms.ValidationError(
                _("Enter an email address like name@westmarch.example.")
            ) from None
