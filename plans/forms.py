"""What a person types about a plan: versions, headings, commitments and progress."""

from __future__ import annotations

from crispy_forms.layout import Fieldset
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from opcc.core.clashing import Clashing
from opcc.core.forms import date_input, laid_out
from opcc.core.models import Office, User
from opcc.core.roles import MAY, Can
from plans.models import Commitment, CommitmentUpdate, Objective, PlanVersion, Priority

LEADS = [role for role, may in MAY.items() if Can.EDIT_COMMITMENTS in may]


class PlanForm(Clashing, forms.ModelForm):
    """The details of a draft."""

    class Meta:
        model = PlanVersion
        fields = ["title", "starts_on", "ends_on", "introduction"]
        labels = {
            "title": _("Title"),
            "starts_on": _("The term starts on"),
            "ends_on": _("The term ends on"),
            "introduction": _("Introduction"),
        }
        help_texts = {
            "title": _("As it will be printed, with its years."),
            "introduction": _("Shown above the first heading."),
        }
        widgets = {
            "starts_on": date_input(),
            "ends_on": date_input(),
            "introduction": forms.Textarea(attrs={"rows": 6}),
        }

    def __init__(self, *args, office: Office, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.instance.office = office
            self.initial.setdefault("title", office.plan_title)
        self.helper = laid_out(
            "based_on",
            "title",
            Fieldset(_("Its term"), "starts_on", "ends_on"),
            "introduction",
            save=_("Save the plan"),
        )


class HeadingForm(Clashing, forms.ModelForm):
    """What a priority and an objective have in common."""

    class Meta:
        fields = ["number", "title", "description"]
        labels = {
            "number": _("Number"),
            "title": _("Title"),
            "description": _("Description"),
        }
        help_texts = {
            "number": _("As printed, such as 2 or 2.1. It decides the order."),
        }
        widgets = {"description": forms.Textarea(attrs={"rows": 4})}


class PriorityForm(HeadingForm):
    """A top heading; its categories are those of the office's house style."""

    class Meta(HeadingForm.Meta):
        model = Priority
        fields = [*HeadingForm.Meta.fields, "category", "lead"]
        help_texts = {
            **HeadingForm.Meta.help_texts,
            "lead": _("A priority lead may write about what they lead, and no more."),
        }

    def __init__(self, *args, plan: PlanVersion, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.plan = plan
        office = plan.office
        self.fields["category"] = forms.ChoiceField(
            choices=_categories(office, self.instance.category),
            required=False,
            label=_("Category"),
        )
        self.fields["lead"].label = _("Lead")
        self.fields["lead"].empty_label = _("Nobody yet")
        self.fields["lead"].queryset = _people_who_lead(office)
        self.helper = laid_out(
            "based_on",
            *self.Meta.fields,
            save=_("Save the %s") % office.priority_word,
        )


class ObjectiveForm(HeadingForm):
    """An objective; its priority is the page's, never the user's choice."""

    class Meta(HeadingForm.Meta):
        model = Objective

    def __init__(self, *args, priority: Priority, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.priority = priority
        word = priority.plan.office.objective_word
        self.helper = laid_out(
            "based_on", *self.Meta.fields, save=_("Save the %s") % word
        )


class CommitmentForm(Clashing, forms.ModelForm):
    """What somebody said they will do; its objective is the page's."""

    class Meta:
        model = Commitment
        fields = [
            "reference",
            "title",
            "description",
            "owner_side",
            "organisation",
            "lead_title",
            "starts_on",
            "due_on",
            "is_internal",
            "visibility",
        ]
        labels = {
            "reference": _("Reference"),
            "title": _("What will be done"),
            "description": _("Description"),
            "owner_side": _("Whose commitment it is"),
            "organisation": _("Organisation"),
            "lead_title": _("Post that leads it"),
            "starts_on": _("Starts on"),
            "due_on": _("Due on"),
            "is_internal": _("It is internal"),
            "visibility": _("Who may see it"),
        }
        help_texts = {
            "reference": _("Short, such as C4. It stays the same in every version."),
            "organisation": _("Which force, partner or provider."),
            "lead_title": _("A job title, such as Assistant Chief Constable."),
        }
        widgets = {
            "description": forms.Textarea(attrs={"rows": 4}),
            "starts_on": date_input(),
            "due_on": date_input(),
        }

    def __init__(self, *args, objective: Objective, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.objective = objective
        organisations = objective.priority.plan.office.organisations.all()
        self.fields["organisation"].queryset = organisations
        self.fields["organisation"].empty_label = _("None named")
        self.helper = laid_out(
            "based_on",
            "reference",
            "title",
            "description",
            Fieldset(_("Who does it"), "owner_side", "organisation", "lead_title"),
            Fieldset(_("When"), "starts_on", "due_on"),
            Fieldset(_("Who sees it"), "is_internal", "visibility"),
            save=_("Save the commitment"),
        )


class UpdateForm(forms.ModelForm):
    """How a commitment stands, in the words of the person who knows."""

    class Meta:
        model = CommitmentUpdate
        fields = ["delivery", "text", "expected_on"]
        labels = {
            "delivery": _("Delivery"),
            "text": _("What has happened"),
            "expected_on": _("Expected on"),
        }
        help_texts = {
            "text": _("It is kept as written: add another update to correct it."),
            "expected_on": _(
                "Only where that is another day than the one promised, which stays."
            ),
        }
        widgets = {
            "text": forms.Textarea(attrs={"rows": 4}),
            "expected_on": date_input(),
        }

    def __init__(self, *args, commitment: Commitment, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("delivery", commitment.delivery)
        last = next(iter(commitment.updates.all()), None)
        self.initial.setdefault("expected_on", last and last.expected_on)
        save = _("Add the update")
        self.helper = laid_out("delivery", "text", "expected_on", save=save)


class ReasonForm(forms.Form):
    """Why something is done that needs a reason."""

    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept in the audit log, with your name and the time."),
        error_messages={"required": _("Give a reason.")},
    )

    def __init__(self, *args, save, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = laid_out("reason", save=save)


class IssueForm(forms.ModelForm):
    """The facts of issue; what the Act asks for, or why it is issued without."""

    class Meta:
        model = PlanVersion
        fields = [
            "in_force_from",
            "chief_constable_consulted_on",
            "panel_report_answered_on",
            "issued_without",
        ]
        labels = {
            "in_force_from": _("In force from"),
            "chief_constable_consulted_on": _("Chief constable consulted on"),
            "panel_report_answered_on": _("Panel’s report answered on"),
            "issued_without": _("Reason, where something is missing"),
        }
        help_texts = {
            "in_force_from": _("The version before it ends on the day before."),
            "chief_constable_consulted_on": _("The day the consultation was complete."),
            "panel_report_answered_on": _("The day the response was published."),
            "issued_without": _("Leave it empty where nothing is missing."),
        }
        widgets = {
            "in_force_from": date_input(),
            "chief_constable_consulted_on": date_input(),
            "panel_report_answered_on": date_input(),
            "issued_without": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["in_force_from"].required = True
        self.helper = laid_out(*self.Meta.fields, save=_("Issue the plan"))


def _categories(office: Office, current: str) -> list[tuple[str, str]]:
    """The house style's, and the one in use where the style has changed since."""
    choices = [(choice.key, choice.name) for choice in office.style.categories]
    if current and current not in dict(choices):
        choices.append((current, capfirst(current)))
    return [("", _("None")), *choices]


def _people_who_lead(office: Office):
    return User.objects.filter(
        role_holdings__office=office, role_holdings__role__in=LEADS
    ).distinct()
