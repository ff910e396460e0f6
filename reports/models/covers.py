"""Cover reports as rows: what was written, in the order of the page."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from opcc.core.house_style.cover import Part
from opcc.core.models import Office
from reports.models.editions import Edition
from reports.models.publications import Document, Publication
from scrutiny.models import AgendaItem, Meeting

FREE = (
    Part.BACKGROUND,
    Part.PLAN,
    Part.ACCOUNTABILITY,
    Part.FRAMEWORK,
    Part.SCRUTINY,
    Part.PLANNING,
    Part.KEY_POINTS,
    Part.CONSULTATION,
    Part.NEXT_STEPS,
)
"""Parts that a report may do without, or have several sections of."""

GATHERED = (Part.RECOMMENDATIONS, Part.IMPLICATIONS, Part.APPENDICES)
"""Parts whose paragraphs are rows of their own, written on their own pages."""


class CoverQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(office=office)

    def with_all(self):
        """What its page and its building show, in seven queries beside the rows."""
        return self.select_related(
            "office", "meeting__body", "item", "edition__publication__office"
        ).prefetch_related(
            "sections",
            "recommendations",
            "implications",
            "signatories",
            "contacts",
            models.Prefetch(
                "appendices",
                CoverAppendix.objects.defer("data").select_related(
                    "publication__office", "publication__document"
                ),
            ),
        )


class CoverReport(models.Model):
    """The short paper that carries an edition, or anything else, to a meeting."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")

    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, related_name="cover_reports"
    )
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="cover_reports"
    )
    item = models.ForeignKey(
        AgendaItem,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="cover_reports",
    )
    edition = models.ForeignKey(
        Edition,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="cover_reports",
    )
    title = models.CharField(max_length=200)
    asks = models.CharField(max_length=200, blank=True)
    footnotes = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    full = models.OneToOneField(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    publication = models.OneToOneField(
        Publication,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="cover_report",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    objects = CoverQuerySet.as_manager()

    class Meta:
        ordering = ["-meeting__held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="cover_report_is_named_once_at_its_meeting",
                fields=["meeting", "title"],
                violation_error_message=_(
                    "That meeting has a cover report of that title."
                ),
            ),
            models.CheckConstraint(
                name="published_cover_report_is_frozen",
                condition=Q(state="draft", full=None)
                | Q(state="published", full__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT


class Placed(models.Model):
    """A part of a cover report, where it stands among its like."""

    order = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["order", "pk"]


class CoverSection(Placed):
    """A heading with what is written under it, in Markdown.

    ``lead`` stands before the first numbered paragraph; ``nothing`` is somebody's
    answer that there is nothing to state.
    """

    report = models.ForeignKey(
        CoverReport, on_delete=models.CASCADE, related_name="sections"
    )
    part = models.CharField(max_length=30)  # a Part of house styles
    heading = models.CharField(max_length=200, blank=True)
    is_numbered = models.BooleanField(default=True)
    lead = models.TextField(blank=True)
    text = models.TextField(blank=True)
    nothing = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.heading or str(_("Opening words"))

    @property
    def is_free(self) -> bool:
        return self.part in FREE

    @property
    def is_gathered(self) -> bool:
        return self.part in GATHERED

    @property
    def may_be_nothing(self) -> bool:
        return self.part in (Part.BACKGROUND_PAPERS, Part.CONSULTATION)


class CoverRecommendation(Placed):
    """What members are asked: a verb, and what it is about."""

    report = models.ForeignKey(
        CoverReport, on_delete=models.CASCADE, related_name="recommendations"
    )
    verb = models.CharField(max_length=60)
    text = models.CharField(max_length=600)
    stands_alone = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.verb} {self.text}"


class CoverImplication(Placed):
    """One heading of the checklist, and the answer, which has to be given."""

    report = models.ForeignKey(
        CoverReport, on_delete=models.CASCADE, related_name="implications"
    )
    heading = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    nothing = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.heading

    @property
    def is_answered(self) -> bool:
        return self.nothing or bool(self.text.strip())


class CoverAppendix(Placed):
    """A publication of the office, or a file judged by its bytes."""

    report = models.ForeignKey(
        CoverReport, on_delete=models.CASCADE, related_name="appendices"
    )
    title = models.CharField(max_length=200)
    is_public = models.BooleanField(default=True)
    publication = models.ForeignKey(
        Publication, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=10, blank=True)
    filename = models.CharField(max_length=120, blank=True)
    data = models.BinaryField(default=bytes, blank=True)
    size = models.PositiveIntegerField(_("bytes"), default=0)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta(Placed.Meta):
        constraints = [
            models.CheckConstraint(
                name="appendix_is_a_publication_or_a_file",
                condition=Q(publication=None) & ~Q(filename="")
                | Q(publication__isnull=False, filename=""),
                violation_error_message=_("Choose a publication, or a file."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class CoverSignatory(Placed):
    """Who signs it: a name, and a post that they may be acting in."""

    report = models.ForeignKey(
        CoverReport, on_delete=models.CASCADE, related_name="signatories"
    )
    name = models.CharField(max_length=150, blank=True)
    post = models.CharField(max_length=150, blank=True)
    acting = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.name}, {self.titled}"

    @property
    def titled(self) -> str:
        return f"Acting {self.post}" if self.acting else self.post


class CoverContact(Placed):
    """A line of the contact block, labelled as the house style labels it."""

    report = models.ForeignKey(
        CoverReport, on_delete=models.CASCADE, related_name="contacts"
    )
    label = models.CharField(max_length=120, blank=True)
    holds = models.CharField(max_length=20)
    value = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.label}: {self.value}" if self.label else self.value
