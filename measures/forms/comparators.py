"""Forms of a comparator and of its members."""

from __future__ import annotations

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from measures.models import Comparator, ComparatorMember
from opcc.core.models import Office

DAY = {"type": "date"}


class ComparatorForm(forms.ModelForm):
    """What it is, and how its average is made."""

    class Meta:
        model = Comparator
        fields = ("name", "kind", "averaging", "source")
        labels = {
            "name": _("Name"),
            "kind": _("What it is"),
            "averaging": _("How its average is made"),
            "source": _("Source"),
        }
        help_texts = {
            "name": _("As it is printed, such as Most similar group."),
            "averaging": _(
                "Printed beside every average. A mean of percentages or rates is never "
                "worked out here: give it as the source publishes it."
            ),
            "source": _("Who chose the group, or who publishes its figures."),
        }

    def __init__(self, *args, office: Office, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.office = office
        self.helper = FormHelper()
        self.helper.layout = Layout(*self.fields, Submit("save", _("Save")))


class MemberForm(forms.ModelForm):
    """A member from one day to another."""

    class Meta:
        model = ComparatorMember
        fields = ("name", "joined_on", "left_on")
        widgets = {
            "joined_on": forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
            "left_on": forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        }
        labels = {
            "name": _("Force or area"),
            "joined_on": _("First day in the group"),
            "left_on": _("Last day in the group"),
        }
        help_texts = {
            "name": _("As files of figures call it."),
            "left_on": _("Leave this empty while it belongs to the group."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(*self.fields, Submit("save", _("Add the member")))


class LeaveForm(forms.Form):
    """A member's last day in the group."""

    left_on = forms.DateField(
        label=_("Last day in the group"),
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        help_text=_("Figures of periods that ended by then still count."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout("left_on", Submit("save", _("Save the day")))
