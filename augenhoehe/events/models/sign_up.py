from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.models import Timestamped

from ..enums import Attendance, Reply
from .event import Event


class SignUp(Timestamped):
    """What one person of the cohort has answered to one event.

    Everybody who comes sits on a numbered seat: together with the unique constraint the numbers keep an event from
    having more people than places, whatever two requests do at the same time.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="sign_ups")
    application = models.ForeignKey("applications.Application", on_delete=models.CASCADE, related_name="sign_ups")
    reply = models.CharField(_("Answer"), max_length=10, choices=Reply)
    since = models.DateTimeField(help_text="when the answer was given; the waiting list goes by it")
    seat = models.PositiveSmallIntegerField(null=True)
    seats = models.PositiveSmallIntegerField(null=True, help_text="the event's places when the seat was given")
    attendance = models.CharField(_("Attendance"), max_length=8, choices=Attendance, default=Attendance.OPEN)
    sequence = models.PositiveIntegerField(default=0, help_text="of the last calendar object that was sent")

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        ordering = ("since", "pk")
        constraints = [
            models.UniqueConstraint(fields=("event", "application"), name="one_answer_a_person"),
            models.UniqueConstraint(
                fields=("event", "seat"), condition=Q(seat__isnull=False), name="one_person_a_seat"
            ),
            models.CheckConstraint(
                condition=Q(seat=None) | Q(seat__gte=1) & (Q(seats=None) | Q(seat__lte=F("seats"))),
                name="no_more_than_places",
            ),
            models.CheckConstraint(
                condition=Q(reply=Reply.COMING, seat__isnull=False)
                | Q(reply__in=(Reply.WAITING, Reply.NOT_COMING), seat=None, attendance=Attendance.OPEN),
                name="who_comes_has_a_seat",
            ),
        ]
