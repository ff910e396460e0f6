"""Comparators: groups, their members from day to day, and their figures."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures.changes import comparators
from measures.domain.quantity import said
from measures.forms.comparator_files import COLUMNS, figures_in
from measures.forms.comparators import ComparatorForm, LeaveForm, MemberForm
from measures.forms.listing import ListForm
from measures.forms.refusing import refuse
from measures.models import Comparator, ComparatorMember
from measures.views.listing import ListImport, Shown
from opcc.core.access import allow
from opcc.core.moves import MoveRefused
from opcc.core.roles import Can

VALUES_SHOWN = 200


@allow(Can.READ_DESK)
def comparator_list(request):
    mine = Comparator.objects.for_office(request.office)
    counted = mine.annotate(
        members_count=Count("members", distinct=True),
        measures_count=Count("values__measure", distinct=True),
    )
    page = {
        "comparators": counted,
        "may_edit": request.standing.can(Can.EDIT_MEASURES),
    }
    return render(request, "measures/comparators/list.html", page)


@allow(Can.READ_DESK)
def comparator(request, pk):
    """Its members with their days, and the figures that were stated last."""
    found = _comparator(request, pk)
    rows = found.values.select_related("measure").prefetch_related("measure__versions")
    newest = rows.order_by("-period_end", "measure__order", "member", "-vintage")
    page = {
        "comparator": found,
        "members": found.members.all(),
        "values": [_told(row) for row in newest[:VALUES_SHOWN]],
        "may_edit": request.standing.can(Can.EDIT_MEASURES),
    }
    return render(request, "measures/comparators/detail.html", page)


@allow(Can.EDIT_MEASURES)
def add(request):
    form = ComparatorForm(request.POST or None, office=request.office)
    if form.is_valid():
        added = comparators.add(comparator=form.save(commit=False), by=request.user)
        messages.success(request, _("The comparator is added."))
        return redirect("measures:comparator", request.office.slug, added.pk)
    return _form(request, form, _("Add a comparator"))


@allow(Can.EDIT_MEASURES)
def edit(request, pk):
    found = _comparator(request, pk)
    form = ComparatorForm(request.POST or None, instance=found, office=request.office)
    if form.is_valid():
        comparators.amend(comparator=found, to=form.cleaned_data, by=request.user)
        messages.success(request, _("The comparator is changed."))
        return redirect("measures:comparator", request.office.slug, pk)
    return _form(request, form, _("Change the comparator"), _comparator(request, pk))


@allow(Can.EDIT_MEASURES)
def join(request, pk):
    found = _comparator(request, pk)
    form = MemberForm(request.POST or None)
    if form.is_valid():
        try:
            comparators.join(comparator=found, by=request.user, **form.cleaned_data)
        except (ValidationError, MoveRefused) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The member is added."))
            return redirect("measures:comparator", request.office.slug, pk)
    return _form(request, form, _("Add a member"), found)


@allow(Can.EDIT_MEASURES)
def leave(request, pk):
    rows = ComparatorMember.objects.filter(comparator__office=request.office)
    member = get_object_or_404(rows.select_related("comparator__office"), pk=pk)
    form = LeaveForm(request.POST or None)
    if form.is_valid():
        try:
            comparators.leave(member=member, by=request.user, **form.cleaned_data)
        except (ValidationError, MoveRefused) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The day is saved."))
            return redirect(
                "measures:comparator", request.office.slug, member.comparator_id
            )
    heading = _("%(name)s leaves the group") % {"name": member.name}
    return _form(request, form, heading, member.comparator)


class FiguresImport(ListImport):
    """Comparators' figures from a file."""

    columns = COLUMNS
    heading = gettext_lazy("Import comparators’ figures")
    explanation = gettext_lazy(
        "One figure a row: a member’s, or with no member the group’s own as published. "
        "A figure that differs from the last becomes another vintage."
    )
    example = (
        (*("Most similar group", "Northmarch", "3A", "2026/27 Q1"), "87.4"),
        (*("England and Wales", "", "3A", "2026/27 Q1"), "86.1"),
    )
    back = "measures:comparators"
    back_words = gettext_lazy("Comparators")

    def form(self, *args):
        return ListForm(*args)

    def shown(self, form):
        facts = form.cleaned_data
        found = figures_in(
            facts["data"], filename=facts["filename"], office=self.request.office
        )
        heads = [
            *(_("Comparator"), _("Member"), _("Measure"), _("Period")),
            *(_("Figure"), _("Population of")),
        ]
        return Shown(
            found.accepted, found.findings, heads, [_cells(s) for s in found.accepted]
        )

    def store(self, form, accepted):
        stored = comparators.state_values(
            office=self.request.office,
            stated=accepted,
            by=self.request.user,
            file=form.cleaned_data["filename"],
        )
        return _("%(new)d figures are stored, %(same)d were stated already.") % {
            "new": stored,
            "same": len(accepted) - stored,
        }


def _cells(stated) -> list[str]:
    version = stated.measure.latest_version
    return [
        stated.comparator.name,
        stated.member or _("the group, as published"),
        str(stated.measure),
        str(stated.period),
        said(stated.value, version.unit),
        str(stated.population_year or ""),
    ]


def _told(row) -> dict:
    return {"row": row, "figure": said(row.value, row.measure.latest_version.unit)}


def _comparator(request, pk) -> Comparator:
    return get_object_or_404(Comparator.objects.for_office(request.office), pk=pk)


def _form(request, form, heading, found=None):
    page = {"form": form, "heading": heading, "comparator": found}
    return render(request, "measures/comparators/form.html", page)
