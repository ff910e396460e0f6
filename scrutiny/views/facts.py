"""Checks of fact: the office's pages, and the page of those who check."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from measures.domain.authorship import OVERSIGHT
from measures.forms.commentary import LABELS as COMMENTARY
from measures.models import Commentary
from measures.views.finding import (
    last_ended,
    organisation_of,
    quarter_asked,
    quarter_named,
)
from opcc.core import clock
from opcc.core.access import allow
from opcc.core.models import Organisation
from opcc.core.models.periods import columns
from opcc.core.moves import MoveRefused, sentences
from opcc.core.periods import Period
from opcc.core.roles import Can
from scrutiny.changes import facts as changes
from scrutiny.domain.diary import in_words
from scrutiny.forms.facts import RemarkForm, ReplyForm
from scrutiny.models import FactCheck, FactRemark
from scrutiny.views.pages import form_page, saved, url_of

LABELS = {name: words for name, words in COMMENTARY.items() if name not in OVERSIGHT}
"""What those who check may read: never what the Commissioner makes of it."""


@dataclass(frozen=True)
class Passage:
    """What is written about one measure, what was remarked, and a form to remark.

    Once a check has ended, what is written is not ``open`` to those who checked: from
    then on it is the office's draft again.
    """

    commentary: Commentary
    remarks: list[FactRemark]
    form: RemarkForm | None = None
    open: bool = True

    @property
    def words(self) -> list[tuple[str, str]]:
        """Each prompt that says something, and what it says."""
        if not self.open:
            return []
        names = [name for name in Commentary.TEXTS if name in LABELS]
        texts = ((LABELS[name], getattr(self.commentary, name)) for name in names)
        return [(label, text) for label, text in texts if text]


@allow(Can.READ_DESK)
def fact_checks(request):
    """A quarter's checks, and the organisations that have none yet."""
    quarter = quarter_asked(request)
    checks = FactCheck.objects.for_office(request.office).of(quarter).with_remarks()
    on = clock.today()
    page = {
        "quarter": quarter,
        "earlier": quarter - 1,
        "later": quarter + 1 if quarter < last_ended(on) else None,
        "crumbs": _crumbs(request),
        "checks": [(check, check.value.runs(on)) for check in checks],
        "unchecked": _unchecked(request, quarter),
        "may_start": request.standing.can(Can.CHECK_FACTS),
    }
    return render(request, "scrutiny/fact_checks.html", page)


@allow(Can.CHECK_FACTS)
@require_POST
def start_check(request, period, organisation_pk):
    quarter = quarter_named(period)
    organisation = organisation_of(request, organisation_pk)
    try:
        check = changes.start(
            office=request.office,
            organisation=organisation,
            quarter=quarter,
            by=request.user,
        )
    except (MoveRefused, ValidationError) as refusal:
        messages.error(request, " ".join(sentences(refusal)))
    else:
        words = _("%(them)s checks the facts until %(day)s.")
        said = {"them": organisation, "day": in_words(check.closes_on)}
        messages.success(request, words % said)
    return redirect(url_of(request, "fact-checks") + f"?quarter={quarter.key}")


@allow(Can.READ_DESK)
def fact_check(request, pk):
    """One check as the office reads it, with its remarks to reply to."""
    shown = get_object_or_404(_checks(request), pk=pk)
    page = {
        "check": shown,
        "runs": shown.value.runs(clock.today()),
        "passages": _read(shown),
        "may_reply": request.standing.can(Can.CHECK_FACTS),
        "crumbs": _crumbs(request, shown.period),
    }
    return render(request, "scrutiny/fact_check.html", page)


@allow(Can.CHECK_FACTS)
def reply_to_remark(request, pk):
    remarks = FactRemark.objects.filter(check_of__office=request.office)
    said = get_object_or_404(remarks.select_related("check_of"), pk=pk)
    form = ReplyForm(request.POST or None)
    crumbs = _crumbs(request, said.check_of.period)
    back = url_of(request, "fact-check", said.check_of_id)
    crumbs.append((str(said.check_of.organisation), back))
    if saved(form, lambda: _reply(request, said, form.cleaned_data)):
        messages.success(request, _("The reply is sent."))
        return redirect(back)
    title = _("Reply to a remark")
    return form_page(request, form, title=title, crumbs=crumbs, text=said.text)


