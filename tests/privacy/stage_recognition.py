"""Certificates with a canary in what not everybody reads: one that counts, one revoked, and one to check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from augenhoehe.recognition.models import Certificate, WishList
from augenhoehe.recognition.services.certificates import revoke_certificate
from augenhoehe.recognition.services.rule import include_person
from augenhoehe.tandems.models import Tandem
from tests import factories
from tests.factories import NOW

if TYPE_CHECKING:
    from .stage import Stage


def recognise(stage: Stage) -> None:
    """The mentor's counts, the mentee's was revoked; of two others one is checked and one included by hand."""
    cast = stage.cast
    code = stage.plant("recognition.Certificate.code", "mentor", ("mentee",))
    topic = stage.plant("recognition.Certificate.topics", "mentor", ("mentee",))
    Certificate.objects.filter(pk=cast.certificate.pk).update(code=code, topics=[{"id": 1, "de": topic, "en": topic}])
    revoked = factories.make_certificate(cast.cohort, cast.mentee, "mentee")
    reason = stage.plant("recognition.Certificate.reason", "mentee", ("mentor",))
    revoke_certificate(certificate=revoked, actor=cast.office, version=1, reason=reason, now=NOW)
    others = Tandem.objects.filter(cohort=cast.cohort).latest("pk")
    checked = factories.make_certificate(cast.cohort, others.mentee.person, "mentee")
    include_person(application=others.mentor, actor=cast.office, note=stage.plant("recognition.Inclusion.note"))
    wished, missed = (
        stage.plant(f"recognition.WishList.{one}", "mentor", ("mentee",)) for one in ("choices", "missed")
    )
    WishList.objects.filter(pk=cast.given.wish_list_id).update(
        choices=[wished], missed=[{"benefit": missed, "cause": "lot"}]
    )
    stage.certificates = [cast.certificate, revoked]
    stage.certificate_code, stage.included = checked.code, others.mentor
