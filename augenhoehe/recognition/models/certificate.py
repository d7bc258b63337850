import datetime as dt
import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.enums import Side
from augenhoehe.common.models import Timestamped, Versioned
from augenhoehe.programmes.models import Cohort

from ..enums import CertificateState

if TYPE_CHECKING:
    from augenhoehe.people.models import Person


class RegisterEntry(models.Model):
    """What stays of a certificate as long as its checking is promised: numbers and hashes, nobody's name.

    The running number is the place of its badge in the list of revoked ones. `uid` stands in the badge and in its
    address, the code on the paper alone. `facts_hash` tells whether what a paper says is what was issued.
    """

    uid = models.UUIDField(unique=True, default=uuid.uuid4)
    code_hash = models.CharField(max_length=64, unique=True)
    facts_hash = models.CharField(max_length=64)
    issued_on = models.DateField()
    kept_until = models.DateField()
    revoked_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("entry of the register of certificates")
        verbose_name_plural = _("register of certificates")
        indexes = [models.Index(fields=("kept_until",))]


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def visible_to(self, person: "Person") -> "CertificateQuerySet":
        """The person's own."""
        return self.filter(person=person)

    def valid(self) -> "CertificateQuerySet":
        return self.filter(state=CertificateState.VALID)


class Certificate(Timestamped, Versioned):
    """What somebody gets for having taken part. The facts are frozen with it: a paper does not change afterwards.

    `facts` holds programme_de, programme_en, cohort_de, cohort_en, begins_on, ends_on (ISO days), hours (text),
    signatory, signatory_role. `topics` are those that the holder chose to name: dicts of id, de, en.
    """

    entry = models.OneToOneField(RegisterEntry, on_delete=models.CASCADE, related_name="certificate")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="certificates")
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="certificates")
    side = models.CharField(max_length=10, choices=Side)
    state = models.CharField(max_length=10, choices=CertificateState, default=CertificateState.VALID)
    code = models.CharField(max_length=16)
    name = models.CharField(_("Name on the certificate"), max_length=170)
    facts = models.JSONField()
    topics = models.JSONField(_("Topics"), default=list)
    issued_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    reason = models.TextField(_("Why it was revoked"), max_length=1000, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ("-issued_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("cohort", "person"),
                condition=Q(state=CertificateState.VALID),
                name="one_valid_certificate_a_person",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(state=CertificateState.VALID), name="only_a_valid_one_is_published"
            ),
            models.CheckConstraint(
                condition=~Q(state=CertificateState.REVOKED) | ~Q(reason=""), name="a_revocation_has_its_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def fact(self, name: str, language: str = "") -> str:
        """A bilingual fact ("programme", "cohort") in this language, or in the reader's."""
        code = (language or get_language() or "de")[:2]
        return str(self.facts.get(f"{name}_{code}") or self.facts[f"{name}_de"])

    @property
    def programme_name(self) -> str:
        return self.fact("programme")

    @property
    def cohort_name(self) -> str:
        return self.fact("cohort")

    @property
    def begins_on(self) -> dt.date:
        return dt.date.fromisoformat(self.facts["begins_on"])

    @property
    def ends_on(self) -> dt.date:
        return dt.date.fromisoformat(self.facts["ends_on"])

    @property
    def hours(self) -> float:
        return float(self.facts["hours"])

    @property
    def is_valid(self) -> bool:
        return self.state == CertificateState.VALID

    def topic_names(self, language: str = "") -> list[str]:
        """The topics that the holder chose to name, in this language or the reader's."""
        code = (language or get_language() or "de")[:2]
        return [one.get(code) or one["de"] for one in self.topics]
