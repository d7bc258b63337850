import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.enums import State
from augenhoehe.common.models import Bilingual, Drafted, Timestamped, Versioned

from ..enums import OFFICE_KINDS, SIDES, Audience, EventKind, EventState

if TYPE_CHECKING:
    from augenhoehe.people.models import Person


class EventQuerySet(models.QuerySet["Event"]):
    def visible_to(self, person: "Person") -> "EventQuerySet":
        """Events that are meant for this person: admitted to the cohort, on the right side; of a circle's, those they
        were signed up for.

        Whether the cohort has events at all is asked of it (`Cohort.uses`): the database cannot look into its parts.
        """
        admitted = Q(cohort__applications__person=person, cohort__applications__state=State.ADMITTED)
        meant = Q()
        for audience, sides in SIDES.items():
            meant |= Q(audience=audience, cohort__applications__side__in=sides)
        mine = Q(kind=EventKind.CIRCLE, sign_ups__application__person=person)
        return self.filter(admitted & meant).filter(Q(kind__in=OFFICE_KINDS) | mine).distinct()


class Event(Timestamped, Versioned, Drafted):
    """A kick-off, a training, a supervision: something that people of a cohort sign up for.

    `uid` is what the calendars know it by; the sequence stands on each sign-up, because everybody gets an invitation of
    their own, without the names of the others.
    """

    cohort = models.ForeignKey("programmes.Cohort", on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(_("Kind"), max_length=12, choices=EventKind)
    audience = models.CharField(_("For whom"), max_length=8, choices=Audience, default=Audience.BOTH)
    title_de = models.CharField(_("Title (German)"), max_length=120)
    title_en = models.CharField(_("Title (English)"), max_length=120, blank=True)
    about_de = models.TextField(_("What it is about (German)"), max_length=2_000, blank=True)
    about_en = models.TextField(_("What it is about (English)"), max_length=2_000, blank=True)
    starts_at = models.DateTimeField(_("Begins"))
    minutes = models.PositiveSmallIntegerField(_("Minutes"), default=120)
    place = models.CharField(_("Venue"), max_length=200, blank=True)
    video_url = models.URLField(_("Video link"), max_length=500, blank=True)
    places = models.PositiveSmallIntegerField(_("Places"), null=True, blank=True)
    sign_up_until = models.DateField(_("Sign up until"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=EventState, default=EventState.PLANNED)
    uid = models.CharField(max_length=120, unique=True)
    invited_at = models.DateTimeField(null=True, help_text="when the office last wrote to those who had not answered")
    asked_again_at = models.DateTimeField(null=True, help_text="when open answers were reminded of")
    reminded_at = models.DateTimeField(null=True, help_text="when those who come were reminded of the date")

    title = Bilingual()
    about = Bilingual()
    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ("starts_at", "pk")
        constraints = [
            models.UniqueConstraint(fields=("cohort", "draft_key"), name="one_event_a_draft"),
            models.CheckConstraint(condition=Q(state__in=EventState.values), name="event_state_known"),
            models.CheckConstraint(condition=Q(minutes__range=(15, 1440)), name="event_length_sensible"),
            models.CheckConstraint(condition=Q(places=None) | Q(places__gte=1), name="event_has_a_place"),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("event", args=[self.pk])

    @property
    def ends_at(self) -> dt.datetime:
        return self.starts_at + dt.timedelta(minutes=self.minutes)
