"""The pages of the agreement and of the guides: for the two, and for nobody else."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.agreements.models import Agreement
from augenhoehe.applications.enums import Side
from augenhoehe.people.models import Person
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.models import Tandem
from tests import factories
from tests.factories import NOW

from .world import agreed, terms_for, typed, written

As = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def page(tandem: Tandem) -> str:
    return f"/tandems/{tandem.pk}/agreement/"


def test_from_the_draft_to_what_holds(tandem: Tandem, page: str, as_: As) -> None:
    mentor, mentee = as_(tandem.mentor.person), as_(tandem.mentee.person)
    assert "Look at the draft" in mentor.get(page).content.decode()
    assert "Social media" in mentor.get(f"{page}edit/").content.decode()
    sent = typed(terms_for(tandem, mentor_goal="To lead a meeting."))
    assert mentor.post(f"{page}edit/", sent).status_code == 302
    read = mentee.get(page).content.decode()
    assert "To lead a meeting." in read
    assert "I agree" in read
    assert "I agree" not in mentor.get(page).content.decode()
    assert mentee.post(f"{page}agree/", {"number": 1}).status_code == 302
    assert "You both agree since" in mentee.get(page).content.decode()
    assert Agreement.objects.get().rules[0][0].startswith("Openness:")


def test_what_differs_from_what_one_agreed_to_is_shown(tandem: Tandem, page: str, as_: As) -> None:
    written(tandem)
    agreed(tandem)
    written(tandem, based_on=1, reply_days=5, mentor_goal="To lead well.")
    read = as_(tandem.mentee.person).get(page).content.decode()
    assert "What is new since version 1" in read
    assert read.count("<del>") == 2
    assert "<del>" not in as_(tandem.mentor.person).get(page).content.decode()


def test_a_form_that_says_too_little_is_kept_with_its_errors(tandem: Tandem, page: str, as_: As) -> None:
    wrong = {"ends_on": "2020-01-01", "topic_0": "", "topic_1": "Law", "reply_days": 0, "goal_meeting": 7}
    answer = as_(tandem.mentor.person).post(f"{page}edit/", typed(terms_for(tandem), **wrong, mentor_goal="Typed."))
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"ends_on", "topic_0", "benefit_1", "reply_days", "goal_meeting"}
    assert "Typed." in answer.content.decode()
    assert not Agreement.objects.exists()


def test_a_goal_may_come_later(tandem: Tandem, page: str, as_: As) -> None:
    client = as_(tandem.mentee.person)
    assert client.post(f"{page}edit/", typed(terms_for(tandem, mentor_goal=""))).status_code == 302
    assert "The mentor’s own goal" in client.get(page).content.decode()


def test_a_stale_form_keeps_what_was_typed_and_shows_what_is_stored(tandem: Tandem, page: str, as_: As) -> None:
    written(tandem, mentor_goal="Stored.")
    sent = typed(terms_for(tandem, mentor_goal="Typed."))
    answer = as_(tandem.mentee.person).post(f"{page}edit/", sent)
    assert answer.status_code == 409
    assert "Typed." in answer.content.decode()
    assert [text for _label, text in answer.context["conflict"]] == ["Stored."]
    again = typed(terms_for(tandem, mentor_goal="Typed."), based_on=answer.context["form"]["based_on"].value())
    assert as_(tandem.mentee.person).post(f"{page}edit/", again).status_code == 302
    assert Agreement.objects.first().mentor_goal == "Typed."


def test_a_yes_to_an_older_version_is_a_conflict(tandem: Tandem, page: str, as_: As) -> None:
    written(tandem)
    written(tandem, based_on=1, reply_days=9)
    answer = as_(tandem.mentee.person).post(f"{page}agree/", {"number": 1})
    assert answer.status_code == 409
    assert "There is a newer version" in answer.content.decode()
    assert as_(tandem.mentee.person).post(f"{page}agree/").status_code == 409


def test_versions_beside_each_other_and_as_pdf(tandem: Tandem, page: str, as_: As) -> None:
    written(tandem)
    written(tandem, Side.MENTEE, based_on=1, reply_days=5)
    client = as_(tandem.mentor.person)
    assert "Compared with version 1" in client.get(f"{page}versions/2/").content.decode()
    assert "Compared" not in client.get(f"{page}versions/1/").content.decode()
    assert client.get(f"{page}versions/3/").status_code == client.get(f"{page}versions/3.pdf").status_code == 404
    pdf = client.get(f"{page}versions/2.pdf")
    assert pdf["Content-Type"] == "application/pdf"
    assert b"pdfuaid:part" in pdf.content


def test_nobody_else_finds_any_of_it(tandem: Tandem, page: str, as_: As) -> None:
    written(tandem)
    office = factories.make_person()
    factories.make_role(tandem.cohort.programme, office)
    guides = f"/tandems/{tandem.pk}/guides/"
    for person in (office, factories.make_person()):
        for path in (page, f"{page}edit/", f"{page}versions/1/", f"{page}versions/1.pdf", guides, f"{guides}2/"):
            assert as_(person).get(path).status_code == 404, path
        assert as_(person).post(f"{page}agree/", {"number": 1}).status_code == 404
    assert standing(tandem) is None


def standing(tandem: Tandem) -> object:
    return Agreement.objects.filter(tandem=tandem).in_force().first()


@pytest.mark.parametrize(
    ("state", "read", "write"),
    [
        (TandemState.PROPOSED, 404, 404),
        (TandemState.ACCEPTED, 200, 200),
        (TandemState.CONFIRMED, 200, 200),
        (TandemState.PAUSED, 200, 200),
        (TandemState.NOT_FORMED, 404, 404),
        (TandemState.ENDED, 404, 404),
        (TandemState.CLOSED, 200, 404),
    ],
)
def test_what_opens_in_which_state(tandem: Tandem, page: str, as_: As, state: str, read: int, write: int) -> None:
    written(tandem)
    open_answers = {"mentor_answer": "open", "mentee_answer": "open"} if state == "not_formed" else {}
    Tandem.objects.filter(pk=tandem.pk).update(state=state, **open_answers)
    client = as_(tandem.mentee.person)
    assert client.get(page).status_code == client.get(f"/tandems/{tandem.pk}/guides/2/").status_code == read
    assert client.get(f"{page}edit/").status_code == write
    assert client.post(f"{page}agree/", {"number": 1}).status_code == (302 if write == 200 else 404)


def test_the_pages_take_as_many_queries_for_many_versions_as_for_one(tandem: Tandem, page: str, as_: As) -> None:
    client = as_(tandem.mentor.person)
    paths = (page, f"{page}versions/1/", f"{page}edit/", f"/tandems/{tandem.pk}/guides/")
    counts = []
    for based_on in range(3):
        written(tandem, based_on=based_on, reply_days=based_on + 1)
        if based_on in (0, 2):
            counts.append([queries(client, path) for path in paths])
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 10


def queries(client: Client, path: str) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


def test_ten_versions_a_page(tandem: Tandem, page: str, as_: As) -> None:
    for based_on in range(11):
        written(tandem, based_on=based_on, reply_days=based_on + 1)
    client = as_(tandem.mentor.person)
    assert "Version 1</a>" not in client.get(page).content.decode()
    assert "Version 1</a>" in client.get(f"{page}?page=2").content.decode()


def test_the_home_page_asks_for_the_yes_that_is_missing(tandem: Tandem, as_: As) -> None:
    written(tandem)
    title = "Your tandem agreement waits for your yes"
    assert title in as_(tandem.mentee.person).get("/home/").content.decode()
    assert title not in as_(tandem.mentor.person).get("/home/").content.decode()
    agreed(tandem)
    assert title not in as_(tandem.mentee.person).get("/home/").content.decode()


def test_the_first_page_says_how_far_the_agreement_is(tandem: Tandem, as_: As) -> None:
    def read(person: Person) -> str:
        return as_(person).get(f"/tandems/{tandem.pk}/").content.decode()

    assert "Look at the draft" in read(tandem.mentor.person)
    written(tandem)
    assert "Read and agree" in read(tandem.mentee.person)
    assert "has not answered yet" in read(tandem.mentor.person)
    agreed(tandem)
    assert "You both agree since" in read(tandem.mentor.person)


def test_who_shares_a_mailbox_reads_the_agreement_only_when_they_come_in_person(
    tandem: Tandem, page: str, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tandem)
    agreed(tandem)
    monkeypatch.setattr("augenhoehe.tandems.doors.opens_content", lambda request: False)
    client = as_(tandem.mentee.person)
    for path in (page, f"{page}versions/1/", f"{page}versions/1.pdf", f"{page}edit/"):
        answer = client.get(path)
        assert answer.status_code == 403
        assert "To lead." not in answer.content.decode()
    assert client.post(f"{page}agree/", {"number": 1}).status_code == 403
    guides = f"/tandems/{tandem.pk}/guides/"
    assert client.get(f"{guides}2/").status_code == 200
    assert "reserved" in client.get(guides).content.decode()
    monkeypatch.setattr("augenhoehe.agreements.views.guides.opens_content", lambda request: False)
    assert "reserved" not in client.get(guides).content.decode()


def test_the_office_learns_that_there_is_one_and_no_word_of_it(tandem: Tandem, as_: As) -> None:
    office = factories.make_person()
    factories.make_role(tandem.cohort.programme, office)
    path = f"/office/cohorts/{tandem.cohort_id}/tandems/{tandem.pk}/"
    written(tandem, mentor_goal="kanarienvogel")
    assert "none yet" in as_(office).get(path).content.decode()
    agreed(tandem)
    page = as_(office).get(path).content.decode()
    assert "there is one" in page
    assert "kanarienvogel" not in page


def test_the_first_page_says_what_the_mentor_takes_along(tandem: Tandem, as_: As) -> None:
    written(tandem, mentor_goal="To chair a meeting.", benefits=["shadowing"], benefits_text="In spring.")
    path = f"/tandems/{tandem.pk}/"
    assert "To chair a meeting." not in as_(tandem.mentor.person).get(path).content.decode()
    agreed(tandem)
    page = as_(tandem.mentor.person).get(path).content.decode()
    for text in ("To chair a meeting.", "meeting 4", "a day of looking over the shoulder", "In spring."):
        assert text in page


@pytest.mark.parametrize("state", ["confirmed", "closed"])
def test_the_closing_page_recalls_what_was_hoped_for_and_promised(tandem: Tandem, as_: As, state: str) -> None:
    written(tandem, topics=[["Podcasts", "One of our own"]], benefits=["shadowing"], mentor_goal="")
    path, client = f"/tandems/{tandem.pk}/closing/", as_(tandem.mentee.person)
    assert "One of our own" not in client.get(path).content.decode()
    agreed(tandem)
    Tandem.objects.filter(pk=tandem.pk).update(state=state)
    page = client.get(path).content.decode()
    shown = ("One of our own", "a day of looking over the shoulder", "still owed?", "The mentor’s own goal")
    assert [text in page for text in shown] == [True, True, state == "confirmed", False]
