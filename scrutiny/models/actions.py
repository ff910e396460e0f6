"""Actions, what was said of them, and the changes of their dates, as rows."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When
from django.utils.translation import gettext_lazy as _

from measures.models import Measure
from opcc.core.models import Office, Organisation
from opcc.core.models.audit import AppendOnly
from plans.models import Commitment
from scrutiny.domain.workflow import TO_DO
from scrutiny.models.inspections import Finding
from scrutiny.models.keys import KEY_LENGTH, new_key
from scrutiny.models.meetings import AgendaItem, Meeting
from scrutiny.models.questions import Question
from scrutiny.models.topics import Topic

OPEN = ("raised", "in_progress", "pending_sign_off")
"""States in which an action still has to be done or signed off."""


FIRST_DATE_STANDS = "The first due date of an action never changes."


class ActionQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(office=office)

    def update(self, **changes):
        """What a bulk change would slip past ``save``: the first due date."""
        if "first_due_on" in changes:
            raise TypeError(FIRST_DATE_STANDS)
        return super().update(**changes)

    def open(self):
        return self.filter(is_open=1)

    def to_do(self):
        """Those whose owner still has to do them."""
        return self.open().filter(state__in=TO_DO)

    def arising_at(self, meeting: Meeting):
        """Matters arising: still open from earlier meetings of the same body."""
        return self.open().filter(
            item__meeting__body=meeting.body_id,
            item__meeting__held_on__lt=meeting.held_on,
        )

    def overdue(self, *, on: dt.date):
        """Past their date and not yet offered for sign-off."""
        return self.to_do().filter(due_on__lt=on)

    def not_overdue(self, *, on: dt.date):
        return self.exclude(is_open=1, state__in=TO_DO, due_on__lt=on)

    def closed_by(self, day: dt.date):
        """Those that were closed on a day or before, and stand closed."""
        return self.filter(state="closed", ended_on__lte=day)

    def owned_by(self, user, organisations=()):
        """A person's own, and those of the organisations that they answer for."""
        return self.filter(Q(owner=user) | Q(organisation__in=organisations))

    def with_origins(self):
        return self.select_related(
            "owner",
            "organisation",
            "item__meeting__body",
            "item__restriction",
            "question",
            "topic",
            "finding__report",
            "sponsor",
        )

    def with_links(self):
        """What it is linked to, and what became of its date."""
        return self.prefetch_related("measures", "commitments", "date_changes")


