"""From a wording to a mail: the office's text is in force, and nobody's words become more than words."""

import pytest

from augenhoehe.common.models import StaleError
from augenhoehe.messaging.registry import TextKind
from augenhoehe.messaging.services import Text, restore, reword
from augenhoehe.messaging.wording import Form, blocks_of, render, render_wording, shipped
from augenhoehe.people.placeholders import SIGN_IN_CODE
from tests.factories import make_person, make_programme

pytestmark = pytest.mark.django_db
BODY = "Hello {name},\n\n[Open]({link})\n\nBye."


def kind() -> TextKind:
    return SIGN_IN_CODE


def test_a_button_in_html_is_a_link_below_its_label_in_text() -> None:
    mail = render_wording("Hi {name}", BODY, "en", {"name": "Kim", "link": "https://example.org/a?b=1&c=2"})
    assert mail.subject == "Hi Kim"
    assert mail.text.startswith("Hello Kim,\n\nOpen:\nhttps://example.org/a?b=1&c=2\n\nBye.\n\n-- \n")
    assert 'href="https://example.org/a?b=1&amp;c=2"' in mail.html
    hello, button = blocks_of(mail.text)[:2]
    assert (hello["text"], hello["button"]) == ("Hello Kim,", None)
    assert button["button"] == {"label": "Open", "link": "https://example.org/a?b=1&c=2"}


def test_lines_with_hyphens_are_a_list_also_where_a_value_brings_them() -> None:
    mail = render_wording("Hi", "Why:\n\n{name}", "en", {"name": "- <one>\n- two\n\nAnd so on."})
    assert "&lt;one&gt;</li>" in mail.html
    assert mail.html.count("<li") == 2
    assert mail.text.startswith("Why:\n\n- <one>\n- two\n\nAnd so on.\n\n-- \n")
    points, words = blocks_of(mail.text)[1:3]
    assert (points["text"], points["points"]) == ("- <one>\n- two", ["<one>", "two"])
    assert (words["text"], words["points"]) == ("And so on.", [])


@pytest.mark.parametrize(
    "hostile",
    ["[Win](https://evil.example)", "<script>alert(1)</script>", "{link}", "x\n\n[Win](https://evil.example)"],
)
def test_a_persons_words_stay_words(hostile: str) -> None:
    mail = render_wording("{name}", "{name}\n\nBye.", "en", {"name": hostile, "link": "https://example.org/secret"})
    assert "https://example.org/secret" not in mail.html + mail.text
    assert 'href="https://evil.example' not in mail.html
    assert "<script" not in mail.html
    assert "\n" not in mail.subject


def test_one_form_serves_many_readers_and_keeps_the_lines_of_their_values() -> None:
    form = Form("Hi {name}", "{name}\n\n[Open]({link})\n\n{profile}\nBye {nobody}.", "en")
    first = form.fill({"name": "Kim", "link": "https://example.org/a", "profile": "Finance\nLaw & order"})
    second = form.fill({"name": "{link}", "link": "https://example.org/b", "profile": ""})
    assert "Finance<br>Law &amp; order<br>Bye." in first.html
    assert "Finance\nLaw & order\nBye." in first.text
    assert "<title>Hi Kim</title>" in first.html
    assert "Kim" not in second.html + second.text + second.subject
    assert second.html.count("https://example.org/b") == 2


def test_the_longest_subject_fits_the_column() -> None:
    assert len(render_wording("{name}" * 50, BODY, "en", {"name": "x" * 100}).subject) == 250


def reworded(version: int, programme_id: int, **texts: tuple[str, str]) -> list[str]:
    return reword(
        actor=make_person(),
        kind=kind(),
        programme_id=programme_id,
        texts={language: Text(*text, version) for language, text in texts.items()},
    )


def test_the_offices_wording_holds_for_its_programme_alone() -> None:
    mine, other = make_programme(), make_programme()
    assert reworded(0, mine.pk, en=("Code", "Your code: {code}")) == ["en"]
    assert render(kind(), "en", {"code": "1"}, mine.pk).subject == "Code"
    assert render(kind(), "en", {"code": "1"}, other.pk).subject == render(kind(), "en", {"code": "1"}).subject


def test_the_shipped_text_comes_back_and_a_stale_editor_is_still_stopped() -> None:
    programme = make_programme()
    reworded(0, programme.pk, en=("Code", "Your code: {code}"))
    restore(actor=make_person(), kind=kind(), programme_id=programme.pk, versions={"en": 1, "de": 0})
    expected = shipped(kind(), "en")[0].replace("{code}", "7")
    assert render(kind(), "en", {"code": "7"}, programme.pk).subject == expected
    for stale in (0, 1):
        with pytest.raises(StaleError):
            reworded(stale, programme.pk, en=("Mine", "Mine: {code}"))
    assert reworded(2, programme.pk, en=("Mine", "Mine: {code}")) == ["en"]


def test_a_conflict_in_one_language_changes_neither() -> None:
    programme = make_programme()
    reworded(0, programme.pk, en=("Code", "Your code: {code}"))
    with pytest.raises(StaleError):
        reworded(0, programme.pk, de=("Neu", "Neu: {code}"), en=("New", "New: {code}"))
    german = shipped(kind(), "de")[0].replace("{code}", "7")
    assert render(kind(), "de", {"code": "7"}, programme.pk).subject == german
