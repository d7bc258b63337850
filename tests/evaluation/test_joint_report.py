"""Fewer than five tandems: a text that all who take part agree to, and nothing else."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from augenhoehe.audit.models import Entry
from augenhoehe.evaluation.errors import NotAgreedError, PublishedError
from augenhoehe.evaluation.models import Consent, Report
from augenhoehe.evaluation.selectors.consents import Agreement, agreement_of
from augenhoehe.evaluation.services import ask_consent, make_reports, publish_report, write_passage
from augenhoehe.messaging.models import Mail
from augenhoehe.people.models import Person
from tests import factories
from tests.care.world import running
from tests.factories import NOW

from .world import told

pytestmark = pytest.mark.django_db
As = Callable[[Person], Client]


@pytest.fixture
def office() -> Person:
    return factories.make_person()


@pytest.fixture
def report(office: Person) -> Report:
    cohort = told(tandems=2)
    factories.make_role(cohort.programme, office, "office")
    return make_reports(cohort=cohort, languages=("en",), actor=office, now=NOW)[0]


def links() -> list[str]:
    found = (re.search(r"/links/report/[^/\s)]+/", mail.text) for mail in Mail.objects.filter(key="evaluation.consent"))
    return [match[0] for match in found if match]


def say(link: str, answer: str = "yes") -> int:
    return Client().post(link, {"answer": answer}).status_code


def test_it_holds_no_figure(report: Report) -> None:
    assert (report.joint, report.figures, [one.chapter for one in report.passages.all()]) == (True, {}, ["joint"])


def test_public_once_all_agree(report: Report, office: Person) -> None:
    assert ask_consent(report=report, actor=office, now=NOW) == 4
    asked = links()
    for link in asked[:3]:
        assert say(link) == 302
    assert agreement_of(report) == Agreement(4, 3)
    with pytest.raises(NotAgreedError):
        publish_report(report=report, actor=office, now=NOW)
    say(asked[3])
    publish_report(report=report, actor=office, now=NOW)
    assert Report.objects.published().exists()


def test_looking_at_the_link_says_nothing(report: Report, office: Person) -> None:
    ask_consent(report=report, actor=office, now=NOW)
    assert Client().get(links()[0]).status_code == 200
    assert agreement_of(report).agreed == 0


def test_taken_back_it_is_off_the_page(report: Report, office: Person) -> None:
    ask_consent(report=report, actor=office, now=NOW)
    for link in links():
        say(link)
    publish_report(report=report, actor=office, now=NOW)
    say(links()[1], "no")
    assert not Report.objects.published().exists()
    last = Entry.objects.latest("pk")
    assert (last.action, last.actor_id) == ("evaluation.report_withdrawn", None)


def test_other_words_need_another_consent(report: Report, office: Person) -> None:
    ask_consent(report=report, actor=office, now=NOW)
    old = links()[0]
    say(old)
    passage = report.passages.get()
    write_passage(passage=passage, version=1, text=passage.text, actor=office)
    assert Consent.objects.count() == 4
    write_passage(passage=passage, version=2, text="Others", actor=office)
    assert Consent.objects.count() == 0
    assert Client().get(old).status_code == 410


def test_what_others_read_stays_as_it_was_agreed_to(report: Report, office: Person) -> None:
    ask_consent(report=report, actor=office, now=NOW)
    for link in links():
        say(link)
    publish_report(report=report, actor=office, now=NOW)
    with pytest.raises(PublishedError):
        write_passage(passage=report.passages.get(), version=1, text="Others", actor=office)


def test_whoever_joins_later_is_asked_too(report: Report, office: Person) -> None:
    ask_consent(report=report, actor=office, now=NOW)
    for link in links():
        say(link)
    running(report.cohort)
    with pytest.raises(NotAgreedError):
        publish_report(report=report, actor=office, now=NOW)
    assert ask_consent(report=report, actor=office, now=NOW) == 2
    assert ask_consent(report=report, actor=office, now=NOW) == 0


def test_the_office_reads_how_many_and_never_who(report: Report, office: Person, as_: As) -> None:
    ask_consent(report=report, actor=office, now=NOW)
    say(links()[0])
    page = as_(office).get(f"/office/cohorts/{report.cohort_id}/evaluation/report/en/").content.decode()
    assert "1 of 4 have agreed" in page
    assert not [name for name in Person.objects.exclude(pk=office.pk).values_list("email", flat=True) if name in page]
    assert not Entry.objects.filter(action__contains="agree").exists()
    assert not Mail.objects.filter(key="evaluation.consent", programme_id__isnull=False).exists()
