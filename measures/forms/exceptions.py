"""Forms of exceptions: filter, call in, no commentary, owner, and the triggers."""

from __future__ import annotations

from crispy_forms.layout import Field
from django import forms
from django.utils.translation import gettext_lazy as _

from measures.models import CallIn, Measure
from opcc.core.forms import laid_out
from opcc.core.house_style.watching import (
    FEWEST_RUNNING,
    MOST_RUNNING,
    Trigger,
    Watch,
)
from opcc.core.models import User
from opcc.core.periods import Period
from plans.models import Commitment, PlanVersion

SHOWN = (
    ("", _("All that hold")),
    ("needed", _("Still to be answered")),
    ("answered", _("Answered")),
    ("gone", _("No longer hold")),
)


class ExceptionFilter(forms.Form):
    """Which of a quarter's exceptions to show; ``owners`` are those who have any."""

    show = forms.ChoiceField(label=_("Show"), choices=SHOWN, required=False)
    owner = forms.ChoiceField(label=_("Owner"), required=False)

    def __init__(self, *args, owners: list[User], **kwargs):
        super().__init__(*args, **kwargs)
        named = [(str(each.pk), each.name) for each in owners]
        self.fields["owner"].choices = [("", _("Anybody")), *named]


class ReasonForNoneForm(forms.Form):
    """Why an exception needs no commentary."""

    reason = forms.CharField(
        label=_("Why no commentary is needed"),
        help_text=_("It is recorded with your name, and stands in its place."),
        widget=forms.Textarea({"rows": 3}),
        max_length=1000,
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = laid_out("reason", "revision", save=_("Record the reason"))


class OwnerForm(forms.Form):
    """Who answers an exception: ``owners`` are those who write commentary here."""

    to = forms.ModelChoiceField(User.objects.none(), label=_("Owner"), empty_label=None)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, owners, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = owners
        self.helper = laid_out("to", "revision", save=_("Change the owner"))


class CallInForm(forms.Form):
    """What is called in, by whom, and why. ``sources`` are those it may be for."""

    measure = forms.ModelChoiceField(
        Measure.objects.none(), label=_("Measure"), required=False
    )
    commitment = forms.ModelChoiceField(
        Commitment.objects.none(), label=_("Or commitment"), required=False
    )
    source = forms.ChoiceField(label=_("Called in by"))
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("What they asked about, or what happened, in a sentence."),
        max_length=CallIn._meta.get_field("reason").max_length,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args, office, quarter: Period, sources: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        measures = Measure.objects.for_office(office).live(on=quarter.end)
        plans = PlanVersion.objects.for_office(office).in_force(on=quarter.end)
        commitments = Commitment.objects.for_office(office)
        self.fields["measure"].queryset = measures.with_definitions()
        self.fields["commitment"].queryset = commitments.filter(
            objective__priority__plan__in=plans
        ).exclude(status=Commitment.Status.PROPOSED)
        self.fields["source"].choices = [
            (value, label) for value, label in CallIn.Source.choices if value in sources
        ]
        self.helper = laid_out(*self.fields, save=_("Call in"))

    def clean(self):
        facts = super().clean()
        if bool(facts.get("measure")) == bool(facts.get("commitment")):
            self.add_error(
                "measure", _("Choose either a measure or a commitment to call in.")
            )
        return facts

    @property
    def subject(self) -> Measure | Commitment:
        return self.cleaned_data["measure"] or self.cleaned_data["commitment"]


class WatchForm(forms.Form):
    """Which triggers are on, and how many periods make a run."""

    triggers = forms.MultipleChoiceField(
        label=_("Triggers"),
        choices=[(t.value, t.words) for t in Trigger if not t.is_by_hand],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one trigger.")},
        help_text=_("In order of concern. What is called in by hand is always one."),
    )
    missed_running = forms.IntegerField(
        label=_("Periods running in which the target is missed"),
        help_text=_("From 2 to 8. A figure within the tolerance has missed it too."),
        min_value=FEWEST_RUNNING,
        max_value=MOST_RUNNING,
    )

    def __init__(self, *args, watch: Watch, **kwargs):
        kwargs["initial"] = {
            "triggers": [each.value for each in watch.triggers],
            "missed_running": watch.missed_running,
        }
        super().__init__(*args, **kwargs)
        self.helper = laid_out(
            "triggers",
            Field("missed_running", css_class="govuk-input--width-3"),
            save=_("Save the triggers"),
        )
