"""Who gets a certificate, and that everybody gets exactly one."""

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from augenhoehe.audit.models import Entry
from augenhoehe.common.models import StaleError
from augenhoehe.recognition.enums import IssueState, Standing
from augenhoehe.recognition.errors import NobodyReadyError, PreviewOutdatedError, RecognitionError, UnderWayError
from augenhoehe.recognition.models import Certificate, CertificateRule, Inclusion, Issue, RegisterEntry
from augenhoehe.recognition.selectors.standing import basis_of, counts, ready, rule_of, standings
from augenhoehe.recognition.services import issuing
from augenhoehe.recognition.services.register import forget_expired
from augenhoehe.recognition.services.rule import include_person, save_rule, take_back_inclusion
from augenhoehe.tandems.models import Meeting
from tests import factories
from tests.factories import NOW, TODAY

from .world import finished, issue_all, mails

pytestmark = pytest.mark.django_db


def standing_of(tandem: Any, side: str = "mentor") -> str:
    application = getattr(tandem, side)
    return standings(tandem.cohort, rule_of(tandem.cohort)).get(pk=application.pk).standing


def test_four_meetings_and_the_end_as_planned_make_it():
    assert standing_of(finished(held=4)) == Standing.FULFILS
    assert standing_of(finished(held=3)) == Standing.MISSING
    assert standing_of(finished(state="confirmed")) == Standing.MISSING
    assert standing_of(finished(state="ended")) == Standing.MISSING


@pytest.mark.parametrize("state", ["planned", "missed", "cancelled"])
def test_meetings_that_were_not_held_do_not_count(state: str):
    tandem = finished(held=3)
    Meeting.objects.create(tandem=tandem, number=9, starts_at=NOW - dt.timedelta(days=9), state=state, uid=f"u-{state}")
    assert standing_of(tandem) == Standing.MISSING


def test_the_rule_is_the_cohorts():
    tandem = finished(held=2, state="confirmed")
    save_rule(cohort=tandem.cohort, actor=None, version=1, changes={"meetings": 2, "closing": False})
    assert standing_of(tandem) == Standing.FULFILS
    save_rule(cohort=tandem.cohort, actor=None, version=2, changes={"mentees": False})
    assert [one.side for one in ready(tandem.cohort, rule_of(tandem.cohort))] == ["mentor"]
    with pytest.raises(StaleError):
        save_rule(cohort=tandem.cohort, actor=None, version=1, changes={"meetings": 1})


def test_meetings_of_two_tandems_are_added():
    tandem = finished(held=2)
    finished(tandem.cohort, held=2, mentor=tandem.mentor, place=2, capacity=2)
    assert standing_of(tandem) == Standing.FULFILS
    assert standing_of(tandem, "mentee") == Standing.MISSING


def test_who_took_part_in_no_tandem_is_not_listed():
    cohort = factories.make_cohort()
    factories.make_application(cohort)
    factories.make_tandem(cohort)
    assert not standings(cohort, rule_of(cohort))


def test_somebody_is_included_by_hand_and_taken_back():
    tandem = finished(held=1, state="ended")
    include_person(application=tandem.mentor, actor=None, note="A second department took over")
    assert standing_of(tandem) == Standing.INCLUDED
    assert "department" not in str(Entry.objects.filter(action="recognition.included").get().data)
    take_back_inclusion(application=tandem.mentor, actor=None)
    assert standing_of(tandem) == Standing.MISSING


def test_only_who_took_part_can_be_included():
    with pytest.raises(RecognitionError):
        include_person(application=factories.make_application(factories.make_cohort()), actor=None, note="x")
    assert not Inclusion.objects.exists()


