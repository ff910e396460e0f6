"""Information requests, as rows: what the office is to be told, by when."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q

from opcc.core.models import Office, Organisation
from scrutiny.models.keys import KEY_LENGTH, new_key
from scrutiny.models.meetings import AgendaItem, Meeting


class InformationRequestQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(office=office)

    def unanswered(self):
        return self.filter(answered_at=None)

    def overdue(self, *, on: dt.date):
        return self.unanswered().filter(due_on__lt=on)

    def standing_on(self, meeting: Meeting):
        """What stands on the agenda of a meeting until it is answered.

        What an earlier meeting of the same body was to be told, and was not, comes
        back. A meeting that is over has none.
        """
        if meeting.is_over:
            return self.none()
        earlier = Q(
            for_meeting__body=meeting.body_id,
            for_meeting__held_on__lt=meeting.held_on,
        )
        return self.unanswered().filter(Q(for_meeting=meeting) | earlier)

    def with_asked(self):
        return self.select_related("asked_of")

    def put_to(self, organisations):
        return self.filter(asked_of__in=organisations)


class InformationRequest(models.Model):
    """Something to be told by a date, or at a meeting."""

    office = models.ForeignKey(
        Office, on_delete=models.CASCADE, related_name="information_requests"
    )
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=KEY_LENGTH, default=new_key, unique=True)
    text = models.TextField()
    asked_of = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    item = models.ForeignKey(
        AgendaItem,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="information_requests",
    )
    for_meeting = models.ForeignKey(
        Meeting,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="information_requests",
    )
    due_on = models.DateField()
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=150, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    objects = InformationRequestQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "number"]
        constraints = [
            models.UniqueConstraint(
                name="information_request_is_numbered_once_in_its_office",
                fields=["office", "number"],
            ),
            models.CheckConstraint(
                name="answered_request_has_its_answer",
                condition=Q(answered_at=None, answer="")
                | (Q(answered_at__isnull=False) & ~Q(answer="")),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
