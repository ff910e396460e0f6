"""What a person types about an annual report: its year, and the statement."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opcc.core.clashing import Clashing
from opcc.core.forms import laid_out
from opcc.core.periods import Period
from reports.domain.written import cleaned
from reports.models import AnnualReport


class AnnualStartForm(forms.Form):
    """For which year; ``years`` are those that may be reported on."""

    year = forms.ChoiceField(label=gettext_lazy("Financial year"))

    def __init__(self, *args, years: list[Period], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(each.key, str(each)) for each in years]
        self.helper = laid_out("year", save=_("Start the annual report"))

    def clean_year(self) -> Period:
        return Period.parse(self.cleaned_data["year"])


class StatementForm(Clashing, forms.ModelForm):
    """The statement in Markdown; ``gives`` where who writes it gives it by saving it,
    ``taken_out`` what was cleaned out of it."""

    taken_out: tuple[str, ...] = ()

    class Meta:
        model = AnnualReport
        fields = ["statement"]
        labels = {"statement": gettext_lazy("Statement")}
        widgets = {"statement": forms.Textarea(attrs={"rows": 16})}

    def __init__(self, *args, gives: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["statement"].help_text = _(
            "How the functions were exercised in the year, and the progress towards "
            "the objectives of the plan (section 12 of the Police Reform and Social "
            "Responsibility Act 2011). A blank line begins a paragraph, a line that "
            "begins with “- ” is one of a list."
        )
        save = _("Give this statement") if gives else _("Save the draft")
        self.helper = laid_out("statement", "based_on", save=save)

    def clean_statement(self) -> str:
        found = cleaned(self.cleaned_data["statement"])
        self.taken_out = found.taken_out
        return found.text
