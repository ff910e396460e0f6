"""What a person types about decisions, and what narrows their list."""

from __future__ import annotations

import django_filters as filters
from crispy_forms.layout import Fieldset
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from opcc.core.clashing import Clashing, Reading
from opcc.core.forms import date_input, laid_out
from opcc.core.models import Office
from opcc.core.visibility import Visibility
from scrutiny.forms.restrictions import RestrictionForm
from scrutiny.models import Decision

RECORD = ["title", "summary", "reasons", "options", "value", "is_significant"]


class DecisionForm(Clashing, forms.ModelForm):
    """The record of a decision, in its public and its exempt part."""

    class Meta:
        model = Decision
        fields = [*RECORD, "visibility", "exempt", "note"]
        labels = {
            "title": _("Title"),
            "summary": _("What is decided"),
            "reasons": _("Reasons"),
            "options": _("Options considered"),
            "value": _("Value in pounds"),
            "is_significant": _("It is of significant public interest"),
            "visibility": _("Who may see it"),
            "exempt": _("Exempt part"),
            "note": _("Note for the office"),
        }
        help_texts = {
            "title": _("It is published: it gives nothing of an exempt part away."),
            "summary": _("Needed before the decision is taken."),
            "reasons": _("Needed before the decision is taken."),
            "options": _(
                "Needed too: what else could have been done, nothing included."
            ),
            "value": _("Only where money is decided on, such as 250000."),
            "exempt": _("What is not public. It is restricted with a reason first."),
            "note": _("Never published."),
        }
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 4}),
            "reasons": forms.Textarea(attrs={"rows": 5}),
            "options": forms.Textarea(attrs={"rows": 4}),
            "exempt": forms.Textarea(attrs={"rows": 4}),
            "note": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, office: Office, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.office = office
        self.fields["visibility"].choices = [
            (Visibility.PUBLIC, _("The public")),
            (Visibility.OFFICE, _("The office only")),
        ]
        self.helper = laid_out(
            "based_on",
            Fieldset(_("What the public read"), *RECORD, "visibility"),
            Fieldset(_("What stays here"), "exempt", "note"),
            save=_("Save the record"),
        )

    def clean_value(self):
        value = self.cleaned_data["value"]
        if value is not None and value < 0:
            raise forms.ValidationError(_("Give a value of 0 or more."))
        return value


class TakeForm(Reading, forms.Form):
    """When it was taken; below the Commissioner, under which delegation.

    ``seen`` is the revision of the record that stands above the form.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    taken_on = forms.DateField(
        label=_("Taken on"),
        widget=date_input(),
        error_messages={
            "required": _("Give the day on which it was taken."),
            "invalid": _("Give the day it was taken, such as 31/12/2026."),
        },
    )
    delegation = forms.CharField(
        label=_("Delegation"),
        required=False,
        max_length=200,
        help_text=_("The scheme and its paragraph. It is published."),
    )

    changed = _(
        "Somebody changed this record while you read it. It stands above as it is now: "
        "take the decision if it is still what you mean."
    )

    def __init__(self, *args, is_head: bool, **kwargs):
        super().__init__(*args, **kwargs)
        asked = ["taken_on"] if is_head else ["taken_on", "delegation"]
        self.helper = laid_out("seen", *asked, save=_("Take the decision"))


class RestrictDecisionForm(RestrictionForm):
    """Why a part is exempt, and what the public read in its place."""

    safe_words = forms.CharField(
        label=_("What the public read in its place"),
        max_length=300,
        help_text=_("It must give nothing away, such as: The prices of the bidders."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = self.laid_out("safe_words", save=_("Restrict the exempt part"))


class DecisionFilter(filters.FilterSet):
    """By words, state, year and whether it is of significant public interest."""

    search = filters.CharFilter(label=_("Words"), method="containing")
    state = filters.ChoiceFilter(
        label=_("State"), choices=Decision.State, empty_label=_("Every state")
    )
    year = filters.NumberFilter(label=_("Year"), field_name="year")
    interest = filters.BooleanFilter(
        label=_("Significant"),
        field_name="is_significant",
        widget=forms.Select(
            choices=[("", _("Either")), ("true", _("Yes")), ("false", _("No"))]
        ),
    )

    class Meta:
        model = Decision
        fields = ("search", "state", "year", "interest")

    def containing(self, queryset, name, value):
        return queryset.filter(
            Q(title__icontains=value)
            | Q(summary__icontains=value)
            | Q(reasons__icontains=value)
        )