@allow(Can.ANSWER_QUESTIONS)
def facts_to_check(request, key):
    """The passages about the reader's own measures, each with a place to remark."""
    check = _theirs(request, key)
    runs = check.value.runs(clock.today())
    form = None
    if request.method == "POST":
        form = RemarkForm(request.POST, code=request.POST.get("measure", ""))
        if saved(form, lambda: _remark(request, check, form.cleaned_data)):
            messages.success(request, _("Your remark is sent."))
            return redirect(url_of(request, "facts-to-check", key))
    page = {
        "check": check,
        "runs": runs,
        "passages": _passages(check, form=form) if runs else _remarked(check),
        "form": form,
        "crumbs": [(_("Questions"), url_of(request, "answers"))],
    }
    return render(request, "scrutiny/facts_to_check.html", page)


@allow(Can.ANSWER_QUESTIONS)
@require_POST
def confirm_facts(request, key):
    check = _theirs(request, key)
    try:
        changes.confirm(check=check, by=request.standing)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("You have confirmed the facts. Thank you."))
    return redirect(url_of(request, "facts-to-check", key))


def _checks(request):
    return FactCheck.objects.for_office(request.office).with_remarks()


def _theirs(request, key) -> FactCheck:
    mine = _checks(request).put_to(request.standing.provides_for)
    return get_object_or_404(mine, key=key)


def _unchecked(request, quarter: Period):
    """Organisations with commentary on their measures and no check of it."""
    written = Commentary.objects.filter(
        measure__office=request.office,
        period_kind=quarter.kind.value,
        period_start=quarter.start,
    )
    checked = FactCheck.objects.for_office(request.office).of(quarter)
    others = Organisation.objects.filter(office=request.office).exclude(
        kind=Organisation.Kind.OFFICE
    )
    about = others.filter(pk__in=written.values("measure__provider"))
    return about.exclude(pk__in=checked.values("organisation"))


def _read(check: FactCheck) -> list[Passage]:
    """What is written and what was remarked on it. Three queries."""
    said = list(check.remarks.select_related("by", "replied_by"))
    written = changes.passages(check.organisation, check.period)
    return [
        Passage(each, [one for one in said if one.measure_id == each.measure_id])
        for each in written
    ]


def _passages(check: FactCheck, *, form: RemarkForm | None) -> list[Passage]:
    """Each with a place to remark; the form that was refused stands at its own."""
    passages = []
    for each in _read(check):
        code, writing = each.commentary.measure.code, each.commentary.number
        if form is not None and form.data.get("measure") == code:
            own = form.beside(writing)
        else:
            own = RemarkForm(code=code, writing=writing)
        passages.append(replace(each, form=own))
    return passages


def _remarked(check: FactCheck) -> list[Passage]:
    """Once the check has ended: their remarks with the replies, and nothing newer."""
    return [replace(each, open=False) for each in _read(check) if each.remarks]


def _remark(request, check: FactCheck, said: dict) -> None:
    """On the writing that they read; the change refuses one that is not the newest."""
    written = Commentary.objects.filter(
        measure__provider=check.organisation,
        measure__code=said["measure"],
        number=said["writing"],
        **columns(check.period),
    )
    read = get_object_or_404(written.select_related("measure"))
    changes.remark(check=check, commentary=read, text=said["text"], by=request.standing)


def _reply(request, said: FactRemark, words: dict) -> None:
    changes.reply(said=said, text=words["text"], by=request.user)


def _crumbs(request, quarter: Period | None = None):
    crumbs = [
        (_("Meetings"), url_of(request, "bodies")),
        (_("Questions"), url_of(request, "questions")),
    ]
    if quarter is not None:
        checks = url_of(request, "fact-checks") + f"?quarter={quarter.key}"
        crumbs.append((_("Checks of fact"), checks))
    return crumbs
