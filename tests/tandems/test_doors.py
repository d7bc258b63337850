"""Who shares a mailbox reads what the two write only in a session that the mailbox alone could not open."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.internal.flows.login import record_authentication
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.totp.internal.auth import TOTP
from django.http import Http404
from django.test import Client, RequestFactory

from augenhoehe.applications.enums import Side
from augenhoehe.people import mailboxes
from augenhoehe.people.models import Person
from augenhoehe.tandems import panels
from augenhoehe.tandems.doors import content_door, content_space, opens_content, situation
from augenhoehe.tandems.models import Tandem
from tests import factories
from tests.factories import NOW

Make = Callable[..., Any]


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> Callable[[Person], None]:
    """`shared(person)`: somebody else reads this person's mailbox."""

    def share(person: Person) -> None:
        monkeypatch.setitem(mailboxes._questions, str(person.pk), lambda other: other.pk == person.pk)

    return share


@pytest.fixture
def asked(db: None) -> Make:
    """`asked(person, "mfa")` is a request in a session that came that way."""

    def make(person: Person, *methods: str, verb: str = "get") -> Any:
        request = getattr(RequestFactory(), verb)("/tandems/1/notes/")
        request.session, request.user = Client().session, person
        for method in methods:
            record_authentication(request, person, method=method)
        return request

    return make


@pytest.mark.parametrize("method", ["code", "mfa", "socialaccount"])
def test_a_mailbox_of_ones_own_opens_everything(asked: Make, method: str) -> None:
    content_door(asked(factories.make_person(), method))


@pytest.mark.parametrize(("methods", "opens"), [
    ([], False),
    (["code"], False),
    (["password"], False),
    (["mfa"], True),
    (["socialaccount"], True),
    (["code", "mfa"], True),
])  # fmt: skip
def test_a_shared_one_does_not(asked: Make, shared: Make, methods: list[str], opens: bool) -> None:
    person = factories.make_person()
    shared(person)
    assert opens_content(asked(person, *methods)) is opens


def test_a_second_step_of_somebody_else_opens_nothing(asked: Make, shared: Make) -> None:
    person, other = factories.make_person(), factories.make_person()
    shared(person)
    request = asked(other, "mfa")
    request.user = person
    assert not opens_content(request)


def closed_page(request: Any) -> str:
    with pytest.raises(ImmediateHttpResponse) as stopped:
        content_door(request)
    assert stopped.value.response.status_code == 403
    return stopped.value.response.content.decode()


def test_who_has_nothing_set_up_is_told_what_to_do(asked: Make, shared: Make) -> None:
    person = factories.make_person()
    shared(person)
    page = closed_page(asked(person, "code"))
    assert "/accounts/2fa/" in page
    assert "Use the authenticator app" not in page


def test_who_has_an_app_confirms_with_it_and_comes_back(asked: Make, shared: Make) -> None:
    person = factories.make_person()
    shared(person)
    TOTP.activate(person, "SECRET")
    page = closed_page(asked(person, "code"))
    assert "/accounts/2fa/reauthenticate/?next=%2Ftandems%2F1%2Fnotes%2F" in page
    assert "Set up a passkey" not in page


def test_what_was_sent_is_not_where_one_comes_back_to(asked: Make, shared: Make) -> None:
    person = factories.make_person()
    shared(person)
    TOTP.activate(person, "SECRET")
    assert "?next=%2Ftandems" not in closed_page(asked(person, "code", verb="post"))


@pytest.fixture
def two_panels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(panels, "_panels", {})
    monkeypatch.setattr(panels, "discover", lambda name: None)
    panels.register_panel("a.date", lambda s: panels.Panel("date.html", {}), where="here", order=1, content=False)
    panels.register_panel("b.words", lambda s: panels.Panel("words.html", {}), where="here", order=2)


@pytest.mark.parametrize(("method", "seen"), [("code", ["date.html"]), ("mfa", ["date.html", "words.html"])])
def test_panels_with_content_stay_behind_the_door(
    formed: Tandem, asked: Make, shared: Make, two_panels: None, method: str, seen: list[str]
) -> None:
    person = formed.mentee.person
    shared(person)
    here = situation(asked(person, method), formed, Side.MENTEE, now=NOW)
    assert [panel.template for panel in panels.panels_of(here, "here")] == seen


def test_strangers_find_no_door_at_all(formed: Tandem, asked: Make, shared: Make) -> None:
    stranger = factories.make_person()
    shared(stranger)
    with pytest.raises(Http404):
        content_space(asked(stranger, "code"), formed.pk)
    shared(formed.mentee.person)
    with pytest.raises(ImmediateHttpResponse):
        content_space(asked(formed.mentee.person, "code"), formed.pk)


STANDS_OPEN = {
    "agreements.guide",
    "agreements.places",
    "care.standing",
    "care.wish",
    "network.directory",
    "notebook.afterwards",
    "notebook.protection",
    "recognition.certificate",
    "undertakings.closing",
}
"""Panels of dates and of what to do. All others tell something that the two wrote, or where they stand in it."""


def test_which_panels_stand_open_is_written_down() -> None:
    panels.discover("panels")
    assert {name for (_place, _order, name), one in panels._panels.items() if not one.content} == STANDS_OPEN
