"""The gate before the first talk: who is asked, by which ways it is done, what happens then."""

import datetime as dt

import pytest
from django.test import Client

from augenhoehe.applications.models import Application
from augenhoehe.audit.models import Entry
from augenhoehe.events.errors import AlreadyPreparedError
from augenhoehe.events.models import Preparation, PreparationLink
from augenhoehe.events.selectors import is_prepared, unprepared
from augenhoehe.events.selectors.preparation import reading, statements
from augenhoehe.events.services.mails import send_preparations
from augenhoehe.events.services.preparation import confirm_preparation, remind_due
from augenhoehe.messaging.models import Mail
from augenhoehe.programmes.parts import Part
from tests import factories
from tests.conftest import BACKEND
from tests.factories import NOW

from .world import link_in, mails

ALL = {"statement-0": "on", "statement-1": "on", "statement-2": "on"}


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def mentee(db: None) -> Application:
    return factories.make_application(factories.make_cohort(), "mentee")


def signed_in(application: Application) -> Client:
    client = Client()
    client.force_login(application.person, backend=BACKEND)
    return client


def ask(application: Application, key: str = "first") -> str:
    """The path of the link in a mail that asks for the preparation."""
    send_preparations([application], NOW, key=key)
    return link_in(mails("preparation", application)[-1])


def without_the_part(application: Application) -> None:
    cohort = application.cohort
    cohort.save_version(cohort.version, parts=[part for part in Part if part != Part.PREPARATION])


def test_a_mentee_has_to_prepare_and_nobody_else(mentee: Application) -> None:
    mentor = factories.make_application(mentee.cohort, "mentor")
    reserve = factories.make_application(mentee.cohort, "mentee", state="reserve")
    assert [is_prepared(one) for one in (mentee, mentor, reserve)] == [False, True, True]
    assert unprepared([mentee, mentor, reserve]) == {mentee.pk}
    factories.prepare(mentee)
    assert (is_prepared(mentee), unprepared([mentee])) == (True, set())


def test_without_the_part_nothing_of_it_is_left(mentee: Application) -> None:
    path = ask(mentee)
    without_the_part(mentee)
    mentee.refresh_from_db()
    assert is_prepared(mentee)
    assert signed_in(mentee).get(f"/preparation/{mentee.pk}/").status_code == 404
    assert Client().get(path).status_code == 404
    assert "preparation" not in signed_in(mentee).get("/home/").content.decode()
    assert remind_due(now=NOW + dt.timedelta(days=30)) == 0
    with pytest.raises(AlreadyPreparedError):
        confirm_preparation(application=mentee, statements=[], now=NOW)


def test_confirming_on_the_page(mentee: Application) -> None:
    client, path = signed_in(mentee), f"/preparation/{mentee.pk}/"
    assert "Prepare now" in client.get("/home/").content.decode()
    page = client.get(path).content.decode()
    assert [word for word in ("Your position sits at the table", "I listen before I answer") if word not in page] == []
    short = client.post(path, {"statement-0": "on"})
    assert (short.status_code, sorted(short.context["form"].errors)) == (422, ["statement-1", "statement-2"])
    assert client.post(path, ALL)["Location"] == "/home/"
    stored = Preparation.objects.get()
    assert (stored.application, stored.statements) == (mentee, statements("en", mentee.cohort))
    assert [(one.action, one.actor_id) for one in Entry.objects.all()] == [("events.prepared", mentee.person_id)]
    assert "You are prepared" in client.get(path).content.decode()
    assert "Prepare now" not in client.get("/home/").content.decode()
    assert client.post(path, ALL).status_code == 302
    assert Preparation.objects.count() == 1


