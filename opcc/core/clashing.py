"""Forms of rows that two people may write at once: both texts are shown."""

from __future__ import annotations

from collections.abc import Iterator

from django import forms
from django.db import models
from django.utils.translation import gettext as _

from opcc.core.moves import WrittenMeanwhile


class Clashing:
    """A form about an ``instance``: ``based_on`` is the revision its author saw.

    After a clash ``theirs`` is the row as somebody else saved it, and ``both`` are
    the fields that differ: the label of each, their words, and this author's. A form
    of part of a row, which moves on for other reasons too, has a print of that part
    for its revision: its own ``revision_of``, a text.
    """

    theirs: models.Model | None = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        now = self.revision_of(self.instance)
        field = forms.CharField if isinstance(now, str) else forms.IntegerField
        self.fields["based_on"] = field(widget=forms.HiddenInput, required=False)
        self.initial["based_on"] = now

    def revision_of(self, row: models.Model) -> int | str:
        return row.revision

    @property
    def seen(self) -> int | str:
        """The revision that its author has in view; 0 where the page did not say."""
        return self.cleaned_data["based_on"] or 0

    def clash(self, refusal: WrittenMeanwhile) -> None:
        """Show both texts; saved once more, this one is what was meant."""
        self.theirs = refusal.theirs
        self.both = list(self._differing(self.begun_with(self.theirs)))
        self.data = self.data.copy()
        self.data["based_on"] = self.revision_of(self.theirs)
        self.add_error(None, str(refusal))

    def begun_with(self, row: models.Model) -> dict[str, object]:
        """What the fields would hold, by name, were the form opened on a row."""
        return forms.model_to_dict(row, fields=list(self.fields))

    def _differing(self, theirs: dict[str, object]) -> Iterator[tuple[str, str, str]]:
        for name in (each for each in self.fields if each in theirs):
            field, said, mine = self.fields[name], theirs[name], self.cleaned_data[name]
            both = _in_words(field, said), _in_words(field, mine)
            if said != mine and both[0] != both[1]:
                yield str(field.label), *both


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


def _in_words(field: forms.Field, value: object) -> str:
    """What a value says in its field; of several, each by its name."""
    value = field.prepare_value(value)
    if isinstance(field, forms.BooleanField):
        return _("Yes") if value else _("No")
    if hasattr(field, "choices"):
        chosen = value if isinstance(value, (list, tuple, set)) else [value]
        named = {str(key): str(words) for key, words in field.choices}
        keys = [str(each) for each in chosen if each not in (None, "")]
        return ", ".join(sorted(named.get(key, key) for key in keys))
    return str(field.widget.format_value(value) or "").replace("\r\n", "\n")
