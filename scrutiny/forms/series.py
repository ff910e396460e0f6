"""What a person types about a series, and about a year of its meetings."""

from __future__ import annotations

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Fieldset, Layout, Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from opcc.core import clock
from opcc.core.clashing import Clashing
from opcc.core.forms import CANCEL, date_input, laid_out
from opcc.core.house_style.meetings import Cadence
from scrutiny.models import Body, MeetingSeries

CADENCES = [
    (Cadence.WEEKLY.value, _("Weekly")),
    (Cadence.MONTHLY.value, _("Monthly")),
    (Cadence.QUARTERLY.value, _("Quarterly")),
    (Cadence.ANNUAL.value, _("Annual")),
    (Cadence.BY_EVENT.value, _("By event")),
]


FARTHEST = 366
"""Days before another meeting that a rule may say at most."""


YEARS = 10
"""How far from today a year of meetings may be planned."""


class SeriesForm(Clashing, forms.ModelForm):
    """How often a body meets; the body is the page's, never the user's choice."""

    cadence = forms.ChoiceField(label=_("How often"), choices=CADENCES)
    standing = forms.CharField(
        label=_("Standing items"),
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
        help_text=_(
            "One on each line. Items about actions, inspection findings, performance "
            "or questions are fed from their registers."
        ),
    )

    class Meta:
        model = MeetingSeries
        fields = ["name", "cadence", "before", "days_before_least", "days_before_most"]
        widgets = {
            "days_before_least": forms.NumberInput(attrs={"max": FARTHEST}),
            "days_before_most": forms.NumberInput(attrs={"max": FARTHEST}),
        }
        labels = {
            "name": _("Name"),
            "before": _("Held before each meeting of"),
            "days_before_least": _("At least so many days"),
            "days_before_most": _("At most so many days"),
        }

    def __init__(self, *args, body: Body, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.body = body
        self.initial["standing"] = _one_to_a_line(self.instance)
        others = MeetingSeries.objects.filter(body__office=body.office)
        self.fields["before"].queryset = others.exclude(pk=self.instance.pk)
        self.fields["before"].empty_label = _("No other series")
        self.helper = laid_out(
            "based_on",
            Fieldset(_("The series"), "name", "cadence", "standing"),
            Fieldset(_("Its rule"), "before", "days_before_least", "days_before_most"),
            save=_("Save the series"),
        )

    def begun_with(self, row):
        return super().begun_with(row) | {"standing": _one_to_a_line(row)}

    def clean_days_before_least(self) -> int | None:
        return _near(self.cleaned_data["days_before_least"])

    def clean_days_before_most(self) -> int | None:
        return _near(self.cleaned_data["days_before_most"])

    def clean_standing(self):
        lines = self.cleaned_data["standing"].splitlines()
        self.instance.standing_items = [line.strip() for line in lines if line.strip()]
        return _one_to_a_line(self.instance)


def _one_to_a_line(series: MeetingSeries) -> str:
    return "\n".join(series.standing_items)


def _near(days: int | None) -> int | None:
    if days is not None and days > FARTHEST:
        raise forms.ValidationError(
            _("Give %(most)d days at most."), params={"most": FARTHEST}
        )
    return days


class YearForm(forms.Form):
    """When the first meeting of a year is; the others follow from it."""

    first_on = forms.DateField(
        label=_("First meeting"),
        widget=date_input(),
        help_text=_(
            "The others keep its weekday and its place in the month. A series held "
            "before another follows the meetings of that one, from this day on."
        ),
    )
    starts_at = forms.TimeField(
        label=_("Time"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    place = forms.CharField(label=_("Place"), max_length=200, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_class = "form"
        self.offer(Submit("look", _("Show the days")))

    def clean_first_on(self):
        """A slip in the year plans no meetings that nobody would find."""
        first = self.cleaned_data["first_on"]
        if abs(first.year - clock.today().year) > YEARS:
            raise forms.ValidationError(
                _("Give a day within %(years)d years of today."),
                params={"years": YEARS},
            )
        return first

    def offer_to_put_in(self) -> None:
        """The days are shown: they can be put in the diary, or looked at again."""
        self.offer(
            Submit("confirm", _("Put them in the diary")),
            Submit("look", _("Show the days again")),
        )

    def offer(self, *buttons: Submit) -> None:
        act = Div(*buttons, HTML(CANCEL), css_class="form__act")
        self.helper.layout = Layout("first_on", "starts_at", "place", act)
