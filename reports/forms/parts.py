"""What a person types about one part of an edition."""

from __future__ import annotations

from collections.abc import Iterable

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Fieldset, Layout, Submit
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opcc.core.clashing import Clashing
from opcc.core.forms import CANCEL
from reports.build.own_texts import clean
from reports.forms.covers import PREVIEW, area
from reports.models import EditionPart


class PartForm(Clashing, forms.ModelForm):
    """Whom a part is for and how it stands on paper; of the office's own, its words.

    What may not be chosen of a part is not asked. ``taken_out`` is what its text is
    printed without.
    """

    class Meta:
        model = EditionPart
        fields = ["heading", "text", "audience", "new_page", "keep_together"]
        widgets = {"text": area(14), "audience": forms.RadioSelect}
        labels = {
            "heading": gettext_lazy("Heading"),
            "text": gettext_lazy("Text"),
            "audience": gettext_lazy("Who reads it"),
            "new_page": gettext_lazy("Start a new page"),
            "keep_together": gettext_lazy("Keep it together on one page"),
        }
        help_texts = {
            "text": gettext_lazy(
                "Markdown: a blank line begins a paragraph, “- ” or “1. ” a list. The "
                "heading above is the only one."
            ),
            "keep_together": gettext_lazy(
                "As long as it fits on one; it then begins on the next page rather "
                "than being split."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.taken_out: tuple[str, ...] = ()
        for name in self._not_asked():
            del self.fields[name]
        if "heading" in self.fields:
            self.fields["heading"].required = True
        self.helper = FormHelper()
        self.helper.form_class = "form"
        self.helper.layout = Layout(*self._groups())

    def _not_asked(self) -> list[str]:
        part = self.instance
        words = [] if part.is_text else ["heading", "text"]
        who = [] if part.may_go else ["audience"]
        paper = [] if part.flows else ["new_page", "keep_together"]
        return [*words, *who, *paper]

    def clean_text(self):
        text = self.cleaned_data["text"]
        self.taken_out = clean(text).taken_out
        return text

    def _groups(self):
        yield from (
            name
            for name in ("based_on", "after", "heading", "text", "audience")
            if name in self.fields
        )
        if "new_page" in self.fields:
            yield Fieldset(_("On paper"), "new_page", "keep_together")
        preview = [HTML(PREVIEW)] if self.instance.is_text else []
        save = Submit("save", _("Save"))
        yield Div(save, *preview, HTML(CANCEL), css_class="form__act")


class PartAddForm(PartForm):
    """Words of the office's own that are new: also after which part they come."""

    after = forms.ChoiceField(label=gettext_lazy("Where it comes"))

    def __init__(self, *args, standing: Iterable[EditionPart], **kwargs):
        super().__init__(*args, **kwargs)
        rows = [row for row in standing if row.may_move]
        after = _("After “%(part)s”")
        named = [(row.name, after % {"part": row}) for row in rows]
        self.fields["after"].choices = [("first", _("First of all")), *named]
        self.initial["after"] = rows[-1].name
