"""What a person types about questions and answers, and what narrows their list."""

from __future__ import annotations

import django_filters as filters
from crispy_forms.layout import Fieldset
from django import forms
from django.utils.translation import gettext_lazy as _

from opcc.core import clock
from opcc.core.clashing import Clashing, Reading
from opcc.core.forms import date_input, laid_out
from opcc.core.models import Office, Organisation
from scrutiny.forms.concerns import ConcernsField, measures_for, objectives_for
from scrutiny.models import AgendaItem, Meeting, Question, Response


class ItemField(forms.ModelChoiceField):
    """An item of business, named with its meeting."""

    def label_from_instance(self, item: AgendaItem) -> str:
        return f"{item.meeting}: {item.title}"


class QuestionForm(Clashing, forms.ModelForm):
    """A draft, which says what is asked, of whom and about what."""

    item = ItemField(
        label=_("For the item"),
        queryset=None,
        required=False,
        empty_label=_("None yet"),
        help_text=_("The meeting at which the answer is gone through."),
    )
    measures = ConcernsField(label=_("Measures"), queryset=None, required=False)
    objectives = ConcernsField(label=_("Objectives"), queryset=None, required=False)

    class Meta:
        model = Question
        fields = ["text", "source", "domain", "asked_of", "item"]
        labels = {
            "text": _("Question"),
            "source": _("Where it comes from"),
            "domain": _("What the chief constable is held to account for"),
            "asked_of": _("Whom it is for"),
        }
        help_texts = {
            "text": _("One question, as it will be read by whoever answers."),
            "asked_of": _("They see nothing of it until it is asked."),
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, office: Office, **kwargs):
        super().__init__(*args, **kwargs)
        self._choices_of(office)
        if self.instance.pk is None:
            self.instance.office = office
        else:
            self.initial["measures"] = self.instance.measures.all()
            self.initial["objectives"] = self.instance.objectives.all()
        self.helper = laid_out(
            "based_on",
            Fieldset(_("The question"), "text", "source", "domain"),
            Fieldset(_("Whom and where"), "asked_of", "item"),
            Fieldset(
                _("What it is about"), "measures", "objectives", css_class="picks"
            ),
            save=_("Save the draft"),
        )

    def _choices_of(self, office: Office) -> None:
        self.fields["asked_of"].queryset = asked_by(office)
        self.fields["asked_of"].empty_label = _("Not decided yet")
        self.fields["domain"].choices = [
            ("", _("None of them")),
            *self.fields["domain"].choices[1:],
        ]
        self.fields["item"].queryset = ahead(office)
        self.fields["measures"].queryset = measures_for(self.instance, office)
        self.fields["objectives"].queryset = objectives_for(self.instance, office)

    @property
    def concerns(self) -> dict[str, object]:
        return {
            "measures": self.cleaned_data["measures"],
            "objectives": self.cleaned_data["objectives"],
        }


class AskForm(Reading, forms.Form):
    """Whom a question is put to, and by when the answer is due.

    ``seen`` is the revision of the question that stands above the form.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    asked_of = forms.ModelChoiceField(
        label=_("Whom it is put to"),
        queryset=None,
        help_text=_("Their people are told by email, and see this question alone."),
        error_messages={"required": _("Say whom the question is put to.")},
    )
    due_on = forms.DateField(
        label=_("Answer due"),
        widget=date_input(),
        error_messages={
            "required": _("Say by when the answer is due."),
            "invalid": _("Give the day the answer is due, such as 31/12/2026."),
        },
    )

    changed = _(
        "Somebody changed this question while you read it. It stands above as it is "
        "now: ask it if it is still what you mean."
    )

    def __init__(self, *args, office: Office, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["asked_of"].queryset = asked_by(office)
        self.helper = laid_out("seen", "asked_of", "due_on", save=_("Ask the question"))


class DropForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The draft stays on record with it."),
        error_messages={"required": _("Give a reason to drop the question.")},
    )

    def __init__(self, *args, question: Question, **kwargs):
        super().__init__(*args, **kwargs)
        if question.is_put:
            self.fields["reason"].help_text = _(
                "The draft stays on record with it, and the panel member who put it "
                "reads it."
            )
        self.helper = laid_out("reason", save=_("Drop the question"))


class AgainForm(forms.Form):
    reason = forms.CharField(
        label=_("What is still to be answered"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Whoever answers reads this."),
        error_messages={"required": _("Give a reason to ask the question again.")},
    )
    due_on = forms.DateField(
        label=_("Answer due"),
        widget=date_input(),
        error_messages={"required": _("Say by when the answer is due.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = laid_out("reason", "due_on", save=_("Ask the question again"))


class ResponseForm(forms.ModelForm):
    """An answer; the question is the page's, never the author's choice."""

    class Meta:
        model = Response
        fields = ["text", "evidence", "answered_by", "is_partial", "rest_due_on"]
        labels = {
            "text": _("Answer"),
            "evidence": _("Evidence"),
            "answered_by": _("Name and post"),
            "is_partial": _("This is part of the answer"),
            "rest_due_on": _("The rest by"),
        }
        help_texts = {
            "evidence": _("What shows it: a document, a figure, where it is kept."),
            "answered_by": _("Who answers, such as DCC Hale, Deputy Chief Constable."),
            "is_partial": _("The question stays open until the rest is given."),
            "rest_due_on": _("Only where this is part of it."),
        }
        widgets = {
            "text": forms.Textarea(attrs={"rows": 8}),
            "evidence": forms.Textarea(attrs={"rows": 3}),
            "rest_due_on": date_input(),
        }
        error_messages = {
            "text": {"required": _("Write the answer.")},
            "answered_by": {"required": _("Say who answers, with their post.")},
        }

    def __init__(self, *args, question: Question, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.question = question
        self.helper = laid_out(*self.Meta.fields, save=_("Send the answer"))


SHOWN = (
    ("draft", _("Drafts")),
    ("unanswered", _("Waiting for an answer")),
    ("overdue", _("Overdue")),
    ("answered", _("Answered")),
    ("dropped", _("Dropped")),
)


def organisations_of(request):
    return asked_by(request.office)


class QuestionFilter(filters.FilterSet):
    """By words, how far it is, where it comes from and whom it was put to."""

    search = filters.CharFilter(
        label=_("Words"), field_name="text", lookup_expr="icontains"
    )
    shown = filters.ChoiceFilter(
        label=_("State"),
        choices=SHOWN,
        empty_label=_("Every state"),
        method="as_far_as",
    )
    source = filters.ChoiceFilter(
        label=_("Source"), choices=Question.Source, empty_label=_("Every source")
    )
    asked_of = filters.ModelChoiceFilter(
        label=_("Put to"),
        queryset=organisations_of,
        empty_label=_("Everybody"),
    )

    class Meta:
        model = Question
        fields = ("search", "shown", "source", "asked_of")

    def as_far_as(self, queryset, name, value):
        if value == "unanswered":
            return queryset.unanswered()
        if value == "overdue":
            return queryset.overdue(on=clock.today())
        return queryset.filter(state=value)


def asked_by(office: Office):
    """Whom an office may ask: every organisation but itself."""
    others = Organisation.objects.filter(office=office)
    return others.exclude(kind=Organisation.Kind.OFFICE)


def ahead(office: Office):
    """Items of meetings that may still consider an answer, soonest first."""
    items = AgendaItem.objects.for_office(office).select_related("meeting__body")
    over = (Meeting.Status.HELD, Meeting.Status.CANCELLED)
    return items.exclude(meeting__status__in=over).order_by("meeting__held_on", "order")
