"""Reviews of measures, and which measure took another's place."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.changes import lineage, reviews
from measures.forms.refusing import refuse
from measures.forms.reviews import PlanReviewForm, ReplacesForm, VerdictForm
from measures.models import MeasureReview
from measures.reading.reviewing import standing_of_reviews
from measures.views.finding import measure_of
from opcc.core.access import allow
from opcc.core.moves import MoveRefused
from opcc.core.roles import Can


@allow(Can.READ_DESK)
def review_list(request):
    """Overdue, due, never reviewed, and reviewed with nothing open."""
    page = {
        "standing_of": standing_of_reviews(request.office, on=timezone.localdate()),
        "may_edit": request.standing.can(Can.EDIT_MEASURES),
    }
    return render(request, "measures/reviews/list.html", page)


@allow(Can.EDIT_MEASURES)
def plan(request, code):
    measure = measure_of(request, code)
    before = measure.reviews.open().first()
    now = {"due_on": before.due_on, "reviewer": before.reviewer} if before else None
    form = PlanReviewForm(
        request.POST or None, measure=measure, on=timezone.localdate(), initial=now
    )
    if form.is_valid():
        try:
            reviews.plan(measure=measure, by=request.user, **form.cleaned_data)
        except (ValidationError, MoveRefused) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The review is planned."))
            return redirect("measures:definition", request.office.slug, code)
    page = {"form": form, "measure": measure}
    return render(request, "measures/reviews/plan.html", page)


@allow(Can.EDIT_MEASURES, Can.WRITE_COMMENTARY)
def decide(request, code):
    """The reviewer's verdict on the review that is open."""
    measure = measure_of(request, code)
    review = _open(measure)
    form = VerdictForm(request.POST or None, measure=measure)
    if form.is_valid():
        today = timezone.localdate()
        try:
            reviews.decide(
                review=review, by=request.user, on=today, **form.cleaned_data
            )
        except (ValidationError, MoveRefused) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The verdict is given."))
            return redirect("measures:definition", request.office.slug, code)
    page = {"form": form, "measure": measure, "review": review}
    return render(request, "measures/reviews/verdict.html", page)


@allow(Can.EDIT_MEASURES)
def replaces(request, code):
    """Which measure this one took the place of."""
    measure = measure_of(request, code)
    form = ReplacesForm(request.POST or None, measure=measure)
    if form.is_valid():
        try:
            lineage.replace(successor=measure, by=request.user, **form.cleaned_data)
        except (ValidationError, MoveRefused) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The lineage is saved."))
            return redirect("measures:definition", request.office.slug, code)
    page = {"form": form, "measure": measure}
    return render(request, "measures/reviews/replaces.html", page)


def _open(measure) -> MeasureReview:
    review = measure.reviews.open().select_related("reviewer").first()
    if review is None:
        raise Http404
    return review