class Action(models.Model):
    """Something someone must do by a date. Its first due date never changes.

    ``owner_name`` is how the owner is named in print; ``owner`` is their sign-in,
    where they have one.
    """

    class State(models.TextChoices):
        RAISED = "raised", _("Raised")
        IN_PROGRESS = "in_progress", _("In progress")
        PENDING_SIGN_OFF = "pending_sign_off", _("Pending sign-off")
        CLOSED = "closed", _("Closed")
        ACCEPTED_RISK = "accepted_risk", _("Accepted risk")
        SUPERSEDED = "superseded", _("Superseded")

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="actions")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=KEY_LENGTH, default=new_key, unique=True)
    title = models.CharField(max_length=300)
    detail = models.TextField(blank=True)
    item = models.ForeignKey(
        AgendaItem,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="actions",
    )
    question = models.ForeignKey(
        Question,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="actions",
    )
    topic = models.ForeignKey(
        Topic,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="actions",
    )
    finding = models.ForeignKey(
        Finding,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="actions",
    )
    came_from = models.CharField(
        max_length=200, blank=True, help_text=_("Where it stands on its own.")
    )
    sponsor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="actions_sponsored",
    )
    owner_name = models.CharField(_("owner"), max_length=150)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="actions_owned",
    )
    owner_email = models.EmailField(
        _("owner's email"),
        blank=True,
        help_text=_("Where the owner has no sign-in: a link to this action goes here."),
    )
    link_version = models.PositiveIntegerField(
        default=1, help_text=_("A link of an earlier one opens nothing.")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="actions"
    )
    measures = models.ManyToManyField(Measure, blank=True, related_name="actions")
    commitments = models.ManyToManyField(Commitment, blank=True, related_name="actions")
    raised_on = models.DateField()
    first_due_on = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=20, choices=State, default=State.RAISED)
    # A number, as 1 or 0: an index is not used for a bare yes or no in SQLite.
    is_open = models.GeneratedField(
        expression=Case(When(state__in=OPEN, then=1), default=0),
        output_field=models.PositiveSmallIntegerField(),
        db_persist=True,
    )
    evidence = models.TextField(blank=True)
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    ended_on = models.DateField(null=True, blank=True)
    superseded_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    revision = models.PositiveIntegerField(default=1)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "number"]
        constraints = [
            models.UniqueConstraint(
                name="action_is_numbered_once_in_its_office",
                fields=["office", "number"],
            ),
            models.CheckConstraint(
                name="action_is_due_after_it_is_raised",
                condition=Q(first_due_on__gte=F("raised_on")),
                violation_error_message=_("It is due before it is raised."),
            ),
            models.CheckConstraint(
                name="closed_action_has_evidence",
                condition=~Q(state__in=["pending_sign_off", "closed"])
                | ~Q(evidence=""),
                violation_error_message=_("Say what shows that it is done."),
            ),
            models.CheckConstraint(
                name="action_that_is_over_says_since_when",
                condition=Q(state__in=OPEN, ended_on=None)
                | Q(
                    state__in=["closed", "accepted_risk", "superseded"],
                    ended_on__isnull=False,
                ),
            ),
        ]
        indexes = [
            models.Index(
                fields=["office", "is_open", "due_on", "number", "state"],
                name="action_register",
            ),
            models.Index(fields=["office", "state", "due_on"], name="action_states"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def save(self, *args, **kwargs):
        """Refuses a first due date that is not the one that was stored."""
        stored = getattr(self, "_first_due_on", None)
        if stored is not None and self.first_due_on != stored:
            raise TypeError(FIRST_DATE_STANDS)
        super().save(*args, **kwargs)
        self._first_due_on = self.first_due_on

    @classmethod
    def from_db(cls, db, field_names, values):
        action = super().from_db(db, field_names, values)
        action._first_due_on = action.__dict__.get("first_due_on")
        return action


MOVED = {
    "start": _("Started"),
    "offer_for_sign_off": _("Offered for sign-off"),
    "close": _("Closed"),
    "refuse": _("Sent back"),
    "accept_the_risk_of": _("Risk accepted"),
    "supersede": _("Superseded"),
    "reopen": _("Reopened"),
}
"""What the move is called that words came with."""


class ActionUpdate(models.Model):
    """What was said of an action, with the name and role it was said in.

    ``move`` is the verb of the move that the words came with, empty for news alone.
    """

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="updates")
    text = models.TextField(blank=True)
    move = models.CharField(max_length=30, blank=True)
    said_by = models.CharField(_("name and role"), max_length=200)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    at = models.DateTimeField()

    objects = AppendOnly.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="update_of_an_action_says_something",
                condition=~Q(text="", move=""),
                violation_error_message=_("Say what has happened."),
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def move_words(self) -> str:
        return str(MOVED.get(self.move, self.move))


class DateChange(models.Model):
    """A change of date that was asked for, and what became of it."""

    class Outcome(models.TextChoices):
        WAITING = "", _("Waiting")
        GRANTED = "granted", _("Granted")
        REFUSED = "refused", _("Refused")

    action = models.ForeignKey(
        Action, on_delete=models.CASCADE, related_name="date_changes"
    )
    from_day = models.DateField()
    to_day = models.DateField()
    reason = models.CharField(max_length=500)
    asked_as = models.CharField(_("name and role"), max_length=200, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    asked_at = models.DateTimeField()
    outcome = models.CharField(
        max_length=10, choices=Outcome, default=Outcome.WAITING, blank=True
    )
    decision = models.CharField(_("why"), max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="change_of_date_goes_to_another_day",
                condition=~Q(to_day=F("from_day")),
                violation_error_message=_("It is due on that day already."),
            ),
            models.UniqueConstraint(
                name="one_change_of_date_waits_at_a_time",
                fields=["action"],
                condition=Q(outcome=""),
                violation_error_message=_("A change of its date is asked for already."),
            ),
            models.CheckConstraint(
                name="change_of_date_is_decided_by_somebody",
                condition=Q(outcome="", decided_by=None, decided_at=None)
                | Q(
                    outcome__in=["granted", "refused"],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action.number}: {self.from_day} to {self.to_day}"
