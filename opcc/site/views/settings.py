"""Settings of an office: its names and limits, its people, its posts, its audit log."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tables2 import RequestConfig

from opcc.core import changes
from opcc.core.access import allow
from opcc.core.models import AuditLine, Post
from opcc.core.roles import Can
from opcc.site import forms, tables


@allow(Can.USE_DESK)
def settings(request):
    """What may be set, and by whom."""
    return render(request, "site/settings.html")


@allow(Can.MANAGE_OFFICE)
def office(request):
    form = forms.OfficeForm(request.POST or None, instance=request.office)
    if form.is_valid():
        facts = form.cleaned_data
        changes.amend_office(office=request.office, by=request.user, **facts)
        messages.success(request, _("The settings are saved."))
        return redirect("site:settings", request.office.slug)
    return _form(request, form, _("The office"), "site:settings")


@allow(Can.MANAGE_PEOPLE)
def people(request):
    holdings = request.office.role_holdings.select_related("user", "organisation")
    table = tables.PeopleTable(holdings)
    RequestConfig(request, paginate={"per_page": 50}).configure(table)
    return render(request, "site/people.html", {"table": table})


@allow(Can.MANAGE_PEOPLE)
def add_person(request):
    form = forms.PersonForm(request.POST or None, office=request.office)
    if form.is_valid() and _give_role(request, form):
        messages.success(request, _("The role is given."))
        return redirect("site:people", request.office.slug)
    return _form(request, form, _("Add a person or a role"), "site:people")


@allow(Can.MANAGE_PEOPLE)
def end_role(request, pk):
    holding = get_object_or_404(request.office.role_holdings, pk=pk)
    people_url = reverse("site:people", args=[request.office.slug])
    if request.method != "POST":
        return render(
            request,
            "site/confirm.html",
            {
                "question": _("End this role?"),
                "consequence": _(
                    "%(who)s will no longer be able to act as %(role)s."
                    " What they did stays in the audit log."
                )
                % {"who": holding.user, "role": holding.get_role_display().lower()},
                "button": _("End the role"),
                "cancel_url": people_url,
            },
        )
    try:
        changes.end_role(holding=holding, by=request.user, on=timezone.localdate())
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("The role is ended."))
    return redirect(people_url)


@allow(Can.MANAGE_OFFICE)
def organisations(request):
    rows = request.office.organisations.select_related("part_of")
    return render(request, "site/organisations.html", {"organisations": rows})


@allow(Can.MANAGE_OFFICE)
def add_organisation(request):
    form = forms.OrganisationForm(request.POST or None, office=request.office)
    if form.is_valid():
        changes.add_organisation(
            office=request.office, by=request.user, **form.cleaned_data
        )
        messages.success(request, _("The organisation is added."))
        return redirect("site:organisations", request.office.slug)
    return _form(request, form, _("Add an organisation"), "site:organisations")


@allow(Can.MANAGE_OFFICE)
def posts(request):
    rows = request.office.posts.select_related("organisation").prefetch_related(
        "appointments"
    )
    return render(request, "site/posts.html", {"posts": rows})


@allow(Can.MANAGE_OFFICE)
def add_post(request):
    form = forms.PostForm(request.POST or None, office=request.office)
    if form.is_valid():
        changes.add_post(office=request.office, by=request.user, **form.cleaned_data)
        messages.success(request, _("The post is added."))
        return redirect("site:posts", request.office.slug)
    return _form(request, form, _("Add a post"), "site:posts")


@allow(Can.MANAGE_OFFICE)
def appoint(request, pk):
    post = get_object_or_404(Post.objects.filter(office=request.office), pk=pk)
    form = forms.AppointmentForm(request.POST or None, post=post)
    if form.is_valid():
        changes.appoint(post=post, by=request.user, **form.cleaned_data)
        messages.success(request, _("The appointment is recorded."))
        return redirect("site:posts", request.office.slug)
    heading = _("Appoint: %(post)s") % {"post": post}
    return _form(request, form, heading, "site:posts")


@allow(Can.READ_AUDIT)
def audit_log(request):
    table = tables.AuditTable(AuditLine.objects.filter(office=request.office))
    RequestConfig(request, paginate={"per_page": 50}).configure(table)
    return render(request, "site/audit_log.html", {"table": table})


def _give_role(request, form) -> bool:
    """Whether it was given; what stands against it is shown on the form."""
    given = form.cleaned_data
    try:
        person = changes.add_person(
            office=request.office,
            by=request.user,
            email=given["email"],
            name=given["name"],
        )
        changes.give_role(
            office=request.office,
            by=request.user,
            person=person,
            role=given["role"],
            organisation=given["organisation"],
            ends_on=given["ends_on"],
        )
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return False
    return True


def _form(request, form, heading, back):
    cancel_url = reverse(back, args=[request.office.slug])
    context = {"form": form, "heading": heading, "cancel_url": cancel_url}
    return render(request, "site/form.html", context)
