"""The office rewords a mail: preview, save, two at once, back to the shipped text."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from augenhoehe.audit.models import Entry
from augenhoehe.messaging.models import Wording
from augenhoehe.messaging.registry import text_kind, text_kinds
from augenhoehe.messaging.selectors import office_texts
from augenhoehe.messaging.wording import current, render, shipped
from augenhoehe.people.models import Person
from augenhoehe.programmes.views.texts import ROOMS
from augenhoehe.tandems.selectors.guides import first_talk, four_rules
from tests.cast import Cast

pytestmark = pytest.mark.django_db
KEY = "tandems.accepted"
SECRET = "tandems.proposal_mentor"


@pytest.fixture
def office(cast: Cast, as_: Callable[[Person], Client]) -> Client:
    return as_(cast.office)


def url(cast: Cast, key: str = KEY, name: str = "office-text") -> str:
    return reverse(name, args=[cast.cohort.pk, key])


def typed(key: str = KEY, **changes: Any) -> dict[str, Any]:
    """What the browser sends when somebody opens the shipped text and changes this."""
    data: dict[str, Any] = {"version_de": 0, "version_en": 0}
    for language in ("de", "en"):
        data[f"subject_{language}"], data[f"body_{language}"] = shipped(text_kind(key), language)
    return data | changes


def words(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def in_force(cast: Cast, language: str, key: str = KEY) -> tuple[str, str]:
    return current(text_kind(key), language, cast.programme.pk)


def test_every_text_but_those_of_the_installation_is_listed(cast: Cast, office: Client) -> None:
    response = office.get(reverse("office-texts", args=[cast.cohort.pk]))
    listed = {row.kind.key for _, rows in response.context["rooms"] for row in rows}
    assert listed == {kind.key for kind in text_kinds() if not kind.key.startswith("people.")}
    assert {found.room for found in office_texts(cast.programme.pk)} == set(ROOMS)
    assert office.get(url(cast, "people.sign_in_code")).status_code == 404


@pytest.mark.once
@pytest.mark.parametrize("key", sorted(kind.key for kind in text_kinds() if not kind.key.startswith("people.")))
def test_every_text_can_be_opened_previewed_and_saved_as_it_is(cast: Cast, office: Client, key: str) -> None:
    assert office.get(url(cast, key)).status_code == 200
    preview = office.post(url(cast, key), typed(key, preview="1"))
    assert preview.status_code == 200
    assert [one.language for one in preview.context["previews"]] == ["de", "en"]
    assert office.post(url(cast, key), typed(key)).status_code == 302
    assert not Wording.objects.exists()


def test_saving_puts_the_wording_in_force_for_this_programme_alone(cast: Cast, office: Client) -> None:
    data = typed(subject_en="News for {name}", body_en="Hello,\r\n\r\nyou two are a tandem.\r\n\r\n[Go]({link})")
    assert office.post(url(cast), data).status_code == 302
    assert in_force(cast, "en") == ("News for {name}", "Hello,\n\nyou two are a tandem.\n\n[Go]({link})")
    assert in_force(cast, "de") == shipped(text_kind(KEY), "de")
    assert current(text_kind(KEY), "en", cast.programme.pk + 1) == shipped(text_kind(KEY), "en")
    mail = render(text_kind(KEY), "en", {"name": "Kim", "link": "http://x.example/"}, cast.programme.pk)
    assert mail.subject == "News for Kim"
    assert "Go:\nhttp://x.example/" in mail.text
    entry = Entry.objects.get(action="messaging.reworded")
    assert entry.data == {"key": KEY, "language": "en", "programme_id": cast.programme.pk}
    assert "your own" in words(office.get(reverse("office-texts", args=[cast.cohort.pk])))


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("body_en", "Hello {nmae}, how are you?", "{nmae} is no placeholder of this text."),
        ("body_de", "Guten Tag { name } und {you}", "{ name }, {you} are no placeholders of this text."),
        ("subject_de", "{parnter}", "{parnter} is no placeholder of this text."),
        ("body_en", "Hello {name", "A curly bracket stands alone"),
        ("body_en", "   ", "Please fill this in."),
        ("subject_en", "", "Please fill this in."),
        ("subject_en", "x" * 201, "at most 200 characters"),
        ("body_de", "x" * 20_001, "at most 20000 characters"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_the_text_is_kept(
    cast: Cast, office: Client, field: str, value: str, message: str
) -> None:
    for more in ({}, {"preview": "1"}):
        response = office.post(url(cast), typed(**{field: value}, **more))
        assert response.status_code == 422
        form = response.context["form"]
        assert list(form.errors) == [field]
        assert message in " ".join(form.errors[field])
        assert form[field].value() == value
        assert "previews" not in response.context
    assert not Wording.objects.exists()


def test_a_mail_to_answer_keeps_its_link(cast: Cast, office: Client) -> None:
    response = office.post(url(cast, SECRET), typed(SECRET, body_en="Please answer, somehow."))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["body_en"]
    assert "Please keep {link}" in words(response)


def test_a_preview_shows_both_forms_and_saves_nothing(cast: Cast, office: Client) -> None:
    data = typed(subject_en="For {partner}", body_en="A & B: {name}\n\n[Press <here>]({link})", preview="1")
    response = office.post(url(cast), data)
    assert response.status_code == 200
    english = response.context["previews"][1]
    assert english.subject == "For Alex Beispiel"
    assert english.plain.startswith("A & B: Kim\n\nPress <here>:\nhttps://mentoring.example/tandems/1/")
    page = response.content.decode()
    assert "<p>A &amp; B: Kim</p>" in page
    assert '<span class="ah-mail__button">Press &lt;here&gt;</span>' in page
    assert response.context["form"]["body_en"].value() == data["body_en"]
    assert not Wording.objects.exists()
    assert not Entry.objects.filter(action__startswith="messaging.").exists()


def test_whoever_saves_second_keeps_the_typed_text_and_sees_the_stored_one(cast: Cast, office: Client) -> None:
    assert office.post(url(cast), typed(body_en="First wording")).status_code == 302
    response = office.post(url(cast), typed(body_en="Second wording"))
    assert response.status_code == 409
    assert response.context["conflict"] == [("Text (English)", "First wording")]
    form = response.context["form"]
    assert form["body_en"].value() == "Second wording"
    assert in_force(cast, "en")[1] == "First wording"
    again = {name: form[name].value() for name in form.fields}
    assert office.post(url(cast), again).status_code == 302
    assert in_force(cast, "en")[1] == "Second wording"


def test_a_double_click_is_one_change(cast: Cast, office: Client) -> None:
    for _ in range(2):
        assert office.post(url(cast), typed(body_en="Once")).status_code == 302
    assert Wording.objects.get().version == 1
    assert Entry.objects.filter(action="messaging.reworded").count() == 1


def test_back_to_the_shipped_text(cast: Cast, office: Client) -> None:
    office.post(url(cast), typed(body_en="Mine", body_de="Meins"))
    assert "Back to the shipped text" in words(office.get(url(cast)))
    restore = url(cast, name="office-text-restore")
    stale = office.post(restore, {"version_de": 0, "version_en": 0})
    assert (stale.status_code, in_force(cast, "en")[1]) == (409, "Mine")
    for _ in range(2):
        assert office.post(restore, {"version_de": 1, "version_en": 1}).status_code == 302
    assert [in_force(cast, one) for one in ("de", "en")] == [shipped(text_kind(KEY), one) for one in ("de", "en")]
    assert Entry.objects.filter(action="messaging.restored").count() == 2
    assert "Use the shipped text" not in words(office.get(url(cast)))
    # Somebody who opened the first own wording is not fooled by a version that began anew.
    assert office.post(url(cast), typed(body_en="Late", version_de=1, version_en=1)).status_code == 409


def test_a_restore_without_versions_changes_nothing(cast: Cast, office: Client) -> None:
    office.post(url(cast), typed(body_en="Mine"))
    assert office.post(url(cast, name="office-text-restore"), {"version_en": "x"}).status_code == 409
    assert in_force(cast, "en")[1] == "Mine"


def test_a_preview_shows_the_rules_and_the_guide_as_the_cohort_has_them(cast: Cast, office: Client) -> None:
    data = typed(body_en="{rules}\n\n{guide}", body_de="{rules}", preview="1")
    german, english = (one.plain for one in office.post(url(cast), data).context["previews"])
    for text, language, readings in (
        (german, "de", (four_rules,)),
        (english, "en", (four_rules, first_talk)),
    ):
        assert all(reading(language, cast.cohort).plain in text for reading in readings)
