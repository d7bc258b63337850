from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.models import Bilingual, Timestamped, Versioned
from augenhoehe.programmes.enums import Direction, ProgrammeKind, RoleKind
from augenhoehe.programmes.rules import OFFICE_KINDS

if TYPE_CHECKING:
    from augenhoehe.people.models import Person


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def managed_by(self, person: "Person") -> "ProgrammeQuerySet":
        """Programmes this person runs in the office."""
        return self.filter(roles__person=person, roles__kind__in=OFFICE_KINDS).distinct()


class Programme(Timestamped, Versioned):
    """A lasting offer of the organisation, e.g. Reverse Mentoring."""

    slug = models.SlugField(_("Address"), unique=True)
    name_de = models.CharField(_("Name (German)"), max_length=120)
    name_en = models.CharField(_("Name (English)"), max_length=120)
    summary_de = models.TextField(_("In short (German)"), max_length=600, blank=True)
    summary_en = models.TextField(_("In short (English)"), max_length=600, blank=True)
    about_de = models.TextField(_("What it is (German)"), max_length=10_000, blank=True)
    about_en = models.TextField(_("What it is (English)"), max_length=10_000, blank=True)
    eligible_de = models.TextField(_("Who may take part (German)"), max_length=2_000, blank=True)
    eligible_en = models.TextField(_("Who may take part (English)"), max_length=2_000, blank=True)
    kind = models.CharField(_("Kind"), max_length=10, choices=ProgrammeKind, default=ProgrammeKind.REGULAR)
    direction = models.CharField(_("Direction"), max_length=10, choices=Direction, default=Direction.REVERSE)
    contact_email = models.EmailField(_("Contact of the programme office"), blank=True)
    public = models.BooleanField(_("Visible to everyone"), default=True)

    name = Bilingual()
    summary = Bilingual()
    about = Bilingual()
    eligible = Bilingual()
    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ("name_de",)

    def __str__(self) -> str:
        return str(self.name)


class Role(Timestamped):
    """Who works for a programme as what. Running the installation gives none of these."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="roles")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="roles")
    kind = models.CharField(_("Role"), max_length=20, choices=RoleKind)

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [models.UniqueConstraint(fields=("programme", "person", "kind"), name="one_role_a_kind")]
