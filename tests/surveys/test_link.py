"""The page behind a link, as a browser sends it."""

import re
from typing import Any

import pytest
from django.test import Client

from augenhoehe.care.models import CallRequest
from augenhoehe.people import mailboxes
from augenhoehe.people.models import Person
from augenhoehe.surveys.enums import Wave
from augenhoehe.surveys.models import Draft, Sheet
from augenhoehe.surveys.selectors.member import open_for
from augenhoehe.surveys.services import run_waves
from tests import factories
from tests.factories import NOW
from tests.sign_in import came_by

from .world import answer, cohort_of, later, link_in, links, mails, opened

pytestmark = pytest.mark.django_db


def test_a_browser_may_send_it() -> None:
    """A page that forbids its own address as referrer makes browsers send the origin "null", which is refused."""
    cohort = cohort_of(1)
    run_waves(now=NOW)
    path = links(cohort.tandems.get())["mentor"]
    client = Client(enforce_csrf_checks=True)
    page = client.get(path)
    assert page.headers["Referrer-Policy"] == "same-origin"
    text = page.content.decode()
    assert ("no-referrer" in text, 'content="noindex"' in text) == (False, True)
    assert ('aria-describedby="id_worth_scale"' in text, 'id="id_worth_scale">1: does not' in text) == (True, True)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text)
    assert token
    sent = {"worth": "5", "csrfmiddlewaretoken": token[1]}
    assert client.post(path, sent, headers={"origin": "http://testserver"}).status_code == 200
    assert Sheet.objects.count() == 1


def test_a_change_of_keys_leaves_links_as_they_are(settings: Any) -> None:
    cohort = cohort_of(1)
    run_waves(now=NOW)
    path = links(cohort.tandems.get())["mentor"]
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another" * 10, [settings.SECRET_KEY]
    (waiting,) = open_for(cohort.tandems.get().mentor.person)
    assert waiting.token == path.split("/")[2]
    assert Client().get(path).status_code == 200
    run_waves(now=later(10))
    assert {link_in(mail) for mail in mails("reminder")} == {link_in(mail) for mail in mails()}
    later_cohort = cohort_of(1)
    run_waves(now=NOW)
    settings.SECRET_KEY_FALLBACKS = []
    assert open_for(later_cohort.tandems.get().mentor.person)[0].token in {
        link_in(one).split("/")[2] for one in mails()
    }


def test_a_link_of_nobodys_says_what_may_have_happened() -> None:
    page = Client().get("/questionnaire/nothing/")
    assert (page.status_code, "Its time to answer may be over" in page.content.decode()) == (404, True)


def test_the_wish_to_be_called_is_kept_with_the_rest() -> None:
    cohort = cohort_of(1)
    opened(cohort, Wave.MIDTERM, closes=100)
    run_waves(now=later(80))
    tandem = cohort.tandems.get()
    person = tandem.mentee.person_id
    path = next(link_in(mail) for mail in mails() if mail.person_id == person and "Half-time" in mail.subject)
    answer(path, meetings="3", call="on", later="1")
    assert Draft.objects.get().values == {"meetings": 3, "call": True}
    assert Client().get(path).context["form"]["call"].value() is True
    assert (answer(path), Sheet.objects.count()) == (422, 0)
    assert (answer(path, call="on"), Sheet.objects.count()) == (200, 0)
    assert [(one.tandem, one.side) for one in CallRequest.objects.all()] == [(tandem, "mentee")]
    assert "have arrived" in Client().get(path).content.decode()


def test_nothing_half_filled_lies_behind_the_link_where_others_read_the_mailbox(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cohort = cohort_of(1)
    run_waves(now=NOW)
    tandem = cohort.tandems.get()
    mentee = tandem.mentee.person
    path = links(tandem)["mentee"]
    monkeypatch.setitem(mailboxes._questions, "test", lambda other: other.pk == mentee.pk)
    assert (answer(path, worth="4", later="1"), Draft.objects.count(), Sheet.objects.count()) == (403, 0, 0)
    page = Client().get(path).content.decode()
    assert ("Others read your mailbox too" in page, "Keep and go on later" in page) == (True, False)
    client = Client()
    client.force_login(mentee)
    came_by(client, mentee, "mfa").post(path, {"worth": "4", "later": "1"})
    assert "checked" in client.get(path).content.decode()
    partner = Client()
    partner.force_login(tandem.mentor.person)
    for other in (Client(), came_by(partner, tandem.mentor.person, "mfa")):
        assert "checked" not in other.get(path).content.decode()
    assert (answer(path, worth="5"), Sheet.objects.get().values) == (200, {"worth": 5})


def test_none_of_these_beside_others_is_none() -> None:
    cohort = cohort_of(0)
    factories.make_application(cohort, state="admitted")
    opened(cohort, Wave.ADMISSION)
    run_waves(now=NOW)
    assert answer(link_in(mails()[0]), obstacles=["none", "dates", "topics"]) == 200
    assert Sheet.objects.get().values == {"obstacles": ["dates", "topics"]}


def test_a_link_speaks_the_language_of_whom_it_is_for_unless_its_reader_chose_another() -> None:
    cohort = cohort_of(1)
    tandem = cohort.tandems.get()
    Person.objects.filter(pk=tandem.mentor.person_id).update(language="de")
    run_waves(now=NOW)
    path, english = links(tandem)["mentor"], Client()
    english.cookies["django_language"] = "en"
    words = ["Antworten abschicken" in client.get(path).content.decode() for client in (Client(), english)]
    assert words == [True, False]
