import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.models import Bilingual, Drafted, Timestamped, Versioned
from augenhoehe.outreach.enums import PublicState, VoiceSide
from augenhoehe.outreach.languages import foreign


class VoiceQuerySet(models.QuerySet["Voice"]):
    def published(self) -> "VoiceQuerySet":
        return self.filter(state=PublicState.PUBLISHED, programme__public=True)


class Voice(Timestamped, Versioned, Drafted):
    """What somebody of a former tandem says. Shown only while its author agrees; withdrawing forgets the consent."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.CASCADE, related_name="voices")
    text_de = models.TextField(_("What they said (German)"), max_length=600, blank=True)
    text_en = models.TextField(_("What they said (English)"), max_length=600, blank=True)
    name = models.CharField(_("Name, as shown"), max_length=120, blank=True)
    side = models.CharField(_("Role in the tandem"), max_length=10, choices=VoiceSide)
    state = models.CharField(max_length=10, choices=PublicState, default=PublicState.DRAFT)
    consent_on = models.DateField(_("Cleared by its author on"), null=True, blank=True)

    text = Bilingual()
    objects = VoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("voice")
        verbose_name_plural = _("voices")
        ordering = ("-created_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=("programme", "draft_key"), name="one_voice_a_draft"),
            models.CheckConstraint(
                condition=~Q(state=PublicState.PUBLISHED) | Q(consent_on__isnull=False),
                name="a_voice_is_shown_with_consent",
            ),
        ]

    def __str__(self) -> str:
        return str(self.text)

    @property
    def foreign(self) -> str:
        """The other language's code where the reader's own is missing, else empty."""
        return foreign(self, "text")

    def is_cleared(self, today: dt.date) -> bool:
        return self.consent_on is not None and self.consent_on <= today
