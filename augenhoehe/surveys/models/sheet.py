"""Who was asked, and what was answered: tables that do not know each other."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.enums import Side
from augenhoehe.common.models import Versioned

from ..enums import RemarkState
from .survey import Survey


class Invitation(models.Model):
    """Somebody was asked, and whether they have answered, so that only the others are reminded; goes with the close."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="invitations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    side = models.CharField(max_length=10, choices=Side)
    token_hash = models.CharField(max_length=64, unique=True)
    asked_on = models.DateField()
    reminded = models.BooleanField(default=False)
    answered = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("invitation to a questionnaire")
        verbose_name_plural = _("invitations to questionnaires")
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=("survey", "person", "side"), name="one_invitation_a_side")]


class Draft(models.Model):
    """A questionnaire half filled in. Found by whoever holds the link; the key leads to nobody without it."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="drafts")
    key = models.CharField(max_length=64)
    values = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("questionnaire half filled in")
        verbose_name_plural = _("questionnaires half filled in")
        constraints = [models.UniqueConstraint(fields=("survey", "key"), name="one_draft_a_link")]


class Sheet(models.Model):
    """What somebody answered: a random key, no time, no person. Department and level go when the figures are made."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="sheets")
    side = models.CharField(max_length=10, choices=Side)
    department = models.CharField(max_length=200, blank=True)
    level = models.PositiveSmallIntegerField(null=True)
    values = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("answers to a questionnaire")
        verbose_name_plural = _("answers to questionnaires")
        ordering = ("pk",)


class Remark(Versioned):
    """Somebody's own words, apart from their other answers; shown only as the office has released them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="remarks")
    item_key = models.SlugField(max_length=40)
    text = models.TextField(max_length=2_000)
    shown = models.TextField(_("As it is shown"), max_length=2_000, blank=True)
    state = models.CharField(max_length=10, choices=RemarkState, default=RemarkState.NEW)

    class Meta:
        verbose_name = _("own words in a questionnaire")
        verbose_name_plural = _("own words in questionnaires")
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=RemarkState.RELEASED) | ~Q(shown=""), name="a_released_remark_has_words"
            )
        ]
