"""What a form does where two people wrote the same row at once."""

from __future__ import annotations

from django.db import models

from scrutiny.domain.enquiry import WrittenMeanwhile


class TwoTexts:
    """For a form of a row with a revision, which its author saw as ``based_on``."""

    theirs: models.Model | None = None

    def clash(self, refusal: WrittenMeanwhile) -> None:
        """Show both texts; saved once more, this one is what was meant."""
        self.theirs = refusal.theirs
        self.both = [
            (self.fields[name].label, _shown(self.theirs, name), shown)
            for name in self.Meta.fields
            if name in self.fields
            and (shown := _shown(self.instance, name)) != _shown(self.theirs, name)
        ]
        self.data = self.data.copy()
        self.data["based_on"] = self.theirs.revision
        self.add_error(None, str(refusal))


def _shown(row: models.Model, name: str) -> str:
    """What one field of a row says, in words."""
    words = getattr(row, f"get_{name}_display", None)
    return str(words() if words else getattr(row, name) or "")
