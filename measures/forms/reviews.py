"""Forms of a measure's review: planning it, its verdict; and of replacing it."""

from __future__ import annotations

import datetime as dt

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from measures.models import Measure, MeasureReview
from opcc.core.models import User
from opcc.core.roles import MAY, Can

DAY = {"type": "date"}

REVIEWERS = tuple(
    role for role, may in MAY.items() if may & {Can.EDIT_MEASURES, Can.WRITE_COMMENTARY}
)
"""Roles of those who may be asked for a verdict."""


class MeasureChoice(forms.ModelChoiceField):
    """Another measure of the office."""

    def __init__(self, measure: Measure, **about):
        others = Measure.objects.for_office(measure.office).exclude(pk=measure.pk)
        super().__init__(others.with_definitions(), **about)


class PlanReviewForm(forms.Form):
    """By when, and by whom."""

    due_on = forms.DateField(
        label=_("Reviewed by"),
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
    )
    reviewer = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Reviewer"),
        help_text=_("It stands in their work until they give the verdict."),
    )

    def __init__(self, *args, measure: Measure, on: dt.date, **kwargs):
        super().__init__(*args, **kwargs)
        holdings = measure.office.role_holdings.held(on=on).filter(role__in=REVIEWERS)
        people = User.objects.filter(pk__in=holdings.values("user")).order_by("name")
        self.fields["reviewer"].queryset = people
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "due_on", "reviewer", Submit("save", _("Plan the review"))
        )


class VerdictForm(forms.Form):
    """Keep, amend, retire or replace, and why."""

    verdict = forms.ChoiceField(
        label=_("Verdict"),
        choices=MeasureReview.Verdict.choices,
        widget=forms.RadioSelect,
    )
    replacement = forms.Field()
    reason = forms.CharField(
        label=_("Why"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stays with the measure."),
    )

    def __init__(self, *args, measure: Measure, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["replacement"] = MeasureChoice(
            measure,
            required=False,
            label=_("The measure that takes its place"),
            help_text=_("Only where it is replaced. Add that measure first."),
        )
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "verdict", "replacement", "reason", Submit("save", _("Give the verdict"))
        )


class ReplacesForm(forms.Form):
    """Which measure this one took the place of, from when, and what changed."""

    predecessor = forms.Field()
    on = forms.DateField(
        label=_("From"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d")
    )
    note = forms.CharField(
        label=_("What changed, and why"), widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, measure: Measure, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["predecessor"] = MeasureChoice(
            measure, label=_("The measure whose place it takes")
        )
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "predecessor", "on", "note", Submit("save", _("Save"))
        )