def test_each_gets_one_with_a_letter_and_an_entry_of_the_register():
    tandem = finished()
    made = issue_all(tandem.cohort)
    assert {(one.person_id, one.side, one.name) for one in made} == {
        (tandem.mentor.person_id, "mentor", tandem.mentor.person.get_full_name()),
        (tandem.mentee.person_id, "mentee", tandem.mentee.person.get_full_name()),
    }
    assert RegisterEntry.objects.count() == 2
    assert {mail.person_id for mail in mails("issued")} == {one.person_id for one in made}
    for mail in mails("issued"):
        assert f"/certificates/{made[0].pk}/" in mail.text or f"/certificates/{made[1].pk}/" in mail.text
    one = made[0]
    assert (one.begins_on, one.ends_on, one.hours) == (tandem.begins_on, tandem.ends_on, 6.0)
    assert one.entry.kept_until == dt.date(2036, 11, 23)
    assert Entry.objects.filter(action="recognition.issued").count() == 2


def test_a_second_issue_finds_nobody():
    tandem = finished()
    issue_all(tandem.cohort)
    with pytest.raises(NobodyReadyError):
        issue_all(tandem.cohort)
    assert counts(tandem.cohort, rule_of(tandem.cohort))[Standing.ISSUED] == 2


def test_the_task_done_twice_and_after_a_stop_is_once(monkeypatch: pytest.MonkeyPatch):
    cohort = finished().cohort
    finished(cohort)
    monkeypatch.setattr(issuing, "BATCH", 1)
    people = ready(cohort, rule_of(cohort))
    issue = issuing.start_issue(cohort=cohort, actor=factories.make_person(), basis=basis_of(people)[1])
    written = issuing._issue_batch(Issue.objects.select_related("cohort__programme").get(pk=issue.pk), NOW)
    issue.refresh_from_db()
    assert (written, issue.done, issue.total) == (1, 1, 4)  # the worker dies here
    assert issuing.run_issue(issue_id=issue.pk, now=NOW) == 3
    assert issuing.run_issue(issue_id=issue.pk, now=NOW) == 0
    issue.refresh_from_db()
    assert (issue.state, issue.done) == (IssueState.DONE, 4)
    assert Certificate.objects.count() == len(mails("issued")) == 4


def test_one_issue_at_a_time():
    cohort = finished().cohort
    basis = basis_of(ready(cohort, rule_of(cohort)))[1]
    issuing.start_issue(cohort=cohort, actor=None, basis=basis)
    with pytest.raises(UnderWayError):
        issuing.start_issue(cohort=cohort, actor=None, basis=basis)
    with pytest.raises(IntegrityError), transaction.atomic():
        Issue.objects.create(cohort=cohort, total=1)


def test_a_preview_is_good_for_whom_it_showed():
    cohort = finished().cohort
    basis = basis_of(ready(cohort, rule_of(cohort)))[1]
    finished(cohort)
    with pytest.raises(PreviewOutdatedError):
        issuing.start_issue(cohort=cohort, actor=None, basis=basis)


def test_the_database_keeps_one_valid_certificate_a_person(certificate: Certificate):
    twin = RegisterEntry.objects.create(code_hash="x", facts_hash="y", issued_on=TODAY, kept_until=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.create(
            entry=twin,
            person=certificate.person,
            cohort=certificate.cohort,
            side="mentor",
            name="x",
            facts={},
            issued_at=NOW,
        )


def test_the_register_is_forgotten_when_its_promise_is_over(certificate: Certificate):
    RegisterEntry.objects.filter(pk=certificate.entry_id).update(kept_until=TODAY)
    assert forget_expired(today=TODAY) == 0
    assert forget_expired(today=TODAY + dt.timedelta(days=1)) == 1
    assert forget_expired(today=TODAY + dt.timedelta(days=1)) == 0
    assert not Certificate.objects.filter(pk=certificate.pk).exists()


def test_the_facts_are_frozen(certificate: Certificate):
    certificate.cohort.programme.name_en = "Something else"
    certificate.cohort.programme.save()
    CertificateRule.objects.filter(cohort=certificate.cohort).update(signatory="X")
    certificate.refresh_from_db()
    assert certificate.fact("programme", "en") == "Reverse mentoring"
