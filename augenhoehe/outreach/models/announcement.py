import datetime as dt
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.models import Drafted, Timestamped, Versioned
from augenhoehe.messaging.enums import Language
from augenhoehe.outreach.enums import WaveKind, WaveState
from augenhoehe.people.models import Person, Unit
from augenhoehe.programmes.models import Cohort, Programme

GRACE: Final = dt.timedelta(days=2)
"""How late a wave may start by itself, e.g. after an outage. Later the office names a new time."""


class Wave(Timestamped, Versioned, Drafted):
    """Mails about a cohort's call to the distribution lists of some units, at one time.

    `units` holds their ids; none means the whole organisation.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="waves")
    kind = models.CharField(_("What the mail says"), max_length=20, choices=WaveKind)
    due_at = models.DateTimeField(_("Goes out on"))
    units = models.JSONField(_("To which units"), default=list, blank=True)
    to_people = models.BooleanField(_("Where a unit has no list, write to its people one by one"), default=False)
    state = models.CharField(_("State"), max_length=10, choices=WaveState, default=WaveState.PLANNED)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("wave")
        verbose_name_plural = _("waves")
        ordering = ("due_at", "pk")
        constraints = [models.UniqueConstraint(fields=("cohort", "draft_key"), name="one_wave_a_draft")]

    def is_missed(self, now: dt.datetime) -> bool:
        """Its time has passed and it has not gone out: the call was not open, or the part was off."""
        return self.state == WaveState.PLANNED and self.due_at + GRACE < now


class Delivery(models.Model):
    """One mail of a wave: the unit and the address it was meant for when the wave began."""

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="deliveries")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.SET_NULL, related_name="+")
    address = models.EmailField()
    language = models.CharField(max_length=2, choices=Language)
    mail_id = models.BigIntegerField()

    class Meta:
        verbose_name = _("delivery of a wave")
        verbose_name_plural = _("deliveries of a wave")
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=("wave", "address"), name="one_mail_an_address_and_wave")]


class OptOut(Timestamped):
    """Somebody does not want a programme's announcements at their own address. Lists reach them as everybody else."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("opt-out from announcements")
        verbose_name_plural = _("opt-outs from announcements")
        constraints = [models.UniqueConstraint(fields=("person", "programme"), name="one_opt_out_a_programme")]
