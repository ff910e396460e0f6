"""What the pages of scrutiny share: a form that may be refused, and addresses."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.urls import reverse

from opcc.core.moves import MoveRefused, sentences
from scrutiny.domain.enquiry import WrittenMeanwhile


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
        form.add_error(None, sentences(refusal))
        return False
    return True


def form_page(request, form, *, title: str, crumbs, text: str = ""):
    page = {"form": form, "title": title, "crumbs": crumbs, "text": text}
    page["cancel_url"] = crumbs[-1][1]
    return render(request, "scrutiny/form.html", page)


def url_of(request, name: str, *args) -> str:
    return reverse(f"scrutiny:{name}", args=[request.office.slug, *args])
