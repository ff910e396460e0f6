"""Inspection reports, the office's response to each, and their findings, as rows."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from measures.models import Measure
from opcc.core.models import Office
from opcc.core.models.audit import AppendOnly
from plans.models import Objective
from scrutiny.domain import enquiry, inspecting
from scrutiny.domain.workflow import TO_DO

COMPLETE = {f"{side}_view": "complete" for side in ("force", "office", "inspectorate")}


class InspectionReportQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(office=office)

    def running(self, *, on: dt.date):
        """Those still to be answered, in time."""
        return self.unanswered().filter(respond_by__gte=on)

    def missed(self, *, on: dt.date):
        """Those answered too late, or not at all by then."""
        late = Q(response_published_on__gt=F("respond_by"))
        never = Q(response_published_on=None, respond_by__lt=on)
        return self.filter(late | never, applies=True)

    def kept(self):
        return self.filter(applies=True, response_published_on__lte=F("respond_by"))

    def unanswered(self):
        return self.filter(applies=True, response_published_on=None)

    def with_counts(self):
        """Adds ``findings_all`` and ``findings_open``, newest first, in one query."""
        views = {f"findings__{view}": state for view, state in COMPLETE.items()}
        still_open = Q(findings__isnull=False) & ~Q(**views)
        counted = self.annotate(
            findings_all=Count("findings"),
            findings_open=Count("findings", filter=still_open),
        )
        return counted.order_by("-published_on", "-pk")


class InspectionReport(models.Model):
    """What an inspectorate published, and how far the office's response to it is.

    ``respond_by`` is the last lawful day; ``note`` is the office's own and is never
    published. Of the chief constable's comments either the day on which they came
    is known, or a day by which none had.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        DECIDED = "decided", _("Decided")
        PUBLISHED = "published", _("Published")

    office = models.ForeignKey(
        Office, on_delete=models.CASCADE, related_name="inspection_reports"
    )
    reference = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    inspectorate = models.CharField(max_length=150)
    published_on = models.DateField()
    respond_by = models.DateField()
    url = models.URLField(_("address"), max_length=300, blank=True)
    applies = models.BooleanField(default=True)
    not_applies_reason = models.CharField(max_length=500, blank=True)
    comments_invited_on = models.DateField(null=True, blank=True)
    comments_received_on = models.DateField(null=True, blank=True)
    comments = models.TextField(_("the chief constable's comments"), blank=True)
    no_comments_by = models.DateField(null=True, blank=True)
    introduction = models.TextField(blank=True)
    note = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    decided_on = models.DateField(null=True, blank=True)
    response_published_on = models.DateField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    objects = InspectionReportQuerySet.as_manager()

    class Meta:
        ordering = ["-published_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="inspection_report_is_recorded_once_in_its_office",
                fields=["office", "reference"],
                violation_error_message=_("A report of that reference is recorded."),
            ),
            models.CheckConstraint(
                name="report_that_needs_no_response_says_why",
                condition=Q(applies=True) | ~Q(not_applies_reason=""),
                violation_error_message=_(
                    "Say why no response is due from this office."
                ),
            ),
            models.CheckConstraint(
                name="comments_came_or_did_not",
                condition=Q(comments_received_on=None) | Q(no_comments_by=None),
            ),
            models.CheckConstraint(
                name="published_response_says_since_when",
                condition=Q(state="published", response_published_on__isnull=False)
                | (~Q(state="published") & Q(response_published_on=None)),
            ),
            models.CheckConstraint(
                name="decided_response_says_by_whom",
                condition=Q(state="draft", decided_by=None, decided_on=None)
                | (
                    ~Q(state="draft")
                    & Q(decided_by__isnull=False, decided_on__isnull=False)
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.title}"

    @property
    def sent(self) -> list[SentResponse]:
        """Where its response went since it was decided, not an earlier text of it."""
        since = self.decided_on
        sendings = self.sendings.all()
        return [each for each in sendings if since is None or each.sent_on >= since]

    def clock(self, *, on: dt.date) -> inspecting.Answered:
        return inspecting.answered(
            published_on=self.published_on,
            answered_on=self.response_published_on,
            applies=self.applies,
            on=on,
        )

    @property
    def comments_print(self) -> str:
        """Of what the chief constable said, as it stands."""
        return enquiry.print_of([str(self.comments_received_on), self.comments])

    def response_print(self) -> str:
        """Of all that its response says; two queries, none where they are fetched."""
        said = [self.introduction, self.comments_print, str(self.no_comments_by)]
        for finding in self.findings.all():
            said += [finding.text, finding.response, finding.none_because]
            said += [f"{each.title} {each.state}" for each in finding.actions.all()]
        return enquiry.print_of(said)

    @property
    def comments_state(self) -> inspecting.Comments:
        return inspecting.Comments(
            self.comments_invited_on, self.comments_received_on, self.no_comments_by
        )


class SentResponse(models.Model):
    """That the response was sent to those the law names: append-only evidence."""

    class To(models.TextChoices):
        SECRETARY_OF_STATE = "secretary_of_state", _("Secretary of State")
        INSPECTORATE = "inspectorate", _("Inspectorate")

    report = models.ForeignKey(
        InspectionReport, on_delete=models.CASCADE, related_name="sendings"
    )
    to = models.CharField(max_length=20, choices=To)
    sent_on = models.DateField()
    how = models.CharField(max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    objects = AppendOnly.as_manager()

    class Meta:
        ordering = ["sent_on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_to_display()}, {self.sent_on}"


class FindingQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(report__office=office)

    def open(self):
        """Those that not all three views call complete."""
        return self.exclude(**COMPLETE)

    def complete(self):
        return self.filter(**COMPLETE)

    def unanswered(self):
        """Recommendations to answer with neither an action that stands nor a reason."""
        stands = Count("actions", filter=~Q(actions__state="superseded"))
        due = self.filter(kind="recommendation", none_because="", report__applies=True)
        return due.annotate(stands=stands).filter(stands=0)

    def differing(self):
        """Those whose three views are not one."""
        same = Q(force_view=F("office_view"), office_view=F("inspectorate_view"))
        return self.exclude(same)

    def with_late_actions(self, *, on: dt.date):
        """Open ones with an action that is past its date and still to be done."""
        late = {"actions__state__in": TO_DO, "actions__due_on__lt": on}
        return self.open().filter(**late).distinct()

    def with_actions(self):
        """All that a list shows of them, in two queries."""
        return self.select_related("report").prefetch_related("actions")


class Finding(models.Model):
    """One thing an inspectorate found, and three views of how far it is.

    ``response`` is the Commissioner's, to be published; ``none_because`` says why no
    action follows; ``note`` is the office's own and is never published.
    """

    class Kind(models.TextChoices):
        RECOMMENDATION = "recommendation", _("Recommendation")
        AREA = "area", _("Area for improvement")
        CAUSE = "cause", _("Cause of concern")

    class Side(models.TextChoices):
        FORCE = "force", _("The force")
        OFFICE = "office", _("The office")
        INSPECTORATE = "inspectorate", _("The inspectorate")

    class View(models.TextChoices):
        OPEN = "open", _("Open")
        COMPLETE = "complete", _("Complete")

    report = models.ForeignKey(
        InspectionReport, on_delete=models.CASCADE, related_name="findings"
    )
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.RECOMMENDATION)
    number = models.PositiveIntegerField()
    text = models.TextField()
    addressed_to = models.CharField(max_length=150)
    due_on = models.DateField(_("by when it asks"), null=True, blank=True)
    force_view = models.CharField(max_length=10, choices=View, default=View.OPEN)
    office_view = models.CharField(max_length=10, choices=View, default=View.OPEN)
    inspectorate_view = models.CharField(max_length=10, choices=View, default=View.OPEN)
    response = models.TextField(_("the Commissioner's response"), blank=True)
    none_because = models.CharField(max_length=500, blank=True)
    note = models.TextField(blank=True)
    measures = models.ManyToManyField(Measure, blank=True, related_name="findings")
    objectives = models.ManyToManyField(Objective, blank=True, related_name="findings")
    revision = models.PositiveIntegerField(default=1)

    objects = FindingQuerySet.as_manager()

    class Meta:
        # Backwards by its kind: recommendations, causes of concern, areas.
        ordering = ["report", "-kind", "number"]
        constraints = [
            models.UniqueConstraint(
                name="finding_is_numbered_once_of_its_kind",
                fields=["report", "kind", "number"],
                violation_error_message=_(
                    "The report has one of that kind and number already."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    @property
    def is_recommendation(self) -> bool:
        return self.kind == self.Kind.RECOMMENDATION

    @property
    def origin(self) -> str:
        """How an action says where it came from; of rows with their report."""
        return f"{self.report.reference}, {str(self).lower()}"

    @property
    def is_answered(self) -> bool:
        return bool(self.response.strip() or self.none_because.strip())

    @property
    def views(self) -> tuple[str, str, str]:
        """The force's, the office's, the inspectorate's."""
        return self.force_view, self.office_view, self.inspectorate_view

    def view_of(self, side: str) -> str:
        return getattr(self, f"{side}_view")

    @property
    def is_open(self) -> bool:
        return inspecting.is_open(*self.views)

    @property
    def views_differ(self) -> bool:
        return inspecting.differ(*self.views)


class FindingView(models.Model):
    """A view of a finding as somebody stated it on a day: append-only."""

    finding = models.ForeignKey(
        Finding, on_delete=models.CASCADE, related_name="stated"
    )
    side = models.CharField(max_length=20, choices=Finding.Side)
    view = models.CharField(max_length=10, choices=Finding.View)
    on = models.DateField()
    said_by = models.CharField(_("name and post"), max_length=200)
    reason = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    objects = AppendOnly.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="reopened_view_has_a_reason",
                condition=Q(view="complete") | ~Q(reason=""),
                violation_error_message=_("Say why it is open again."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()}: {self.get_view_display()}, {self.on}"
