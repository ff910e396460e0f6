"""Where a change refuses what a form has let pass, its words stand in the form."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.forms import BaseForm

from opcc.core.moves import MoveRefused, sentences


def refuse(form: BaseForm, error: ValidationError | MoveRefused) -> None:
    """Put each message beside its field; those of no field of the form above it."""
    if isinstance(error, MoveRefused):
        form.add_error(None, str(error))
        return
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, wrong in error.error_dict.items():
        form.add_error(name if name in form.fields else None, wrong)


def said_by(error: Exception) -> str:
    """What an error tells a person, in one line."""
    return " ".join(sentences(error))
