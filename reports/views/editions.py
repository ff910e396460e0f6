"""Editions at the desk: the list, a new one, one of them, its blockers and preview."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tables2 import SingleTableView

from opcc.core import clock
from opcc.core.access import allow
from opcc.core.hours import said_moment
from opcc.core.models import AuditLine
from opcc.core.moves import MoveRefused, sentences
from opcc.core.roles import Can
from reports import render as drawing
from reports.build import build_edition
from reports.build.blockers import Blocker, blockers
from reports.build.waiting import waiting_of
from reports.changes import early_sight, editions
from reports.forms import EditionForm, StartForm, said_of
from reports.models import Edition, Rendering
from reports.tables import EditionTable, status_of
from reports.views.kept import listed
from reports.views.steps import next_moves, stages

WITH = (
    "office",
    "plan",
    "meeting__body",
    "built_by",
    "signed_off_by",
    "approved_by",
    "publication__office",
    "publication__superseded_by",
)
"""What an edition's pages show of other rows; its document only where it is needed."""

VERBS = {
    "start": gettext_lazy("Started"),
    "amend": gettext_lazy("Changed"),
    "ask_freeze": gettext_lazy("Freeze asked for"),
    "freeze": gettext_lazy("Frozen"),
    "sign_off": gettext_lazy("Signed off"),
    "approve": gettext_lazy("Approved"),
    "return": gettext_lazy("Returned to draft"),
    "embargo": gettext_lazy("Put under embargo"),
    "publish": gettext_lazy("Published"),
    "supersede": gettext_lazy("Superseded"),
    "hide": gettext_lazy("A figure hidden"),
    "show again": gettext_lazy("A figure shown again"),
    "confirm number": gettext_lazy("A number in a text confirmed"),
    "add text": gettext_lazy("Words of your own added"),
    "change part": gettext_lazy("A part changed"),
    "move part": gettext_lazy("A part moved"),
    "leave out": gettext_lazy("A part left out"),
    "put back": gettext_lazy("A part put back"),
    "take out text": gettext_lazy("Words of your own taken out"),
    "standard order": gettext_lazy("Back to the standard order"),
}

INSTEAD = {
    "measures:commentary": (
        "measures:commentaries",
        Can.WRITE_COMMENTARY,
        Can.STATE_OVERSIGHT,
    ),
    "reports:edition-edit": ("reports:edition", Can.BUILD_EDITIONS),
    "reports:confirm": ("reports:disclosure", Can.BUILD_EDITIONS),
    "reports:part": ("reports:composition", Can.BUILD_EDITIONS),
}
"""The page for those who may not write on the first, and who may."""


def edition_of(request, pk: int) -> Edition:
    """One of the office's, or 404; one query, and without the frozen bytes."""
    rows = Edition.objects.for_office(request.office).select_related(*WITH, "document")
    return get_object_or_404(rows.defer("document__content"), pk=pk)


def crumbs_to(edition: Edition) -> list[tuple[str, str]]:
    slug = edition.office.slug
    return [
        (_("Reports"), reverse("reports:editions", args=[slug])),
        (str(edition), reverse("reports:edition", args=[slug, edition.pk])),
    ]


class EditionList(SingleTableView):
    """Every edition of the office."""

    table_class = EditionTable
    template_name = "reports/desk/edition_list.html"
    table_pagination = {"per_page": 25}

    def get_queryset(self):
        rows = Edition.objects.for_office(self.request.office)
        return rows.select_related("meeting__body")

    def get_table_kwargs(self):
        return {"office": self.request.office, "may_start": self.may_start}

    def get_context_data(self, **kwargs):
        return super().get_context_data(may_start=self.may_start, **kwargs)

    @property
    def may_start(self) -> bool:
        return self.request.standing.can(Can.BUILD_EDITIONS)


@allow(Can.BUILD_EDITIONS)
def add(request):
    form = StartForm(request.POST or None, office=request.office, on=clock.today())
    if form.is_valid():
        try:
            edition = editions.start(
                office=request.office, by=request.user, **form.started()
            )
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, _("The edition is started."))
            return redirect("reports:edition", request.office.slug, edition.pk)
    page = {"form": form, "cancel_url": _list_of(request)}
    page["crumbs"] = [(_("Reports"), _list_of(request))]
    return render(request, "reports/desk/edition_add.html", page)


@allow(Can.READ_DESK)
def edition(request, pk):
    shown = edition_of(request, pk)
    page = {
        "edition": shown,
        "status": status_of(shown),
        "stages": stages(shown),
        "moves": list(next_moves(shown, request.standing)),
        "may_edit": may_edit(request, shown),
        "may_correct": request.standing.can(Can.CORRECT),
        "may_derive": _may_derive(request, shown),
        "history": _history(shown),
        "renderings": _downloads(shown),
        "corrections": _corrections(shown),
        "in_the_way": _in_the_way(shown),
        "versions": listed(shown),
    }
    return render(request, "reports/desk/edition_detail.html", page)


