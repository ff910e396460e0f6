"""Forms of a quarter's cycle: the days of its meetings, and the reason for a move."""

from __future__ import annotations

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from measures.models import Cycle

DAYS = ("board_on", "panel_on", "statistics_on")


def _day():
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class CycleDaysForm(forms.ModelForm):
    """When the meetings are that the steps of the quarter hang on."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Cycle
        fields = DAYS
        widgets = {name: _day() for name in DAYS}
        labels = {
            "board_on": _("The board meets on"),
            "panel_on": _("The panel meets on"),
            "statistics_on": _("National statistics are released on"),
        }
        help_texts = {
            "statistics_on": _("Only where a step of your timetable waits for them."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["revision"].initial = self.instance.revision
        self.helper = FormHelper()
        self.helper.layout = Layout(
            *DAYS, "revision", Submit("save", _("Save the days"))
        )

    def clean(self):
        facts = super().clean()
        end = self.instance.period_end
        for name in DAYS:
            if facts.get(name) is not None and facts[name] <= end:
                self.add_error(name, _("Give a day after the end of the quarter."))
        return facts

    @property
    def days(self) -> dict:
        return {name: self.cleaned_data[name] for name in DAYS}
