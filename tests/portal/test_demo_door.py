import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests import factories

pytestmark = pytest.mark.django_db


def test_it_does_not_exist_outside_demo_mode(client: Client, settings: Settings) -> None:
    settings.DEMO = False
    factories.make_person(email="office@auenbrueck.example")
    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/", {"persona": "office"}).status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(("demo", "status"), [(False, 404), (True, 403)])
def test_a_post_without_a_token_does_not_give_it_away(settings: Settings, demo: bool, status: int) -> None:
    settings.DEMO = demo
    factories.make_person(email="office@auenbrueck.example")
    client = Client(enforce_csrf_checks=True)
    assert client.post("/demo/", {"persona": "office"}).status_code == status
    assert "_auth_user_id" not in client.session


def test_a_persona_signs_in_by_post(client: Client, settings: Settings) -> None:
    settings.DEMO = True
    office = factories.make_person(email="office@auenbrueck.example")
    response = client.post("/demo/", {"persona": "office"})
    assert (response.status_code, response["Location"]) == (302, "/home/")
    assert client.session["_auth_user_id"] == str(office.pk)


@pytest.mark.parametrize(("language", "greeting"), [("de", "Hallo Miriam"), ("en", "Hello Miriam")])
def test_the_visitor_keeps_the_language_of_the_door(
    client: Client, settings: Settings, language: str, greeting: str
) -> None:
    settings.DEMO = True
    factories.make_person(email="office@auenbrueck.example", first_name="Miriam", language="de")
    client.post("/demo/", {"persona": "office"}, headers={"accept-language": language})
    assert greeting in client.get("/home/").content.decode()


@pytest.mark.parametrize("persona", ["", "nobody", "office@auenbrueck.example"])
def test_only_personas_can_be_entered(client: Client, settings: Settings, persona: str) -> None:
    settings.DEMO = True
    factories.make_person(email="office@auenbrueck.example")
    assert client.post("/demo/", {"persona": persona}).status_code == 404
    assert "_auth_user_id" not in client.session
