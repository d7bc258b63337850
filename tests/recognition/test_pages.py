"""Whose pages these are, what they cost, and what happens to a form that came too late."""

import io
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.people.models import Person
from augenhoehe.recognition.cards import issue_check, new_certificates
from augenhoehe.recognition.checks import badge_key
from augenhoehe.recognition.models import Certificate, CertificateRule, Inclusion, Issue
from augenhoehe.recognition.panels import certificate as panel
from augenhoehe.recognition.selectors.standing import basis_of, ready, rule_of
from augenhoehe.tandems.models import Tandem
from augenhoehe.tandems.panels import Situation
from tests import factories
from tests.factories import NOW, TODAY

from .world import finished, issue_all

pytestmark = pytest.mark.django_db
As = Callable[[Person], Client]


def office_of(tandem: Tandem) -> Person:
    person = factories.make_person()
    factories.make_role(tandem.cohort.programme, person)
    return person


@pytest.fixture
def tandem() -> Tandem:
    return finished()


@pytest.fixture
def office(tandem: Tandem) -> Person:
    return office_of(tandem)


def at(tandem: Tandem, page: str = "") -> str:
    return f"/office/cohorts/{tandem.cohort_id}/recognition/{page}"


def test_from_the_preview_to_the_certificates(
    tandem: Tandem, office: Person, as_: As, django_capture_on_commit_callbacks
):
    client = as_(office)
    page = client.get(at(tandem, "issue/"))
    assert "Issue 2 certificates" in page.content.decode()
    assert not Issue.objects.exists()
    sent = client.post(at(tandem, "issue/"), {"basis": page.context["basis"]})
    issue = Issue.objects.get()
    assert sent["Location"] == at(tandem, f"issue/{issue.pk}/")
    twice = client.post(at(tandem, "issue/"), {"basis": page.context["basis"]})
    assert twice["Location"] == sent["Location"]
    shown = client.get(sent["Location"], headers={"HX-Request": "true"}).content.decode()
    assert "0 of 2 certificates are issued" in shown


def test_a_list_that_has_changed_is_shown_anew(tandem: Tandem, office: Person, as_: As):
    basis = basis_of(ready(tandem.cohort, rule_of(tandem.cohort)))[1]
    finished(tandem.cohort)
    answer = as_(office).post(at(tandem, "issue/"), {"basis": basis})
    assert answer.status_code == 409
    assert "has changed since you looked" in answer.content.decode()
    assert as_(office).post(at(tandem, "issue/"), {}).status_code == 422


def test_why_somebody_gets_none(office: Person, tandem: Tandem, as_: As):
    finished(tandem.cohort, held=3, state="confirmed")
    finished(tandem.cohort, held=1, state="ended")
    page = " ".join(as_(office).get(at(tandem, "?standing=missing")).content.decode().split())
    assert "3 of 4 meetings held; the tandem is still running" in page
    assert "1 of 4 meetings held; the tandem ended early" in page


def test_somebody_is_included_with_a_note(office: Person, tandem: Tandem, as_: As):
    late = finished(tandem.cohort, held=1, state="ended")
    client = as_(office)
    path = at(tandem, f"people/{late.mentor_id}/include/")
    assert client.post(path, {"note": ""}).status_code == 422
    assert client.post(path, {"note": "Moved to another city"}).status_code == 302
    assert "Moved to another city" in client.get(at(tandem)).content.decode()
    client.post(at(tandem, f"people/{late.mentor_id}/exclude/"))
    assert not Inclusion.objects.exists()
    assert client.get(at(tandem, f"people/{tandem.mentor_id}/include/")).status_code == 404


