"""Forms of a measure and of its definitions."""

from __future__ import annotations

from decimal import Decimal

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from measures.forms.layout import Pair
from measures.models import Measure, MeasureVersion
from opcc.core.clashing import Clashing
from opcc.core.models import Office, Organisation
from plans.models import Objective

ROUTES = (
    ("force", _("The force's own performance meetings")),
    ("office", _("The office")),
    ("scrutiny", _("Scrutiny meetings")),
    ("panel_report", _("Reports to the panel")),
)
"""Where a measure is watched; several may hold."""

TAKEN = frozenset({"add", "collections", "comparators", "populations", "reviews"})
"""Addresses of pages beside the measures' own."""


class ObjectiveChoice(forms.ModelMultipleChoiceField):
    """Objectives by number and title, with the plan where that is not in force."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, objective: Objective) -> str:
        plan = objective.priority.plan
        if plan.status == "issued":
            return str(objective)
        return f"{objective} ({plan}, {plan.get_status_display().lower()})"


class MeasureForm(Clashing, forms.ModelForm):
    """What is not part of the definition, so that it may change without a new one."""

    objectives = ObjectiveChoice(
        Objective.objects.none(), required=False, label=_("Objectives")
    )
    routes = forms.MultipleChoiceField(
        label=_("Watched in"),
        choices=ROUTES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Measure
        fields = (
            "code",
            "order",
            "provider",
            "objectives",
            "routes",
            "is_indicator",
            "is_sensitive",
            "is_seasonal",
            "own_threshold",
            "visibility",
        )
        help_texts = {
            "code": _("Short and lasting, such as 1A: it is part of every address."),
            "order": _("Its place in lists: smaller numbers come first."),
            "provider": _("Who gives its figures."),
        }
        labels = {
            "is_indicator": _("It is an indicator"),
            "is_seasonal": _("It is strongly seasonal"),
        }

    def __init__(self, *args, office: Office, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.office = office
        self.fields["provider"].queryset = Organisation.objects.filter(office=office)
        self.fields["objectives"].queryset = self._choosable(office)
        self.fields["is_sensitive"].label = _("It is sensitive")
        self.helper = FormHelper()
        self.helper.form_tag, self.helper.disable_csrf = False, True
        self.helper.layout = Layout(
            "based_on",
            Fieldset(_("What it is called"), Pair("code", "order")),
            Fieldset(
                _("Where it belongs"),
                "provider",
                "objectives",
                "routes",
            ),
            Fieldset(
                _("How it is treated"),
                "is_indicator",
                Pair("is_sensitive", "own_threshold"),
                "is_seasonal",
                "visibility",
            ),
        )

    def _choosable(self, office: Office):
        """Those of plans not superseded, and those it already belongs to."""
        kept = ~Q(priority__plan__status="superseded")
        if self.instance.pk:
            self.initial.setdefault("objectives", self.instance.objectives.all())
            kept |= Q(pk__in=self.instance.objectives.values("pk"))
        return (
            Objective.objects.filter(priority__plan__office=office)
            .filter(kept)
            .select_related("priority__plan")
        )

    def clean_code(self):
        code = self.cleaned_data["code"]
        if code.casefold() in TAKEN:
            raise forms.ValidationError(
                _("%(code)s is the address of another page: choose another code."),
                code="taken",
                params={"code": code},
            )
        return code


class DefinitionForm(forms.ModelForm):
    """A dated definition: the first, or one that follows another and says why."""

    class Meta:
        model = MeasureVersion
        fields = (
            "name",
            "definition",
            "kind",
            "unit_name",
            "decimals",
            "per",
            "polarity",
            "frequency",
            "numerator_label",
            "denominator_label",
            "minimum_base",
            "source",
            "rule_note",
            "stock_rule",
            "allows_negative",
            "is_survey",
            "design_effect",
            "valid_from",
            "change_note",
            "is_break",
        )
        widgets = {
            "definition": forms.Textarea(attrs={"rows": 4}),
            "rule_note": forms.Textarea(attrs={"rows": 2}),
            "change_note": forms.Textarea(attrs={"rows": 3}),
            "valid_from": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        labels = {
            "polarity": _("Which direction is better"),
            "frequency": _("Given"),
            "decimals": _("Decimals printed"),
            "per": _("Per"),
            "numerator_label": _("What is counted (numerator)"),
            "denominator_label": _("Out of what (denominator)"),
            "minimum_base": _("Smallest base that is rated"),
            "stock_rule": _("Of several snapshots, use"),
            "allows_negative": _("It may be negative"),
            "is_survey": _("It is a survey"),
            "design_effect": _("Design effect"),
            "rule_note": _("What a reader should know of the rule"),
            "valid_from": _("In force from"),
            "change_note": _("What changes, and why"),
            "is_break": _("It is a break in the series"),
        }
        help_texts = {
            "kind": _("It decides what may be added up: percentages never are."),
            "valid_from": _("The first day of a period that it defines."),
            "minimum_base": _("Under this many, the figure has no position."),
        }

    def __init__(self, *args, is_first: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["design_effect"].required = False
        if is_first:
            del self.fields["change_note"], self.fields["is_break"]
        self.helper = FormHelper()
        self.helper.form_tag, self.helper.disable_csrf = False, True
        self.helper.layout = Layout(
            Fieldset(_("Its definition"), "name", "definition", "source"),
            Fieldset(
                _("Its number"),
                Pair("kind", "unit_name", "decimals", "per"),
                Pair("numerator_label", "denominator_label", "minimum_base"),
                Pair("stock_rule", "allows_negative"),
                Pair("is_survey", "design_effect"),
            ),
            Fieldset(_("How it is read"), Pair("polarity", "frequency"), "rule_note"),
            Fieldset(
                _("From when"),
                "valid_from",
                *([] if is_first else ["change_note", "is_break"]),
            ),
        )

    def clean_design_effect(self):
        """Empty is that of a simple random sample."""
        return self.cleaned_data["design_effect"] or Decimal(1)
