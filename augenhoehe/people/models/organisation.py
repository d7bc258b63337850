from django.db import models
from django.utils.translation import gettext_lazy as _
from tree_queries.models import TreeNode

from augenhoehe.common.models import Timestamped, Versioned
from augenhoehe.messaging.enums import Language
from augenhoehe.people.enums import FunctionLevel, UnitKind


class Unit(TreeNode, Timestamped, Versioned):  # type: ignore[django-manager-missing]  # untyped library
    """A node of the organisation: department → division → section, to any depth."""

    name = models.CharField(_("Name"), max_length=200)
    short = models.CharField(_("Short name"), max_length=30, unique=True)
    kind = models.CharField(_("Kind"), max_length=20, choices=UnitKind)
    distribution_list = models.EmailField(_("Distribution list"), blank=True)
    list_language = models.CharField(
        _("Language of its mails"), max_length=2, choices=Language, default=Language.GERMAN
    )

    class Meta:
        verbose_name = _("organisational unit")
        verbose_name_plural = _("organisational units")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Site(Versioned):
    name = models.CharField(_("Site"), max_length=120, unique=True)
    address = models.CharField(_("Address"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("sites")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Grade(Versioned):
    """One line of the configurable map from pay grades to function levels.

    The grade of a person is not stored.
    """

    code = models.CharField(_("Pay grade"), max_length=20, unique=True)
    function_level = models.PositiveSmallIntegerField(_("Function level"), choices=FunctionLevel)

    class Meta:
        verbose_name = _("pay grade")
        verbose_name_plural = _("pay grades")
        ordering = ("function_level", "code")
