"""What a person types about actions, their dates and their ends."""

from __future__ import annotations

import datetime as dt

from crispy_forms.layout import Fieldset
from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from measures.models import Measure
from opcc.core import clock
from opcc.core.clashing import Clashing
from opcc.core.forms import date_input, laid_out
from opcc.core.models import Office, Organisation, User
from opcc.core.moves import MoveRefused
from plans.models import Commitment
from scrutiny.domain import workflow
from scrutiny.models import Action, AgendaItem, Finding, Question, Topic

RECENT = dt.timedelta(days=400)
"""How long ago a meeting may be whose item an action is added to."""

ORIGIN = ("item", "question", "topic", "finding", "came_from")
OWNER = ("owner", "owner_name", "owner_email", "organisation", "sponsor")
LINKED = ("measures", "commitments")


class ItemField(forms.ModelChoiceField):
    def label_from_instance(self, item: AgendaItem) -> str:
        return f"{item.meeting}: {item}"


class FindingField(forms.ModelChoiceField):
    def label_from_instance(self, finding: Finding) -> str:
        return finding.origin


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, person: User) -> str:
        return person.name


class ActionForm(Clashing, forms.ModelForm):
    """What is asked, of whom, and by when; the first date is asked for only once."""

    item = ItemField(AgendaItem.objects.none(), label=_("Agenda item"), required=False)
    finding = FindingField(
        Finding.objects.none(), label=_("Finding of an inspection"), required=False
    )
    owner = PersonField(
        User.objects.none(), label=_("Owner with a sign-in"), required=False
    )
    sponsor = PersonField(User.objects.none(), label=_("Sponsor"), required=False)

    class Meta:
        model = Action
        fields = ["title", "detail", *ORIGIN, *OWNER, *LINKED, "first_due_on"]
        labels = {
            "title": _("Action"),
            "detail": _("What is asked"),
            "question": _("Question"),
            "topic": _("Topic of the programme"),
            "came_from": _("Anything else it came from"),
            "owner_name": _("Owner’s name, as it is printed"),
            "owner_email": _("Owner’s email"),
            "organisation": _("Owner’s organisation"),
            "measures": _("Measures"),
            "commitments": _("Commitments"),
            "first_due_on": _("Due"),
        }
        help_texts = {
            "title": _("What will have been done, in one line."),
            "came_from": _("An inspection, a recommendation, a visit; or leave empty."),
            "owner_name": _("One person. Empty: the name of the sign-in."),
            "owner_email": _(
                "Where the owner has no sign-in: a link to this action goes there."
            ),
            "measures": _("Hold Ctrl to choose several."),
            "commitments": _("Hold Ctrl to choose several."),
            "first_due_on": _("This first date never changes."),
        }
        widgets = {
            "detail": forms.Textarea(attrs={"rows": 4}),
            "first_due_on": date_input(),
        }

    def __init__(self, *args, office: Office, **kwargs):
        super().__init__(*args, **kwargs)
        self.office = office
        self.instance.office = office
        self._offer_what_the_office_has()
        is_new = self.instance.pk is None
        self.fields["owner_name"].required = False
        if is_new:
            self.instance.raised_on = clock.today()
            self._begin_with(self.initial.get("question"))
        else:
            for name in (*ORIGIN, "first_due_on"):
                del self.fields[name]
        self.helper = laid_out(*self._groups(is_new), save=_("Save the action"))

    def _offer_what_the_office_has(self) -> None:
        office = self.office
        since = clock.today() - RECENT
        people = User.objects.filter(role_holdings__office=office).distinct()
        offered = {
            "item": AgendaItem.objects.for_office(office)
            .filter(meeting__held_on__gte=since, meeting__held_on__lte=clock.today())
            .select_related("meeting__body")
            .order_by("-meeting__held_on", "order"),
            "question": Question.objects.for_office(office).exclude(
                state__in=("draft", "dropped")
            ),
            "topic": Topic.objects.for_office(office).exclude(state="dropped"),
            "finding": Finding.objects.for_office(office).select_related("report"),
            "owner": people,
            "sponsor": people,
            "organisation": Organisation.objects.filter(office=office),
            "measures": Measure.objects.for_office(office).prefetch_related("versions"),
            "commitments": Commitment.objects.for_office(office).filter(
                objective__priority__plan__status="issued"
            ),
        }
        for name, rows in offered.items():
            self.fields[name].queryset = rows

    def _begin_with(self, question: str | None) -> None:
        """Offer the organisation and the measures of the question it comes from."""
        try:
            asked = self.fields["question"].clean(question)
        except ValidationError:
            return
        if asked is not None:
            self.initial |= {
                "organisation": asked.asked_of_id,
                "measures": asked.measures.all(),
            }

    def _groups(self, is_new: bool) -> list[Fieldset]:
        dated = ("first_due_on",) if is_new else ()
        groups = [
            Fieldset(_("What is asked"), "based_on", "title", "detail"),
            Fieldset(_("Who owns it"), *OWNER),
            Fieldset(_("What it concerns"), *LINKED),
        ]
        if is_new:
            groups.insert(1, Fieldset(_("Where it came from"), *ORIGIN))
            groups.insert(3, Fieldset(_("By when"), *dated))
        return groups

    def clean(self):
        said = super().clean()
        owner = said.get("owner")
        if owner and not said.get("owner_name"):
            said["owner_name"] = owner.name
        if not said.get("owner_name") and "owner_name" not in self.errors:
            self.add_error("owner_name", _("Name the one person who owns it."))
        self._raise_on_the_day_of_its_origin(said)
        self._check_due(said)
        return said

    def _raise_on_the_day_of_its_origin(self, said) -> None:
        """An action of a meeting was raised there, whenever it is typed."""
        if said.get("item"):
            self.instance.raised_on = said["item"].meeting.held_on

    def _check_due(self, said) -> None:
        due_on = said.get("first_due_on")
        if due_on is None:
            return
        try:
            workflow.check_due(due_on=due_on, raised_on=self.instance.raised_on)
        except MoveRefused as refusal:
            self.add_error("first_due_on", str(refusal))


