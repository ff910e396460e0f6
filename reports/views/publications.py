"""The ledger at the desk: what was published, publishing a plan, correcting."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django_tables2 import SingleTableView

from opcc.core import clock
from opcc.core.access import allow
from opcc.core.moves import MoveRefused
from opcc.core.roles import Can
from plans.models import PlanVersion
from reports.changes import plans, publications
from reports.domain import content as contents
from reports.forms import ConfirmForm, CorrectionForm
from reports.models import Publication
from reports.tables import PublicationTable


class PublicationList(SingleTableView):
    """Every entry of the ledger, and the plan that is issued and not yet in it."""

    table_class = PublicationTable
    template_name = "reports/desk/publication_list.html"
    table_pagination = {"per_page": 25}

    def get_queryset(self):
        rows = Publication.objects.for_office(self.request.office)
        return (
            rows.select_related("office", "document", "superseded_by")
            .defer("document__content")
            .prefetch_related("corrections")
            .order_by("-number")
        )

    def get_table_kwargs(self):
        may_correct = self.request.standing.can(Can.CORRECT)
        return {"at": clock.now(), "may_correct": may_correct}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            plan=_unpublished(self.request),
            may_publish_plan=self.request.standing.can(Can.ISSUE_PLAN),
            may_publish_framework=self.request.standing.can(Can.PUBLISH),
            **kwargs,
        )


@allow(Can.ISSUE_PLAN)
def publish_plan(request, pk):
    versions = PlanVersion.objects.for_office(request.office)
    version = get_object_or_404(versions, pk=pk)
    if request.method == "POST":
        try:
            plans.publish_plan(version=version, by=request.user)
        except MoveRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The plan is published."))
        return redirect("reports:publications", request.office.slug)
    page = {
        "version": version,
        "form": ConfirmForm(save=_("Publish the plan")),
        "crumbs": _crumbs(request),
        "cancel_url": _ledger(request),
    }
    return render(request, "reports/desk/plan_publish.html", page)


@allow(Can.CORRECT)
def correct(request, pk):
    """Written on one page, read once more on a second, published by the third step."""
    publication = _publication(request, pk)
    content = contents.from_bytes(bytes(publication.document.content))
    form = CorrectionForm(request.POST or None, content=content)
    page = {"publication": publication, "form": form, "crumbs": _crumbs(request)}
    page["cancel_url"] = _ledger(request)
    if not form.is_valid() or "change" in request.POST:
        return render(request, "reports/desk/correction_form.html", page)
    if "sure" not in request.POST:
        return render(request, "reports/desk/correction_confirm.html", page)
    try:
        publications.correct(
            publication=publication, by=request.user, **form.cleaned_data
        )
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return render(request, "reports/desk/correction_form.html", page)
    messages.success(request, _("The correction is published."))
    return redirect("reports:publications", request.office.slug)


def _publication(request, pk: int) -> Publication:
    rows = Publication.objects.for_office(request.office)
    return get_object_or_404(rows.select_related("document", "office"), pk=pk)


def _unpublished(request) -> PlanVersion | None:
    """The issued plan, where it has no publication yet; two queries."""
    issued = PlanVersion.objects.for_office(request.office).filter(status="issued")
    version = issued.first()
    published = Publication.objects.for_office(request.office).plans()
    if version is None or published.filter(slug=plans.slug_of(version)).exists():
        return None
    return version


def _ledger(request) -> str:
    return reverse("reports:publications", args=[request.office.slug])


def _crumbs(request) -> list[tuple[str, str]]:
    reports = reverse("reports:editions", args=[request.office.slug])
    return [(_("Reports"), reports), (_("Publications"), _ledger(request))]
