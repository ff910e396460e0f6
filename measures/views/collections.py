"""Collections: their metrics, which measures cover them, and taking one over."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from measures.changes import collections
from measures.domain.collection import COLUMNS, entries_in
from measures.forms.collections import CoverForm, MatchForm
from measures.forms.listing import CollectionFileForm
from measures.models import Collection, CollectionEntry
from measures.reading.collections import coverage_of, shipped
from measures.views.finding import measure_of
from measures.views.listing import ListImport, Shown
from opcc.core.access import allow
from opcc.core.roles import Can


@allow(Can.READ_DESK)
def collection_list(request):
    """The office's collections with their coverage, and those it may take over."""
    mine = Collection.objects.for_office(request.office).with_coverage()
    known = {(each.name, each.version) for each in mine}
    page = {
        "coverages": [coverage_of(each) for each in mine],
        "shipped": [s for s in shipped() if (s.name, s.version) not in known],
        "may_edit": request.standing.can(Can.EDIT_MEASURES),
    }
    return render(request, "measures/collections/list.html", page)


@allow(Can.READ_DESK)
def collection(request, pk):
    mine = Collection.objects.for_office(request.office)
    found = get_object_or_404(mine.with_coverage(), pk=pk)
    page = {
        "coverage": coverage_of(found),
        "versions": mine.filter(name=found.name).exclude(pk=pk),
        "may_edit": request.standing.can(Can.EDIT_MEASURES),
    }
    return render(request, "measures/collections/detail.html", page)


@allow(Can.EDIT_MEASURES)
@require_POST
def take_over(request, name):
    """Copy a collection that comes with the service into the office."""
    found = next((each for each in shipped() if each.slug == name), None)
    if found is None:
        raise Http404
    try:
        added = collections.add(
            office=request.office,
            name=found.name,
            version=found.version,
            source=found.source,
            entries=found.entries,
            by=request.user,
        )
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("measures:collections", request.office.slug)
    messages.success(request, _("The collection is added."))
    return redirect("measures:collection", request.office.slug, added.pk)


@allow(Can.EDIT_MEASURES)
def cover(request, pk):
    """Which measures cover one metric of a collection."""
    known = CollectionEntry.objects.for_office(request.office)
    entry = get_object_or_404(known.select_related("collection__office"), pk=pk)
    form = CoverForm(request.POST or None, entry=entry)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["measures"]
        collections.cover(entry=entry, measures=chosen, by=request.user)
        messages.success(request, _("The choice is saved."))
        return redirect("measures:collection", request.office.slug, entry.collection_id)
    page = {"entry": entry, "form": form}
    return render(request, "measures/collections/cover.html", page)


@allow(Can.EDIT_MEASURES)
def match(request, code):
    """Which metrics of the office's collections one measure covers."""
    measure = measure_of(request, code)
    form = MatchForm(request.POST or None, measure=measure)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["entries"]
        collections.match(measure=measure, entries=chosen, by=request.user)
        messages.success(request, _("The choice is saved."))
        return redirect("measures:definition", request.office.slug, code)
    page = {"form": form, "measure": measure}
    return render(request, "measures/collections/match.html", page)


class CollectionImport(ListImport):
    """A collection from a file."""

    columns = COLUMNS
    heading = gettext_lazy("Import a collection")
    explanation = gettext_lazy(
        "A collection is a named set of metrics, one a row. Another version of the "
        "same name stands beside those before it; nothing of theirs changes."
    )
    example = (
        ("Safer streets", "Residential burglary", "count", "lower", "Police records"),
        ("Safer streets", "People who feel safe", "percentage", "higher", "Survey"),
    )
    back = "measures:collections"
    back_words = gettext_lazy("Collections")

    def form(self, *args):
        return CollectionFileForm(*args, office=self.request.office)

    def shown(self, form):
        facts = form.cleaned_data
        found = entries_in(facts["data"], filename=facts["filename"])
        heads = [column.name for column in COLUMNS]
        rows = [
            [each.priority, each.metric, each.kind, each.polarity, each.source]
            for each in found.accepted
        ]
        return Shown(found.accepted, found.findings, heads, rows)

    def store(self, form, accepted):
        facts = form.cleaned_data
        said = {name: facts[name] for name in ("name", "version", "source")}
        collections.add(
            office=self.request.office, entries=accepted, by=self.request.user, **said
        )
        return _("The collection is added.")
