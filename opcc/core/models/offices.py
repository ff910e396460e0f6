"""Offices, and the organisations that they deal with."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from opcc.core import house_style

RESERVED = frozenset(
    [
        "accounts",
        "admin",
        "about",
        "api",
        "static",
        "media",
        "help",
        "verify",
        "healthz",
        "robots.txt",
        "favicon.ico",
        "accessibility",
        "setlang",
        "sitemap.xml",
        "search",
        "feeds",
    ]
)
"""First parts of addresses that belong to the deployment, never to an office."""


class OfficeQuerySet(models.QuerySet):
    def known_as(self, name: str):
        """Offices by slug, by name, or by their force's name or an alias of it."""
        wanted = name.strip().casefold()
        return [office for office in self.with_force() if wanted in office.names]

    def with_force(self):
        return self.select_related("force")


class Office(models.Model):
    """A body that holds a police force to account; everything else belongs to one."""

    class Kind(models.TextChoices):
        PCC = "pcc", _("Police and Crime Commissioner")
        PFCC = "pfcc", _("Police, Fire and Crime Commissioner")
        MAYOR = "mayor", _("Mayor")
        BOARD = "board", _("Policing and Crime Board")

    slug = models.SlugField(unique=True, max_length=50)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PCC)
    holder_title = models.CharField(
        max_length=120, default="Police and Crime Commissioner"
    )
    force = models.OneToOneField(
        "core.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="held_to_account_by",
    )
    panel_name = models.CharField(max_length=200)
    plan_title = models.CharField(max_length=120, default="Police and Crime Plan")
    priority_word = models.CharField(max_length=60, default="priority")
    objective_word = models.CharField(max_length=60, default="objective")
    area = models.CharField(max_length=120, blank=True)
    house_style = models.CharField(max_length=40, default="default")
    ways = models.JSONField(
        default=dict,
        blank=True,
        help_text=_("The house style as it was taken over; the office's own since."),
    )
    accent = models.CharField(
        max_length=7,
        default="#1f4b57",
        validators=[RegexValidator(r"^#[0-9a-f]{6}$", _("Write it as #1f4b57."))],
    )
    contact = models.TextField(blank=True)
    small_base = models.PositiveIntegerField(default=20)
    suppression_threshold = models.PositiveIntegerField(default=5)
    jump_percent = models.PositiveIntegerField(default=50)
    entry_working_days = models.PositiveIntegerField(default=10)
    validation_working_days = models.PositiveIntegerField(default=13)
    clear_days = models.PositiveIntegerField(default=5)
    allows_waivers = models.BooleanField(default=False)
    requires_second_factor = models.BooleanField(default=False)
    succeeds = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="successors",
    )

    objects = OfficeQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="office_slug_is_not_reserved",
                condition=~Q(slug__in=sorted(RESERVED)),
                violation_error_message=_(
                    "That address is used by the service itself."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def names(self) -> set[str]:
        """What a file may call this office or its force, case folded."""
        known = {self.slug, self.name, self.short_name}
        if self.force is not None:
            known |= {self.force.name, *self.force.aliases}
        return {name.casefold() for name in known}

    @cached_property
    def style(self) -> house_style.HouseStyle:
        """The office's ways of working: words, headings, cadence."""
        if self.ways:
            return house_style.from_stored(self.ways)
        return house_style.load(self.house_style).for_force(self.area or self.name)


class Organisation(models.Model):
    """The force, a partner, a provider, an inspectorate, or a unit of one of them."""

    class Kind(models.TextChoices):
        OFFICE = "office", _("The office itself")
        FORCE = "force", _("Police force")
        PARTNER = "partner", _("Partner")
        PROVIDER = "provider", _("Commissioned provider")
        INSPECTORATE = "inspectorate", _("Inspectorate")
        AUTHORITY = "authority", _("Local authority")
        PANEL_HOST = "panel_host", _("Host of the panel")

    office = models.ForeignKey(
        Office, on_delete=models.CASCADE, related_name="organisations"
    )
    part_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="units"
    )
    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=200)
    aliases = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                name="organisation_name_is_unique_in_its_office",
                fields=["office", "name"],
                violation_error_message=_("There is an organisation of that name."),
            )
        ]

    def __str__(self) -> str:
        return self.name
