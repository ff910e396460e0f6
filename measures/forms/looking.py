"""The form by which a measure is looked at as it was known on a past day."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _


class AsAtForm(forms.Form):
    """A past day, or nothing for what is known now; ``on`` is today."""

    as_at = forms.DateField(
        label=_("As it was known at the end of"),
        required=False,
        widget=forms.DateInput(
            attrs={"type": "date", "class": "cell"}, format="%Y-%m-%d"
        ),
        error_messages={
            "invalid": _("Give a day as in 2026-06-30."),
        },
    )

    def __init__(self, *args, on: dt.date, **kwargs):
        super().__init__(*args, **kwargs)
        self.on = on
        self.fields["as_at"].widget.attrs["max"] = on.isoformat()

    def clean_as_at(self) -> dt.date | None:
        day = self.cleaned_data["as_at"]
        if day is not None and day > self.on:
            raise forms.ValidationError(
                _("%(day)s has not come yet: give a day that has passed."),
                code="future",
                params={"day": day.isoformat()},
            )
        return day if day != self.on else None

    @property
    def day(self) -> dt.date | None:
        """The day asked for; None for today, and where the form is wrong."""
        return self.cleaned_data.get("as_at") if self.is_valid() else None
