"""What a person types about editions, their moves, corrections and verification."""

from __future__ import annotations

import datetime as dt

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout, Submit
from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opcc.core.forms import date_input, laid_out
from opcc.core.models import Office
from opcc.core.periods import Period, PeriodKind
from opcc.core.visibility import Visibility
from plans.models import PlanVersion
from reports.domain.content import EditionContent
from reports.models import Correction, Edition, Outcome
from scrutiny.models import Body, Meeting

QUARTERS_OFFERED = 8
"""Offered at least; more where the office's first plan began earlier."""
SHA256 = r"^\s*[0-9A-Fa-f]{64}\s*$"
LARGEST_FILE = 25 * 1024 * 1024
"""Bytes: several times the largest report that an office has published."""


def text_area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class EditionForm(forms.Form):
    """What a draft says of itself: the meeting, the day of its figures, its words."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    meeting = forms.ModelChoiceField(
        label=gettext_lazy("Meeting"),
        queryset=Meeting.objects.none(),
        help_text=gettext_lazy("The public meeting that it is written for."),
    )
    as_at = forms.DateField(
        label=gettext_lazy("Figures as at"),
        widget=date_input(),
        help_text=gettext_lazy("Values entered after this day are left out."),
    )
    standfirst = forms.CharField(
        label=gettext_lazy("Standfirst"),
        widget=text_area(3),
        required=False,
        help_text=gettext_lazy("The two or three findings that matter most."),
    )
    contacts = forms.CharField(
        label=gettext_lazy("Contacts"),
        widget=text_area(3),
        required=False,
        help_text=gettext_lazy("Whom a reader may ask. Printed on the first page."),
    )

    def __init__(self, *args, office: Office, on: dt.date, **kwargs):
        """``on`` is today: meetings held before it are not offered."""
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = meetings_for(
            office, on=on, also=self.initial.get("meeting")
        )
        self.helper = self.laid_out()

    def laid_out(self):
        return laid_out(
            "title", "meeting", "as_at", "standfirst", "contacts", save=_("Save")
        )

    def quarter(self) -> Period | None:
        return self.initial.get("quarter")

    def clean(self):
        cleaned, quarter = super().clean(), self.quarter()
        as_at = cleaned.get("as_at")
        if quarter and as_at and as_at < quarter.end:
            self.add_error(
                "as_at",
                _("The quarter ends on %(day)s: enter that day or a later one.")
                % {"day": f"{quarter.end.day} {quarter.end:%B %Y}"},
            )
        return cleaned


class StartForm(EditionForm):
    """A new edition: also its quarter and its plan, which do not change afterwards."""

    quarter_key = forms.ChoiceField(label=gettext_lazy("Quarter"))
    plan = forms.ModelChoiceField(
        label=gettext_lazy("Plan"), queryset=PlanVersion.objects.none()
    )

    def __init__(self, *args, office: Office, on: dt.date, **kwargs):
        super().__init__(*args, office=office, on=on, **kwargs)
        plans = PlanVersion.objects.for_office(office)
        self.fields["quarter_key"].choices = quarters_until(on, plans.first_day())
        issued = plans.exclude(in_force_from=None)
        self.fields["plan"].queryset = issued
        self.fields["plan"].initial = issued.in_force(on=on).first()
        self.fields["title"].required = False
        self.fields["title"].help_text = _(
            "Optional. Without one it is called by its quarter."
        )
        self.fields["contacts"].initial = office.contact
        self.fields["as_at"].initial = on

    def laid_out(self):
        return laid_out(
            Fieldset(_("What it covers"), "quarter_key", "plan", "as_at"),
            Fieldset(_("What it is for"), "meeting", "title"),
            Fieldset(_("Its first page"), "standfirst", "contacts"),
            save=_("Start the edition"),
        )

    def quarter(self) -> Period | None:
        key = self.cleaned_data.get("quarter_key")
        return Period.parse(key) if key else None

    def started(self) -> dict[str, object]:
        """What ``editions.start`` takes."""
        facts = dict(self.cleaned_data)
        del facts["quarter_key"]
        return {**facts, "quarter": self.quarter()}


def quarters_until(on: dt.date, since: dt.date | None) -> list[tuple[str, str]]:
    """The quarters that had ended by a day, newest first, as far as the first plan."""
    last = Period.containing(on, PeriodKind.QUARTER) - 1
    ended = last.back_to(since, least=QUARTERS_OFFERED)
    return [(quarter.key, f"{quarter}: {quarter.words}") for quarter in ended]


def meetings_for(office: Office, *, on: dt.date, also: Meeting | None):
    """Coming meetings of the panel and of bodies that meet in public; and ``also``."""
    seen = Q(body__visibility__in=[Visibility.PUBLIC, Visibility.PANEL])
    ahead = Q(held_on__gte=on) & ~Q(status=Meeting.Status.CANCELLED)
    wanted = (seen | Q(body__kind=Body.Kind.PANEL)) & ahead
    if also is not None:
        wanted |= Q(pk=also.pk)
    return Meeting.objects.for_office(office).filter(wanted).order_by("held_on")


class ConfirmForm(forms.Form):
    """Nothing to fill in: a page that asks before it does."""

    def __init__(self, *args, save: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = laid_out(*self.fields, save=save)


class AgendaForm(ConfirmForm):
    """Asks before an agenda is published; less notice than is due wants a reason."""

    urgent_reason = forms.CharField(
        label=gettext_lazy("Why it is urgent"),
        required=False,
        max_length=300,
        widget=text_area(2),
        help_text=gettext_lazy(
            "Only where it is too late for the clear days. It is published with the "
            "agenda."
        ),
    )


class WaiverForm(ConfirmForm):
    """Why somebody passes what they built, where the office allows it."""

    waiver = forms.CharField(
        label=gettext_lazy("Reason for the waiver"),
        widget=text_area(3),
        help_text=gettext_lazy(
            "You built this edition. Your office allows you to pass it all the same; "
            "the reason is recorded with your name."
        ),
    )


class ReturnForm(ConfirmForm):
    reason = forms.CharField(
        label=gettext_lazy("What has to change"), widget=text_area(4)
    )


class WhyForm(ConfirmForm):
    """A decision about small numbers, with its reason."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=text_area(3),
        max_length=500,
        help_text=gettext_lazy(
            "It is kept with your name. Do not repeat a hidden number in it."
        ),
    )


