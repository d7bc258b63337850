"""The link from the mail: opening changes nothing, pressing works once, and what is over says so kindly."""

import datetime as dt

import pytest
from django.test import Client

from augenhoehe.applications.enums import Side
from augenhoehe.tandems.models import ActionLink, Tandem
from augenhoehe.tandems.services.answers import answer_proposal, remind_due
from augenhoehe.tandems.services.confirmation import ask_confirmation_due
from tests.factories import NOW

from .world import link_to, press

MENTOR, MENTEE = Side.MENTOR, Side.MENTEE


@pytest.fixture(autouse=True)
def _deadlines_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def status(path: str) -> int:
    return Client().get(path).status_code


def row(tandem: Tandem) -> tuple[object, ...]:
    stored = Tandem.objects.get(pk=tandem.pk)
    links = tuple(ActionLink.objects.order_by("pk").values_list("used_at", flat=True))
    return stored.state, stored.version, stored.mentor_answer, stored.mentee_answer, links


def test_opening_changes_nothing_however_often(tandem: Tandem) -> None:
    path = link_to(tandem, MENTOR, "proposal_mentor")
    before = row(tandem)
    assert [status(path) for _time in range(3)] == [200, 200, 200]
    assert Client().head(path).status_code == 200
    assert row(tandem) == before


def test_the_page_shows_what_the_mail_did(tandem: Tandem) -> None:
    page = Client().get(link_to(tandem, MENTOR, "proposal_mentor")).content.decode()
    assert tandem.mentee.person.get_full_name() in page
    assert "Chat programs" in page
    assert tandem.mentee.motivation not in page


def test_accepting_by_link_works_once(tandem: Tandem) -> None:
    path = link_to(tandem, MENTOR, "proposal_mentor")
    assert [press(path, "yes"), press(path, "yes"), press(path, "no"), status(path)] == [200, 410, 410, 410]
    tandem.refresh_from_db()
    assert (tandem.state, tandem.mentor_answer) == ("proposed", "yes")


def test_after_use_the_page_names_nobody(tandem: Tandem) -> None:
    path = link_to(tandem, MENTOR, "proposal_mentor")
    press(path, "yes")
    page = Client().get(path).content.decode()
    assert tandem.mentee.person.last_name not in page


def test_yes_and_no_are_answered_with_the_same_page(db: None, tandem: Tandem) -> None:
    def answered(side: Side, answer: str) -> str:
        response = Client().post(link_to(tandem, side, f"proposal_{side}"), {"answer": answer})
        text = response.content.decode()
        return text[text.index("<main") : text.index("</main>")]

    assert answered(MENTOR, "yes") == answered(MENTEE, "no")


def test_a_decline_closes_the_other_sides_link_in_the_same_words(tandem: Tandem) -> None:
    mine, theirs = link_to(tandem, MENTOR, "proposal_mentor"), link_to(tandem, MENTEE, "proposal_mentee")
    press(mine, "no")
    pages = [Client().get(path) for path in (mine, theirs)]
    assert [page.status_code for page in pages] == [410, 410]
    bodies = [page.content.decode() for page in pages]
    assert (
        bodies[0][bodies[0].index("<main") : bodies[0].index("</main>")]
        == (bodies[1][bodies[1].index("<main") : bodies[1].index("</main>")])
    )


def test_an_expired_link_is_over(tandem: Tandem) -> None:
    path = link_to(tandem, MENTOR, "proposal_mentor")
    ActionLink.objects.update(expires_at=NOW - dt.timedelta(seconds=1))
    assert [status(path), press(path, "yes")] == [410, 410]
    tandem.refresh_from_db()
    assert tandem.mentor_answer == "open"


def test_answering_signed_in_closes_the_link(tandem: Tandem) -> None:
    answer_proposal(tandem=tandem, side=MENTOR, accept=True, now=NOW)
    assert status(link_to(tandem, MENTOR, "proposal_mentor")) == 410


def test_the_reminder_brings_a_second_link_and_one_answer_closes_both(tandem: Tandem) -> None:
    first = link_to(tandem, MENTOR, "proposal_mentor")
    remind_due(now=dt.datetime(2026, 11, 26, 9, tzinfo=dt.UTC))
    second = link_to(tandem, MENTOR, "answer_reminder")
    assert first != second
    assert press(second, "yes") == 200
    assert [status(first), status(second)] == [410, 410]


@pytest.mark.parametrize(
    "spoil", [lambda t: f"{t[:-1]}{'B' if t[-1] == 'A' else 'A'}", lambda t: f"x{t}", lambda t: t[:9]]
)
def test_a_link_that_nobody_issued_is_not_found(tandem: Tandem, spoil) -> None:
    token = link_to(tandem, MENTOR, "proposal_mentor").split("/")[2]
    assert [status(f"/links/{spoil(token)}/"), press(f"/links/{spoil(token)}/", "yes")] == [404, 404]


@pytest.mark.parametrize("answer", ["", "perhaps", "YES"])
def test_a_press_without_an_answer_asks_again(tandem: Tandem, answer: str) -> None:
    path = link_to(tandem, MENTOR, "proposal_mentor")
    assert press(path, answer) == 422
    tandem.refresh_from_db()
    assert tandem.mentor_answer == "open"


def test_a_link_never_opens_the_tandem_itself(formed: Tandem) -> None:
    client = Client()
    client.get(link_to(formed, MENTOR, "proposal_mentor"))
    assert client.get(f"/tandems/{formed.pk}/").status_code == 302


def test_the_page_speaks_the_readers_language(tandem: Tandem) -> None:
    tandem.mentor.person.language = "de"
    tandem.mentor.person.save()
    page = Client().get(link_to(tandem, MENTOR, "proposal_mentor")).content.decode()
    assert '<html lang="de">' in page


def test_both_confirm_by_link(formed: Tandem) -> None:
    ask_confirmation_due(now=formed.confirm_by)
    paths = [link_to(formed, side, "confirm_request") for side in Side]
    assert [status(path) for path in paths] == [200, 200]
    assert [press(path, "yes") for path in paths] == [200, 200]
    formed.refresh_from_db()
    assert formed.state == "confirmed"
    assert [status(path) for path in paths] == [410, 410]


def test_nobody_keeps_the_page(tandem: Tandem) -> None:
    response = Client().get(link_to(tandem, MENTOR, "proposal_mentor"))
    assert "no-store" in response["Cache-Control"]
