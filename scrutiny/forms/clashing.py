"""Forms of rows that two people may write at once: both texts are shown."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.db import models

from opcc.core.moves import WrittenMeanwhile

Differing = list[tuple[str, str, str]]
"""What two people wrote: the label of a field, their words, and this author's."""


def based_on_field() -> forms.IntegerField:
    return forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)


class Reading:
    """A form that acts on a row as its author read it, which ``seen`` tells.

    ``changed`` says that the row moved on; sent once more, it acts on what it is now.
    """

    changed = ""

    def clash(self, refusal: WrittenMeanwhile) -> None:
        self.data = self.data.copy()
        self.data["seen"] = self.seen_of(refusal.theirs)
        self.add_error(None, self.changed)

    def seen_of(self, theirs: models.Model) -> object:
        return theirs.revision


class Clashing:
    """A model form with ``based_on``, the revision that its author saw.

    After a clash ``theirs`` is the row as somebody else saved it, and ``both`` are
    the fields that differ. A form of part of a row has its own ``differing``, and its
    own ``seen_of``.
    """

    theirs: models.Model | None = None

    def clash(self, refusal: WrittenMeanwhile) -> None:
        """Show both texts; saved once more, this one is what was meant."""
        self.theirs = refusal.theirs
        self.both = self.differing(self.theirs)
        self.data = self.data.copy()
        self.data.update(self.seen_of(self.theirs))
        self.add_error(None, str(refusal))

    def seen_of(self, theirs: models.Model) -> dict[str, object]:
        """What the form says from then on that its author saw."""
        return {"based_on": theirs.revision}

    def differing(self, theirs: models.Model) -> Differing:
        of = theirs._meta
        many = [each.name for each in of.many_to_many if each.name in self.fields]
        one = [name for name in self.Meta.fields if name not in many]
        said = [
            (name, _shown(theirs, name), _shown(self.instance, name)) for name in one
        ]
        for name in many:
            chosen = getattr(theirs, name).all(), self.cleaned_data.get(name, ())
            said.append((name, *map(_listed, chosen)))
        return both_of(said, self)


def both_of(said: Iterable[tuple[str, str, str]], form: forms.BaseForm) -> Differing:
    """Of fields by name, with what each of the two said, those in which they differ."""
    return [
        (form.fields[name].label, theirs, mine)
        for name, theirs, mine in said
        if name in form.fields and theirs.split() != mine.split()
    ]


def _listed(rows: Iterable[models.Model]) -> str:
    return "\n".join(sorted(map(str, rows)))


def _shown(row: models.Model, name: str) -> str:
    """What one field of a row says, in words."""
    words = getattr(row, f"get_{name}_display", None)
    return str(words() if words else getattr(row, name) or "")
