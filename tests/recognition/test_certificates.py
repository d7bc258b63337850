"""State × act of a certificate, and the ways of whoever holds it."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from augenhoehe.audit.models import Entry
from augenhoehe.common.models import StaleError
from augenhoehe.recognition.enums import TRANSITIONS, CertificateState
from augenhoehe.recognition.errors import RecognitionError
from augenhoehe.recognition.models import Certificate, RegisterEntry
from augenhoehe.recognition.services import certificates as services
from tests import factories
from tests.factories import NOW, TODAY

from .world import issued, mails

pytestmark = pytest.mark.django_db


def revoke(one: Certificate, **changes: Any) -> Certificate:
    values = {"actor": None, "version": one.version, "reason": "Wrong person", "now": NOW, **changes}
    return services.revoke_certificate(certificate=one, **values)


def reissue(one: Certificate, **changes: Any) -> Certificate:
    values = {"actor": None, "version": one.version, "name": "Dr. Kim Neu", "now": NOW, **changes}
    return services.reissue_certificate(certificate=one, **values)


ACTS = {CertificateState.REVOKED: revoke, CertificateState.REPLACED: reissue}


@pytest.mark.parametrize("before", list(CertificateState))
@pytest.mark.parametrize("to", list(ACTS))
def test_state_by_state(certificate: Certificate, before: CertificateState, to: CertificateState):
    Certificate.objects.filter(pk=certificate.pk).update(state=before, reason="x")
    certificate.refresh_from_db()
    if to in TRANSITIONS[before]:
        ACTS[to](certificate)
        certificate.refresh_from_db()
        assert certificate.state == to
    else:
        with pytest.raises(RecognitionError):
            ACTS[to](certificate)
        certificate.refresh_from_db()
        assert certificate.state == before


def test_a_revocation_reaches_register_page_and_holder(certificate: Certificate):
    services.publish_certificate(certificate=certificate, actor=certificate.person, now=NOW)
    certificate.refresh_from_db()
    revoke(certificate)
    certificate.refresh_from_db()
    assert certificate.published_at is None
    assert certificate.entry.revoked_on == TODAY
    (mail,) = mails("revoked")
    assert mail.person_id == certificate.person_id
    assert "Wrong person" in mail.text
    assert "Wrong" not in str(Entry.objects.get(action="recognition.revoked").data)


def test_a_new_one_takes_the_place_of_the_old(certificate: Certificate):
    new = reissue(certificate)
    certificate.refresh_from_db()
    assert (new.name, new.facts, new.side) == ("Dr. Kim Neu", certificate.facts, certificate.side)
    assert new.code != certificate.code
    assert new.entry.uid != certificate.entry.uid
    assert certificate.entry.revoked_on == TODAY
    assert new.entry.revoked_on is None
    assert new.published_at is None
    assert mails("reissued")[0].person_id == certificate.person_id


@pytest.mark.parametrize("act", [revoke, reissue])
def test_a_stale_act_changes_nothing(certificate: Certificate, act: Any):
    with pytest.raises(StaleError):
        act(certificate, version=certificate.version + 1)
    certificate.refresh_from_db()
    assert certificate.is_valid
    assert not mails("revoked") + mails("reissued")


def test_the_holder_shows_it_and_takes_it_back(certificate: Certificate):
    for _twice in range(2):
        services.publish_certificate(certificate=certificate, actor=certificate.person, now=NOW)
    certificate.refresh_from_db()
    assert certificate.published_at == NOW
    for _twice in range(2):
        services.withdraw_publication(certificate=certificate, actor=certificate.person, now=NOW)
    certificate.refresh_from_db()
    assert certificate.published_at is None
    assert Entry.objects.filter(action__startswith="recognition.publi").count() == 2


def test_what_is_revoked_is_shown_by_nobody(certificate: Certificate):
    revoke(certificate)
    with pytest.raises(RecognitionError):
        services.publish_certificate(certificate=certificate, actor=certificate.person, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.filter(pk=certificate.pk).update(published_at=NOW)


def test_the_holder_chooses_from_their_own_topics():
    programme = factories.make_programme()
    offered, unknown = factories.make_topic(programme), factories.make_topic(programme)
    cohort = factories.make_cohort(programme)
    mentor = factories.make_application(cohort, topics={offered: (3, 0), unknown: (0, 0)})
    certificate = issued(cohort=cohort, mentor=mentor)
    services.name_topics(
        certificate=certificate,
        actor=certificate.person,
        version=certificate.version,
        topics=[offered.pk, unknown.pk],
        now=NOW,
    )
    certificate.refresh_from_db()
    assert certificate.topics == [{"id": offered.pk, "de": offered.name_de, "en": offered.name_en}]


def test_with_the_person_all_goes_but_the_register(certificate: Certificate):
    pk = certificate.entry_id
    certificate.person.delete()
    assert not Certificate.objects.filter(pk=certificate.pk).exists()
    entry = RegisterEntry.objects.get(pk=pk)
    stored = {field.name for field in entry._meta.fields}
    assert stored == {"id", "uid", "code_hash", "facts_hash", "issued_on", "kept_until", "revoked_on"}
    assert not any(certificate.name in str(getattr(entry, name)) for name in stored)
