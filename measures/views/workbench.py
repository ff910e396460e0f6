"""A measure's workbench: its chart, figures, targets, commentary and definition."""

from __future__ import annotations

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from measures.changes import commentary
from measures.domain.workflow import MEASURE
from measures.forms.commentary import LABELS
from measures.forms.looking import AsAtForm
from measures.models import CycleException, Population
from measures.reading.comparing import comparisons
from measures.reading.histories import (
    aims_of,
    baselines_of,
    statements_of,
    targets_set,
    writings_of,
)
from measures.reading.knowing import entered_by
from measures.reading.parts import parts_of
from measures.reading.populations import basis_of
from measures.reading.reviewing import lineage_of, succession_of
from measures.reading.sheets import sheet_of
from measures.views.finding import (
    last_ended,
    measure_as_known,
    measure_with_values,
    quarter_asked,
)
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


def chart_page(request, code: str) -> dict:
    """What the first tab shows, for a page that may show more beside it."""
    page = _page(request, code, tab="measure")
    stated = page["measure"].observations.within(page["quarter"])
    page["vintages"] = statements_of(_seen(page, stated.filter(breakdown="")))
    page["parts"] = parts_of(page["measure"], page["quarter"])
    page["comparisons"] = _comparisons(page)
    page["basis"] = _basis(page["sheet"])
    if page["as_at"] is None:
        page["exception"] = _exception(request.office, code, page["quarter"])
    return page


@allow(Can.READ_DESK)
def figures(request, code):
    page = _page(request, code, tab="figures")
    stated = page["measure"].observations.filter(breakdown="")
    page["vintages"] = statements_of(_seen(page, stated))
    return render(request, "measures/figures.html", page)


@allow(Can.READ_DESK)
def targets(request, code):
    page = _page(request, code, tab="targets")
    measure, as_at = page["measure"], page["as_at"]
    page["aims"] = aims_of(measure, targets_set(measure, by=as_at))
    page["in_force"] = measure.target_on(as_at or timezone.localdate())
    page["baselines"] = baselines_of(page["version"], measure.baselines.all())
    return render(request, "measures/targets.html", page)


@allow(Can.READ_DESK)
def commentaries(request, code):
    page = _page(request, code, tab="commentaries")
    rows = page["measure"].commentaries.select_related("by", "oversight_by")
    if page["as_at"]:
        rows = rows.filter(at__date__lte=page["as_at"])
    ordered = rows.order_by("-period_end", "-period_start", "period_kind", "-number")
    page["writings"] = writings_of(ordered, LABELS)
    return render(request, "measures/commentaries.html", page)


@allow(Can.READ_DESK)
def definition(request, code):
    page = _page(request, code, tab="definition")
    measure = page["measure"]
    page["versions"] = measure.versions.all()
    page["lineage"] = lineage_of(measure)
    page["entries"] = measure.collection_entries.select_related("collection")
    return render(request, "measures/definition.html", page)


def _seen(page: dict, observations):
    return entered_by(observations, on=page["as_at"])


def _page(request, code: str, *, tab: str) -> dict:
    """What every tab shows; seven queries beside the shell's."""
    today = timezone.localdate()
    looking = AsAtForm(request.GET if "as_at" in request.GET else None, on=today)
    as_at = looking.day
    quarter = quarter_asked(request, on=as_at)
    measure = _measure(request.office, code, quarter, as_at)
    newest = last_ended(as_at or today)
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
        "looking": looking,
        "as_at": as_at,
        "is_withheld": _is_withheld(measure),
        "succession": succession_of(measure) if measure.retired_on else None,
        **_may(request, measure, is_past=as_at is not None),
    }


def _exception(office, code: str, quarter):
    found = CycleException.objects.for_office(office).of(quarter)
    return found.holding().with_all().filter(measure__code=code).first()


def _measure(office, code, quarter, as_at):
    if as_at is None:
        return measure_with_values(office, code, quarter)
    return measure_as_known(office, code, quarter, on=as_at)


def _may(request, measure, *, is_past: bool) -> dict:
    """What they may do here; the past is only looked at."""
    standing = request.standing
    edits = standing.can(Can.EDIT_MEASURES) and not is_past
    moves = MEASURE.open_to(measure.state) if edits else []
    return {
        "moves": [(move.name, said(move.name)) for move in moves],
        "may_edit": edits,
        "may_restrict": standing.can(Can.DECIDE_RESTRICTIONS) and not is_past,
        "may_write": may_write(request, measure) and not is_past,
    }


def _comparisons(page: dict):
    """Beside each comparator; a withheld figure is not told by its rank either."""
    measure = page["measure"]
    if page["is_withheld"]:
        return ()
    found = comparisons([measure], page["quarter"], as_at=page["as_at"])
    return found.get(measure.pk, ())


def _basis(sheet):
    """The population and the interval of a rate; None for other measures."""
    if sheet is None or sheet.version.kind != "rate":
        return None
    known = Population.objects.for_office(sheet.measure.office)
    return basis_of(sheet.version, sheet.row.point, known)


def may_write(request, measure) -> bool:
    """Whether they write some part of its commentary."""
    states = request.standing.can(Can.STATE_OVERSIGHT)
    return states or commentary.may_narrate(request.standing, measure)


def _is_withheld(measure) -> bool:
    restriction = measure.restriction
    return restriction is not None and restriction.released_on is None
