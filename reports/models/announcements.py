"""Who is told by email that something became public, and who had sight of it before."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q

from opcc.core.models import Office
from reports.models.publications import Publication
from reports.models.subscribers import Subscriber


class Announcement(models.Model):
    """That a publication is announced: its one row is why it is so only once."""

    publication = models.OneToOneField(
        Publication, on_delete=models.PROTECT, related_name="announcement"
    )
    begun_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.publication)


class LetterQuerySet(models.QuerySet):
    def unsent(self, *, at: dt.datetime):
        """Not gone yet, and with nobody who sends them at a moment."""
        idle = Q(lease_until=None) | Q(lease_until__lt=at)
        return self.filter(idle, sent_at=None, attempts__lt=Letter.ATTEMPTS)

    def to_people(self):
        """Of the office and its panel: they have names."""
        return self.exclude(to=None)

    def to_subscribers(self):
        """Those who have left since are among them, as letters to nobody."""
        return self.filter(to=None)

    def asked_for(self):
        """What somebody asked for who wants to be told: they are no announcement."""
        return self.filter(announcement=None)


class Letter(models.Model):
    """One message to one person or subscriber, under lease while it is sent.

    Without an announcement it is what a subscriber asked for: to be told. The address
    of a subscriber stands in their own row alone, and goes with it.
    """

    ATTEMPTS = 5
    """Then it is said at the desk that it may not have gone."""

    announcement = models.ForeignKey(
        Announcement, null=True, on_delete=models.CASCADE, related_name="letters"
    )
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    subscriber = models.ForeignKey(
        Subscriber, null=True, on_delete=models.SET_NULL, related_name="letters"
    )
    email = models.EmailField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="nobody_is_told_twice_of_one_publication",
                fields=["announcement", "to"],
            ),
            models.UniqueConstraint(
                name="no_subscriber_is_told_twice_of_one_publication",
                fields=["announcement", "subscriber"],
            ),
            models.CheckConstraint(
                name="letter_is_to_a_person_or_to_a_subscriber",
                condition=Q(to__isnull=False, subscriber=None) | Q(to=None, email=""),
            ),
            models.CheckConstraint(
                name="letter_announces_or_answers_a_subscriber",
                condition=Q(announcement__isnull=False) | Q(subscriber__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.announcement}: {self.email}"

    @property
    def address(self) -> str:
        return self.subscriber.email if self.subscriber else self.email


class LeftAnnouncements(models.Model):
    """A person who wants no announcements of an office."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="announcements_are_left_once", fields=["office", "user"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.office}"


class EarlySight(models.Model):
    """A person who might read a publication before the public, and whether they did.

    ``named_at`` is when the embargo began; None for whoever came to it later, and is
    here because they opened it. ``opened_at`` is the first time; None for never.
    """

    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="early_sight"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=150)
    post = models.CharField(max_length=200)
    named_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["post", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="early_sight_is_listed_once_a_person",
                fields=["publication", "user"],
            ),
            models.CheckConstraint(
                name="early_sight_was_given_or_taken",
                condition=Q(named_at__isnull=False) | Q(opened_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.post}: {self.publication}"
