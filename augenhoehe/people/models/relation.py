from django.db import models
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.models import Timestamped
from augenhoehe.people.enums import RelationKind

from .person import Person


class Relation(Timestamped):
    """One person stands over another. Kept only while a rule of the matching needs it (12 months after its
    end).

    What a person declares is theirs alone: nobody else sees it, the other one included; the matching reads
    it.
    """

    superior = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="subordinate_relations")
    subordinate = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="superior_relations")
    kind = models.CharField(max_length=20, choices=RelationKind)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    declared_by = models.ForeignKey(
        Person, null=True, on_delete=models.CASCADE, related_name="+", help_text="empty: from the staff list"
    )

    class Meta:
        verbose_name = _("line relation")
        verbose_name_plural = _("line relations")
        constraints = [
            models.UniqueConstraint(
                fields=("superior", "subordinate", "kind"),
                condition=models.Q(declared_by=None),
                name="one_relation_a_kind",
            ),
            models.UniqueConstraint(
                fields=("superior", "subordinate", "kind", "declared_by"), name="one_declared_relation_a_kind"
            ),
            models.CheckConstraint(
                condition=~models.Q(superior=models.F("subordinate")), name="nobody_is_their_own_superior"
            ),
        ]


class FormerTandem(Timestamped):
    """Two who were partners before, here or elsewhere: they are not paired again."""

    mentor = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    mentee = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    declared_by = models.ForeignKey(
        Person,
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="empty: from a tandem of this software",
    )

    class Meta:
        verbose_name = _("former tandem")
        verbose_name_plural = _("former tandems")
        constraints = [
            models.UniqueConstraint(
                fields=("mentor", "mentee"),
                condition=models.Q(declared_by=None),
                name="one_former_tandem_a_pair",
            ),
            models.UniqueConstraint(fields=("mentor", "mentee", "declared_by"), name="one_declared_tandem_a_pair"),
        ]
