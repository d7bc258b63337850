"""What only the two, or only its author, may read. The texts are sealed; `confidential.py` alone opens them."""

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.models import Drafted, Timestamped, Versioned
from augenhoehe.programmes.enums import RoleKind

if TYPE_CHECKING:
    from augenhoehe.people.models import Person


class Sealed(models.Model):
    """A row whose texts are readable with the installation's key only.

    The key of the row is made here and not by the database: the seal is bound to it before the row exists.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sealed = models.BinaryField()

    class Meta:
        abstract = True


class Keywords(Sealed, Timestamped, Versioned):
    """What the two keep of a meeting: keywords, and what comes next. Both write on the same page."""

    meeting = models.OneToOneField("tandems.Meeting", on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("keywords and next step of a meeting")
        verbose_name_plural = _("keywords and next steps of meetings")
        ordering = ("-meeting__starts_at",)


class PrivateNoteQuerySet(models.QuerySet["PrivateNote"]):
    def visible_to(self, person: "Person") -> "PrivateNoteQuerySet":
        """One's own, and nobody else's."""
        return self.filter(author=person)


class PrivateNote(Sealed, Timestamped, Versioned, Drafted):
    """A note for its author alone, at a meeting or at none."""

    author = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    tandem = models.ForeignKey("tandems.Tandem", on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey("tandems.Meeting", null=True, on_delete=models.SET_NULL, related_name="+")

    objects = PrivateNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("private note")
        verbose_name_plural = _("private notes")
        ordering = ("-created_at", "-pk")
        constraints = [models.UniqueConstraint(fields=("author", "draft_key"), name="one_private_note_a_draft")]


class Message(Sealed, Timestamped, Drafted):
    """A message from one of the two to the other. Nobody keeps when it was read."""

    tandem = models.ForeignKey("tandems.Tandem", on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("message of a tandem")
        verbose_name_plural = _("messages of tandems")
        ordering = ("-created_at", "-pk")
        constraints = [models.UniqueConstraint(fields=("author", "draft_key"), name="one_message_a_draft")]


class ConfidenceQuerySet(models.QuerySet["Confidence"]):
    def visible_to(self, person: "Person") -> "ConfidenceQuerySet":
        """Talks that this person began, or was entrusted with."""
        return self.filter(models.Q(person=person) | models.Q(pk__in=self.entrusted_to(person).values("pk")))

    def entrusted_to(self, person: "Person") -> "ConfidenceQuerySet":
        """What people said to this person, as long as they are a confidant of the programme."""
        return self.filter(confidant=person, programme__roles__person=person, programme__roles__kind=RoleKind.CONFIDANT)


class Confidence(Timestamped):
    """Somebody who takes part has turned to a confidant. That they did, too, is known to the two only."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    confidant = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    programme = models.ForeignKey("programmes.Programme", on_delete=models.CASCADE, related_name="+")
    last_word_at = models.DateTimeField()

    objects = ConfidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("talk with the confidant")
        verbose_name_plural = _("talks with confidants")
        ordering = ("-last_word_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=("person", "confidant", "programme"), name="one_talk_with_a_confidant"),
            models.CheckConstraint(
                condition=~models.Q(person=models.F("confidant")), name="nobody_is_their_own_confidant"
            ),
        ]


class Word(Sealed, Timestamped, Drafted):
    """A word to the confidant, or the confidant's answer."""

    confidence = models.ForeignKey(Confidence, on_delete=models.CASCADE, related_name="words")
    by_confidant = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("word to the confidant")
        verbose_name_plural = _("words to confidants")
        ordering = ("-created_at", "-pk")
        constraints = [models.UniqueConstraint(fields=("confidence", "draft_key"), name="one_word_a_draft")]
