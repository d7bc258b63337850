from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.models import Application
from augenhoehe.common.models import Drafted, Timestamped, Versioned
from augenhoehe.events.models import Event
from augenhoehe.programmes.models import Cohort
from augenhoehe.topics.models import Topic


class Circle(Timestamped, Versioned, Drafted):
    """A small group that meets again about a topic: the topic, who is in it, and a series of events.

    Places, waiting list, invitations and reminders are the events'; who is in the circle is signed up for its dates.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="+")
    topic = models.ForeignKey(
        Topic, verbose_name=_("Topic"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    title = models.CharField(_("Name of the circle"), max_length=120)
    about = models.TextField(_("What it is about"), max_length=1_000, blank=True)
    places = models.PositiveSmallIntegerField(_("Places"), default=6)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", help_text="who convenes it"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("circle")
        verbose_name_plural = _("circles")
        ordering = ("-created_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=("cohort", "draft_key"), name="one_circle_a_draft"),
            models.CheckConstraint(condition=Q(places__range=(2, 20)), name="circle_is_small"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("circle", args=[self.cohort_id, self.pk])


class CircleMember(Timestamped):
    """Somebody who is in a circle, or waits to be: on each date the seats go by the order in which they came."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="members")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("member of a circle")
        verbose_name_plural = _("members of circles")
        ordering = ("since", "pk")
        constraints = [models.UniqueConstraint(fields=("circle", "application"), name="once_in_a_circle")]


class CircleDate(models.Model):
    """An event of a circle."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="dates")
    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("date of a circle")
        verbose_name_plural = _("dates of circles")
        ordering = ("event__starts_at", "pk")
