"""Opening is not answering: a GET or HEAD, by whoever scans mails, consumes and changes nothing."""

import pytest
from django.test import Client

from augenhoehe.applications.enums import Side
from augenhoehe.messaging.models import Mail
from augenhoehe.tandems.models import ActionLink, Tandem
from augenhoehe.tandems.services.links import find_link
from augenhoehe.tandems.views import link
from tests.messaging.test_duties import BY_LINK, PUBLIC, SIGNED_IN

from .stage import Stage, token_of
from .walker import ask, client_of, few, walk, writing


@pytest.mark.parametrize("role", ["anonymous", "mentor", "office"])
def test_asking_for_the_head_alone_changes_nothing(stage: Stage, role: str) -> None:
    """Whoever scans mails may ask for the head alone. What a GET does, test_canaries.py sees on its way."""
    client, wrote, opened = client_of(stage.cast, role), {}, 0
    for path in few(stage, role, many=1):
        with writing() as tables:
            opened += ask(client, "HEAD", path).status_code == 200
        if tables:
            wrote[path] = tables
    assert opened > 5
    assert wrote == {}


def test_a_page_that_writes_when_it_is_opened_is_noticed(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: the page of a link notes that it was opened."""

    def noting(token: str) -> ActionLink | None:
        ActionLink.objects.update(used_at=None)
        return find_link(token)

    monkeypatch.setattr(link, "find_link", noting)
    pages = list(walk(stage, roles=("anonymous",), under="links/<str:token>/"))
    assert [(page.status, page.wrote) for page in pages] == [(200, ("tandems_actionlink",))]


# Those of which the stage sends none have their links tested in their rooms.
SENT = {
    "applications.approval_asked",
    "events.signed_up",
    "outreach.interest_confirm",
    "tandems.proposal_mentee",
}


def test_the_buttons_of_all_that_was_sent_keep_what_is_declared(stage: Stage) -> None:
    """What a mail asks for opens without signing in, over or not; what is of the two or the office's own does not."""
    opened: dict[str, set[int]] = {}
    for key, text in Mail.objects.values_list("key", "text"):
        _before, button, after = text.partition(":\nhttp://testserver")
        if button:
            opened.setdefault(key, set()).add(Client().get(after.split()[0]).status_code)
    assert opened.keys() >= SENT
    for key, statuses in opened.items():
        if key in BY_LINK | PUBLIC:
            assert statuses <= {200, 410}, key
        elif key in SIGNED_IN:
            assert statuses == {302}, key


def test_a_scanner_uses_no_link_up(stage: Stage) -> None:
    """Ten scanners with one client each open the link in a mail; the person's click still counts, and only it."""
    tandem = stage.tandems[1]
    path = f"/links/{token_of(tandem, Side.MENTOR)}/"
    for _ in range(10):
        for method in ("get", "head"):
            assert getattr(Client(), method)(path).status_code == 200
    for method in ("OPTIONS", "PUT", "DELETE", "PATCH"):
        assert Client().generic(method, path).status_code == 405
    assert not ActionLink.objects.filter(tandem=tandem).exclude(used_at=None).exists()
    assert Tandem.objects.get(pk=tandem.pk).mentor_answer == "open"
    assert Client().post(path, {"answer": "yes"}).status_code in (200, 302)
    assert Tandem.objects.get(pk=tandem.pk).mentor_answer == "yes"
    assert Client().get(path).status_code == 410
    assert Client().post(path, {"answer": "no"}).status_code == 410
    assert Tandem.objects.get(pk=tandem.pk).state == "proposed"


def test_a_link_is_the_tandems_and_the_sides_alone(stage: Stage) -> None:
    """A token with another token's signature, or cut, or with a letter changed, is no link."""
    tandem = stage.tandems[1]
    mentor, mentee = (token_of(tandem, side) for side in Side)
    assert mentor != mentee
    random, _, signature = mentor.partition(".")
    forged = [
        f"{random}.{mentee.partition('.')[2]}",
        random,
        f"{random}.",
        f"{random[:-1]}{'a' if random[-1] != 'a' else 'b'}.{signature}",
        mentor[:-1],
    ]
    assert [Client().post(f"/links/{one}/", {"answer": "yes"}).status_code for one in forged] == [404] * 5
    assert Tandem.objects.get(pk=tandem.pk).mentor_answer == "open"
