"""What a panel recommends to the Commissioner or asks for, and the answers, as rows."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from opcc.core.models import Office
from opcc.core.secrecy import says
from scrutiny.domain import recommending
from scrutiny.domain.workflow import ANSWERS
from scrutiny.models.meetings import Meeting

PUBLISHED = ("response_published", "closed")
"""States in which anybody may read the answer."""


class RecommendationQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(office=office)

    def to_answer(self):
        return self.filter(state="made")

    def to_publish(self):
        """Those answered, whose response the panel cannot read yet."""
        return self.filter(state__in=ANSWERS)

    def owed(self):
        """Those to which no response is published."""
        return self.filter(state__in=recommending.OWED)

    def overdue(self, *, on: dt.date):
        return self.owed().filter(respond_by__lt=on)

    def with_all(self):
        return self.select_related(
            "office", "meeting__body", "recorded_by", "answered_by"
        )


class PanelRecommendation(models.Model):
    """A recommendation or a request of the panel, with the date that the panel sets.

    ``answer`` and ``reason`` are published as they stand; ``note`` is the office's own
    and never is. ``on_behalf_of`` names the support officer where the office wrote it.
    """

    class Kind(models.TextChoices):
        RECOMMENDATION = "recommendation", _("Recommendation")
        REQUEST = "request", _("Request")

    class State(models.TextChoices):
        MADE = "made", _("Made")
        ACCEPTED = "accepted", _("Accepted")
        ACCEPTED_IN_PART = "accepted_in_part", _("Accepted in part")
        NOT_ACCEPTED = "not_accepted", _("Not accepted")
        RESPONSE_PUBLISHED = "response_published", _("Response published")
        CLOSED = "closed", _("Closed")

    class Outcome(models.TextChoices):
        NONE = "", _("None yet")
        ACCEPTED = "accepted", _("Accepted")
        ACCEPTED_IN_PART = "accepted_in_part", _("Accepted in part")
        NOT_ACCEPTED = "not_accepted", _("Not accepted")

    office = models.ForeignKey(
        Office, on_delete=models.CASCADE, related_name="panel_recommendations"
    )
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.RECOMMENDATION)
    text = models.TextField(_("what the panel said"))
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="panel_recommendations"
    )
    made_on = models.DateField()
    respond_by = models.DateField(_("response due"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_as = models.CharField(_("name and role"), max_length=200)
    on_behalf_of = models.CharField(_("on behalf of"), max_length=150, blank=True)
    recorded_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=State, default=State.MADE)
    outcome = models.CharField(
        max_length=20, choices=Outcome, default=Outcome.NONE, blank=True
    )
    answer = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    note = models.TextField(_("note for the office only"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    answered_as = models.CharField(_("name and post"), max_length=200, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        ordering = ["respond_by", "number"]
        constraints = [
            models.UniqueConstraint(
                name="recommendation_is_numbered_once_in_its_office",
                fields=["office", "number"],
            ),
            models.CheckConstraint(
                name="response_is_due_after_the_panel_met",
                condition=Q(respond_by__gte=F("made_on")),
                violation_error_message=_("The response is due before the panel met."),
            ),
            models.CheckConstraint(
                name="answered_recommendation_has_its_answer",
                condition=Q(state="made", answered_on=None, outcome="")
                | (
                    ~Q(state="made")
                    & ~Q(answer="")
                    & ~Q(outcome="")
                    & Q(answered_on__isnull=False, answered_by__isnull=False)
                ),
                violation_error_message=_("Write the response."),
            ),
            models.CheckConstraint(
                name="what_is_not_accepted_whole_has_a_reason",
                condition=~Q(outcome__in=["accepted_in_part", "not_accepted"])
                | ~Q(reason=""),
                violation_error_message=_("Give the reason."),
            ),
            models.CheckConstraint(
                name="answer_to_the_panel_is_published_on_a_day",
                condition=Q(state__in=PUBLISHED, published_on__isnull=False)
                | (~Q(state__in=PUBLISHED) & Q(published_on=None)),
            ),
        ]
        indexes = [
            models.Index(
                fields=["office", "state", "respond_by"], name="recommendation_register"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    @property
    def slug(self) -> str:
        """The end of its public address: recommendation-3."""
        return f"{self.kind}-{self.number}"

    @property
    def withheld(self) -> list[tuple[str, str]]:
        """Lines that the public may not read, each with what it stands in.

        What the panel said itself is no secret, nor is how it was answered.
        """
        known = f"{self.text}\n{self.get_outcome_display()}"
        return [
            (line, "the office's own note")
            for line in self.note.splitlines()
            if not says(known, line)
        ]

    @property
    def is_to_publish(self) -> bool:
        """Whether it is answered, and the panel cannot read the answer yet."""
        return self.state in ANSWERS

    @property
    def is_published(self) -> bool:
        return self.state in PUBLISHED

    def standing(self, *, on: dt.date) -> tuple[str, str]:
        """How far it is, in words, and the tone in which that is shown."""
        return recommending.standing(self.state, respond_by=self.respond_by, on=on)

    def told_to_panel(self, *, on: dt.date) -> tuple[str, str]:
        """The same for the panel, which learns of an answer once it is published."""
        return recommending.told_to_panel(self.state, respond_by=self.respond_by, on=on)
