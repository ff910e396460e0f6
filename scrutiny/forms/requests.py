"""What a person types about information requests."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from opcc.core import clock
from opcc.core.forms import date_input, laid_out
from opcc.core.models import Office, Organisation
from scrutiny.models import InformationRequest, Meeting


class RequestForm(forms.ModelForm):
    """What is to be told, by whom, and at which meeting or by which day."""

    class Meta:
        model = InformationRequest
        fields = ["text", "asked_of", "for_meeting", "due_on"]
        labels = {
            "text": _("What the office is to be told"),
            "asked_of": _("Asked of"),
            "for_meeting": _("At the meeting"),
            "due_on": _("Or by"),
        }
        help_texts = {
            "for_meeting": _("It stands on its draft agenda until it is answered."),
            "due_on": _("Only where it is for no meeting."),
        }
        widgets = {
            "text": forms.Textarea(attrs={"rows": 3}),
            "due_on": date_input(),
        }

    def __init__(self, *args, office: Office, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.office = office
        self.fields["asked_of"].queryset = Organisation.objects.filter(office=office)
        ahead = Meeting.objects.for_office(office).upcoming(on=clock.today())
        self.fields["for_meeting"].queryset = ahead
        self.fields["for_meeting"].empty_label = _("No meeting")
        self.fields["due_on"].required = False
        self.helper = laid_out(*self.Meta.fields, save=_("Ask"))

    def clean(self):
        said = super().clean()
        meeting, due_on = said.get("for_meeting"), said.get("due_on")
        if meeting is None and due_on is None and "due_on" not in self.errors:
            self.add_error("due_on", _("Choose a meeting, or give a day."))
        elif meeting is None and due_on and due_on < clock.today():
            self.add_error("due_on", _("That day is past: give today or a later one."))
        return said
