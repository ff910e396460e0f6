"""Pages of papers: asked for, handed in, read as a file, accepted or sent back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from opcc.core.access import allow
from opcc.core.roles import Can
from scrutiny.changes import papers as changes
from scrutiny.domain.files import KINDS
from scrutiny.forms.agendas import ReasonForm
from scrutiny.forms.papers import AcceptForm, FileForm, PaperForm, TextForm
from scrutiny.models import Paper, PaperVersion
from scrutiny.views.finding import crumbs_to_item, item_of
from scrutiny.views.pages import form_page, posted, saved, url_of

SANDBOX = "default-src 'none'; sandbox"
"""Whatever a program makes of the file, it runs nothing and reaches nothing."""


@allow(Can.READ_DESK)
def paper(request, pk):
    """One paper with every version of it, the latest first."""
    shown = _paper(request, pk)
    versions = shown.versions.select_related("by").defer("data")
    officer = request.standing.can(Can.EDIT_MEETINGS)
    page = {
        "paper": shown,
        "versions": versions,
        "is_late": shown.is_late(at=timezone.now()),
        "may_write": _may_write(request, shown) and shown.state != "accepted",
        "may_edit": officer and shown.state != "accepted",
        "may_accept": officer and shown.state == "submitted",
        "may_return": officer and shown.state != "draft",
        "crumbs": crumbs_to_item(request, shown.item),
    }
    return render(request, "scrutiny/paper_detail.html", page)


@allow(Can.EDIT_MEETINGS)
def ask_for(request, pk):
    item = item_of(request, pk)
    form = PaperForm(posted(request), item=item, office=request.office)
    crumbs = crumbs_to_item(request, item)
    if saved(form, lambda: changes.ask_for(paper=form.instance, by=request.user)):
        messages.success(request, _("“%s” is asked for.") % form.instance)
        return redirect(crumbs[-1][1])
    return form_page(request, form, title=_("Ask for a paper"), crumbs=crumbs)


@allow(Can.EDIT_MEETINGS)
def edit(request, pk):
    edited = _paper(request, pk)
    crumbs = _crumbs(request, edited)
    form = PaperForm(
        posted(request), instance=edited, item=edited.item, office=request.office
    )
    if saved(form, lambda: _edit(request, form)):
        messages.success(request, _("“%s” is saved.") % edited)
        return redirect(crumbs[-1][1])
    return form_page(request, form, title=_("Change what is asked for"), crumbs=crumbs)


@allow(Can.WRITE_PAPERS)
def upload(request, pk):
    owed = _theirs(request, pk)
    form = FileForm(posted(request), request.FILES or None)
    crumbs = _crumbs(request, owed)
    if saved(form, lambda: _upload(request, owed, *form.cleaned_data["file"])):
        messages.success(request, _("The file is submitted."))
        return redirect(crumbs[-1][1])
    return form_page(request, form, title=_("Submit a file"), crumbs=crumbs)


@allow(Can.WRITE_PAPERS)
def write(request, pk):
    owed = _theirs(request, pk)
    latest = owed.versions.filter(kind=changes.MARKDOWN).first()
    begun = {"seen": owed.revision, "text": latest.text if latest else ""}
    form = TextForm(posted(request), initial=begun)
    crumbs = _crumbs(request, owed)
    if saved(form, lambda: _write(request, owed, form.cleaned_data)):
        messages.success(request, _("The paper is submitted."))
        return redirect(crumbs[-1][1])
    return form_page(request, form, title=_("Write the paper"), crumbs=crumbs)


@allow(Can.EDIT_MEETINGS)
def accept(request, pk):
    accepted = _paper(request, pk)
    seen = request.GET.get("seen", accepted.revision)
    form = AcceptForm(posted(request), initial={"seen": seen})
    crumbs = _crumbs(request, accepted)
    if saved(form, lambda: _accept(request, accepted, form.cleaned_data)):
        messages.success(request, _("The paper is accepted."))
        return redirect(crumbs[-1][1])
    return form_page(request, form, title=_("Accept the paper"), crumbs=crumbs)


@allow(Can.EDIT_MEETINGS)
def send_back(request, pk):
    returned = _paper(request, pk)
    form = ReasonForm(posted(request), save=_("Send the paper back"))
    crumbs = _crumbs(request, returned)
    if saved(form, lambda: _send_back(request, returned, form.cleaned_data)):
        messages.success(request, _("The paper is sent back to who owes it."))
        return redirect(crumbs[-1][1])
    return form_page(request, form, title=_("Send the paper back"), crumbs=crumbs)


@allow(Can.READ_DESK)
def download(request, pk):
    """The bytes as they were handed in: to keep, never to be shown by the browser."""
    versions = PaperVersion.objects.filter(
        paper__item__meeting__body__office=request.office
    ).exclude(kind=changes.MARKDOWN)
    version = get_object_or_404(versions, pk=pk)
    response = HttpResponse(
        bytes(version.data), content_type=KINDS[version.kind].media_type
    )
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=version.filename
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cache-Control"] = "private, no-store"
    return response


def _edit(request, form: PaperForm) -> None:
    changes.edit(paper=form.instance, based_on=form.seen, by=request.user)


def _paper(request, pk: int) -> Paper:
    papers = Paper.objects.for_office(request.office).with_meeting()
    return get_object_or_404(
        papers.select_related("item__meeting__body__office"), pk=pk
    )


def _theirs(request, pk: int) -> Paper:
    """A paper that this person may hand in; to others it is not there."""
    papers = Paper.objects.for_office(request.office).with_meeting()
    if not request.standing.can(Can.EDIT_MEETINGS):
        papers = papers.filter(owner=request.user)
    return get_object_or_404(papers, pk=pk)


def _may_write(request, shown: Paper) -> bool:
    may = request.standing.can
    is_theirs = may(Can.EDIT_MEETINGS) or shown.owner_id == request.user.pk
    return may(Can.WRITE_PAPERS) and is_theirs


def _crumbs(request, of: Paper):
    here = (of.title, url_of(request, "paper", of.pk))
    return [*crumbs_to_item(request, of.item), here]


def _upload(request, owed: Paper, name: str, data: bytes) -> None:
    changes.upload(paper=owed, name=name, data=data, by=request.user)


def _write(request, owed: Paper, said: dict) -> None:
    changes.write(paper=owed, by=request.user, **said)


def _accept(request, accepted: Paper, said: dict) -> None:
    changes.accept(paper=accepted, by=request.user, **said)


def _send_back(request, returned: Paper, said: dict) -> None:
    changes.send_back(paper=returned, reason=said["reason"], by=request.user)
