"""What pages with a form share: what was sent, whether it was saved, and the page."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.shortcuts import render

from opcc.core.moves import MoveRefused, WrittenMeanwhile, sentences

Crumbs = list[tuple[str, str]]


def posted(request):
    """What was sent, and None on a page that is only opened."""
    return request.POST if request.method == "POST" else None


def saved(form, change: Callable[[], object]) -> bool:
    """Whether the form was right and the change was made; a refusal is its error.

    A form of a row that two people may write at once has ``clash``.
    """
    if not form.is_valid():
        return False
    try:
        change()
    except WrittenMeanwhile as refusal:
        form.clash(refusal)
        return False
    except (MoveRefused, ValidationError) as refusal:
        refuse(form, refusal)
        return False
    return True


def refuse(form, refusal: MoveRefused | ValidationError) -> None:
    """Put each message beside its field; those of no field of the form above it."""
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, sentences(refusal))
        return
    for name, wrong in refusal.error_dict.items():
        form.add_error(name if name in form.fields else None, wrong)


def form_page(
    request,
    form,
    *,
    title: str,
    crumbs: Crumbs,
    text: str = "",
    template: str = "form.html",
    **more,
):
    """A page with one form; its last crumb is also the way out of it.

    ``template`` is one that extends form.html.
    """
    page = {"form": form, "title": title, "crumbs": crumbs, "text": text}
    page |= {"cancel_url": crumbs[-1][1], **more}
    return render(request, template, page)