class EmbargoForm(ConfirmForm):
    until = forms.DateTimeField(
        label=gettext_lazy("The public may read it from"),
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        ),
        help_text=gettext_lazy("The panel and the office may read it at once."),
    )


class CorrectionForm(forms.ModelForm):
    """A notice of what is wrong in a publication; ``content`` is what was frozen."""

    measure_code = forms.ChoiceField(
        label=gettext_lazy("What it is about"), required=False
    )

    class Meta:
        model = Correction
        fields = ["severity", "measure_code", "text"]
        widgets = {"text": text_area(5)}
        labels = {
            "severity": gettext_lazy("How much it changes"),
            "text": gettext_lazy("What was wrong, and what is right"),
        }

    def __init__(self, *args, content, **kwargs):
        super().__init__(*args, **kwargs)
        parts = content.parts if isinstance(content, EditionContent) else ()
        self.fields["measure_code"].choices = [
            ("", _("The whole document")),
            *((part.code, f"{part.code} {part.name}") for part in parts),
        ]
        self.helper = laid_out("severity", "measure_code", "text", save=_("Continue"))


class OutcomeForm(forms.ModelForm):
    """What became of a recommendation, as everybody will read it."""

    class Meta:
        model = Outcome
        fields = ["text"]
        widgets = {"text": text_area(3)}
        labels = {"text": gettext_lazy("What became of it")}
        help_texts = {
            "text": gettext_lazy("Such as: Agreed. The next report is due in March.")
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = laid_out("text", save=_("Publish it"))


class VerifyForm(forms.Form):
    """A document, or its SHA-256: one of the two."""

    sha256 = forms.RegexField(
        SHA256,
        label=gettext_lazy("SHA-256"),
        required=False,
        help_text=gettext_lazy("64 letters and digits, printed on the first page."),
        error_messages={
            "invalid": gettext_lazy(
                "Enter the 64 letters a to f and digits of a SHA-256."
            )
        },
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file that you downloaded"),
        required=False,
        help_text=gettext_lazy("25 MB at most. It is not kept."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_class = "form"
        button = Div(Submit("check", _("Check it")), css_class="form__act")
        self.helper.layout = Layout("sha256", "file", button)

    def clean_file(self):
        given = self.cleaned_data["file"]
        if given and given.size > LARGEST_FILE:
            raise forms.ValidationError(
                _("The file is larger than 25 MB: it is none of ours.")
            )
        return given

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not (cleaned.get("sha256") or cleaned.get("file")):
            raise forms.ValidationError(_("Enter a SHA-256, or choose a file."))
        return cleaned


def said_of(edition: Edition) -> dict[str, object]:
    """What a form to change an edition begins with."""
    return {
        "title": edition.title,
        "meeting": edition.meeting,
        "as_at": edition.as_at,
        "standfirst": edition.standfirst,
        "contacts": edition.contacts,
        "quarter": edition.period,
    }
