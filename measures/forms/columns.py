"""Saying which field each column of a file is."""

from __future__ import annotations

from dataclasses import replace

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from measures.domain import sheet

NAMED = {
    "office": _("Office"),
    "measure": _("Measure, by name or code"),
    "breakdown": _("Breakdown"),
    "period": _("Period"),
    "period_start": _("First day of the period"),
    "period_end": _("Last day of the period"),
    "as_at": _("As at"),
    "unit": _("Unit"),
    "status": _("Status"),
    "value": _("Value"),
    "numerator": _("Numerator"),
    "denominator": _("Denominator"),
    "note": _("Note"),
}
CHOICES = [("", _("Not read")), *((name, NAMED[name]) for name in sheet.FIELDS)]


class ColumnsForm(forms.Form):
    """One choice for each column of a table, with an example from its first row."""

    def __init__(self, *args, table: sheet.Table, **kwargs):
        super().__init__(*args, **kwargs)
        self.table = table
        first = table.rows[0].cells if table.rows else ()
        for at, column in enumerate(table.columns):
            self.fields[f"column{at}"] = forms.ChoiceField(
                label=column or _("A column without a heading"),
                choices=CHOICES,
                required=False,
                initial=table.fields[at],
                help_text=first[at][:60] if at < len(first) else "",
            )
        self.helper = FormHelper()
        columns = list(self.fields)
        self.helper.layout = Layout(*columns, Submit("map", _("Read the columns so")))

    def clean(self):
        cleaned = super().clean()
        fields = tuple(cleaned.get(name, "") for name in self.fields)
        if wrong := sheet.wrong_columns(replace(self.table, fields=fields)):
            raise forms.ValidationError(wrong)
        return cleaned

    @property
    def mapping(self) -> dict[str, str]:
        """Each heading's field."""
        names = zip(self.table.columns, self.fields, strict=True)
        return {column: self.cleaned_data[name] for column, name in names}