def test_the_rule_is_set_and_a_stale_form_keeps_its_text(office: Person, tandem: Tandem, as_: As):
    client = as_(office)
    data = {"version": 1, "meetings": 6, "closing": "on", "mentors": "on", "signatory": "Erste", "signatory_role": ""}
    assert client.post(at(tandem, "rule/"), data).status_code == 302
    assert CertificateRule.objects.get().sides == ["mentor"]
    late = client.post(at(tandem, "rule/"), {**data, "signatory": "Zweite"})
    assert late.status_code == 409
    assert "Zweite" in late.content.decode()
    nobody = {**data, "version": 2, "mentors": ""}
    assert client.post(at(tandem, "rule/"), nobody).status_code == 422
    assert client.post(at(tandem, "rule/"), {**data, "version": 2, "meetings": 61}).status_code == 422


def test_with_the_part_off_nothing_of_it_is_left(office: Person, tandem: Tandem, as_: As):
    (one, _two) = issue_all(tandem.cohort)
    tandem.cohort.parts = [part for part in tandem.cohort.parts if part != "certificates"]
    tandem.cohort.save()
    client = as_(office)
    for page in ("", "rule/", "issue/", f"issue/{Issue.objects.get().pk}/"):
        assert client.get(at(tandem, page)).status_code == 404
    assert f'"{at(tandem)}"' not in client.get(f"/office/cohorts/{tandem.cohort_id}/").content.decode()
    assert list(issue_check(tandem.cohort, TODAY)) == []
    assert as_(one.person).get(f"/certificates/{one.pk}/").status_code == 200


def test_a_late_word_of_the_office_is_kept(office: Person, certificate: Certificate, as_: As):
    factories.make_role(certificate.cohort.programme, office)
    client, path = as_(office), f"/office/certificates/{certificate.pk}/"
    assert client.post(f"{path}revoke/", {"version": 1, "reason": ""}).status_code == 422
    late = client.post(f"{path}revoke/", {"version": 9, "reason": "Verwechslung"})
    assert late.status_code == 409
    assert "Verwechslung" in late.content.decode()
    late = client.post(f"{path}reissue/", {"version": 9, "name": "Dr. Neu"})
    assert late.status_code == 409
    assert "Dr. Neu" in late.content.decode()
    assert client.post(f"{path}revoke/", {"version": 1, "reason": "Verwechslung"}).status_code == 302
    assert "Verwechslung" in as_(certificate.person).get(f"/certificates/{certificate.pk}/").content.decode()


def test_the_office_of_an_archived_cohort_revokes_all_the_same(office: Person, certificate: Certificate, as_: As):
    factories.make_role(certificate.cohort.programme, office)
    certificate.cohort.archived_at = NOW
    certificate.cohort.save()
    path = f"/office/certificates/{certificate.pk}/"
    assert "Revoke and tell the holder" in as_(office).get(path).content.decode()
    assert as_(office).post(f"{path}revoke/", {"version": 1, "reason": "x"}).status_code == 302


def test_only_its_office_and_its_holder_open_it(office: Person, certificate: Certificate, as_: As):
    partner = Certificate.objects.exclude(pk=certificate.pk).get().person
    for person in (office, partner, factories.make_person()):
        client = as_(person)
        assert client.get(f"/office/certificates/{certificate.pk}/").status_code == 404
        for page in ("", "paper/de/"):
            assert client.get(f"/certificates/{certificate.pk}/{page}").status_code == 404
        for act in ("topics", "publish", "withdraw"):
            assert client.post(f"/certificates/{certificate.pk}/{act}/").status_code == 404


def test_the_office_reads_neither_code_nor_chosen_topics(office: Person, certificate: Certificate, as_: As):
    factories.make_role(certificate.cohort.programme, office)
    Certificate.objects.filter(pk=certificate.pk).update(topics=[{"id": 1, "de": "Heikles", "en": "Heikles"}])
    page = as_(office).get(f"/office/certificates/{certificate.pk}/").content.decode()
    assert "Heikles" not in page
    assert certificate.code[:4] not in page