class DateForm(forms.Form):
    """Another date, and why."""

    to_day = forms.DateField(label=_("New date"), widget=date_input())
    reason = forms.CharField(
        label=_("Why another date is needed"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why another date is needed.")},
    )

    def __init__(self, *args, action: Action, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to_day"].help_text = _(
            "It is due on %(day)s. Until the change is granted it stays so."
        ) % {"day": date_format(action.due_on, "j F Y")}
        self.helper = laid_out("to_day", "reason", save=_("Ask for this date"))


class DecisionForm(forms.Form):
    """Whether another date is granted."""

    GRANT, REFUSE = "grant", "refuse"

    outcome = forms.ChoiceField(
        label=_("Decision"),
        choices=[(GRANT, _("Grant the new date")), (REFUSE, _("Keep the date"))],
        widget=forms.RadioSelect,
    )
    why = forms.CharField(
        label=_("Why"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed where the date is kept."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = laid_out("outcome", "why", save=_("Decide"))

    @property
    def granted(self) -> bool:
        return self.cleaned_data["outcome"] == self.GRANT


class WordsForm(forms.Form):
    """The words that a move comes with: what shows it, why, or what has happened."""

    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args, label, save, hint="", missing="", office=None, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["text"]
        field.label, field.help_text = label, hint
        field.required = bool(missing)
        field.error_messages["required"] = missing
        self.office = office
        self.helper = laid_out(*self.fields, save=save)


class WaiverForm(WordsForm):
    """Why somebody closes their own action, where the office allows it."""

    waiver = forms.CharField(
        label=_("Reason for the waiver"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "You own this action or offered it. Your office allows you to close it all "
            "the same; the reason is recorded with your name."
        ),
    )


class SupersedeForm(WordsForm):
    """Why, and which action takes its place."""

    successor = forms.IntegerField(
        label=_("Number of the action that takes its place"),
        required=False,
        min_value=1,
        help_text=_("Leave it empty where none does."),
    )

    def clean_successor(self) -> Action | None:
        number = self.cleaned_data["successor"]
        if number is None:
            return None
        found = Action.objects.for_office(self.office).filter(number=number).first()
        if found is None:
            raise ValidationError(
                _("There is no action %(number)s.") % {"number": number}
            )
        return found


class SaveViewForm(forms.Form):
    """A name for the register as it is narrowed now."""

    name = forms.CharField(label=_("Name of this view"), max_length=60)
    query = forms.CharField(
        widget=forms.HiddenInput, required=False, max_length=500, strip=False
    )
