"""The form by which limits start anew."""

from __future__ import annotations

from collections.abc import Sequence

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from measures.models import Rebase
from opcc.core.periods import Period


class RebaseForm(forms.ModelForm):
    """From which period on, and why; ``periods`` are those that may be chosen."""

    period = forms.ChoiceField(
        label=_("The first period of the new limits"),
        help_text=_("Limits need 8 figures from then on; with 13 they are firm."),
    )

    class Meta:
        model = Rebase
        fields = ("reason",)
        labels = {"reason": _("What changed then")}
        help_texts = {
            "reason": _(
                "A known change in how the work is done, in a few words. They are "
                "printed on the chart, in public."
            )
        }

    def __init__(self, *args, periods: Sequence[Period], **kwargs):
        super().__init__(*args, **kwargs)
        newest_first = reversed(periods)
        self.fields["period"].choices = [(p.key, p.words) for p in newest_first]
        self.helper = FormHelper()
        self.helper.layout = Layout("period", "reason", Submit("save", _("Rebase")))

    def clean_period(self) -> Period:
        return Period.parse(self.cleaned_data["period"])
