"""Writing a measure's commentary for a quarter, beside its chart and figures."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from measures.changes import commentary
from measures.forms.commentary import LABELS, CommentaryForm
from measures.forms.refusing import refuse
from measures.reading import facts_of
from measures.reading.sheets import sheet_of
from measures.views.finding import measure_with_values, quarter_named
from opcc.core.access import allow
from opcc.core.moves import MoveRefused
from opcc.core.roles import Can


@allow(Can.READ_DESK)
def write(request, code, period):
    quarter = quarter_named(period)
    measure = measure_with_values(request.office, code, quarter)
    may = _may(request, measure)
    if not any(may.values()):
        raise PermissionDenied
    newest = commentary.newest(measure, quarter)
    facts = facts_of(measure, quarter)
    form = CommentaryForm(request.POST or None, instance=newest, facts=facts, **may)
    page = {"form": form, "measure": measure, "quarter": quarter, "newest": newest}
    if form.is_valid() and _is_written(request, measure, quarter, page):
        messages.success(request, _("The commentary is saved."))
        return redirect("measures:commentaries", request.office.slug, measure.code)
    page["sheet"] = sheet_of(measure, quarter)
    return render(request, "measures/commentary_form.html", page)


def _may(request, measure) -> dict[str, bool]:
    return {
        "may_narrate": commentary.may_narrate(request.standing, measure),
        "may_state": request.standing.can(Can.STATE_OVERSIGHT),
    }


def _is_written(request, measure, quarter, page) -> bool:
    """Whether it is saved; where it is not, the page says why and loses nothing."""
    form = page["form"]
    try:
        commentary.write(
            measure=measure,
            period=quarter,
            texts=form.texts,
            based_on=form.cleaned_data["based_on"],
            by=request.standing,
            reason=form.cleaned_data["reason"],
        )
    except commentary.WrittenMeanwhile as refusal:
        refuse(form, refusal)
        page["both"] = _both(form, refusal.theirs)
        page["theirs"] = refusal.theirs
        form.data = {**form.data.dict(), "based_on": refusal.theirs.number}
    except MoveRefused as refusal:
        refuse(form, refusal)
    else:
        return True
    return False


def _both(form, theirs) -> list[tuple]:
    """Each prompt whose two texts differ: its words, theirs and this author's."""
    return [
        (LABELS[name], getattr(theirs, name), text)
        for name, text in form.texts.items()
        if text.replace("\r\n", "\n") != getattr(theirs, name)
    ]
