from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.links import MailLink
from augenhoehe.common.models import Timestamped, Versioned
from augenhoehe.programmes.models import Cohort, Programme
from augenhoehe.programmes.parts import Part
from augenhoehe.topics.models import Topic

if TYPE_CHECKING:
    from augenhoehe.people.models import Person


class AlumniEntryQuerySet(models.QuerySet["AlumniEntry"]):
    def by(self, person: "Person") -> "AlumniEntryQuerySet":
        """The person's own."""
        return self.filter(person=person)

    def listed_in(self, programme: Programme) -> "AlumniEntryQuerySet":
        """What a programme's directory holds: of cohorts that have one, and of people who still can sign in."""
        # The database cannot look into a cohort's parts on every vendor; a programme has a handful of cohorts.
        cohorts = [cohort.pk for cohort in programme.cohorts.all() if cohort.uses(Part.NETWORK)]
        return self.filter(programme=programme, cohort__in=cohorts, person__is_active=True)


class AlumniEntry(Timestamped, Versioned):
    """Somebody stands in a programme's directory because they want to, with what they want to show.

    The row is the consent: withdrawn, it is gone.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    show_unit = models.BooleanField(_("My unit"), default=True)
    show_address = models.BooleanField(_("My work address"), default=True)
    line = models.CharField(_("A line of my own"), max_length=200, blank=True)
    topics = models.ManyToManyField(Topic, verbose_name=_("What I can be asked about"), related_name="+", blank=True)
    reminded_at = models.DateTimeField(null=True, help_text="when the person was last reminded that they stand here")

    objects = AlumniEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry in the directory")
        verbose_name_plural = _("entries in the directory")
        ordering = ("person__last_name", "person__first_name", "pk")
        constraints = [models.UniqueConstraint(fields=("programme", "person"), name="one_entry_a_person")]


class LeaveLink(MailLink):
    """A link in the yearly mail with which somebody leaves the directory, without signing in."""

    entry = models.ForeignKey(AlumniEntry, on_delete=models.CASCADE, related_name="links")

    class Meta:
        verbose_name = _("link to leave the directory")
        verbose_name_plural = _("links to leave the directory")
