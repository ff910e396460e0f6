"""A measure's workbench: its chart, figures, targets, commentary and definition."""

from __future__ import annotations

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from measures.changes import commentary
from measures.domain.workflow import MEASURE
from measures.forms.commentary import LABELS
from measures.models import CycleException
from measures.reading.histories import (
    aims_of,
    baselines_of,
    statements_of,
    writings_of,
)
from measures.reading.sheets import sheet_of
from measures.views.finding import last_ended, measure_with_values, quarter_asked
from opcc.core.access import allow
from opcc.core.moves import said
from opcc.core.roles import Can

TABS = (
    ("measure", _("Chart")),
    ("figures", _("Figures")),
    ("targets", _("Targets")),
    ("commentaries", _("Commentary")),
    ("definition", _("Definition")),
)


@allow(Can.READ_DESK)
def chart(request, code):
    page = _page(request, code, tab="measure")
    stated = page["measure"].observations.within(page["quarter"])
    page["vintages"] = statements_of(stated.filter(breakdown=""))
    found = CycleException.objects.for_office(request.office).of(page["quarter"])
    page["exception"] = found.holding().with_all().filter(measure__code=code).first()
    return render(request, "measures/chart.html", page)


@allow(Can.READ_DESK)
def figures(request, code):
    page = _page(request, code, tab="figures")
    stated = page["measure"].observations.filter(breakdown="")
    page["vintages"] = statements_of(stated)
    return render(request, "measures/figures.html", page)


@allow(Can.READ_DESK)
def targets(request, code):
    page = _page(request, code, tab="targets")
    measure = page["measure"]
    page["aims"] = aims_of(measure, measure.targets.select_related("set_by"))
    page["in_force"] = measure.target_on(timezone.localdate())
    page["baselines"] = baselines_of(page["version"], measure.baselines.all())
    return render(request, "measures/targets.html", page)


@allow(Can.READ_DESK)
def commentaries(request, code):
    page = _page(request, code, tab="commentaries")
    rows = page["measure"].commentaries.select_related("by", "oversight_by")
    ordered = rows.order_by("-period_end", "-period_start", "period_kind", "-number")
    page["writings"] = writings_of(ordered, LABELS)
    return render(request, "measures/commentaries.html", page)


@allow(Can.READ_DESK)
def definition(request, code):
    page = _page(request, code, tab="definition")
    page["versions"] = page["measure"].versions.all()
    return render(request, "measures/definition.html", page)


def _page(request, code: str, *, tab: str) -> dict:
    """What every tab shows; six queries beside the shell's."""
    quarter = quarter_asked(request)
    measure = measure_with_values(request.office, code, quarter)
    standing = request.standing
    newest = last_ended(timezone.localdate())
    return {
        "measure": measure,
        "version": measure.latest_version,
        "quarter": quarter,
        "earlier": quarter - 1,
        "later": quarter + 1 if quarter < newest else None,
        "sheet": sheet_of(measure, quarter),
        "objectives": measure.objectives.select_related("priority"),
        "tab": tab,
        "tabs": TABS,
        "moves": [(move.name, said(move.name)) for move in _moves(request, measure)],
        "is_withheld": _is_withheld(measure),
        "may_edit": standing.can(Can.EDIT_MEASURES),
        "may_restrict": standing.can(Can.DECIDE_RESTRICTIONS),
        "may_write": may_write(request, measure),
    }


def may_write(request, measure) -> bool:
    """Whether they write some part of its commentary."""
    states = request.standing.can(Can.STATE_OVERSIGHT)
    return states or commentary.may_narrate(request.standing, measure)


def _moves(request, measure):
    may = request.standing.can(Can.EDIT_MEASURES)
    return MEASURE.open_to(measure.state) if may else []


def _is_withheld(measure) -> bool:
    restriction = measure.restriction
    return restriction is not None and restriction.released_on is None
