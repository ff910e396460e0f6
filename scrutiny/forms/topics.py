"""What a person types about topics of the programme, and what narrows their list."""

from __future__ import annotations

import django_filters as filters
from crispy_forms.layout import Fieldset
from django import forms
from django.utils.translation import gettext_lazy as _

from opcc.core import clock
from opcc.core.clashing import Clashing
from opcc.core.forms import date_input, laid_out
from opcc.core.models import Office
from opcc.core.periods import Period
from opcc.core.visibility import Visibility
from scrutiny.domain import programme
from scrutiny.forms.concerns import ConcernsField, measures_for, priorities_for
from scrutiny.models import Consideration, Meeting, Topic

QUARTERS_AHEAD = 8
"""How far ahead a topic may be programmed: two years."""


class TopicForm(Clashing, forms.ModelForm):
    """What a topic is and why."""

    class Meta:
        model = Topic
        fields = [
            "title",
            "why",
            "source",
            "domain",
            "priorities",
            "measures",
            "visibility",
            "summary",
        ]
        labels = {
            "title": _("Topic"),
            "why": _("Why it should be looked at"),
            "source": _("Where it comes from"),
            "domain": _("What the chief constable is held to account for"),
            "priorities": _("Priorities"),
            "measures": _("Measures"),
            "visibility": _("Who may see it"),
            "summary": _("What the public reads of it"),
        }
        help_texts = {
            "title": _("In a few words. A public topic is published under it."),
            "why": _("For the office. It is never published."),
            "visibility": _("Only a public topic stands in the forward programme."),
            "summary": _("One or two sentences, where the topic is public."),
        }
        widgets = {
            "why": forms.Textarea(attrs={"rows": 4}),
            "summary": forms.Textarea(attrs={"rows": 3}),
        }
        field_classes = {"priorities": ConcernsField, "measures": ConcernsField}

    def __init__(self, *args, office: Office, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.office = office
        self._choices_of(office)
        self.helper = laid_out(
            "based_on",
            Fieldset(_("The topic"), "title", "why", "source"),
            Fieldset(_("What the public sees"), "visibility", "summary"),
            Fieldset(
                _("What it is about"),
                "domain",
                "priorities",
                "measures",
                css_class="picks",
            ),
            save=_("Save the topic"),
        )

    def _choices_of(self, office: Office) -> None:
        self.fields["priorities"].queryset = priorities_for(self.instance, office)
        self.fields["measures"].queryset = measures_for(self.instance, office)
        self.fields["domain"].choices = [
            ("", _("None of them")),
            *self.fields["domain"].choices[1:],
        ]

    def clean(self):
        said = super().clean()
        is_public = said.get("visibility") == Visibility.PUBLIC
        if is_public and not said.get("summary", "").strip():
            self.add_error("summary", _("Write what the public reads of the topic."))
        return said

    @property
    def concerns(self) -> dict[str, object]:
        return {
            "priorities": self.cleaned_data["priorities"],
            "measures": self.cleaned_data["measures"],
        }


class RigourForm(Clashing, forms.Form):
    """The rigour check: every line may be left for later, none when it is referred."""

    def __init__(self, *args, topic: Topic, **kwargs):
        self.instance = topic
        super().__init__(*args, **kwargs)
        for asked in programme.RIGOUR:
            self.fields[asked.name] = forms.CharField(
                label=asked.question,
                help_text=asked.hint,
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        self.initial |= self.begun_with(topic)
        self.helper = laid_out(*self.fields, save=_("Save the answers"))

    def revision_of(self, row: Topic) -> str:
        return row.rigour_print

    def begun_with(self, row: Topic) -> dict[str, object]:
        names = (asked.name for asked in programme.RIGOUR)
        return {name: row.rigour.get(name, "") for name in names}


class ConfirmForm(forms.Form):
    """Nothing to fill in: the press is what is asked for."""

    def __init__(self, *args, save, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = laid_out(save=save)


class QuarterForm(forms.Form):
    """For which quarter, and which meeting if one is known."""

    quarter = forms.ChoiceField(label=_("Quarter"))
    meeting = forms.ModelChoiceField(
        label=_("Meeting"),
        queryset=None,
        required=False,
        empty_label=_("Not decided yet"),
        help_text=_("One that is held in that quarter."),
    )

    save = _("Put it on the programme")
    first: tuple[str, ...] = ()

    def __init__(self, *args, topic: Topic, **kwargs):
        super().__init__(*args, **kwargs)
        ahead = programme.quarters_from(clock.today(), count=QUARTERS_AHEAD)
        self.fields["quarter"].choices = [
            (quarter.key, f"{quarter}, {quarter.words}") for quarter in ahead
        ]
        meetings = Meeting.objects.for_office(topic.office)
        self.fields["meeting"].queryset = meetings.upcoming(on=clock.today())
        if topic.quarter in ahead:
            self.initial["quarter"] = topic.quarter.key
            self.initial["meeting"] = topic.meeting_id
        self.helper = laid_out(*self.first, "quarter", "meeting", save=self.save)

    def clean_quarter(self) -> Period:
        return Period.parse(self.cleaned_data["quarter"])


class DirectForm(QuarterForm):
    """Onto the programme without its rigour check, with the reason."""

    reason = forms.CharField(
        label=_("Why you direct it"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept with your name and role. It is never published."),
        error_messages={"required": _("Say why the topic is directed.")},
    )

    save = _("Direct the topic")
    first = ("reason",)


class ConsiderForm(forms.ModelForm):
    """What was found, what is recommended, and when it is looked at again."""

    follow_up_on = forms.DateField(
        label=_("Look at it again on"),
        widget=date_input(),
        required=False,
        help_text=_("On that day it comes back. Leave it empty to close it later."),
    )

    class Meta:
        model = Consideration
        fields = ["considered_on", "findings", "recommendations"]
        labels = {
            "considered_on": _("Considered on"),
            "findings": _("What was found"),
            "recommendations": _("What is recommended"),
        }
        help_texts = {
            "findings": _("It stays as you write it."),
            "recommendations": _(
                "Raise an action for what somebody has to do: it will point here."
            ),
        }
        widgets = {
            "considered_on": date_input(),
            "findings": forms.Textarea(attrs={"rows": 6}),
            "recommendations": forms.Textarea(attrs={"rows": 4}),
        }
        error_messages = {"findings": {"required": _("Write what was found.")}}

    def __init__(self, *args, topic: Topic, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.topic = topic
        self.helper = laid_out(
            *self.Meta.fields, "follow_up_on", save=_("Save what was found")
        )


class FollowUpForm(forms.Form):
    follow_up_on = forms.DateField(
        label=_("Look at it again on"),
        widget=date_input(),
        error_messages={"required": _("Give the day on which it comes back.")},
    )

    def __init__(self, *args, topic: Topic, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["follow_up_on"] = topic.follow_up_on
        self.helper = laid_out("follow_up_on", save=_("Set the follow-up"))


class ReasonForm(forms.Form):
    """A reason, for what ends without being looked at."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stays on record."),
        error_messages={"required": _("Give a reason.")},
    )

    def __init__(self, *args, save, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = laid_out("reason", save=save)


class TopicFilter(filters.FilterSet):
    """By words, how far it is and where it comes from."""

    search = filters.CharFilter(
        label=_("Words"), field_name="title", lookup_expr="icontains"
    )
    state = filters.ChoiceFilter(
        label=_("State"), choices=Topic.State, empty_label=_("Every state")
    )
    source = filters.ChoiceFilter(
        label=_("Source"), choices=Topic.Source, empty_label=_("Every source")
    )

    class Meta:
        model = Topic
        fields = ("search", "state", "source")
