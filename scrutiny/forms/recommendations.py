"""What a person types about the panel's recommendations, and what narrows the list."""

from __future__ import annotations

import django_filters as filters
from crispy_forms.layout import Fieldset
from django import forms
from django.utils.translation import gettext_lazy as _

from opcc.core import clock
from opcc.core.clashing import Clashing
from opcc.core.forms import date_input, laid_out
from opcc.core.models import Office
from scrutiny.models import Body, Meeting, PanelRecommendation


class RecommendationForm(Clashing, forms.ModelForm):
    """What the panel said, at which meeting, and the date that it set.

    ``for_office`` asks on whose behalf: the support officer records for themselves.
    """

    class Meta:
        model = PanelRecommendation
        fields = ["kind", "text", "meeting", "respond_by", "on_behalf_of"]
        labels = {
            "kind": _("What it is"),
            "text": _("What the panel said"),
            "meeting": _("Made at"),
            "respond_by": _("Response due"),
            "on_behalf_of": _("On behalf of"),
        }
        help_texts = {
            "text": _("Word for word: it is published with the response."),
            "respond_by": _("The date that the panel set."),
            "on_behalf_of": _("The panel's support officer, by name. It is kept."),
        }
        widgets = {
            "text": forms.Textarea(attrs={"rows": 6}),
            "respond_by": date_input(),
        }
        error_messages = {
            "text": {"required": _("Write what the panel said.")},
            "meeting": {"required": _("Say at which meeting it was made.")},
            "respond_by": {
                "required": _("Give the date that the panel set."),
                "invalid": _("Give the day of the response, such as 31/12/2026."),
            },
        }

    def __init__(self, *args, office: Office, for_office: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.office = office
        self.fields["meeting"].queryset = met(office)
        self.fields["meeting"].empty_label = _("Choose the meeting")
        asked = ["kind", "text", "meeting", "respond_by"]
        if for_office:
            self.fields["on_behalf_of"].required = True
            asked.append("on_behalf_of")
        else:
            del self.fields["on_behalf_of"]
        self.helper = laid_out("based_on", *asked, save=_("Record it"))


ANSWERS = [
    ("accept", _("Accepted")),
    ("accept_in_part", _("Accepted in part")),
    ("decline", _("Not accepted")),
]


class AnswerForm(forms.Form):
    """The Commissioner's answer; what is not accepted whole needs a reason."""

    move = forms.ChoiceField(
        label=_("The answer"),
        choices=ANSWERS,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Say whether it is accepted, accepted in part or declined.")
        },
    )
    answer = forms.CharField(
        label=_("Response"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What will be done, by whom and by when. It is published."),
        error_messages={"required": _("Write the response.")},
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Where it is not accepted whole. It is published."),
    )
    note = forms.CharField(
        label=_("Note for the office"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Never published, and the panel does not see it."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = laid_out(
            Fieldset(
                _("What the panel and the public read"), "move", "answer", "reason"
            ),
            Fieldset(_("What stays here"), "note"),
            save=_("Answer the panel"),
        )


SHOWN = (
    ("made", _("Waiting for an answer")),
    ("answered", _("Answered, not published")),
    ("overdue", _("Overdue")),
    ("response_published", _("Response published")),
    ("closed", _("Closed")),
)


class RecommendationFilter(filters.FilterSet):
    """By words, how far it is, and what it is."""

    search = filters.CharFilter(
        label=_("Words"), field_name="text", lookup_expr="icontains"
    )
    shown = filters.ChoiceFilter(
        label=_("State"),
        choices=SHOWN,
        empty_label=_("Every state"),
        method="as_far_as",
    )
    kind = filters.ChoiceFilter(
        label=_("What it is"),
        choices=PanelRecommendation.Kind,
        empty_label=_("Either"),
    )

    class Meta:
        model = PanelRecommendation
        fields = ("search", "shown", "kind")

    def as_far_as(self, queryset, name, value):
        if value == "overdue":
            return queryset.overdue(on=clock.today())
        if value == "answered":
            return queryset.to_publish()
        return queryset.filter(state=value)


def met(office: Office):
    """Meetings of the panel that were held, the latest first."""
    meetings = Meeting.objects.for_office(office).filter(
        body__kind=Body.Kind.PANEL, held_on__lte=clock.today()
    )
    return meetings.exclude(status=Meeting.Status.CANCELLED).order_by("-held_on")
