import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.models import Drafted, Timestamped, Versioned
from augenhoehe.programmes.models import Programme

from .enums import SourceError, SourceKind
from .planning import Span, Week, read_day

if TYPE_CHECKING:
    from augenhoehe.people.models import Person

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")


class WeeklyHours(Timestamped, Versioned):
    """When somebody can meet in a usual week, in words as they stand on the page: "09:00–12:00, 13:00–16:30"."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="weekly_hours")
    monday = models.CharField(_("Monday"), max_length=60, blank=True)
    tuesday = models.CharField(_("Tuesday"), max_length=60, blank=True)
    wednesday = models.CharField(_("Wednesday"), max_length=60, blank=True)
    thursday = models.CharField(_("Thursday"), max_length=60, blank=True)
    friday = models.CharField(_("Friday"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("weekly hours")
        verbose_name_plural = _("weekly hours")

    @property
    def week(self) -> Week:
        return Week((*(read_day(getattr(self, day)) for day in WEEKDAYS), (), ()))


class Source(Timestamped, Versioned, Drafted):
    """A calendar whose busy times count: where it lies is stored encrypted, and of its entries begin and end alone."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_sources")
    kind = models.CharField(_("Kind"), max_length=10, choices=SourceKind)
    name = models.CharField(_("Name"), max_length=80)
    sealed = models.BinaryField(null=True, help_text="address, user name and app password; only `vault` opens it")
    busy = models.JSONField(default=list, help_text="[begin, end] in minutes since 1970 UTC, merged")
    fetched_at = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=12, choices=SourceError, blank=True)

    class Meta:
        verbose_name = _("calendar")
        verbose_name_plural = _("calendars")
        ordering = ("name", "pk")
        constraints = [
            models.UniqueConstraint(fields=("person", "draft_key"), name="one_source_a_draft"),
            models.CheckConstraint(condition=Q(kind="pasted") | Q(sealed__isnull=False), name="source_lies_somewhere"),
        ]

    @property
    def spans(self) -> list[Span]:
        return [(begin, end) for begin, end in self.busy]


class TravelTime(Versioned):
    """Minutes from one site to another, the same both ways; kept once, from the lower key to the higher."""

    one = models.ForeignKey("people.Site", verbose_name=_("Site"), on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey("people.Site", verbose_name=_("Other site"), on_delete=models.CASCADE, related_name="+")
    minutes = models.PositiveSmallIntegerField(_("Minutes"))

    class Meta:
        verbose_name = _("travel time")
        verbose_name_plural = _("travel times")
        ordering = ("one__name", "other__name")
        constraints = [
            models.UniqueConstraint(fields=("one", "other"), name="one_travel_time_a_pair"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="travel_time_in_order"),
            models.CheckConstraint(condition=Q(minutes__lte=600), name="travel_time_sensible"),
        ]


class PlaceQuerySet(models.QuerySet["NeutralPlace"]):
    def managed_by(self, person: "Person") -> "PlaceQuerySet":
        """Places of programmes this person runs in the office."""
        return self.filter(programme__in=Programme.objects.managed_by(person))

    def offered(self) -> "PlaceQuerySet":
        """Places that can be used now."""
        return self.filter(offered=True)


class NeutralPlace(Timestamped, Versioned, Drafted):
    """A place that is neither one's office: in the house of a third department, a library, a café in the town hall."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.CASCADE, related_name="neutral_places")
    name = models.CharField(_("Name"), max_length=120)
    address = models.CharField(_("Address"), max_length=200)
    site = models.ForeignKey(
        "people.Site", verbose_name=_("At or near site"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    seats = models.PositiveSmallIntegerField(_("Seats"), default=2)
    steps_free = models.BooleanField(_("Steps-free"), default=False)
    video = models.BooleanField(_("Screen and camera for video"), default=False)
    booking = models.CharField(_("How to book"), max_length=200, blank=True)
    note = models.TextField(_("Good to know"), max_length=500, blank=True)
    offered = models.BooleanField(_("Can be used at present"), default=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("neutral place")
        verbose_name_plural = _("neutral places")
        ordering = ("name", "pk")
        constraints = [
            models.UniqueConstraint(fields=("programme", "draft_key"), name="one_place_a_draft"),
            models.UniqueConstraint(fields=("programme", "name"), name="one_place_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class HeldDate(Timestamped, Drafted):
    """A time at a place that the office has booked ahead, for whichever tandem takes it."""

    place = models.ForeignKey(NeutralPlace, on_delete=models.CASCADE, related_name="held_dates")
    starts_at = models.DateTimeField(_("Begins"))
    minutes = models.PositiveSmallIntegerField(_("Minutes"), default=120)
    taken_by = models.CharField(max_length=120, null=True, unique=True, help_text="UID of the meeting that uses it")  # noqa: DJ001

    class Meta:
        verbose_name = _("held date")
        verbose_name_plural = _("held dates")
        ordering = ("starts_at",)
        constraints = [
            models.UniqueConstraint(fields=("place", "starts_at"), name="one_held_date_a_time"),
            models.CheckConstraint(condition=Q(minutes__range=(15, 480)), name="held_date_sensible"),
        ]

    @property
    def ends_at(self) -> dt.datetime:
        return self.starts_at + dt.timedelta(minutes=self.minutes)


class Mailbox(Timestamped, Versioned):
    """Whether others read somebody's mail: then no link or code by mail opens what is confidential."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mailbox")
    shared = models.BooleanField(_("Others read my mailbox too"), default=False)

    class Meta:
        verbose_name = _("mailbox")
        verbose_name_plural = _("mailboxes")


class Assistant(Timestamped, Drafted):
    """Somebody who arranges another's dates: they see when and where, and nothing else."""

    executive = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="assistants")
    assistant = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="assists")

    class Meta:
        verbose_name = _("assistant")
        verbose_name_plural = _("assistants")
        ordering = ("created_at",)
        constraints = [
            models.UniqueConstraint(fields=("executive", "assistant"), name="one_assistant_a_pair"),
            models.CheckConstraint(condition=~Q(executive=F("assistant")), name="nobody_assists_themselves"),
        ]


class Feed(Timestamped, Versioned):
    """One person's dates as an address that calendars subscribe to; of its token only the hash is stored."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed")
    token_hash = models.CharField(max_length=64, unique=True)
    discreet = models.BooleanField(_("Call every date just “Appointment”"), default=True)

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")