def test_by_link_without_an_account(mentee: Application) -> None:
    first, second = ask(mentee), ask(mentee, "again")
    for method in ("get", "head"):
        assert getattr(Client(), method)(first).status_code == 200
    assert Preparation.objects.count() == 0
    assert Client().post(first, {}).status_code == 422
    done = Client().post(second, ALL)
    assert (done.status_code, "no-store" in done["Cache-Control"]) == (200, True)
    assert Preparation.objects.get().application == mentee
    assert [Client().get(path).status_code for path in (first, second)] == [410, 410]


def test_a_link_of_long_ago_is_over(mentee: Application) -> None:
    path = ask(mentee)
    PreparationLink.objects.update(expires_at=NOW - dt.timedelta(seconds=1))
    assert [Client().get(path).status_code, Client().post(path, ALL).status_code] == [410, 410]
    assert Preparation.objects.count() == 0


@pytest.mark.parametrize("spoil", [lambda t: t[:-1], lambda t: f"x{t}", lambda t: t.partition(".")[0]])
def test_a_link_that_nobody_issued_is_not_found(mentee: Application, spoil) -> None:
    token = ask(mentee).split("/")[3]
    assert Client().post(f"/links/preparation/{spoil(token)}/", ALL).status_code == 404
    assert Client().get(f"/links/events/{token}/").status_code == 404


def test_the_page_speaks_the_readers_language(mentee: Application) -> None:
    mentee.person.language = "de"
    mentee.person.save()
    page = Client().get(ask(mentee)).content.decode()
    assert '<html lang="de">' in page
    assert "Ich höre zu, bevor ich antworte" in page


def test_the_office_words_the_statements(mentee: Application) -> None:
    factories.make_edition(
        mentee.cohort.programme, key="preparation-statements", body_en="Two of them:\n\n- I come on time.\n- I laugh."
    )
    assert statements("en", mentee.cohort) == ["I come on time.", "I laugh."]
    client, path = signed_in(mentee), f"/preparation/{mentee.pk}/"
    assert client.post(path, {"statement-0": "on", "statement-1": "on"}).status_code == 302
    assert Preparation.objects.get().statements == ["I come on time.", "I laugh."]


@pytest.mark.parametrize("language", ["de", "en"])
def test_what_is_shipped(language: str, db: None) -> None:
    cohort = factories.make_cohort()
    assert len(statements(language, cohort)) == 3
    assert 300 < len(reading(language, cohort).plain.split()) < 500


def test_who_was_asked_is_reminded_twice_and_then_it_is_the_offices_turn(mentee: Application) -> None:
    other = factories.make_application(mentee.cohort, "mentee")
    assert remind_due(now=NOW) == 0
    ask(mentee)
    sent = []
    moment = NOW
    for _day in range(30):
        moment += dt.timedelta(days=1)
        if number := remind_due(now=moment):
            sent.append((moment.date().isoformat(), number))
        assert remind_due(now=moment) == 0
    assert sent == [("2026-11-26", 1), ("2026-12-01", 1)]
    assert len(mails("preparation", mentee)) == 3
    assert mails("preparation", other) == []


def test_three_working_days_pass_before_the_reminder(mentee: Application) -> None:
    ask(mentee)  # on a Monday
    assert [remind_due(now=NOW + dt.timedelta(days=days)) for days in (1, 2, 3)] == [0, 0, 1]


def test_who_has_prepared_is_not_reminded(mentee: Application) -> None:
    ask(mentee)
    factories.prepare(mentee)
    assert remind_due(now=NOW + dt.timedelta(days=10)) == 0
    assert Mail.objects.count() == 1


def test_whose_application_it_is_not_finds_nothing(mentee: Application) -> None:
    other = factories.make_application(mentee.cohort, "mentee")
    assert signed_in(other).get(f"/preparation/{mentee.pk}/").status_code == 404
    assert signed_in(other).post(f"/preparation/{mentee.pk}/", ALL).status_code == 404
    mentor = factories.make_application(mentee.cohort, "mentor")
    assert signed_in(mentor).get(f"/preparation/{mentor.pk}/").status_code == 404
