from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.models import Timestamped, Versioned

from .enums import Language, MailState


class Wording(Timestamped, Versioned):
    """The office's own wording of a mail; where there is none, the shipped default holds."""

    programme_id = models.BigIntegerField(null=True)
    key = models.CharField(max_length=80)
    language = models.CharField(max_length=2, choices=Language)
    subject = models.CharField(_("Subject"), max_length=200, blank=True)
    body = models.TextField(_("Text"), max_length=20_000)

    class Meta:
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        constraints = [
            models.UniqueConstraint(fields=("programme_id", "key", "language"), name="one_text_a_key"),
            # No two for all programmes either: to a unique constraint one NULL is not another.
            models.UniqueConstraint(
                fields=("key", "language"), condition=Q(programme_id=None), name="one_general_text_a_key"
            ),
        ]


class MailQuerySet(models.QuerySet["Mail"]):
    def due(self, now: datetime) -> "MailQuerySet":
        """What a worker may take: waiting and due, or taken by one that did not come back in time."""
        return self.filter(
            Q(state=MailState.QUEUED, due_at__lte=now) | Q(state=MailState.SENDING, leased_until__lte=now)
        )

    def of_programme(self, programme_id: int) -> "MailQuerySet":
        """What the office of this programme may know of."""
        return self.filter(programme_id=programme_id)


class Mail(Timestamped):
    """A mail in the outbox: written in the transaction of the act it tells of, sent by the worker."""

    key = models.CharField(max_length=80)
    programme_id = models.BigIntegerField(null=True, db_index=True)
    person_id = models.BigIntegerField(null=True, db_index=True)
    recipient = models.EmailField()
    language = models.CharField(max_length=2, choices=Language)
    subject = models.CharField(max_length=250)
    text = models.TextField()
    html = models.TextField(blank=True)
    calendar = models.TextField(blank=True)
    calendar_method = models.CharField(max_length=20, blank=True)
    unsubscribe = models.CharField(max_length=300, blank=True, help_text="address for the List-Unsubscribe header")
    message_id = models.CharField(max_length=200, unique=True)
    idempotency_key = models.CharField(max_length=200, unique=True, null=True)  # noqa: DJ001 (many without one)
    secret = models.BooleanField(default=False, help_text="holds a code or a one-time link: the office never sees it")
    state = models.CharField(max_length=10, choices=MailState, default=MailState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(db_index=True)
    leased_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ("-created_at", "-pk")
        indexes = [models.Index(fields=("state", "due_at"))]


class JobTurn(models.Model):
    """When a periodic job (common/periodic.py) has its next turn."""

    name = models.CharField(max_length=80, unique=True)
    due_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("turn of a periodic job")
        verbose_name_plural = _("turns of periodic jobs")


class InboxMark(Timestamped):
    """How far the mailbox of the answers is read: one row, with the number of the last mail and what it counts from."""

    ONLY = 1

    validity = models.BigIntegerField(default=0)
    last_uid = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("mark in the mailbox")
        verbose_name_plural = _("marks in the mailbox")


class WorkerPulse(models.Model):
    """A worker's last sign of life."""

    worker = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("sign of life of a worker")
        verbose_name_plural = _("signs of life of workers")
