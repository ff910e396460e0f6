"""What an edition would give away of its small numbers, and what to hide as well."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from opcc.core.access import allow
from opcc.core.moves import MoveRefused, sentences
from opcc.core.roles import Can
from reports import tasks
from reports.build.proposing import draft_guarded, draft_slips, stored_guarded
from reports.changes import disclosure
from reports.forms import WhyForm
from reports.models import DisclosureProposal, Edition, Suppression, holding
from reports.views.editions import crumbs_to, edition_of
from reports.views.shown import Shown, words_of


@allow(Can.READ_DESK)
def page(request, pk):
    """Every measure with something hidden: safe, or what could be worked out, and how.

    htmx asks for the fragment while a proposal is being worked out.
    """
    edition = edition_of(request, pk)
    is_open = edition.state == Edition.State.DRAFT and not edition.is_freezing
    shown = _drafted(edition) if is_open else _stored(edition)
    page = {
        "edition": edition,
        "crumbs": crumbs_to(edition),
        "measures": shown,
        "is_open": is_open,
        "is_waiting": any(each.is_waiting for each in shown),
        "is_unasked": is_open and any(each.is_unasked for each in shown),
        "may_hide": is_open and request.standing.can(Can.BUILD_EDITIONS),
        "may_withhold": request.standing.can(Can.DECIDE_RESTRICTIONS),
        "decided": _decided(edition),
    }
    name = "_small_numbers" if request.htmx else "small_numbers"
    return render(request, f"reports/desk/{name}.html", page)


@allow(Can.BUILD_EDITIONS)
@require_POST
def propose(request, pk):
    """Have it worked out what else to hide of each measure that leaks."""
    edition = edition_of(request, pk)
    try:
        for row in disclosure.ask_all(edition=edition):
            tasks.work_out.enqueue(row.pk)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("reports:disclosure", request.office.slug, pk)


@allow(Can.BUILD_EDITIONS)
def hide(request, pk, proposal):
    """Hide what was proposed, with the reason."""
    edition = edition_of(request, pk)
    found = DisclosureProposal.objects.for_office(request.office).filter(
        edition=edition, done_at__isnull=False
    )
    row = get_object_or_404(found.select_related("measure", "edition"), pk=proposal)
    form = WhyForm(request.POST or None, save=_("Hide these as well"))
    if form.is_valid():
        done = _done(
            request,
            edition,
            form,
            partial(disclosure.apply, proposal=row, **form.cleaned_data),
            _("They are hidden."),
        )
        if done:
            return done
    return _ask(request, edition, form, HIDE, places=words_of(row), row=row)


@allow(Can.BUILD_EDITIONS)
@require_POST
def again(request, pk, proposal):
    """Work out anew what could not be worked out."""
    found = DisclosureProposal.objects.for_office(request.office)
    row = get_object_or_404(found.exclude(error=""), pk=proposal, edition_id=pk)
    disclosure.ask_again(proposal=row)
    tasks.work_out.enqueue(row.pk)
    return redirect("reports:disclosure", request.office.slug, pk)


@allow(Can.BUILD_EDITIONS)
def withdraw(request, pk, suppression):
    """Show again what somebody decided to hide."""
    edition = edition_of(request, pk)
    found = Suppression.objects.for_office(request.office).select_related("measure")
    row = get_object_or_404(found, pk=suppression)
    form = WhyForm(request.POST or None, save=_("Show it again"))
    if form.is_valid():
        done = _done(
            request,
            edition,
            form,
            partial(
                disclosure.withdraw,
                suppression=row,
                edition=edition,
                **form.cleaned_data,
            ),
            _("It is shown again."),
        )
        if done:
            return done
    return _ask(request, edition, form, SHOW, places=[str(row)], row=row)


@allow(Can.BUILD_EDITIONS)
def confirm(request, pk, code, prompt):
    """Say why a number in a text is not the hidden figure."""
    edition = edition_of(request, pk)
    found = (s for s in draft_slips(edition, code) if s.prompt == prompt)
    slip = next(found, None)
    if slip is None:
        raise Http404
    form = WhyForm(request.POST or None, save=_("Confirm"))
    if form.is_valid():
        change = partial(
            disclosure.confirm, edition=edition, slip=slip, **form.cleaned_data
        )
        done = _done(request, edition, form, change, _("The number is confirmed."))
        if done:
            return done
    return _ask(request, edition, form, SAYS, places=[slip.sentence], row=slip)


HIDE = gettext_lazy("Hide these as well?")
SHOW = gettext_lazy("Show this again?")
SAYS = gettext_lazy("Is this another number?")


def _drafted(edition: Edition) -> list[Shown]:
    """With the proposal for each that leaks, where one was asked for; it asks none."""
    asked = {(row.measure_id, row.fingerprint): row for row in edition.proposals.all()}
    return [
        Shown(each, asked.get((each.measure.pk, each.fingerprint)))
        for each in draft_guarded(edition)
    ]


def _stored(edition: Edition) -> list[Shown]:
    return [Shown(guarded, None) for guarded in stored_guarded(edition)]


def _decided(edition: Edition) -> list[Suppression]:
    """What is hidden by decision, the newest first; one query."""
    rows = Suppression.objects.for_office(edition.office)
    return holding(rows.select_related("measure", "by"))[::-1]


def _done(request, edition: Edition, form, change, words: str):
    """The way back after a change; None where it was refused, which the form says."""
    try:
        change(by=request.user)
    except (MoveRefused, ValidationError) as refusal:
        form.add_error(None, sentences(refusal))
        return None
    messages.success(request, words)
    return redirect("reports:disclosure", request.office.slug, edition.pk)


def _ask(request, edition: Edition, form, question, *, places, row):
    back = reverse("reports:disclosure", args=[edition.office.slug, edition.pk])
    page = {
        "edition": edition,
        "form": form,
        "question": question,
        "places": places,
        "measure": row.measure,
        "row": row,
        "crumbs": [*crumbs_to(edition), (_("Small numbers"), back)],
        "cancel_url": back,
    }
    return render(request, "reports/desk/small_numbers_decide.html", page)
