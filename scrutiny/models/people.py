"""Who belongs to a body, who is asked to an item, and who came, as rows."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from opcc.core.models import Office, Post
from opcc.core.models.audit import AppendOnly
from scrutiny.models.bodies import Body
from scrutiny.models.meetings import AgendaItem, Meeting


class TermsOfReference(models.Model):
    """What a body is for and how it works, as approved on a day: append-only."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="terms")
    number = models.PositiveIntegerField()
    text = models.TextField(_("terms of reference"))
    approved_by = models.CharField(max_length=150)
    approved_on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = AppendOnly.as_manager()

    class Meta:
        ordering = ["-number"]
        verbose_name_plural = "terms of reference"
        constraints = [
            models.UniqueConstraint(
                name="terms_of_reference_are_numbered_once", fields=["body", "number"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.body}, terms of reference {self.number}"


class MembershipQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(body__office=office)

    def held(self, *, on: dt.date):
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)


class Membership(models.Model):
    """A post that belongs to a body; whoever holds the post is the member.

    A post that nobody holds is a vacancy: the seat stays.
    """

    class Capacity(models.TextChoices):
        CHAIR = "chair", _("Chair")
        MEMBER = "member", _("Member")
        ADVISER = "adviser", _("Adviser")

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="memberships")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="seats")
    side = models.CharField(max_length=120, blank=True)
    capacity = models.CharField(
        max_length=10, choices=Capacity, default=Capacity.MEMBER
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["side", "capacity", "post__title"]
        constraints = [
            models.UniqueConstraint(
                name="post_has_one_seat_in_a_body_at_a_time",
                fields=["body", "post"],
                condition=Q(ends_on=None),
                violation_error_message=_("That post has a seat in this body already."),
            ),
            models.CheckConstraint(
                name="membership_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day is before the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post} in {self.body}"


class Invitee(models.Model):
    """Somebody asked to come for one item."""

    item = models.ForeignKey(
        AgendaItem, on_delete=models.CASCADE, related_name="invitees"
    )
    name = models.CharField(_("name and post"), max_length=150)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="person_is_invited_once_to_an_item",
                fields=["item", "name"],
                violation_error_message=_("They are invited already."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Attendance(models.Model):
    """Who came to a meeting, who sent apologies, and who stood in for whom."""

    class Kind(models.TextChoices):
        PRESENT = "present", _("Present")
        APOLOGIES = "apologies", _("Apologies")
        SUBSTITUTE = "substitute", _("Substitute")
        ABSENT = "absent", _("Absent")

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="attendance"
    )
    name = models.CharField(_("name and post"), max_length=150)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PRESENT)
    stands_in_for = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ["kind", "name"]
        verbose_name_plural = "attendance"
        constraints = [
            models.UniqueConstraint(
                name="person_attends_a_meeting_once",
                fields=["meeting", "name"],
                violation_error_message=_("They are on the list already."),
            ),
            models.CheckConstraint(
                name="substitute_stands_in_for_somebody",
                condition=~Q(kind="substitute") | ~Q(stands_in_for=""),
                violation_error_message=_("Say whom they stand in for."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_kind_display()}"
