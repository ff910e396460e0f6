"""What a person types about members, terms of reference and attendance."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from opcc.core.forms import date_input, laid_out
from opcc.core.models import Post
from scrutiny.models import Attendance, Body, Meeting, Membership, TermsOfReference


class SeatForm(forms.ModelForm):
    """A post that belongs to a body."""

    class Meta:
        model = Membership
        fields = ["post", "side", "capacity", "starts_on"]
        labels = {
            "post": _("Post"),
            "side": _("Side"),
            "capacity": _("As"),
            "starts_on": _("From"),
        }
        help_texts = {
            "post": _("Whoever holds it is the member; a vacant post keeps its seat."),
        }
        widgets = {"starts_on": date_input()}

    def __init__(self, *args, body: Body, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.body = body
        posts = Post.objects.filter(office=body.office)
        self.fields["post"].queryset = posts.select_related("organisation")
        sides = [(side["name"], side["name"]) for side in body.sides]
        if sides:
            choices = [("", _("None")), *sides]
            self.fields["side"] = forms.ChoiceField(
                label=_("Side"), choices=choices, required=False
            )
        self.helper = laid_out(*self.Meta.fields, save=_("Give it a seat"))


class EndSeatForm(forms.Form):
    ends_on = forms.DateField(label=_("Last day"), widget=date_input())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = laid_out("ends_on", save=_("End the seat"))


class TermsForm(forms.ModelForm):
    """The next version of the terms of reference, as it was approved."""

    class Meta:
        model = TermsOfReference
        fields = ["text", "approved_by", "approved_on"]
        labels = {
            "text": _("Terms of reference"),
            "approved_by": _("Approved by"),
            "approved_on": _("Approved on"),
        }
        widgets = {
            "text": forms.Textarea(attrs={"rows": 14}),
            "approved_on": date_input(),
        }

    def __init__(self, *args, body: Body, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.body = body
        last = body.terms.first()
        self.initial.setdefault("text", last.text if last else "")
        self.helper = laid_out(*self.Meta.fields, save=_("Record this version"))


class AttendanceForm(forms.ModelForm):
    class Meta:
        model = Attendance
        fields = ["name", "kind", "stands_in_for"]
        labels = {
            "name": _("Name and post"),
            "kind": _("Came or not"),
            "stands_in_for": _("Stands in for"),
        }
        help_texts = {"stands_in_for": _("Only of a substitute.")}

    def __init__(self, *args, meeting: Meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.meeting = meeting
        self.helper = laid_out(*self.Meta.fields, save=_("Add to the list"))
