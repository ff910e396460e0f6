"""Forms of a measure's targets and of its baseline."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from measures.domain import checks
from measures.forms.layout import Pair
from measures.models import Baseline, MeasureVersion, Target
from measures.reading.series import is_added_up
from opcc.core.periods import Period

DAY = {"type": "date"}

AIMS = ("value", "lower", "upper")


class TargetForm(forms.ModelForm):
    """What is aimed at from a day on; it replaces no earlier target."""

    class Meta:
        model = Target
        fields = (
            "value",
            "lower",
            "upper",
            "tolerance",
            "tolerance_kind",
            "basis",
            "valid_from",
            "valid_to",
            "reason",
        )
        widgets = {
            "valid_from": forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
            "valid_to": forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
            "reason": forms.Textarea(attrs={"rows": 3}),
        }
        labels = {
            "value": _("Target"),
            "lower": _("From"),
            "upper": _("To"),
            "tolerance": _("Tolerance"),
            "tolerance_kind": _("The tolerance is"),
            "basis": _("The target is for"),
            "valid_from": _("In force from"),
            "valid_to": _("Until"),
            "reason": _("Where it comes from"),
        }
        help_texts = {
            "tolerance": _("Missed by no more than this is amber; by more is red."),
            "valid_to": _("Leave this empty unless the end is known already."),
            "reason": _("A decision, a plan, a national ambition."),
            "valid_from": _("A figure is judged by the target at its period's end."),
        }

    why = forms.CharField(
        label=_("Why is it right?"),
        required=False,
        max_length=200,
        help_text=_("Kept with where the target comes from."),
    )

    def __init__(
        self,
        *args,
        version: MeasureVersion,
        level: Callable[[str], Decimal | None],
        **kwargs,
    ):
        """``level`` gives about what the figures were lately, by a target's basis."""
        super().__init__(*args, **kwargs)
        self.version, self.level = version, level
        self.instance.measure = version.measure
        is_band = version.polarity == "band"
        for name in ["value"] if is_band else ["lower", "upper"]:
            del self.fields[name]
        for name in ["lower", "upper"] if is_band else ["value"]:
            self.fields[name].required = True
            self.fields[name].help_text = _("In %(unit)s.") % {
                "unit": version.unit_name
            }
        if not is_added_up(version):
            del self.fields["basis"]
        self.helper = FormHelper()
        self.helper.layout = self._layout(is_band)

    def clean(self):
        cleaned = super().clean()
        odd = dict(self._oddities(cleaned))
        if not odd:
            return cleaned
        is_band = self.version.polarity == "band"
        self.helper.layout = self._layout(is_band, asks_why=True)
        why = cleaned.get("why", "").strip()
        if why:
            cleaned["reason"] = f"{cleaned.get('reason', '')} ({why})".strip()
            return cleaned
        for name, message in odd.items():
            ask = _("Change it, or say below why it is right.")
            self.add_error(name, f"{message} {ask}")
        return cleaned

    def _oddities(self, cleaned) -> Iterator[tuple[str, str]]:
        """What is odd, by the field that it stands in."""
        version = self.version
        for name in AIMS:
            aim = cleaned.get(name)
            if aim is None:
                continue
            found = checks.aim_oddities(
                aim,
                level=self.level(cleaned.get("basis", "")),
                polarity=version.polarity,
                unit=version.unit,
            )
            yield from ((name, odd.message) for odd in found)

    def _layout(self, is_band: bool, *, asks_why: bool = False) -> Layout:
        aim = ["lower", "upper"] if is_band else ["value"]
        basis = ["basis"] if "basis" in self.fields else []
        return Layout(
            Fieldset(
                _("What is aimed at"),
                Pair(*aim),
                *(["why"] if asks_why else []),
                *basis,
            ),
            Fieldset(_("How far off is amber"), Pair("tolerance", "tolerance_kind")),
            Fieldset(_("When, and why"), Pair("valid_from", "valid_to"), "reason"),
            Submit("save", _("Set the target")),
        )


class BaselineForm(forms.ModelForm):
    """The figure of a period that progress is told from."""

    period = forms.CharField(
        label=_("Period"), help_text=_("As 2023/24, 2023-Q4 or 2024-03.")
    )

    class Meta:
        model = Baseline
        fields = ("value", "note")
        labels = {"value": _("Figure"), "note": _("Note")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "period", "value", "note", Submit("save", _("Set the baseline"))
        )

    def clean_period(self) -> Period:
        try:
            return Period.parse(self.cleaned_data["period"])
        except ValueError as error:
            raise forms.ValidationError(str(error), code="not_a_period") from error
