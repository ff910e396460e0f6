"""Every address below a slug has its office, and the reader's standing in it."""

from __future__ import annotations

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import Http404
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from opcc.core.access import standing_of
from opcc.core.models import Office


class SignInMiddleware(LoginRequiredMiddleware):
    """Asks who is signed in only where that matters: open pages vary on nothing."""

    def process_view(self, request, view, args, kwargs):
        if getattr(view, "login_required", True):
            return super().process_view(request, view, args, kwargs)
        return None


class OfficeMiddleware:
    """Turns the ``office`` of an address into ``request.office``; none such: 404."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.office = None
        request.standing = None
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        slug = kwargs.pop("office", None)
        if slug is None or getattr(view, "finds_its_own_office", False):
            return
        try:
            request.office = Office.objects.select_related("force").get(slug=slug)
        except Office.DoesNotExist:
            raise Http404 from None
        request.standing = SimpleLazyObject(
            lambda: standing_of(request.user, request.office, on=timezone.localdate())
        )
