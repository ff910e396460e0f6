"""Choosing the measures of an objective."""

from __future__ import annotations

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from measures.models import Measure
from plans.models import Objective


class PlacingForm(forms.Form):
    """Every measure of the office, ticked where it stands under the objective."""

    measures = forms.ModelMultipleChoiceField(
        Measure.objects.none(),
        required=False,
        label=_("Measures"),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, objective: Objective, **kwargs):
        super().__init__(*args, **kwargs)
        office = objective.priority.plan.office
        mine = Measure.objects.for_office(office).exclude(state=Measure.State.RETIRED)
        self.fields["measures"].queryset = mine.with_definitions()
        self.initial.setdefault("measures", objective.measures.all())
        self.helper = FormHelper()
        self.helper.layout = Layout("measures", Submit("save", _("Save the choice")))
