"""People who sign in, the posts they hold and the roles they have."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from opcc.core.models.offices import Office, Organisation
from opcc.core.roles import Role


class UserManager(BaseUserManager):
    def create_user(self, email: str, *, name: str, password: str | None = None):
        user = self.model(email=self.normalize_email(email).lower(), name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, *, name: str, password: str | None = None):
        user = self.create_user(email, name=name, password=password)
        user.is_staff = user.is_superuser = True
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email: str):
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in with an email address; never shared, never deleted."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=150)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name


class DatedQuerySet(models.QuerySet):
    def held(self, *, on: dt.date):
        """Those that hold on a day."""
        begun = Q(starts_on=None) | Q(starts_on__lte=on)
        return self.filter(begun & (Q(ends_on=None) | Q(ends_on__gte=on)))


class Post(models.Model):
    """A job title in an organisation; who holds it is an appointment."""

    class Function(models.TextChoices):
        HOLDER = "holder", _("Commissioner or mayor")
        DEPUTY = "deputy", _("Deputy")
        CHIEF_EXECUTIVE = "chief_executive", _("Chief executive")
        CHIEF_CONSTABLE = "chief_constable", _("Chief constable")
        OTHER = "other", _("Other")

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="posts")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="posts"
    )
    title = models.CharField(max_length=150)
    function = models.CharField(max_length=20, choices=Function, default=Function.OTHER)

    class Meta:
        ordering = ["organisation", "title"]
        constraints = [
            models.UniqueConstraint(
                name="post_title_is_unique_in_its_organisation",
                fields=["organisation", "title"],
            )
        ]

    def __str__(self) -> str:
        return self.title


class Appointment(models.Model):
    """Who holds a post, from when to when, acting or not."""

    post = models.ForeignKey(
        Post, on_delete=models.CASCADE, related_name="appointments"
    )
    holder_name = models.CharField(max_length=150)
    user = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="posts_held"
    )
    acting = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                name="appointment_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day is before the first."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.holder_name}, {self.title}"

    @property
    def title(self) -> str:
        return f"Acting {self.post.title}" if self.acting else self.post.title


class RoleHolding(models.Model):
    """A role that a person has in an office; several are several rows."""

    office = models.ForeignKey(
        Office, on_delete=models.CASCADE, related_name="role_holdings"
    )
    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="role_holdings"
    )
    role = models.CharField(max_length=30, choices=Role)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT
    )
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["user__name", "role"]
        constraints = [
            models.CheckConstraint(
                name="data_provider_has_an_organisation",
                condition=~Q(role=Role.DATA_PROVIDER) | Q(organisation__isnull=False),
                violation_error_message=_("Say which organisation they provide for."),
            ),
            models.UniqueConstraint(
                name="role_is_held_once",
                fields=["office", "user", "role", "organisation"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"
