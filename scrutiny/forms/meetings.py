"""What a person types about bodies and meetings."""

from __future__ import annotations

from crispy_forms.layout import Fieldset
from django import forms
from django.utils.translation import gettext_lazy as _

from opcc.core.clashing import Clashing
from opcc.core.forms import laid_out
from opcc.core.models import Office
from scrutiny.models import Body, Meeting


class BodyForm(Clashing, forms.ModelForm):
    """A group that meets; a new one begins with the office's own clear days."""

    class Meta:
        model = Body
        fields = ["name", "short_name", "kind", "purpose", "clear_days", "visibility"]
        labels = {
            "name": _("Name"),
            "short_name": _("Short name"),
            "kind": _("Kind"),
            "purpose": _("What it is for"),
            "clear_days": _("Clear days"),
            "visibility": _("Who may see its meetings"),
        }
        help_texts = {
            "short_name": _("What people call it, such as Board."),
        }
        widgets = {"purpose": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, office: Office, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.instance.office = office
            self.initial.setdefault("clear_days", office.clear_days)
        self.helper = laid_out(
            "based_on",
            Fieldset(_("The body"), "name", "short_name", "kind", "purpose"),
            Fieldset(_("Its papers"), "clear_days", "visibility"),
            save=_("Save the body"),
        )


class MeetingForm(Clashing, forms.ModelForm):
    """A meeting; its body is the page's, never the user's choice."""

    stream_url = forms.URLField(
        label=_("Where it is streamed"), required=False, assume_scheme="https"
    )

    class Meta:
        model = Meeting
        fields = ["held_on", "starts_at", "place", "chair", "stream_url", "series"]
        labels = {
            "held_on": _("Date"),
            "starts_at": _("Time"),
            "place": _("Place"),
            "chair": _("Chair"),
            "series": _("Series"),
        }
        help_texts = {
            "series": _("Its rule is checked against the date."),
        }
        widgets = {
            "held_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "starts_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }

    def __init__(self, *args, body: Body, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.body = body
        self.fields["series"].queryset = body.series.all()
        self.fields["series"].empty_label = _("None")
        self.helper = laid_out(
            "based_on", *self.Meta.fields, save=_("Save the meeting")
        )


class CancelForm(forms.Form):
    """Why a meeting does not take place."""

    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept in the audit log, with your name and the time."),
        error_messages={"required": _("Give a reason to cancel the meeting.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = laid_out("reason", save=_("Cancel the meeting"))
