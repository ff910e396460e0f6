"""What a person types about inspection reports, and what narrows their list."""

from __future__ import annotations

import django_filters as filters
from crispy_forms.layout import Fieldset
from django import forms
from django.utils.translation import gettext_lazy as _

from opcc.core import clock
from opcc.core.clashing import Clashing, Reading
from opcc.core.forms import date_input, laid_out
from opcc.core.models import Office
from scrutiny.models import InspectionReport, SentResponse


def day_field(label, **how) -> forms.DateField:
    invalid = _("Give the day as 31/12/2026.")
    return forms.DateField(
        label=label, widget=date_input(), error_messages={"invalid": invalid}, **how
    )


def words_field(label, *, rows: int = 6, missing="", **how) -> forms.CharField:
    """Text; needed where ``missing`` says what to write."""
    return forms.CharField(
        label=label,
        widget=forms.Textarea(attrs={"rows": rows}),
        required=bool(missing),
        error_messages={"required": missing} if missing else None,
        **how,
    )


class ReportForm(Clashing, forms.ModelForm):
    """What an inspectorate published, and whether a response is due from here."""

    url = forms.URLField(
        label=_("Address of the report"),
        max_length=300,
        required=False,
        assume_scheme="https",
    )

    class Meta:
        model = InspectionReport
        fields = [
            "reference",
            "title",
            "inspectorate",
            "published_on",
            "url",
            "applies",
            "not_applies_reason",
            "note",
        ]
        labels = {
            "reference": _("Reference"),
            "title": _("Title"),
            "inspectorate": _("Inspectorate"),
            "published_on": _("Published on"),
            "applies": _("A response is due from this office"),
            "not_applies_reason": _("Why none is due"),
            "note": _("Note of the office"),
        }
        help_texts = {
            "reference": _("A short name that actions use, such as PEEL 2025."),
            "published_on": _("The 56 days begin on this day."),
            "applies": _("Section 55 of the Police Act 1996."),
            "not_applies_reason": _("Only where no response is due."),
            "note": _("Never published."),
        }
        widgets = {
            "published_on": date_input(),
            "not_applies_reason": forms.Textarea(attrs={"rows": 2}),
            "note": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, office: Office, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.office = office
        self.helper = laid_out(
            "based_on",
            Fieldset(
                _("The report"),
                "reference",
                "title",
                "inspectorate",
                "published_on",
                "url",
            ),
            Fieldset(_("The response"), "applies", "not_applies_reason"),
            Fieldset(_("For the office alone"), "note"),
            save=_("Save the report"),
        )


class InviteForm(forms.Form):
    on = day_field(_("Invited on"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", clock.today())
        self.helper = laid_out("on", save=_("Record the invitation"))


class CommentsForm(Clashing, forms.Form):
    """What the chief constable said."""

    on = day_field(_("Received on"))
    text = words_field(
        _("The chief constable’s comments"),
        rows=10,
        missing=_("Write the comments down, or say that none came."),
        help_text=_("Word for word: they are published with the response."),
    )

    def __init__(self, *args, report: InspectionReport, **kwargs):
        self.instance = report
        super().__init__(*args, **kwargs)
        begun = self.begun_with(report)
        self.initial |= begun | {"on": begun["on"] or clock.today()}
        self.helper = laid_out("based_on", "on", "text", save=_("Save the comments"))

    def revision_of(self, row: InspectionReport) -> str:
        return row.comments_print

    def begun_with(self, row: InspectionReport) -> dict[str, object]:
        return {"on": row.comments_received_on, "text": row.comments}


class NoCommentsForm(forms.Form):
    by_day = day_field(
        _("None had come by"),
        help_text=_("Comments that come later can still be recorded."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = laid_out("by_day", save=_("Record that none came"))


class IntroductionForm(Clashing, forms.ModelForm):
    """What the Commissioner says of the report as a whole."""

    class Meta:
        model = InspectionReport
        fields = ["introduction"]
        labels = {"introduction": _("What the Commissioner says")}
        help_texts = {
            "introduction": _("Published at the head of the response. Markdown works.")
        }
        widgets = {"introduction": forms.Textarea(attrs={"rows": 12})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = laid_out("based_on", "introduction", save=_("Save the words"))


class DecideForm(Reading, forms.Form):
    """``seen`` is the print of the response that stands above the form."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, empty_value=None)

    changed = _(
        "Somebody changed this response while you read it. It stands above as it is "
        "now: decide it if it is still what you mean."
    )

    def __init__(self, *args, report: InspectionReport, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.seen_of(report)
        self.helper = laid_out("seen", save=_("Decide the response"))

    def seen_of(self, theirs: InspectionReport) -> str:
        return theirs.response_print()


class SentForm(forms.ModelForm):
    """To whom the response was sent, when and how."""

    class Meta:
        model = SentResponse
        fields = ["to", "sent_on", "how"]
        labels = {"to": _("Sent to"), "sent_on": _("On"), "how": _("How")}
        help_texts = {
            "how": _("Such as: by email to the monitoring portal, receipt in file 12.")
        }
        widgets = {"sent_on": date_input()}

    def __init__(self, *args, report: InspectionReport, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.report = report
        self.initial.setdefault("sent_on", clock.today())
        self.helper = laid_out(*self.Meta.fields, save=_("Record the sending"))


CLOCKS = (
    ("running", _("Running")),
    ("missed", _("Missed")),
    ("kept", _("Kept")),
    ("none", _("No response due")),
)


class ReportFilter(filters.FilterSet):
    """Reports by how their clock stands, by what is open, and by words."""

    clock = filters.ChoiceFilter(
        label=_("56 days"),
        choices=CLOCKS,
        empty_label=_("Every clock"),
        method="by_clock",
    )
    findings = filters.ChoiceFilter(
        label=_("Findings"),
        choices=(("open", _("With open findings")),),
        empty_label=_("Any"),
        method="with_open",
    )
    words = filters.CharFilter(
        label=_("Words"), field_name="title", lookup_expr="icontains"
    )

    class Meta:
        model = InspectionReport
        fields = ("clock", "findings", "words")

    def by_clock(self, rows, name, value):
        if value == "none":
            return rows.filter(applies=False)
        if value == "kept":
            return rows.kept()
        return getattr(rows, value)(on=clock.today())

    def with_open(self, rows, name, value):
        return rows.filter(findings_open__gt=0)
