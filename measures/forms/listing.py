"""Files of a list: chosen, shown, and sent again with what is known of them."""

from __future__ import annotations

import base64
import binascii

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from measures.models import Collection

LARGEST = 1024 * 1024
"""Bytes: a list of ten thousand rows is smaller."""


class ListForm(forms.Form):
    """A file; once it was read it comes back inside the form, to be stored."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV, XLSX or ODS, at most 1 MB."),
        error_messages={"required": _("Choose the file.")},
    )
    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    filename = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].required = not self.data.get("kept")
        names = [name for name in self.fields if name not in ("kept", "filename")]
        self.helper = FormHelper()
        self.helper.layout = Layout(*names, Submit("check", _("Check the file")))

    def clean(self):
        facts = super().clean()
        file = facts.get("file")
        if file is not None and file.size > LARGEST:
            self.add_error("file", _("The file is larger than 1 MB. Send it in parts."))
        elif file is not None:
            facts["data"], facts["filename"] = file.read(), file.name
        elif facts.get("kept"):
            facts["data"] = self._kept(facts["kept"])
        return facts

    def _kept(self, text: str) -> bytes:
        try:
            return base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError) as error:
            raise ValidationError(_("Choose the file again.")) from error

    @property
    def sent_again(self) -> list[tuple[str, str]]:
        """What a confirmation posts: the other answers, and the file itself."""
        facts = self.cleaned_data
        answers = [
            (name, facts[name])
            for name in self.fields
            if name not in ("file", "kept", "filename")
        ]
        file = base64.b64encode(facts["data"]).decode()
        return [*answers, ("kept", file), ("filename", facts["filename"])]


class CollectionFileForm(ListForm):
    """A collection from a file: what it is called, and where it comes from."""

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        help_text=_("The same for every version, such as Force Performance Framework."),
    )
    version = forms.CharField(
        label=_("Version"),
        max_length=40,
        help_text=_("Such as 2026: it stands beside the versions before it."),
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=500,
        help_text=_("Who made the set, and the document that says so."),
    )
    field_order = ("name", "version", "source", "file")

    def __init__(self, *args, office, **kwargs):
        super().__init__(*args, **kwargs)
        self.office = office

    def clean(self):
        facts = super().clean()
        known = Collection.objects.for_office(self.office)
        if known.filter(name=facts.get("name"), version=facts.get("version")).exists():
            self.add_error(
                "version",
                _("The office has that version of that collection already."),
            )
        return facts
