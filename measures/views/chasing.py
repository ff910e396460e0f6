"""Asking for returns, and following the link of a message to the one that is owed."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from measures import reminding
from measures.board import board_of
from measures.board.people import named
from measures.views.finding import quarter_named
from opcc.core.access import allow
from opcc.core.moves import MoveRefused
from opcc.core.roles import Can


@allow(Can.RUN_CYCLES)
@require_POST
def chase(request, quarter, organisation):
    """Send the next message about one return."""
    board = _board(request, quarter)
    rows = [row for row in board.rows if row.due.organisation.pk == organisation]
    if not rows:
        raise Http404
    return _chased(request, board, rows)


@allow(Can.RUN_CYCLES)
@require_POST
def chase_all(request, quarter):
    """Send the next message about each return of which somebody can be told today."""
    board = _board(request, quarter)
    return _chased(request, board, board.to_chase)


@allow(Can.USE_DESK)
def follow(request, token):
    """To the return that a message is about; what may be seen there is its own."""
    try:
        quarter, organisation = reminding.opened(token, request.office)
    except reminding.Unknown:
        raise Http404 from None
    except reminding.Expired:
        return render(request, "measures/returns/link_expired.html", status=410)
    return redirect("returns:return", request.office.slug, quarter, organisation)


def _board(request, quarter):
    return board_of(request.office, quarter_named(quarter), on=timezone.localdate())


def _chased(request, board, rows):
    try:
        told = reminding.chase(board, rows, by=request.user, at=timezone.now())
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        _say(request, told)
    index = reverse("returns:returns", args=[request.office.slug])
    return redirect(f"{index}?quarter={board.quarter.key}")


def _say(request, told):
    sent = [reminder for each in told for reminder in each.sent]
    unsure = [reminder for each in told for reminder in each.unsure]
    words = ngettext(
        "One message is sent, to %(who)s.",
        "%(n)d messages are sent, to %(who)s.",
        len(sent),
    )
    if sent:
        who = named(dict.fromkeys(each.to for each in sent))
        messages.success(request, words % {"n": len(sent), "who": who})
    if unsure:
        who = named(each.to for each in unsure)
        messages.error(
            request, _("The mail server did not answer for %(who)s.") % {"who": who}
        )
    if not sent and not unsure:
        messages.info(request, _("They were told already."))
