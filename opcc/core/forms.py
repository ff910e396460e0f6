"""What every form of the desk shares: its button, its way back, its day fields."""

from __future__ import annotations

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Layout, Submit
from django import forms

CANCEL = '{% load i18n %}<a href="{{ cancel_url }}">{% translate "Cancel" %}</a>'


def date_input() -> forms.DateInput:
    """The browser's own; it reads and writes days as 2026-12-31."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def laid_out(*fields, save) -> FormHelper:
    """A form with its button, and the way back (``cancel_url``) without saving."""
    helper = FormHelper()
    helper.form_class = "form"
    buttons = Div(Submit("save", save), HTML(CANCEL), css_class="form__act")
    helper.layout = Layout(*fields, buttons)
    return helper
