"""The register of actions at the desk: narrowed, kept as views, sent out, exported."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from opcc.core import clock
from opcc.core.access import allow
from opcc.core.roles import Can
from scrutiny import reminding
from scrutiny.changes import registers as changes
from scrutiny.filters import OPEN, STATES, ActionFilter
from scrutiny.forms.actions import SaveViewForm
from scrutiny.models import SavedView
from scrutiny.register import COLUMNS, Counts, InOrder, Line, cells, visible_to
from scrutiny.tables.actions import ActionTable
from scrutiny.views.lists import csv_file
from scrutiny.views.pages import saved, url_of

PER_PAGE = 25


@allow(Can.FOLLOW_ACTIONS)
def actions(request):
    """The register, 25 lines a page: constant queries, however many there are."""
    on = clock.today()
    chosen = _filter(request)
    counts = Counts.of(visible_to(request.standing), on=on)
    rows = InOrder(
        chosen.qs.with_origins().with_links(),
        on=on,
        known=counts if chosen.shows_all_open else None,
    )
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    lines = [Line.of(each, reader=request.standing, on=on) for each in page.object_list]
    may_edit = request.standing.can(Can.EDIT_ACTIONS)
    shown = {
        "counts": counts,
        "filter": chosen,
        "page": page,
        "table": ActionTable(lines, exclude=() if may_edit else ("tick",)),
        "chips": _chips(request, chosen),
        "views": SavedView.objects.filter(office=request.office, person=request.user),
        "query": _query(request, chosen),
        "may_edit": may_edit,
    }
    part = "_register" if request.htmx else "register"
    return render(request, f"scrutiny/actions/{part}.html", shown)


@allow(Can.FOLLOW_ACTIONS)
def export(request):
    """What the register shows, all of it, as CSV."""
    on = clock.today()
    rows = _filter(request).qs.with_origins().with_links()
    found = rows.order_by("due_on", "number").iterator(chunk_size=500)
    lines = (Line.of(each, reader=request.standing, on=on) for each in found)
    return csv_file("actions", COLUMNS, (cells(line) for line in lines))


@allow(Can.EDIT_ACTIONS)
@require_POST
def remind(request):
    """Send a message to the owner of each action that is ticked."""
    ticked = visible_to(request.standing).filter(key__in=request.POST.getlist("tick"))
    told = reminding.ask(
        ticked.select_related("organisation", "owner"),
        office=request.office,
        by=request.user,
        at=clock.now(),
    )
    _say_who_was_told(request, told)
    return _back(request)


@allow(Can.FOLLOW_ACTIONS)
@require_POST
def save_view(request):
    form = SaveViewForm(request.POST)
    if saved(form, lambda: _save_view(request, form)):
        messages.success(request, _("“%s” is kept.") % form.cleaned_data["name"])
    else:
        for errors in form.errors.values():
            messages.error(request, " ".join(errors))
    return _back(request)


@allow(Can.FOLLOW_ACTIONS)
@require_POST
def drop_view(request, pk):
    views = SavedView.objects.filter(office=request.office, person=request.user)
    dropped = get_object_or_404(views, pk=pk)
    changes.drop_view(view=dropped, by=request.user)
    messages.success(request, _("“%s” is dropped.") % dropped.name)
    return redirect(url_of(request, "actions"))


def _save_view(request, form) -> None:
    changes.save_view(office=request.office, by=request.user, **form.cleaned_data)


def _filter(request) -> ActionFilter:
    rows = visible_to(request.standing)
    return ActionFilter(request.GET, queryset=rows, request=request)


def _query(request, chosen: ActionFilter) -> str:
    """What narrows the register, as an address says it; never the page."""
    said = QueryDict(mutable=True)
    for name in chosen.filters:
        if request.GET.get(name):
            said[name] = request.GET[name]
    return said.urlencode()


def _chips(request, chosen: ActionFilter) -> list[tuple[str, str]]:
    """Each thing that narrows the register, and the address without it."""
    chips = []
    for name in chosen.filters:
        value = chosen.form[name].value()
        if not value or (name == "state" and value == OPEN):
            continue
        rest = QueryDict(_query(request, chosen), mutable=True)
        rest.pop(name, None)
        chips.append((_words(chosen, name, value), f"?{rest.urlencode()}"))
    return chips


def _words(chosen: ActionFilter, name: str, value: str) -> str:
    if name == "state":
        return str(dict(STATES).get(value, value))
    field = chosen.form.fields[name]
    for choice, words in getattr(field, "choices", ()):
        group = words if isinstance(words, list | tuple) else [(choice, words)]
        for each, said in group:
            if str(each) == value:
                return str(said)
    return f"“{value}”"


def _back(request):
    """To the register as it was narrowed; only the query is theirs, not the address."""
    query = request.POST.get("query", "")
    address = url_of(request, "actions")
    return redirect(f"{address}?{QueryDict(query).urlencode()}" if query else address)


def _say_who_was_told(request, told: reminding.Told) -> None:
    if told.sent:
        words = ngettext(
            "One message is sent: %(who)s.", "%(n)d messages are sent: %(who)s.", told.n
        )
        messages.success(request, words % {"n": told.n, "who": told.who})
    if told.unsure:
        names = ", ".join(each.name for each in told.unsure)
        messages.error(request, _("The mail server did not answer for %s.") % names)
    if told.without:
        numbers = ", ".join(str(action.number) for action in told.without)
        words = _("No message went for %s: told today, over, or without an address.")
        messages.warning(request, words % numbers)
    if not (told.sent or told.unsure or told.without):
        messages.info(request, _("Tick the actions whose owners to remind."))
