"""Decisions and their records, as rows: a part for the public, and one held back."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from opcc.core.models import Office, Restriction
from opcc.core.secrecy import says
from opcc.core.visibility import Visibility
from scrutiny.domain import deciding


def pounds(value: Decimal) -> str:
    """ "£250,000", with pence only where there are any."""
    places = 0 if value == value.to_integral_value() else 2
    return f"£{value:,.{places}f}"


class DecisionQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(office=office)

    def drafts(self):
        return self.filter(state="draft")

    def to_publish(self):
        """Taken, meant for the public, and not published yet."""
        return self.filter(state="taken", visibility=Visibility.PUBLIC)

    def held_back(self):
        """Those with an exempt part that is still restricted."""
        return self.filter(
            restriction__isnull=False, restriction__released_on=None
        ).select_related("restriction")

    def with_all(self):
        return self.select_related("office", "restriction__decided_by", "taken_by")


class Decision(models.Model):
    """The record of a decision. While a restriction stands, the public do not read
    ``exempt``: they read ``safe_words`` in its place, and the reason code.

    ``note`` is the office's own and is never published.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        TAKEN = "taken", _("Taken")
        PUBLISHED = "published", _("Published")

    office = models.ForeignKey(
        Office, on_delete=models.CASCADE, related_name="decisions"
    )
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    summary = models.TextField(_("what is decided"), blank=True)
    reasons = models.TextField(blank=True)
    options = models.TextField(_("options considered"), blank=True)
    value = models.DecimalField(
        _("value in pounds"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    is_significant = models.BooleanField(
        _("of significant public interest"), default=True
    )
    visibility = models.CharField(
        max_length=10, choices=Visibility, default=Visibility.PUBLIC
    )
    exempt = models.TextField(_("exempt part"), blank=True)
    restriction = models.ForeignKey(
        Restriction, null=True, blank=True, on_delete=models.PROTECT
    )
    safe_words = models.CharField(
        _("what the public read in its place"), max_length=300, blank=True
    )
    note = models.TextField(_("note for the office only"), blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    taken_on = models.DateField(null=True, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    taken_as = models.CharField(_("name and post"), max_length=200, blank=True)
    delegation = models.CharField(max_length=200, blank=True)
    published_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                name="decision_is_numbered_once_in_its_year",
                fields=["office", "year", "number"],
            ),
            models.CheckConstraint(
                name="decision_is_worth_nothing_or_more",
                condition=Q(value=None) | Q(value__gte=0),
                violation_error_message=_("Give a value of 0 or more."),
            ),
            models.CheckConstraint(
                name="decision_that_is_taken_says_when_and_by_whom",
                condition=Q(state="draft", taken_on=None, taken_by=None)
                | (
                    ~Q(state="draft")
                    & ~Q(taken_as="")
                    & Q(taken_on__isnull=False, taken_by__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="exempt_part_of_a_taken_decision_is_restricted",
                condition=Q(state="draft")
                | Q(exempt="")
                | Q(restriction__isnull=False),
            ),
            models.CheckConstraint(
                name="restricted_decision_has_words_that_may_be_public",
                condition=Q(restriction=None) | ~Q(safe_words=""),
                violation_error_message=_(
                    "Say what the public read in place of the exempt part."
                ),
            ),
            models.CheckConstraint(
                name="published_decision_says_since_when",
                condition=Q(state="published", published_on__isnull=False)
                | (~Q(state="published") & Q(published_on=None)),
            ),
        ]
        indexes = [
            models.Index(fields=["office", "state", "taken_on"], name="decision_states")
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def reference(self) -> str:
        return deciding.reference(self.year, self.number)

    @property
    def slug(self) -> str:
        """The end of its public address: 2026-014."""
        return self.reference.replace("/", "-")

    @property
    def is_restricted(self) -> bool:
        return self.restriction is not None and self.restriction.released_on is None

    @property
    def withheld(self) -> list[tuple[str, str]]:
        """Lines that the public may not read, each with what it stands in.

        A reason in full that says no more than its code does is read as the code.
        """
        said = [(line, "the office's own note") for line in self.note.splitlines()]
        if not self.is_restricted:
            return said
        code = str(self.restriction.get_reason_code_display())
        reason = self.restriction.reason.splitlines()
        said += [(line, "the exempt part") for line in self.exempt.splitlines()]
        said += [
            (line, "the reason in full") for line in reason if not says(code, line)
        ]
        return said

    @property
    def public_part(self) -> str:
        """What the public read of the exempt part: all of it, once it is released."""
        if self.is_restricted or self.restriction is None:
            return ""
        return self.exempt