def test_the_holder_publishes_and_withdraws(certificate: Certificate, as_: As):
    client, path = as_(certificate.person), f"/certificates/{certificate.pk}/"
    client.post(f"{path}publish/")
    assert f"/badges/{certificate.entry.uid}/" in client.get(path).content.decode()
    client.post(f"{path}withdraw/")
    assert f"/badges/{certificate.entry.uid}/" not in client.get(path).content.decode()


def test_topics_are_chosen_on_the_page(as_: As):
    programme = factories.make_programme()
    topic = factories.make_topic(programme)
    cohort = factories.make_cohort(programme)
    finished(cohort, mentor=factories.make_application(cohort, topics={topic: (3, 0)}))
    one = next(one for one in issue_all(cohort) if one.side == "mentor")
    client, path = as_(one.person), f"/certificates/{one.pk}/topics/"
    assert client.post(path, {"version": 1, "topics": [999]}).status_code == 422
    assert client.post(path, {"version": 7, "topics": [topic.pk]}).status_code == 409
    assert client.post(path, {"version": 1, "topics": [topic.pk]}).status_code == 302
    one.refresh_from_db()
    assert one.topic_names("en") == [topic.name_en]


@pytest.mark.parametrize("page", ["", "?standing=fulfils", "issue/"])
def test_lists_take_the_same_queries_however_long(office: Person, tandem: Tandem, as_: As, page: str):
    client, numbers = as_(office), []
    for more in (0, 2):
        for _one in range(more):
            finished(tandem.cohort)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(at(tandem, page)).status_code == 200
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]


def test_my_list_takes_the_same_queries_however_long(certificate: Certificate, as_: As):
    client, numbers = as_(certificate.person), []
    for more in (0, 2):
        for _one in range(more):
            cohort = factories.make_cohort()
            finished(cohort, mentor=factories.make_application(cohort, person=certificate.person))
            issue_all(cohort)
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/certificates/").status_code == 200
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]


def test_a_card_for_a_month_and_a_panel_in_the_closed_tandem(certificate: Certificate):
    (duty,) = new_certificates(certificate.person, TODAY)
    assert duty.href == f"/certificates/{certificate.pk}/"
    assert not list(new_certificates(certificate.person, TODAY.replace(year=2027)))
    tandem = Tandem.objects.get()
    shown = panel(Situation(tandem, tandem.side_of(certificate.person), certificate.person, NOW))
    assert shown is not None
    assert shown.certificate_id == certificate.pk
    assert panel(Situation(tandem, None, factories.make_person(), NOW)) is None


def test_the_checklist_counts_who_is_ready(tandem: Tandem):
    (check,) = issue_check(tandem.cohort, TODAY)
    assert (check.state, check.done) == ("2 are ready, 0 have one", False)
    issue_all(tandem.cohort)
    (check,) = issue_check(tandem.cohort, TODAY)
    assert check.done


def test_a_key_is_written_once_and_for_nobody_else_to_read(tmp_path, settings):
    file = tmp_path / "key.pem"
    call_command("badge_key", "new", str(file), stdout=io.StringIO())
    assert file.stat().st_mode & 0o777 == 0o600
    settings.BADGE_KEY = file.read_text()
    assert badge_key() == []
    out = io.StringIO()
    call_command("badge_key", "list", stdout=out)
    name, state = out.getvalue().split()[0], out.getvalue().split()[-1]
    assert state == "signs"
    with pytest.raises(CommandError):
        call_command("badge_key", "new", str(file))
    with pytest.raises(CommandError):
        call_command("badge_key", "withdraw", "unknown")
    call_command("badge_key", "withdraw", name, stdout=io.StringIO())
    out = io.StringIO()
    call_command("badge_key", "list", stdout=out)
    assert out.getvalue().split()[-1] == "withdrawn"


def test_a_key_that_cannot_sign_is_found_on_starting(settings):
    curve = ec.generate_private_key(ec.SECP256R1())
    pem = curve.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    for wrong in ("nothing", pem):
        settings.BADGE_KEY = wrong
        assert [fault.id for fault in badge_key()] == ["recognition.E001"]
