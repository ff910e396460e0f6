"""A panel member's question, against one place in a document."""

from __future__ import annotations

from itertools import groupby

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opcc.core import clock
from opcc.core.forms import laid_out
from opcc.core.models import Office
from reports.domain.paragraphs import Paragraph
from scrutiny.models import Body, Meeting


class MeetingField(forms.ModelChoiceField):
    """A meeting by its day first, which is what tells it from the others."""

    def label_from_instance(self, meeting: Meeting) -> str:
        return f"{date_format(meeting.held_on, 'l j F Y')}, {meeting.body}"


class PanelQuestionForm(forms.Form):
    """``title`` is the document's, and ``numbered`` its places in their order."""

    paragraph = forms.CharField(
        label=gettext_lazy("Paragraph"),
        widget=forms.Select,
        help_text=gettext_lazy("In the order of the document."),
        error_messages={"required": gettext_lazy("Choose the paragraph.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Your question"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
        error_messages={"required": gettext_lazy("Write the question.")},
    )
    meeting = MeetingField(
        label=gettext_lazy("Before the meeting"),
        queryset=Meeting.objects.none(),
        empty_label=None,
        error_messages={
            "required": gettext_lazy("Choose the meeting that it is put before.")
        },
    )

    def __init__(
        self,
        *args,
        office: Office,
        title: str,
        numbered: tuple[Paragraph, ...],
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.title = title
        self.numbered = {each.key: each for each in numbered}
        none = [("", _("Choose a paragraph"))]
        self.fields["paragraph"].widget.choices = none + _grouped(numbered)
        ahead = Meeting.objects.for_office(office).filter(
            body__kind=Body.Kind.PANEL, held_on__gt=clock.today()
        )
        self.fields["meeting"].queryset = ahead.exclude(status="cancelled")
        self.helper = laid_out(
            "paragraph", "text", "meeting", save=_("Put the question")
        )

    @property
    def chosen(self) -> Paragraph | None:
        """The paragraph that it shows or was sent with; None where there is no such."""
        return self.numbered.get(self["paragraph"].value())

    def clean_paragraph(self) -> str:
        key = self.cleaned_data["paragraph"]
        if key not in self.numbered:
            raise forms.ValidationError(self.unknown(key))
        return key

    def unknown(self, key: str) -> str:
        said = _("“%(title)s” has no paragraph %(number)s. Choose one from the list.")
        return said % {"title": self.title, "number": key}


def _grouped(numbered: tuple[Paragraph, ...]) -> list[tuple]:
    """The choices; those that belong together stand under its name."""
    choices: list[tuple] = []
    for under, those in groupby(numbered, key=lambda each: each.under):
        named = [(each.key, each.words) for each in those]
        choices += [(under, named)] if under else named
    return choices
