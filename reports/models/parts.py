"""The parts of an edition as its office put them together."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reports.domain.composition import BY_NAME, TEXT, PlacedPart, is_text
from reports.models.editions import Edition

STAYING = [name for name, part in BY_NAME.items() if not part.may_go]


class EditionPart(models.Model):
    """One part where the office put it; only its own words have a heading and a text.

    An edition without rows has its parts in the standard order. ``text`` is as it was
    typed: what the document does by itself is taken out when the edition is built.
    """

    class Audience(models.TextChoices):
        PUBLIC = "public", _("Everybody")
        PANEL = "panel", _("The panel and the office")
        OFFICE = "office", _("The office alone")

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="parts")
    place = models.PositiveIntegerField(default=0)
    name = models.CharField(max_length=20)
    heading = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    audience = models.CharField(
        max_length=10, choices=Audience, default=Audience.PUBLIC
    )
    new_page = models.BooleanField(default=False)
    keep_together = models.BooleanField(default=False)
    is_left_out = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="part_stands_once_in_its_edition", fields=["edition", "name"]
            ),
            models.CheckConstraint(
                name="words_of_the_offices_own_have_a_heading",
                condition=~Q(name__startswith=TEXT, heading=""),
                violation_error_message=_("Give it a heading."),
            ),
            models.CheckConstraint(
                name="what_positions_rest_on_is_for_everybody",
                condition=~Q(name__in=STAYING)
                | Q(audience="public", is_left_out=False),
                violation_error_message=_("This part stays in, for every reader."),
            ),
        ]

    def __str__(self) -> str:
        return self.heading or BY_NAME[self.name].heading

    @property
    def is_text(self) -> bool:
        return is_text(self.name)

    @property
    def may_go(self) -> bool:
        return self.is_text or BY_NAME[self.name].may_go

    @property
    def may_move(self) -> bool:
        return self.is_text or BY_NAME[self.name].may_move

    @property
    def flows(self) -> bool:
        """Whether its place on a page of paper is the office's to choose."""
        return self.is_text or BY_NAME[self.name].flows

    @property
    def about(self) -> str:
        words = _("Words of your own, under a heading of your own.")
        return words if self.is_text else BY_NAME[self.name].about

    @property
    def placed(self) -> PlacedPart:
        """As it goes into a content, its text still as it was typed."""
        return PlacedPart(
            self.name,
            heading=self.heading,
            text=self.text,
            audience=self.audience,  # type: ignore[arg-type]
            new_page=self.new_page,
            keep_together=self.keep_together,
        )
