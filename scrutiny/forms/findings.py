"""What a person types about the findings of inspections, and what narrows them."""

from __future__ import annotations

import django_filters as filters
from crispy_forms.layout import Fieldset
from django import forms
from django.utils.translation import gettext_lazy as _

from opcc.core import clock
from opcc.core.clashing import Clashing
from opcc.core.forms import date_input, laid_out
from scrutiny.forms.concerns import ConcernsField, measures_for, objectives_for
from scrutiny.models import Finding, FindingView, InspectionReport


class FindingForm(Clashing, forms.ModelForm):
    """One finding in the inspectorate's words; the report is the page's."""

    measures = ConcernsField(label=_("Measures"), queryset=None, required=False)
    objectives = ConcernsField(label=_("Objectives"), queryset=None, required=False)

    class Meta:
        model = Finding
        fields = ["kind", "number", "text", "addressed_to", "due_on", "note"]
        labels = {
            "kind": _("Kind"),
            "number": _("Number"),
            "text": _("What the inspectorate says"),
            "addressed_to": _("Addressed to"),
            "due_on": _("By when, if it says so"),
            "note": _("Note of the office"),
        }
        help_texts = {
            "number": _("As in the report, counted for its kind."),
            "text": _("Word for word: it is published with the response."),
            "addressed_to": _("Such as: the chief constable."),
            "note": _("Never published."),
        }
        widgets = {
            "text": forms.Textarea(attrs={"rows": 4}),
            "due_on": date_input(),
            "note": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, report: InspectionReport, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.report = report
        office = report.office
        self.fields["measures"].queryset = measures_for(self.instance, office)
        self.fields["objectives"].queryset = objectives_for(self.instance, office)
        if self.instance.pk is not None:
            self.initial["measures"] = self.instance.measures.all()
            self.initial["objectives"] = self.instance.objectives.all()
        self.helper = laid_out(
            "based_on",
            Fieldset(
                _("The finding"), "kind", "number", "text", "addressed_to", "due_on"
            ),
            Fieldset(
                _("What it is about"), "measures", "objectives", css_class="picks"
            ),
            Fieldset(_("For the office alone"), "note"),
            save=_("Save the finding"),
        )

    @property
    def concerns(self) -> dict[str, object]:
        return {
            "measures": self.cleaned_data["measures"],
            "objectives": self.cleaned_data["objectives"],
        }


class AnswerForm(Clashing, forms.ModelForm):
    """What the Commissioner answers to one finding."""

    class Meta:
        model = Finding
        fields = ["response", "none_because"]
        labels = {
            "response": _("What the Commissioner answers"),
            "none_because": _("Why no action follows"),
        }
        help_texts = {
            "response": _("Published with the response. Markdown works."),
            "none_because": _(
                "Published. Leave it empty where an action follows, and raise that."
            ),
        }
        widgets = {
            "response": forms.Textarea(attrs={"rows": 8}),
            "none_because": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = laid_out("based_on", *self.Meta.fields, save=_("Save the answer"))


class ViewForm(forms.ModelForm):
    """What one side says of a finding; side and view are the page's."""

    class Meta:
        model = FindingView
        fields = ["on", "said_by", "reason"]
        labels = {
            "on": _("Stated on"),
            "said_by": _("By whom, with their post"),
            "reason": _("Why, or what shows it"),
        }
        help_texts = {
            "said_by": _("Such as: T/ACC Linwood, in her letter of that day."),
        }
        widgets = {
            "on": date_input(),
            "reason": forms.Textarea(attrs={"rows": 3}),
        }
        error_messages = {
            "said_by": {"required": _("Say who stated it, with their post.")}
        }

    def __init__(self, *args, finding: Finding, side: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.finding, self.instance.side = finding, side
        is_open = finding.view_of(side) == Finding.View.OPEN
        self.instance.view = Finding.View.COMPLETE if is_open else Finding.View.OPEN
        self.initial.setdefault("on", clock.today())
        fields = list(self.Meta.fields)
        if side == Finding.Side.OFFICE:
            del self.fields["said_by"]
            fields.remove("said_by")
        if not is_open:
            self.fields["reason"].required = True
            missing = _("Say why it is open again.")
            self.fields["reason"].error_messages["required"] = missing
        save = _("Record it as complete") if is_open else _("Record it as open")
        self.helper = laid_out(*fields, save=save)


STANDS = (
    ("open", _("Open")),
    ("complete", _("Complete in all three views")),
    ("differ", _("The views differ")),
    ("unanswered", _("Recommendations without action or reason")),
)


def reports_of(request):
    return InspectionReport.objects.for_office(request.office)


class FindingFilter(filters.FilterSet):
    """Findings by report, kind and how they stand."""

    stands = filters.ChoiceFilter(
        label=_("Stands"),
        choices=STANDS,
        empty_label=_("Every finding"),
        method="as_it_stands",
    )
    kind = filters.ChoiceFilter(
        label=_("Kind"), choices=Finding.Kind, empty_label=_("Every kind")
    )
    report = filters.ModelChoiceFilter(
        label=_("Report"), queryset=reports_of, empty_label=_("Every report")
    )
    words = filters.CharFilter(
        label=_("Words"), field_name="text", lookup_expr="icontains"
    )

    class Meta:
        model = Finding
        fields = ("stands", "kind", "report", "words")

    def as_it_stands(self, rows, name, value):
        if value == "open":
            return rows.open()
        if value == "differ":
            return rows.differing()
        if value == "unanswered":
            return rows.unanswered()
        return rows.complete()
