"""Forms of rows that two people may write at once: both texts are shown."""

from __future__ import annotations

from django import forms
from django.db import models

from opcc.core.moves import WrittenMeanwhile

Differing = list[tuple[str, str, str]]
"""What two people wrote: the label of a field, their words, and this author's."""


def based_on_field() -> forms.IntegerField:
    return forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)


class Reading:
    """A form that acts on a row as its author read it, at the revision ``seen``.

    ``changed`` says that the row moved on; sent once more, it acts on what it is now.
    """

    changed = ""

    def clash(self, refusal: WrittenMeanwhile) -> None:
        self.data = self.data.copy()
        self.data["seen"] = refusal.theirs.revision
        self.add_error(None, self.changed)


class Clashing:
    """A model form with ``based_on``, the revision that its author saw.

    After a clash ``theirs`` is the row as somebody else saved it, and ``both`` are
    the fields that differ.
    """

    theirs: models.Model | None = None

    def clash(self, refusal: WrittenMeanwhile) -> None:
        """Show both texts; saved once more, this one is what was meant."""
        self.theirs = refusal.theirs
        self.both = self.differing(self.theirs)
        self.data = self.data.copy()
        self.data["based_on"] = self.theirs.revision
        self.add_error(None, str(refusal))

    def differing(self, theirs: models.Model) -> Differing:
        return [
            (self.fields[name].label, _shown(theirs, name), mine)
            for name in self._texts()
            if (mine := _shown(self.instance, name)) != _shown(theirs, name)
        ]

    def _texts(self) -> list[str]:
        """Its fields that are one thing each; those of many are chosen anew."""
        of = self.instance._meta.get_field
        named = [name for name in self.Meta.fields if name in self.fields]
        return [name for name in named if not of(name).many_to_many]


def _shown(row: models.Model, name: str) -> str:
    """What one field of a row says, in words."""
    words = getattr(row, f"get_{name}_display", None)
    return str(words() if words else getattr(row, name) or "")
