"""What a person types while a meeting runs: minutes, conclusions, what is asked for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from measures.models import Measure
from opcc.core.forms import date_input
from opcc.core.models import Office, Organisation
from scrutiny.forms.questions import asked_by
from scrutiny.models import AgendaItem, AssuranceStatement, Meeting, Minute


class MinuteForm(forms.Form):
    """A minute; ``over`` is the revision that its author knowingly saves over."""

    text = forms.CharField(
        label=_("What was said"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    decisions = forms.CharField(
        label=_("What was decided, one to a line"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    based_on = forms.IntegerField(min_value=0, required=False)
    over = forms.IntegerField(min_value=0, required=False)

    @classmethod
    def of(cls, minute: Minute | None) -> MinuteForm:
        said = {"text": minute.text, "decisions": minute.decisions} if minute else {}
        return cls(initial=said)

    @property
    def seen(self) -> int:
        """The revision that its author has in view."""
        said = self.cleaned_data
        return said["over"] or said["based_on"] or 0


class AssuranceForm(forms.ModelForm):
    """The Commissioner's conclusion; the item is the page's."""

    grade = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how assured you are.")},
    )

    class Meta:
        model = AssuranceStatement
        fields = [
            "grade",
            "reason",
            "evidence",
            "gaps",
            "would_change",
            "look_again_on",
        ]
        labels = {
            "reason": _("Your reason, as it will be published"),
            "evidence": _("What it rests on"),
            "gaps": _("What was not shown"),
            "would_change": _("What would change it"),
            "look_again_on": _("Look again on"),
        }
        widgets = {
            "reason": forms.Textarea(attrs={"rows": 3}),
            "evidence": forms.Textarea(attrs={"rows": 2}),
            "gaps": forms.Textarea(attrs={"rows": 2}),
            "would_change": forms.Textarea(attrs={"rows": 2}),
            "look_again_on": date_input(),
        }
        error_messages = {
            "reason": {"required": _("Give the reason, as it will be published.")}
        }

    def __init__(self, *args, office: Office, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["grade"].choices = [
            (choice.key, choice.name) for choice in office.style.assurance_scale
        ]


class Captured(forms.Form):
    """One line under an item, whose inputs stand in a table and name their form."""

    name = ""

    def __init__(self, *args, item: AgendaItem, **kwargs):
        super().__init__(*args, prefix=self.name, **kwargs)
        self.item, self.meeting = item, item.meeting
        for label, field in self.fields.items():
            field.widget.attrs |= {
                "form": f"new-{self.name}",
                "class": "cell cell--wide" if label in ("title", "text") else "cell",
                "aria-label": field.label,
                "placeholder": field.label,
            }

    @property
    def office(self) -> Office:
        return self.meeting.body.office


class ActionLine(Captured):
    name = "action"

    title = forms.CharField(
        label=_("New action"),
        max_length=300,
        error_messages={"required": _("Say what is to be done.")},
    )
    owner_name = forms.CharField(
        label=_("Owner"),
        max_length=150,
        error_messages={"required": _("Say who does it.")},
    )
    organisation = forms.ModelChoiceField(
        label=_("Of which organisation"),
        queryset=None,
        empty_label=_("Organisation"),
        error_messages={"required": _("Say of which organisation the owner is.")},
    )
    due_on = forms.DateField(
        label=_("Due"),
        widget=date_input(),
        error_messages={"required": _("Say by when the action is due.")},
    )

    measure = forms.ModelChoiceField(
        label=_("About which measure"),
        queryset=None,
        required=False,
        empty_label=_("No measure"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        every = Organisation.objects.filter(office=self.office)
        self.fields["organisation"].queryset = every
        self._offer_what_was_asked_about()

    def _offer_what_was_asked_about(self) -> None:
        """The measures of the item's questions; one alone is proposed."""
        every = Measure.objects.for_office(self.office)
        asked = every.filter(questions__item=self.item).distinct()
        self.fields["measure"].queryset = asked.prefetch_related("versions")
        if len(asked) == 1:
            self.initial["measure"] = asked[0]


class RequestLine(Captured):
    name = "request"

    text = forms.CharField(
        label=_("New information request"),
        error_messages={"required": _("Say what is to be told.")},
    )
    asked_of = forms.ModelChoiceField(
        label=_("Asked of"),
        queryset=None,
        empty_label=_("Asked of"),
        error_messages={"required": _("Say who is asked to tell.")},
    )
    due_on = forms.DateField(
        label=_("Due"),
        widget=date_input(),
        error_messages={"required": _("Say by when it is to be told.")},
    )
    for_meeting = forms.ModelChoiceField(
        label=_("At the meeting"),
        queryset=None,
        required=False,
        empty_label=_("No meeting"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["asked_of"].queryset = asked_by(self.office)
        later = Meeting.objects.for_office(self.office)
        self.fields["for_meeting"].queryset = later.upcoming(
            on=self.meeting.held_on
        ).exclude(pk=self.meeting.pk)


class QuestionLine(Captured):
    name = "question"

    text = forms.CharField(
        label=_("New question"),
        error_messages={"required": _("Write the question.")},
    )
    asked_of = forms.ModelChoiceField(
        label=_("Whom it is for"),
        queryset=None,
        empty_label=_("Whom it is for"),
        error_messages={"required": _("Say whom the question is for.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["asked_of"].queryset = asked_by(self.office)


LINES = {line.name: line for line in (ActionLine, RequestLine, QuestionLine)}
