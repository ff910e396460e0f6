"""The specified-information register at the desk: what must be published; checks."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from opcc.core import clock
from opcc.core.access import allow
from opcc.core.roles import Can
from scrutiny.changes import information as changes
from scrutiny.forms.information import CheckForm, InformationFilter, InformationForm
from scrutiny.models import SpecifiedInformation
from scrutiny.tables.recommendations import KEPT, InformationTable
from scrutiny.views.lists import Register, csv_file
from scrutiny.views.pages import form_page, posted, saved, url_of


class InformationList(Register):
    """What must be published, in the order of the Order."""

    table_class = InformationTable
    filterset_class = InformationFilter
    title = gettext_lazy("Specified information")
    text = gettext_lazy("What must be published, where it is, and when it was checked.")
    export_name = "information-export"

    def get_queryset(self):
        return SpecifiedInformation.objects.for_office(self.request.office)

    def get_table_kwargs(self):
        may_check = self.request.standing.can(Can.CHECK_INFORMATION)
        return super().get_table_kwargs() | {"exclude": () if may_check else ("act",)}

    def acts(self):
        slug, can = self.request.office.slug, self.request.standing.can
        public = (
            _("What is published of it"),
            reverse("public:register-list", args=[slug]),
        )
        add = (_("Add a line"), url_of(self.request, "information-add"))
        publish = (
            _("Publish the register"),
            reverse("reports:register-publish", args=[slug]),
        )
        return [
            *([add] if can(Can.CHECK_INFORMATION) else []),
            *([publish] if can(Can.PUBLISH) else []),
            public,
        ]

    def get_context_data(self, **kwargs):
        may_check = self.request.standing.can(Can.CHECK_INFORMATION)
        usual = url_of(self.request, "information-usual") if may_check else ""
        return super().get_context_data(usual_url=usual, **kwargs)


COLUMNS = (
    *("Heading", "Paragraph", "What must be published", "Where it is", "Kept by"),
    *("Months between checks", "How it stands", "Why", "Checked on", "Note"),
)


@allow(Can.READ_DESK)
def export(request):
    on = clock.today()
    rows = SpecifiedInformation.objects.for_office(request.office)
    chosen = InformationFilter(request.GET, queryset=rows, request=request)
    lines = (_cells(row, on) for row in chosen.qs.iterator())
    return csv_file("specified-information", COLUMNS, lines)


@allow(Can.CHECK_INFORMATION)
@require_POST
def add_usual(request):
    added = changes.add_usual(office=request.office, by=request.user)
    words = ngettext(
        "%(count)d line is added. Hold it against the Order.",
        "%(count)d lines are added. Hold them against the Order.",
        added,
    )
    if added:
        messages.success(request, words % {"count": added})
    else:
        messages.info(request, _("The usual list is on the register already."))
    return redirect(url_of(request, "information"))


@allow(Can.CHECK_INFORMATION)
def add(request):
    form = InformationForm(posted(request), office=request.office)
    if saved(form, lambda: changes.add(item=form.instance, by=request.user)):
        messages.success(request, _("The line is added."))
        return redirect(url_of(request, "information"))
    return form_page(request, form, title=_("Add a line"), crumbs=_crumbs(request))


@allow(Can.CHECK_INFORMATION)
def edit(request, pk):
    edited = _item(request, pk)
    form = InformationForm(posted(request), instance=edited, office=request.office)
    if saved(form, lambda: changes.edit(item=form.instance, by=request.user)):
        messages.success(request, _("The line is saved."))
        return redirect(url_of(request, "information"))
    return form_page(request, form, title=_("Change the line"), crumbs=_crumbs(request))


@allow(Can.CHECK_INFORMATION)
def check(request, pk):
    item = _item(request, pk)
    form = CheckForm(posted(request), initial={"address": item.address})
    if saved(form, lambda: _check(request, item, form.cleaned_data)):
        messages.success(request, _("The check is saved."))
        return redirect(url_of(request, "information"))
    text = item.stands(on=clock.today()).reason
    title = _("Check: %s") % item
    return form_page(request, form, title=title, crumbs=_crumbs(request), text=text)


def _check(request, item: SpecifiedInformation, said: dict) -> None:
    changes.check(
        item=item,
        is_found=said["found"] == "yes",
        address=said["address"],
        note=said["note"],
        by=request.user,
    )


def _item(request, pk: int) -> SpecifiedInformation:
    found = SpecifiedInformation.objects.for_office(request.office)
    return get_object_or_404(found, pk=pk)


def _cells(row: SpecifiedInformation, on) -> list[object]:
    stands = row.stands(on=on)
    return [
        row.heading,
        row.paragraph,
        row.text,
        row.address,
        row.kept_by,
        row.every_months,
        KEPT[stands.kept][0],
        stands.reason,
        row.checked_on,
        row.note,
    ]


def _crumbs(request):
    return [
        (_("Meetings"), url_of(request, "bodies")),
        (_("Specified information"), url_of(request, "information")),
    ]
