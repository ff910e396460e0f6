"""Small forms about values: a query, a revision, a file of values."""

from __future__ import annotations

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout, Submit
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from measures.domain import checks
from measures.domain.sheet.texts import Refused
from measures.forms.cells import parts_of, texts_of
from measures.models import Observation
from measures.specs import spec_of
from measures.statements import Cell

LARGEST_FILE = 10 * 1024 * 1024
"""Bytes: far more than 100,000 rows of values."""


class QueryForm(forms.Form):
    """What the office asks the provider about a value."""

    text = forms.CharField(
        label=_("What do you ask?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The provider reads this beside the value."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout("text", Submit("query", _("Query the value")))


class RevisionForm(forms.Form):
    """A locked figure stated anew, and why."""

    note = forms.CharField(label=_("Note"), max_length=500, required=False)
    reason = forms.CharField(
        label=_("Why is it revised?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept with the new value; the earlier one stays on record."),
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, observation: Observation, **kwargs):
        super().__init__(*args, **kwargs)
        self.observation = observation
        self.amount = None
        self.parts = parts_of(observation.version)
        self._add_parts()
        self.fields["seen"].initial = f"{observation.vintage}.{observation.revision}"
        self.helper = FormHelper()
        names = [part for part, _label in self.parts]
        self.helper.layout = Layout(
            *names, Field("note"), "reason", "seen", Submit("revise", _("Revise it"))
        )

    def _add_parts(self) -> None:
        shown = texts_of(self.observation, self.parts, "")
        for part, label in self.parts:
            self.fields[part] = forms.CharField(
                label=label,
                required=False,
                initial=shown[part],
                widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            )

    def clean(self):
        cleaned = super().clean()
        texts = {part: cleaned.get(part, "") for part, _label in self.parts}
        try:
            self.amount = checks.amount_typed(spec_of(self.observation.version), texts)
        except Refused as refusal:
            wrong = refusal.field if refusal.field in texts else self.parts[0][0]
            self.add_error(wrong, refusal.message)
        else:
            if self.amount is None:
                self.add_error(self.parts[0][0], checks.REMOVED)
        return cleaned

    @property
    def cell(self) -> Cell:
        vintage, _dot, revision = self.cleaned_data["seen"].partition(".")
        return Cell(
            measure=self.observation.measure,
            period=self.observation.period,
            amount=self.amount,
            seen=(int(vintage), int(revision)),
            note=self.cleaned_data["note"],
            breakdown=self.observation.breakdown,
        )

    def clean_seen(self):
        seen = self.cleaned_data["seen"]
        if not seen.replace(".", "", 1).isdecimal() or "." not in seen.strip("."):
            raise ValidationError(_("Open the value again and revise it there."))
        return seen


class UploadForm(forms.Form):
    """A file of values."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "CSV, XLSX or ODS, with a row of headings: measure, period, and value or "
            "numerator and denominator. A value left blank is read as not available. "
            "At most 10 MB."
        ),
    )

    def __init__(self, *args, is_return: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if is_return:
            self.fields["file"].help_text = _(
                "CSV, XLSX or ODS, with the headings of the spreadsheet to fill in. "
                "A row left blank is left as it is: write [x] where a figure is not "
                "available. At most 10 MB."
            )
        self.helper = FormHelper()
        self.helper.layout = Layout("file", Submit("check", _("Check the file")))

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise ValidationError(_("The file is larger than 10 MB. Send it in parts."))
        return file
