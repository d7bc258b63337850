from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from tree_queries.models import TreeNode

from augenhoehe.common.models import Timestamped, Versioned

from .enums import CareerStage, FunctionLevel, RelationKind, UnitKind


class Unit(TreeNode, Timestamped):
    """A node of the organisation: department → division → section, to any depth."""

    name = models.CharField(_("Name"), max_length=200)
    short = models.CharField(_("Short name"), max_length=30, unique=True)
    kind = models.CharField(_("Kind"), max_length=20, choices=UnitKind)

    class Meta:
        verbose_name = _("organisational unit")
        verbose_name_plural = _("organisational units")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Site(models.Model):
    name = models.CharField(_("Site"), max_length=120, unique=True)
    address = models.CharField(_("Address"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("sites")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Grade(models.Model):
    """One line of the configurable map from pay grades to function levels. The grade of a person is not stored."""

    code = models.CharField(_("Pay grade"), max_length=20, unique=True)
    function_level = models.PositiveSmallIntegerField(_("Function level"), choices=FunctionLevel)

    class Meta:
        verbose_name = _("pay grade")
        verbose_name_plural = _("pay grades")
        ordering = ("function_level", "code")


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser, PermissionsMixin, Timestamped, Versioned):
    """Somebody of the organisation; also the one who signs in. There is no birth date, sex or pay grade here."""

    email = models.EmailField(_("Work address"), unique=True)
    first_name = models.CharField(_("First name"), max_length=80, blank=True)
    last_name = models.CharField(_("Last name"), max_length=80, blank=True)
    unit = models.ForeignKey(
        Unit, verbose_name=_("Organisational unit"), null=True, blank=True, on_delete=models.SET_NULL, related_name="people"
    )
    site = models.ForeignKey(
        Site, verbose_name=_("Site"), null=True, blank=True, on_delete=models.SET_NULL, related_name="people"
    )
    function_level = models.PositiveSmallIntegerField(
        _("Function level"), choices=FunctionLevel, null=True, blank=True
    )
    career_stage = models.PositiveSmallIntegerField(_("Career stage"), choices=CareerStage, null=True, blank=True)
    languages = models.JSONField(_("Working languages"), default=list, blank=True)
    language = models.CharField(_("Language of mails and pages"), max_length=2, default="de")
    is_administrator = models.BooleanField(_("Runs the installation"), default=False)
    is_active = models.BooleanField(_("May sign in"), default=True)
    joined_at = models.DateTimeField(null=True, help_text="first sign-in; empty for people who were only imported")

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

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or self.email

    def get_short_name(self) -> str:
        return self.first_name or self.email


class Relation(Timestamped):
    """One person stands over another. Kept only while a rule of the matching needs it (R: 12 months after its end)."""

    superior = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="subordinate_relations")
    subordinate = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="superior_relations")
    kind = models.CharField(max_length=20, choices=RelationKind)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("line relation")
        verbose_name_plural = _("line relations")
        constraints = [
            models.UniqueConstraint(fields=("superior", "subordinate", "kind"), name="one_relation_a_kind"),
            models.CheckConstraint(
                condition=~models.Q(superior=models.F("subordinate")), name="nobody_is_their_own_superior"
            ),
        ]


class FormerTandem(Timestamped):
    """Two who were partners before, here or elsewhere: they are not paired again."""

    mentor = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    mentee = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("former tandem")
        verbose_name_plural = _("former tandems")
        constraints = [models.UniqueConstraint(fields=("mentor", "mentee"), name="one_former_tandem_a_pair")]
