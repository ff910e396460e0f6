"""Being told by email, without an account: asking, confirming, leaving.

These pages know a reader by a key alone, and are kept by nobody on the way. A link in
an email only shows a button: scanners of mail open every link.
"""

from __future__ import annotations

from contextlib import suppress

from django.contrib.auth.decorators import login_not_required
from django.core.signing import BadSignature, Signer
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from opcc.core import clock
from reports.changes import subscriptions
from reports.forms.subscribing import SubscribeForm
from reports.models import Subscriber
from reports.models.subscribers import CONFIRMING, KEPT_UNCONFIRMED, LEAVING

asks_and_does = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@login_not_required
@asks_and_does
def subscribe(request):
    """One field; what is said next is the same of every address."""
    form = SubscribeForm(request.POST or None)
    status = 200
    if form.is_valid():
        email = form.cleaned_data["email"]
        try:
            subscriptions.ask(office=request.office, email=email, at=clock.now())
        except subscriptions.TooMany as refusal:
            form.add_error(None, str(refusal))
            status = 429
        else:
            return redirect("public:subscribe-sent", request.office.slug)
    return _page(request, "subscribe", form=form, status=status)


@never_cache
@login_not_required
@require_safe
def sent(request):
    """Look in your inbox: known to nobody, and the same for all."""
    return _page(request, "subscribe_sent")


@never_cache
@login_not_required
@asks_and_does
def confirm(request, key):
    at = clock.now()
    found = None
    with suppress(BadSignature):
        found = _keyed(request, key, CONFIRMING)
    if found is None or found.is_too_old(at=at):
        return _page(request, "subscribe_stale", status=404)
    if request.method != "POST":
        return _page(request, "subscribe_confirm", subscriber=found)
    if not subscriptions.confirm(subscriber=found, at=at):
        return _page(request, "subscribe_stale", status=404)
    return _page(request, "subscribe_confirmed", leave_key=found.leave_key)


@never_cache
@csrf_exempt  # a mail program posts for its reader (RFC 8058): the key is the proof
@login_not_required
@asks_and_does
def leave(request, key):
    """Whoever has left already is told so: a link may be followed twice."""
    try:
        found = _keyed(request, key, LEAVING)
    except BadSignature:
        return _page(request, "subscribe_left", known=False, status=404)
    if found and request.method != "POST":
        return _page(request, "subscribe_leave", subscriber=found)
    if found:
        subscriptions.leave(subscriber=found)
    return _page(request, "subscribe_left", known=True)


def _keyed(request, key: str, signer: Signer) -> Subscriber | None:
    """Whom a key names at this office; None for who has left, or is another's.

    Raises BadSignature for a key that is none of ours.
    """
    named = Subscriber.objects.keyed(key, signer).for_office(request.office)
    return named.select_related("office").first()


def _page(request, name: str, *, status: int = 200, **facts):
    page = {"office": request.office, "days": KEPT_UNCONFIRMED.days, **facts}
    page["path"] = request.path
    response = render(request, f"reports/public/{name}.html", page, status=status)
    if name != "subscribe":
        response["X-Robots-Tag"] = "noindex"
    return response
