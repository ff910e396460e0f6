"""What a person types about what must be published, and what narrows the register."""

from __future__ import annotations

import django_filters as filters
from django import forms
from django.utils.translation import gettext_lazy as _

from opcc.core import clock
from opcc.core.forms import laid_out
from opcc.core.models import Office
from scrutiny.models import SpecifiedInformation


class InformationForm(forms.ModelForm):
    """One line of the register: what, where, by whom, and how often it is checked."""

    address = forms.URLField(
        label=_("Where it is"),
        required=False,
        assume_scheme="https",
        help_text=_("The address of the page, such as https://pcc.example/who/."),
    )

    class Meta:
        model = SpecifiedInformation
        fields = [
            "heading",
            "paragraph",
            "text",
            "address",
            "kept_by",
            "every_months",
        ]
        labels = {
            "heading": _("Heading"),
            "paragraph": _("Paragraph of the Order"),
            "text": _("What must be published"),
            "kept_by": _("Who keeps it"),
            "every_months": _("Months between two checks"),
        }
        help_texts = {
            "kept_by": _("The post or person that keeps it up to date."),
            "every_months": _("1 for every month, 3 for every quarter, 12 for a year."),
        }

    def __init__(self, *args, office: Office, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.office = office
        self.helper = laid_out(*self.Meta.fields, save=_("Save the line"))


FOUND = [("yes", _("It is there, and up to date")), ("no", _("It is missing or old"))]


class CheckForm(forms.Form):
    """What was found today."""

    found = forms.ChoiceField(
        label=_("What was found"),
        choices=FOUND,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether it is there.")},
    )
    address = forms.URLField(
        label=_("Where it is"),
        required=False,
        max_length=SpecifiedInformation._meta.get_field("address").max_length,
        assume_scheme="https",
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What is missing, and what is done about it."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = laid_out("found", "address", "note", save=_("Save the check"))


SHOWN = (
    ("to_check", _("To check")),
    ("missing", _("Missing")),
    ("stale", _("Stale")),
    ("unchecked", _("Never checked")),
    ("current", _("Current")),
)


class InformationFilter(filters.FilterSet):
    """By words, heading and how it stands."""

    search = filters.CharFilter(
        label=_("Words"), field_name="text", lookup_expr="icontains"
    )
    heading = filters.ChoiceFilter(label=_("Heading"), empty_label=_("Every heading"))
    shown = filters.ChoiceFilter(
        label=_("How it stands"),
        choices=SHOWN,
        empty_label=_("However it stands"),
        method="standing",
    )

    class Meta:
        model = SpecifiedInformation
        fields = ("search", "heading", "shown")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        lines = SpecifiedInformation.objects.for_office(self.request.office)
        headings = dict.fromkeys(lines.values_list("heading", flat=True))
        self.filters["heading"].extra["choices"] = [(each, each) for each in headings]

    def standing(self, queryset, name, value):
        if value in ("missing", "unchecked"):
            return getattr(queryset, value)()
        return getattr(queryset, value)(on=clock.today())
