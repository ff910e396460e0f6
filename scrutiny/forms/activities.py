"""What a person types about oversight activities: no words about what was seen."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from opcc.core import clock
from opcc.core.forms import date_input, laid_out
from opcc.core.models import Office
from scrutiny.models import ActivityArea, OversightActivity


class ActivityForm(forms.ModelForm):
    """What is done, how often, and in which areas."""

    areas = forms.CharField(
        label=_("Areas"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One a line, if it is to happen once in each of them."),
    )

    class Meta:
        model = OversightActivity
        fields = ["name", "often", "starts_on", "ended_on"]
        labels = {
            "name": _("Activity"),
            "often": _("How often"),
            "starts_on": _("From"),
            "ended_on": _("Until"),
        }
        help_texts = {
            "name": _("Such as: review the custody log."),
            "starts_on": _("It is counted from this day on."),
            "ended_on": _("Leave it empty while the activity goes on."),
        }
        widgets = {"starts_on": date_input(), "ended_on": date_input()}

    def __init__(self, *args, office: Office, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.office = office
        if self.instance.pk is not None:
            known = self.instance.areas.values_list("name", flat=True)
            self.initial["areas"] = "\n".join(known)
        fields = ("name", "often", "areas", "starts_on", "ended_on")
        self.helper = laid_out(*fields, save=_("Save the activity"))

    def clean_areas(self) -> list[str]:
        names = [name.strip() for name in self.cleaned_data["areas"].splitlines()]
        for name in names:
            longest = ActivityArea._meta.get_field("name").max_length
            if len(name) > longest:
                words = _("Shorten “%s”: the name of an area has at most %d letters.")
                raise forms.ValidationError(words % (name, longest))
        return names


class RecordForm(forms.Form):
    """On which day it happened, and where: there is no room for anything else."""

    happened_on = forms.DateField(
        label=_("It happened on"),
        widget=date_input(),
        error_messages={"required": _("Give the day on which it happened.")},
    )
    area = forms.ModelChoiceField(
        label=_("In"), queryset=None, empty_label=_("Choose an area")
    )

    def __init__(self, *args, activity: OversightActivity, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = activity.areas.all()
        self.initial["happened_on"] = clock.today()
        if not activity.areas.exists():
            del self.fields["area"]
        self.helper = laid_out(*self.fields, save=_("Record that it happened"))
