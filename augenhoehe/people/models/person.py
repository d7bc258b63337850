from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.models import Timestamped, Versioned
from augenhoehe.people.enums import CareerStage, FunctionLevel

from .organisation import Site, Unit


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser, PermissionsMixin, Timestamped, Versioned):
    """Somebody of the organisation; also the one who signs in.

    There is no birth date, sex or pay grade here.
    """

    email = models.EmailField(_("Work address"), unique=True)
    first_name = models.CharField(_("First name"), max_length=80, blank=True)
    last_name = models.CharField(_("Last name"), max_length=80, blank=True)
    unit = models.ForeignKey(
        Unit,
        verbose_name=_("Organisational unit"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="people",
    )
    site = models.ForeignKey(
        Site, verbose_name=_("Site"), null=True, blank=True, on_delete=models.SET_NULL, related_name="people"
    )
    function_level = models.PositiveSmallIntegerField(_("Function level"), choices=FunctionLevel, null=True, blank=True)
    career_stage = models.PositiveSmallIntegerField(_("Career stage"), choices=CareerStage, null=True, blank=True)
    languages = models.JSONField(_("Working languages"), default=list, blank=True)
    language = models.CharField(_("Language of mails and pages"), max_length=2, default="de")
    is_administrator = models.BooleanField(_("Runs the installation"), default=False)
    is_active = models.BooleanField(_("May sign in"), default=True)
    joined_at = models.DateTimeField(null=True, help_text="first sign-in; empty for people who were only imported")
    unconfirmed = models.BooleanField(
        default=False, help_text="an address typed in at the sign-in, and nothing more yet"
    )
    level_by_house = models.BooleanField(
        default=False, help_text="the function level comes from the organisation; the person cannot change it"
    )

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        ordering = ("last_name", "first_name", "pk")
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_an_address")]

    def __str__(self) -> str:
        return self.get_full_name()

    def has_usable_password(self) -> bool:
        """Nobody has one: who protects their access further is never asked for a password they do not have."""
        return False

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or self.email

    def get_short_name(self) -> str:
        return self.first_name or self.email.partition("@")[0]
