"""What a person types about a cover report: its facts, and each of its parts."""

from __future__ import annotations

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Layout, Submit
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opcc.core import clock
from opcc.core.clashing import Clashing
from opcc.core.forms import CANCEL, laid_out
from opcc.core.house_style.cover import Part
from opcc.core.models import Office
from reports.domain.written import cleaned
from reports.models import (
    CoverAppendix,
    CoverReport,
    CoverSection,
    Edition,
    Publication,
)
from scrutiny.domain import files
from scrutiny.models import AgendaItem, Meeting

PREVIEW = (
    '{% load i18n %}<button type="submit" class="btn" name="preview" value="1">'
    '{% translate "Preview" %}</button>'
)


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class CoverStartForm(forms.ModelForm):
    """A new cover report: for which meeting, and what it carries."""

    class Meta:
        model = CoverReport
        fields = ["meeting", "edition", "title"]
        labels = {
            "meeting": gettext_lazy("Meeting"),
            "edition": gettext_lazy("The report that it carries"),
            "title": gettext_lazy("Title"),
        }
        help_texts = {
            "edition": gettext_lazy("It becomes the first appendix."),
            "title": gettext_lazy("Without one it has your house style's."),
        }

    def __init__(self, *args, office: Office, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.office = office
        ahead = Meeting.objects.for_office(office).exclude(status="cancelled")
        self.fields["meeting"].queryset = ahead.order_by("-held_on")
        self.fields["edition"].queryset = Edition.objects.for_office(office)
        self.fields["edition"].empty_label = _("None")
        self.fields["title"].required = False
        self.helper = laid_out(*self.Meta.fields, save=_("Start the cover report"))


class CoverFactsForm(Clashing, forms.ModelForm):
    """What a cover report says of itself, and the office's own notes on it."""

    class Meta:
        model = CoverReport
        fields = ["title", "meeting", "item", "edition", "asks", "footnotes", "notes"]
        widgets = {"footnotes": area(5), "notes": area(4)}
        labels = {
            "title": gettext_lazy("Title"),
            "meeting": gettext_lazy("Meeting"),
            "item": gettext_lazy("Agenda item"),
            "edition": gettext_lazy("The report that it carries"),
            "asks": gettext_lazy("How a recommendation begins"),
            "footnotes": gettext_lazy("Glossary"),
            "notes": gettext_lazy("Notes for the office"),
        }
        help_texts = {
            "asks": gettext_lazy("Such as “Members are invited”."),
            "footnotes": gettext_lazy(
                "A line for each term: “Gold group: who leads an operation”. A term "
                "gets a footnote where it is first used."
            ),
            "notes": gettext_lazy("They are never printed."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        office = self.instance.office
        meetings = Meeting.objects.for_office(office).exclude(status="cancelled")
        self.fields["meeting"].queryset = meetings.order_by("-held_on")
        items = AgendaItem.objects.filter(meeting=self.instance.meeting_id)
        self.fields["item"].queryset = items
        self.fields["item"].empty_label = _("Not on an agenda yet")
        self.fields["edition"].queryset = Edition.objects.for_office(office)
        self.fields["edition"].empty_label = _("None")
        self.helper = laid_out("based_on", *self.Meta.fields, save=_("Save"))

    def clean(self):
        facts = super().clean()
        item, meeting = facts.get("item"), facts.get("meeting")
        if item and meeting and item.meeting_id != meeting.pk:
            facts["item"] = None
        return facts


class CoverSectionForm(Clashing, forms.ModelForm):
    """One section in Markdown; ``taken_out`` is what was cleaned out of it."""

    class Meta:
        model = CoverSection
        fields = ["heading", "lead", "text", "nothing"]
        widgets = {"lead": area(2), "text": area(16)}
        labels = {
            "heading": gettext_lazy("Heading"),
            "lead": gettext_lazy("Words before the first number"),
            "text": gettext_lazy("Text"),
            "nothing": gettext_lazy("There is nothing to state: print “None”"),
        }
        help_texts = {
            "text": gettext_lazy(
                "Markdown. A blank line begins the next paragraph, which gets the next "
                "number by itself; “- ” begins a list, which belongs to the paragraph "
                "above it."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.taken_out: list[str] = []
        if self.instance.is_gathered:
            del self.fields["text"]
        if not self.instance.may_be_nothing:
            del self.fields["nothing"]
        buttons = Div(
            Submit("save", _("Save")),
            HTML(PREVIEW),
            HTML(CANCEL),
            css_class="form__act",
        )
        self.helper = FormHelper()
        self.helper.form_class = "form"
        self.helper.layout = Layout(*self.fields, buttons)

    def clean_lead(self):
        return self._cleaned("lead")

    def clean_text(self):
        return self._cleaned("text")

    def _cleaned(self, name: str) -> str:
        found = cleaned(self.cleaned_data[name])
        self.taken_out += found.taken_out
        return found.text

    def clean(self):
        facts = super().clean()
        if facts.get("nothing") and facts.get("text"):
            self.add_error(
                "nothing", _("You wrote a text: take it out, or do not tick this.")
            )
        return facts


class CoverSectionAddForm(forms.ModelForm):
    """A section of the office's own."""

    class Meta:
        model = CoverSection
        fields = ["heading", "is_numbered"]
        labels = {
            "heading": gettext_lazy("Heading"),
            "is_numbered": gettext_lazy("Number its paragraphs"),
        }

    def __init__(self, *args, report: CoverReport, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.report, self.instance.part = report, Part.KEY_POINTS.value
        self.fields["heading"].required = True
        self.helper = laid_out("heading", "is_numbered", save=_("Add the section"))


class AppendixForm(forms.ModelForm):
    """A publication of the office, or a file that is judged by its content."""

    file = forms.FileField(
        label=gettext_lazy("Or a file"),
        required=False,
        help_text=gettext_lazy(
            "PDF, DOCX, XLSX, ODT, ODS, PNG or JPEG, at most 20 MB."
        ),
    )

    class Meta:
        model = CoverAppendix
        fields = ["title", "publication", "is_public"]
        labels = {
            "title": gettext_lazy("Title"),
            "publication": gettext_lazy("A publication"),
            "is_public": gettext_lazy("The public may read it"),
        }

    def __init__(self, *args, report: CoverReport, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.report = report
        public = Publication.objects.for_office(report.office)
        self.fields["publication"].queryset = public.public(at=clock.now())
        self.fields["publication"].empty_label = _("None")
        self.helper = laid_out(
            "title", "publication", "file", "is_public", save=_("Add the appendix")
        )

    def clean_file(self):
        """The name and the bytes that may be kept; None where no file was chosen."""
        sent = self.cleaned_data["file"]
        if not sent:
            return None
        data = sent.read(files.LARGEST + 1)
        try:
            looked = files.look_at(sent.name, data)
        except files.FileRefused as refusal:
            raise forms.ValidationError(str(refusal)) from None
        return looked.name, data

    def clean(self):
        facts = super().clean()
        chosen = [facts.get("publication"), facts.get("file")]
        if not self.errors and sum(map(bool, chosen)) != 1:
            raise forms.ValidationError(_("Choose a publication, or a file."))
        return facts

    def _get_validation_exclusions(self):
        # What is kept of the file is known only when it is appended.
        return super()._get_validation_exclusions() | {"filename"}


class OrderForm(forms.Form):
    """One place up or down, on the revision that the page showed."""

    step = forms.TypedChoiceField(choices=[("-1", "up"), ("1", "down")], coerce=int)
    seen = forms.IntegerField(min_value=0)
