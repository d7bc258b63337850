"""Certificates with a canary in what not everybody reads: one that counts, one revoked, and one to check."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from augenhoehe.applications.models import Application
from augenhoehe.programmes.models import Cohort
from augenhoehe.recognition.models import Certificate
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
    stage.certificates = [cast.certificate, revoked]
    stage.certificate_code, stage.included = checked.code, others.mentor
    wish_for_benefits(stage)


def wish_for_benefits(stage: Stage) -> None:
    """The mentor may wish, by an earlier tandem: in a round that is given out, and in one that waits for the office.

    A later cohort's is being prepared.
    """
    cast = stage.cast
    Application.objects.filter(pk=cast.mentor_application.pk).update(capacity=3)
    Cohort.objects.filter(pk=cast.cohort.pk).update(mentor_capacity=3)
    cast.cohort.refresh_from_db()
    factories.make_tandem(cast.cohort, cast.mentor_application, state="closed", place=3, capacity=3, **factories.AGREED)
    stage.waiting = factories.make_benefit_round(cast.cohort, number=2, until=NOW.date() - dt.timedelta(days=1))
    offers = [factories.make_benefit(stage.waiting) for _number in range(2)]
    stage.wishes = factories.make_wishes(cast.mentor_application, *offers)
    stage.later = factories.make_cohort(cast.programme)
    factories.make_rules(stage.later)
    factories.make_benefit(factories.make_benefit_round(stage.later, state="preparing", seed="", until=None))
