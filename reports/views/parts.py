"""What is in a report: its parts at the desk, ordered, written and left out."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from opcc.core.access import allow
from opcc.core.moves import MoveRefused
from opcc.core.pages import posted, saved
from opcc.core.prose import prose
from opcc.core.roles import Can
from reports.build.composed import placed
from reports.build.own_texts import clean
from reports.changes import parts as changes
from reports.domain.composition import BY_NAME, next_text
from reports.forms.covers import OrderForm
from reports.forms.parts import PartAddForm, PartForm
from reports.models import Edition, EditionPart
from reports.views.editions import crumbs_to, edition_of, may_edit


@allow(Can.READ_DESK)
def composition(request, pk):
    """Every part in its order, and those that are left out."""
    edition = edition_of(request, pk)
    rows = _rows(edition)
    page = {
        "edition": edition,
        "crumbs": crumbs_to(edition),
        "parts": [row for row in rows if not row.is_left_out],
        "left_out": [row for row in rows if row.is_left_out],
        "last": _last_movable(rows),
        "is_standard": not any(row.pk for row in rows),
        "may_edit": may_edit(request, edition),
    }
    return render(request, "reports/desk/composition.html", page)


@allow(Can.BUILD_EDITIONS)
def add(request, pk):
    """Words of the office's own."""
    edition = edition_of(request, pk)
    rows = _rows(edition)
    new = EditionPart(edition=edition, name=next_text(row.name for row in rows))
    standing = [row for row in rows if not row.is_left_out]
    form = PartAddForm(posted(request), instance=new, standing=standing)
    if _is_saved(request, form, lambda: _add(request, form)):
        messages.success(request, _("The text is added."))
        return _back(request, edition, f"part-{form.instance.name}")
    return _form_page(request, form, edition, title=_("Add words of your own"))


@allow(Can.BUILD_EDITIONS)
def part(request, pk, name):
    """One part: what it says, who reads it, and how it stands on paper."""
    edition = edition_of(request, pk)
    row = next((each for each in _rows(edition) if each.name == name), None)
    if row is None:
        raise Http404
    row.edition = edition
    form = PartForm(posted(request), instance=row)
    if _is_saved(request, form, lambda: _change(request, form)):
        messages.success(request, _("The part is changed."))
        return _back(request, edition, f"part-{name}")
    return _form_page(request, form, edition, title=str(row))


@allow(Can.BUILD_EDITIONS)
@require_POST
def move(request, pk, name):
    """One place up or down; the same button is ready to be pressed again."""
    edition, form = edition_of(request, pk), OrderForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest(_("Say up or down."))
    step = form.cleaned_data["step"]
    _do(request, changes.move, edition=edition, name=name, **form.cleaned_data)
    return _back(request, edition, _button(edition, name, step))


@allow(Can.BUILD_EDITIONS)
@require_POST
def leave_out(request, pk, name):
    edition = edition_of(request, pk)
    if _do(request, changes.leave_out, edition=edition, name=name):
        messages.success(request, _("It is left out. What it says is kept."))
    return _back(request, edition, f"part-{name}")


@allow(Can.BUILD_EDITIONS)
@require_POST
def put_back(request, pk, name):
    edition = edition_of(request, pk)
    if _do(request, changes.put_back, edition=edition, name=name):
        messages.success(request, _("It is put back."))
    return _back(request, edition, f"part-{name}")


@allow(Can.BUILD_EDITIONS)
@require_POST
def remove(request, pk, name):
    edition = edition_of(request, pk)
    if _do(request, changes.remove_text, edition=edition, name=name):
        messages.success(request, _("The text is taken out for good."))
    return _back(request, edition, "parts")


@allow(Can.BUILD_EDITIONS)
@require_POST
def standard(request, pk):
    edition = edition_of(request, pk)
    if _do(request, changes.standard_order, edition=edition):
        messages.success(request, _("The parts stand in the standard order again."))
    return _back(request, edition, "parts")


def _rows(edition: Edition) -> list[EditionPart]:
    """Those in order; of an edition in the standard order, as they would be."""
    return placed(edition.parts.all()) or [EditionPart(name=name) for name in BY_NAME]


def _last_movable(rows: list[EditionPart]) -> str:
    names = [row.name for row in rows if row.may_move and not row.is_left_out]
    return names[-1] if names else ""


def _add(request, form: PartAddForm) -> None:
    after = form.cleaned_data["after"]
    changes.add_text(part=form.instance, after=after, by=request.user)


def _change(request, form: PartForm) -> None:
    changes.change(part=form.instance, based_on=form.seen, by=request.user)


def _is_saved(request, form: PartForm, change) -> bool:
    """Whether it was to be saved and is; either way what goes is said."""
    if "preview" in request.POST:
        form.is_valid()
        return False
    done = saved(form, change)
    if done and form.taken_out:
        words = _("It is printed without this, which a report does by itself: %(what)s")
        messages.warning(request, words % {"what": "; ".join(form.taken_out[:10])})
    return done


def _do(request, change, **facts) -> bool:
    try:
        change(by=request.user, **facts)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
        return False
    return True


def _button(edition: Edition, name: str, step: int) -> str:
    """The button that was pressed, or where its part is now the other one."""
    rows = [row for row in _rows(edition) if row.may_move and not row.is_left_out]
    names = [row.name for row in rows]
    at_end = name in names and names.index(name) == (0 if step < 0 else len(names) - 1)
    up = (step < 0) != at_end
    return f"{'up' if up else 'down'}-{name}"


def _back(request, edition: Edition, anchor: str):
    where = reverse("reports:composition", args=[request.office.slug, edition.pk])
    return redirect(f"{where}#{anchor}")


def _form_page(request, form: PartForm, edition: Edition, *, title: str):
    """The form; with a preview of the text where one is asked for."""
    here = reverse("reports:composition", args=[request.office.slug, edition.pk])
    page = {
        "form": form,
        "edition": edition,
        "title": title,
        "about": form.instance.about,
        "crumbs": [*crumbs_to(edition), (_("What is in this report"), here)],
        "cancel_url": here,
    }
    if "preview" in request.POST and form.is_valid():
        said = clean(form.cleaned_data["text"])
        page |= {"preview": prose(said.text), "taken_out": said.taken_out}
    return render(request, "reports/desk/part_form.html", page)
