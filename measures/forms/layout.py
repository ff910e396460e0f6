"""Parts of the layout of these forms."""

from __future__ import annotations

from crispy_forms.layout import Div
from django.template.loader import render_to_string


class Pair(Div):
    """Short fields side by side, as far as there is room."""

    css_class = "cols-2"


class Stated:
    """What somebody else has said here, to read and not to write."""

    def __init__(self, label: str, text: str):
        self.label, self.text = label, text

    def render(self, form, context, template_pack=None, **kwargs):
        said = {"label": self.label, "text": self.text}
        return render_to_string("measures/_stated.html", said)