@allow(Can.BUILD_EDITIONS)
def edit(request, pk):
    shown = edition_of(request, pk)
    if not may_edit(request, shown):
        messages.error(request, editions.FIXED)
        return redirect("reports:edition", request.office.slug, pk)
    form = EditionForm(
        request.POST or None,
        office=request.office,
        on=clock.today(),
        initial=said_of(shown),
    )
    if form.is_valid():
        try:
            editions.amend(edition=shown, by=request.user, **form.cleaned_data)
        except (MoveRefused, ValidationError) as refusal:
            form.add_error(None, sentences(refusal))
        else:
            messages.success(request, _("The edition is changed."))
            return redirect("reports:edition", request.office.slug, pk)
    crumbs = crumbs_to(shown)
    page = {"form": form, "edition": shown, "crumbs": crumbs}
    page["cancel_url"] = crumbs[-1][1]
    return render(request, "reports/desk/edition_edit.html", page)


@allow(Can.READ_DESK)
def edition_blockers(request, pk):
    shown = edition_of(request, pk)
    page = {
        "edition": shown,
        "crumbs": crumbs_to(shown),
        "blockers": [
            (blocker, _where(request, blocker))
            for blocker in blockers(shown, on=clock.today())
        ],
    }
    return render(request, "reports/desk/edition_blockers.html", page)


@allow(Can.READ_DESK)
def preview(request, pk):
    """A draft as it would be frozen today; a frozen one as it is stored."""
    shown = edition_of(request, pk)
    body = _drawn_today(shown) if shown.document is None else _stored(shown)
    note_opened(request, shown)
    if shown.publication is None:
        body = _kept_at_the_desk(body, shown)
    page = {"edition": shown, "crumbs": crumbs_to(shown), "body": body}
    return render(request, "reports/desk/edition_preview.html", page)


@allow(Can.READ_DESK)
def download(request, pk, media):
    """What was frozen, byte for byte."""
    shown = edition_of(request, pk)
    if shown.document is None or media == Rendering.Format.HTML:
        raise Http404
    rendering = get_object_or_404(shown.document.renderings, format=media, part="")
    note_opened(request, shown)
    name = f"{request.office.slug}-{shown.slug}.{media}"
    return HttpResponse(
        bytes(rendering.body),
        content_type=rendering.media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def note_opened(request, shown: Edition) -> None:
    """Under embargo the desk is one more place where it is opened."""
    if shown.publication is not None:
        early_sight.note_opened(
            publication=shown.publication, user=request.user, at=clock.now()
        )


def _kept_at_the_desk(body: str, shown: Edition) -> str:
    """The body with its link to what changed leading where that can be read by now."""
    slug = shown.office.slug
    public = reverse("public:edition-changed", args=[slug, shown.slug])
    desk = reverse("reports:edition-changed", args=[slug, shown.pk])
    return body.replace(f'href="{public}"', f'href="{desk}"')


def _drawn_today(shown: Edition) -> str:
    return drawing.to_html(build_edition(shown, frozen_on=clock.today()))


def _stored(shown: Edition) -> str:
    stored = shown.document.renderings.get(format=Rendering.Format.HTML, part="")
    return bytes(stored.body).decode()


def _in_the_way(shown: Edition) -> tuple[int, int] | None:
    """How many errors and warnings a draft has; of what is frozen, only how many
    exceptions its sign-off waits for; None for what is signed off.
    """
    if shown.state == Edition.State.FROZEN:
        return len(waiting_of(shown)), 0
    if shown.state != Edition.State.DRAFT:
        return None
    found = blockers(shown, on=clock.today())
    errors = sum(blocker.is_error for blocker in found)
    return errors, len(found) - errors


def may_edit(request, shown: Edition) -> bool:
    is_open = shown.state == Edition.State.DRAFT and not shown.is_freezing
    return is_open and request.standing.can(Can.BUILD_EDITIONS)


def _may_derive(request, shown: Edition) -> bool:
    is_published = shown.state == Edition.State.PUBLISHED
    return is_published and request.standing.can(Can.PUBLISH)


def _history(shown: Edition) -> list[tuple[str, str, AuditLine]]:
    """What was done, when and by whom, the last first; one query."""
    lines = AuditLine.objects.filter(
        office=shown.office,
        subject_kind=Edition._meta.label,
        subject_id=str(shown.pk),
    )
    return [(VERBS.get(row.verb, row.verb), said_moment(row.at), row) for row in lines]


def _downloads(shown: Edition):
    if shown.document is None:
        return []
    whole = shown.document.renderings.filter(part="").exclude(format="html")
    return whole.defer("body")


def _corrections(shown: Edition):
    return shown.publication.corrections.all() if shown.publication else []


def _where(request, blocker: Blocker) -> str:
    """Where it is put right, or where it is read by those who may not."""
    view, args = blocker.view, blocker.args
    instead, *permissions = INSTEAD.get(view, ("",))
    if instead and not any(request.standing.can(each) for each in permissions):
        view, args = instead, args[:1]
    return reverse(view, args=[request.office.slug, *args])


def _list_of(request) -> str:
    return reverse("reports:editions", args=[request.office.slug])
