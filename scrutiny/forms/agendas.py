"""What a person types about an agenda: its items, what is held back, who is asked."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from opcc.core.clashing import Clashing
from opcc.core.forms import laid_out
from scrutiny.forms.restrictions import RestrictionForm
from scrutiny.models import AgendaItem, Invitee, Meeting


class ItemForm(Clashing, forms.ModelForm):
    """One item; after publication it says why the chair takes it late."""

    class Meta:
        model = AgendaItem
        fields = ["title", "kind", "lead", "duration", "note", "late_reason"]
        labels = {
            "title": _("Title"),
            "kind": _("Kind"),
            "lead": _("Presented by"),
            "duration": _("Minutes"),
            "note": _("What the meeting is asked to do"),
            "late_reason": _("The chair's reason for taking it late"),
        }
        help_texts = {
            "note": _("Printed below the title, in public too unless restricted."),
            "late_reason": "",
        }
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, meeting: Meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.meeting = meeting
        fields = ["title", "kind", "lead", "duration", "note"]
        if meeting.status == Meeting.Status.AGENDA_PUBLISHED:
            fields.append("late_reason")
            self.fields["late_reason"].required = True
        else:
            del self.fields["late_reason"]
        save = _("Save the item") if self.instance.pk else _("Add the item")
        self.helper = laid_out("based_on", *fields, save=save)

    def clean_duration(self):
        minutes = self.cleaned_data["duration"]
        if not 1 <= minutes <= 480:
            raise forms.ValidationError(_("Give 1 to 480 minutes."))
        return minutes


class MoveItemForm(forms.Form):
    """Up or down by one place, and the order that the person saw."""

    step = forms.TypedChoiceField(choices=[("-1", "up"), ("1", "down")], coerce=int)
    seen = forms.IntegerField()


class RestrictItemForm(RestrictionForm):
    """Why an item is not public, and what the public read in its place."""

    safe_title = forms.CharField(
        label=_("Title that the public may see"),
        max_length=200,
        help_text=_("It must give nothing away, such as: An operational matter."),
    )

    def __init__(self, *args, title: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = title
        self.helper = self.laid_out("safe_title", save=_("Restrict the item"))

    def clean_safe_title(self):
        safe = self.cleaned_data["safe_title"].strip()
        if safe.casefold() == self.title.strip().casefold():
            raise forms.ValidationError(
                _("That is the item's own title: give one that gives nothing away.")
            )
        return safe


class ReasonForm(forms.Form):
    """Why, in words that the audit log keeps."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args, save, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = laid_out("reason", save=save)


class InviteeForm(forms.ModelForm):
    class Meta:
        model = Invitee
        fields = ["name"]
        labels = {"name": _("Name and post")}
        help_texts = {
            "name": _("Who is asked to come for this item, such as ACC Rowe.")
        }

    def __init__(self, *args, item: AgendaItem, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.item = item
        self.helper = laid_out("name", save=_("Invite"))


class ConfirmForm(forms.Form):
    """A button that says what it does."""

    def __init__(self, *args, save, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = laid_out(save=save)
