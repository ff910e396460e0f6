"""Papers for the items of an agenda, and each version of them, as rows."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from opcc.core.models import Office
from opcc.core.models.audit import AppendOnly
from opcc.core.visibility import Visibility
from scrutiny.models.meetings import AgendaItem


class PaperQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(item__meeting__body__office=office)

    def owed(self):
        """Those that their owner has still to write and hand in."""
        return self.filter(state="draft").exclude(
            item__meeting__status__in=("held", "cancelled")
        )

    def with_meeting(self):
        return self.select_related("owner", "item__meeting__body", "item__restriction")

    def public(self):
        """Accepted papers that may stand in the public agenda."""
        return self.filter(
            Q(item__restriction=None) | Q(item__restriction__released_on__isnull=False),
            state="accepted",
            visibility=Visibility.PUBLIC,
        )


class Paper(models.Model):
    """What somebody owes for an item: a file, or words written here."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Owed")
        SUBMITTED = "submitted", _("Submitted")
        ACCEPTED = "accepted", _("Accepted")

    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, related_name="papers"
    )
    title = models.CharField(max_length=200)
    owner_name = models.CharField(_("owed by"), max_length=150, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="papers_owed",
    )
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    visibility = models.CharField(
        max_length=10, choices=Visibility, default=Visibility.OFFICE
    )
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    revision = models.PositiveIntegerField(default=1)

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["item", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="paper_is_named_once_on_its_item",
                fields=["item", "title"],
                violation_error_message=_("There is a paper of that name."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def owed_by(self) -> str:
        return self.owner.name if self.owner else self.owner_name

    def is_late(self, *, at: dt.datetime) -> bool:
        is_owed = self.state == self.State.DRAFT
        return is_owed and self.due_at is not None and self.due_at < at


class PaperVersion(models.Model):
    """One text or file of a paper, as it was handed in: append-only.

    ``kind`` is a key of scrutiny.domain.files.KINDS, and "markdown" for words
    written here. ``data`` is never served but as an attachment.
    """

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    text = models.TextField(blank=True)
    filename = models.CharField(max_length=120, blank=True)
    data = models.BinaryField(default=bytes, blank=True)
    size = models.PositiveIntegerField(_("bytes"))
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    objects = AppendOnly.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                name="paper_versions_are_numbered_once", fields=["paper", "number"]
            ),
            models.CheckConstraint(
                name="version_is_a_file_or_words_written_here",
                condition=Q(kind="markdown", filename="")
                | (~Q(kind="markdown") & ~Q(filename="") & Q(text="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper}, version {self.number}"
