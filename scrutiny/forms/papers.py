"""What a person types about a paper: who owes it, the file or the words of it."""

from __future__ import annotations

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from opcc.core.clashing import Clashing
from opcc.core.forms import laid_out
from opcc.core.models import Office, User
from opcc.core.roles import MAY, Can
from scrutiny.domain import files
from scrutiny.models import AgendaItem, Paper

DUE = "%Y-%m-%dT%H:%M"


class PaperForm(Clashing, forms.ModelForm):
    """A paper for an item; the item is the page's, never the user's choice."""

    class Meta:
        model = Paper
        fields = ["title", "owner", "owner_name", "due_at", "visibility"]
        labels = {
            "title": _("Title"),
            "owner": _("Owed by"),
            "owner_name": _("Or, where they do not sign in, by"),
            "due_at": _("Due"),
            "visibility": _("Who may see it"),
        }
        help_texts = {
            "due_at": _("The day and the exact time."),
            "owner": _("It stands in their work until they hand it in."),
        }

    def __init__(self, *args, item: AgendaItem, office: Office, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.item = item
        self.fields["due_at"].widget = forms.DateTimeInput(
            attrs={"type": "datetime-local"}, format=DUE
        )
        self.fields["due_at"].input_formats = [DUE]
        self.fields["due_at"].required = True
        self.fields["owner"].queryset = writers(office)
        self.fields["owner"].empty_label = _("Nobody who signs in")
        self.helper = laid_out("based_on", *self.Meta.fields, save=_("Save the paper"))

    def clean_due_at(self):
        due = self.cleaned_data["due_at"]
        held_on = self.instance.item.meeting.held_on
        if timezone.localdate(due) > held_on:
            raise forms.ValidationError(
                _("It is due after its meeting, on %(day)s: give an earlier time."),
                params={"day": f"{held_on.day} {held_on:%B %Y}"},
            )
        return due

    def clean(self):
        facts = super().clean()
        if not facts.get("owner") and not facts.get("owner_name"):
            self.add_error("owner", _("Say who owes it."))
        return facts


class FileForm(forms.Form):
    """A file; what it is is judged by its content, whatever it is called."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, DOCX, XLSX, ODT, ODS, PNG or JPEG, at most 20 MB."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = laid_out("file", save=_("Submit the file"))

    def clean_file(self):
        """The name and the bytes that may be kept."""
        sent = self.cleaned_data["file"]
        data = sent.read(files.LARGEST + 1)
        try:
            looked = files.look_at(sent.name, data)
        except files.FileRefused as refusal:
            raise forms.ValidationError(str(refusal)) from None
        return looked.name, data


class TextForm(forms.Form):
    """A paper written here, in Markdown."""

    text = forms.CharField(
        label=_("The paper"),
        widget=forms.Textarea(attrs={"rows": 24}),
        help_text=_("Markdown: a blank line parts paragraphs, - begins a list."),
        max_length=200_000,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = laid_out("text", "seen", save=_("Submit the paper"))


class AcceptForm(forms.Form):
    """``seen`` is the revision of the paper that was read."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = laid_out("seen", save=_("Accept the paper"))


def writers(office: Office):
    """Those in the office whose role lets them write papers."""
    roles = [role for role, may in MAY.items() if Can.WRITE_PAPERS in may]
    return User.objects.filter(
        role_holdings__office=office, role_holdings__role__in=roles, is_active=True
    ).distinct()
