import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.links import MailLink
from augenhoehe.common.models import Bilingual, Drafted, Timestamped, Versioned
from augenhoehe.outreach.enums import PublicState, VoiceNaming, VoiceSide
from augenhoehe.outreach.languages import foreign

from .article import Article

if TYPE_CHECKING:
    from augenhoehe.people.models import Person


class VoiceQuerySet(models.QuerySet["Voice"]):
    def published(self) -> "VoiceQuerySet":
        return self.filter(state=PublicState.PUBLISHED, programme__public=True)

    def handed_in_by(self, person: "Person") -> "VoiceQuerySet":
        """The person's own words, in every state."""
        return self.filter(handed_in_by=person)


class Voice(Timestamped, Versioned, Drafted):
    """What somebody of a former tandem says. Shown only while its author agrees; withdrawing forgets the consent.

    The office notes it and the day of the consent, or a participant hands it in: then the consent is theirs to give.
    """

    programme = models.ForeignKey("programmes.Programme", on_delete=models.CASCADE, related_name="voices")
    text_de = models.TextField(_("What they said (German)"), max_length=600, blank=True)
    text_en = models.TextField(_("What they said (English)"), max_length=600, blank=True)
    name = models.CharField(_("Name, as shown"), max_length=120, blank=True)
    side = models.CharField(_("Role in the tandem"), max_length=10, choices=VoiceSide)
    state = models.CharField(max_length=10, choices=PublicState, default=PublicState.DRAFT)
    consent_on = models.DateField(_("Cleared by its author on"), null=True, blank=True)
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="voices"
    )
    naming = models.CharField(
        _("How do you want to be named?"), max_length=10, choices=VoiceNaming, default=VoiceNaming.NAME
    )

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


class ConsentLink(MailLink):
    """The way of an author to their own words, without signing in: to say yes to a new wording, or take it back."""

    voice = models.ForeignKey(Voice, null=True, on_delete=models.CASCADE, related_name="links")
    article = models.ForeignKey(Article, null=True, on_delete=models.CASCADE, related_name="links")

    class Meta:
        verbose_name = _("link to one’s own words")
        verbose_name_plural = _("links to one’s own words")
        constraints = [
            models.CheckConstraint(condition=Q(voice=None) ^ Q(article=None), name="a_consent_is_about_one_thing")
        ]
