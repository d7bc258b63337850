"""The office saves documents: each time an edition, two at once, back to an earlier one, and who reads what."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from augenhoehe.audit.models import Entry
from augenhoehe.common.models import StaleError
from augenhoehe.documents import papers
from augenhoehe.documents.enums import Readers
from augenhoehe.documents.kinds import document_kinds, shipped
from augenhoehe.documents.models import Edition
from augenhoehe.documents.selectors import documents_for, in_force, public_address, public_documents
from augenhoehe.documents.services import Texts, restore_edition, save_edition
from augenhoehe.people.models import Person
from augenhoehe.programmes.parts import Part
from tests import factories
from tests.cast import Cast
from tests.factories import TODAY

pytestmark = pytest.mark.django_db
KIND = papers.CIRCULAR
As = Callable[[Person], Client]


def url(cast: Cast, name: str = "office-document-edit", *parts: object) -> str:
    return reverse(name, args=[cast.cohort.pk, KIND.key, *parts])


def typed(**changes: Any) -> dict[str, Any]:
    """What the browser sends when somebody opens the shipped text and changes this."""
    data: dict[str, Any] = {"based_on": 0, "readers": "office", "note": "why not"}
    for language in ("de", "en"):
        data[f"title_{language}"], data[f"body_{language}"] = shipped(KIND, language)
    return data | changes


def save(cast: Cast, based_on: int, body: str, readers: str = "office", **changes: Any) -> Edition:
    texts = Texts("Titel", body, "Title", body, readers)
    values = {"actor": cast.office, "programme": cast.programme, "kind": KIND, "note": "n", **changes}
    return save_edition(texts=texts, based_on=based_on, **values)


def numbers(cast: Cast) -> list[int]:
    found = Edition.objects.filter(programme=cast.programme, key=KIND.key)
    return list(found.order_by("number").values_list("number", flat=True))


def test_saving_the_shipped_text_adopts_it(cast: Cast, as_: As) -> None:
    assert as_(cast.office).post(url(cast), typed()).status_code == 302
    edition = in_force(KIND, cast.programme.pk).edition
    assert edition is not None
    assert (edition.number, edition.note, edition.changed_by) == (1, "why not", cast.office)
    assert edition.text("de") == shipped(KIND, "de")
    entry = Entry.objects.get(action="documents.saved")
    assert (entry.actor_id, entry.data) == (cast.office.pk, {"key": "circular", "number": 1})
    assert in_force(KIND, cast.programme.pk + 1).edition is None


def test_each_save_is_an_edition_and_the_same_form_twice_is_one(cast: Cast, as_: As) -> None:
    office = as_(cast.office)
    for _ in range(2):
        assert office.post(url(cast), typed(body_en="New.\r\n\r\nText.")).status_code == 302
    assert numbers(cast) == [1]
    assert in_force(KIND, cast.programme.pk).text("en")[1] == "New.\n\nText."
    assert office.post(url(cast), typed(body_en="Newer.", based_on=1)).status_code == 302
    assert numbers(cast) == [1, 2]
    assert Entry.objects.filter(action="documents.saved").count() == 2


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("body_en", "From {begin} on", "{begin} is no placeholder of this text."),
        ("title_de", "Für {programm} und {x}", "{programm}, {x} are no placeholders of this text."),
        ("body_de", "Bis {call_until", "A curly bracket stands alone"),
        ("body_en", " ", "Please fill this in."),
        ("title_en", "x" * 201, "at most 200 characters"),
        ("body_de", "x" * 30_001, "at most 30000 characters"),
        ("note", "", "Please fill this in."),
        ("readers", "nobody", "nobody"),
        ("readers", "", "Please choose"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_the_text_is_kept(
    cast: Cast, as_: As, field: str, value: str, message: str
) -> None:
    for more in ({}, {"preview": "1"}):
        response = as_(cast.office).post(url(cast), typed(**{field: value}, **more))
        assert response.status_code == 422
        form = response.context["form"]
        assert list(form.errors) == [field]
        assert message in " ".join(form.errors[field])
        assert form[field].value() == value
    assert numbers(cast) == []


def test_a_preview_shows_the_cohorts_values_and_saves_nothing(cast: Cast, as_: As) -> None:
    page = as_(cast.office).post(url(cast), typed(body_en="## Hours\n\n{mentor_hours} <b>", preview="1"))
    assert page.status_code == 200
    assert "<h4>Hours</h4>" in page.content.decode()
    assert "<p>24 &lt;b&gt;</p>" in page.content.decode()
    assert numbers(cast) == []


def test_who_comes_second_keeps_the_text_and_sees_what_is_stored(cast: Cast, as_: As) -> None:
    save(cast, 0, "Theirs.")
    response = as_(cast.office2).post(url(cast), typed(body_en="Mine."))
    assert response.status_code == 409
    assert response.context["form"]["body_en"].value() == "Mine."
    assert ("Text (English)", "Theirs.") in [(str(label), text) for label, text in response.context["conflict"]]
    again = typed(body_en="Mine.", based_on=re.search(r'name="based_on" value="(\d+)"', response.content.decode())[1])  # type: ignore[index]
    assert as_(cast.office2).post(url(cast), again).status_code == 302
    assert numbers(cast) == [1, 2]


def test_a_stale_save_changes_nothing(cast: Cast) -> None:
    save(cast, 0, "One.")
    for based_on in (0, 2, -1):
        with pytest.raises(StaleError):
            save(cast, based_on, "Two.")
    assert numbers(cast) == [1]


def test_an_earlier_edition_holds_again_as_a_new_one(cast: Cast, as_: As) -> None:
    save(cast, 0, "One.", readers="office")
    save(cast, 1, "Two.", readers="everybody")
    office = as_(cast.office)
    page = office.get(url(cast, "office-document-edition", 1)).content.decode()
    assert "<del>" not in page.split("Compared with", 1)[0]
    assert office.post(url(cast, "office-document-restore", 1), {"based_on": 2}).status_code == 302
    now = in_force(KIND, cast.programme.pk)
    assert (now.number, now.text("en")[1], now.readers) == (3, "One.", Readers.EVERYBODY)
    assert now.edition is not None
    assert now.edition.restored_from == 1
    office.post(url(cast, "office-document-restore", 0), {"based_on": 3})
    assert in_force(KIND, cast.programme.pk).text("de") == shipped(KIND, "de")
    assert "the shipped text, restored" in office.get(url(cast, "office-document")).content.decode()


def test_going_back_asks_again_when_somebody_saved_meanwhile(cast: Cast, as_: As) -> None:
    save(cast, 0, "One.")
    save(cast, 1, "Two.")
    save(cast, 2, "Three.")
    office = as_(cast.office)
    for data in ({"based_on": 2}, {"based_on": "x"}, {}):
        response = office.post(url(cast, "office-document-restore", 1), data, follow=True)
        assert "Somebody has saved another edition" in response.content.decode()
    assert numbers(cast) == [1, 2, 3]
    assert office.post(url(cast, "office-document-restore", 9), {"based_on": 3}).status_code == 404
    assert restore_edition(actor=cast.office, programme=cast.programme, kind=KIND, number=9, based_on=3) is None


def test_editions_are_compared_with_any_other(cast: Cast, as_: As) -> None:
    save(cast, 0, "Answer within ten working days, please.")
    save(cast, 1, "Answer within fifteen working days, please.")
    save(cast, 2, "Answer within five working days, please.")
    office = as_(cast.office)
    page = office.get(url(cast, "office-document-edition", 3)).content.decode()
    assert re.findall(r"<(del|ins)>.*?</span>(\w+)</", page)[:2] == [("del", "fifteen"), ("ins", "five")]
    page = office.get(url(cast, "office-document-edition", 3) + "?with=1").content.decode()
    assert re.findall(r"<(del|ins)>.*?</span>(\w+)</", page)[:2] == [("del", "ten"), ("ins", "five")]
    for number, other in ((9, ""), (3, "?with=9")):
        assert office.get(url(cast, "office-document-edition", number) + other).status_code == 404
    assert office.get(url(cast, "office-document-edition", 0)).status_code == 200
    assert office.get(url(cast, "office-document-edition", 1) + "?with=x").status_code == 200


def test_documents_reach_exactly_their_readers(cast: Cast) -> None:
    save(cast, 0, "Text.", readers="everybody")
    own = {"tandem-rules", "first-talk", "preparation", "preparation-statements"}
    public = {"circular"}
    everything = {kind.key for kind in document_kinds()}
    own |= {
        f"guide-{name}" for name in ("closing", "further", "future", "getting-down", "looking-back", "mentors-goal")
    }
    expected = {
        **dict.fromkeys(("office", "office2", "sponsor", "council"), everything),
        **dict.fromkeys(("mentor", "mentee"), own | public),
        **dict.fromkeys(("stranger", "supervisor", "other_office", "admin"), public),
    }
    found = {role: {one.kind.key for one in documents_for(getattr(cast, role), cast.cohort)} for role in expected}
    assert found == expected
    assert {one.kind.key for one in documents_for(AnonymousUser(), cast.cohort)} == {"circular"}


def test_a_hidden_programme_shows_the_public_nothing(cast: Cast, client: Client) -> None:
    save(cast, 0, "Text.", readers="everybody")
    path = reverse("document", args=[cast.cohort.pk, KIND.key])
    assert [one.href for one in public_documents(cast.programme, TODAY)] == [path]
    assert client.get(path).status_code == 200
    cast.programme.public = False
    cast.programme.save()
    assert public_documents(cast.programme, TODAY) == []
    assert client.get(path).status_code == 404
    assert KIND in [one.kind for one in documents_for(cast.mentor, cast.cohort)]


def test_with_a_part_off_its_documents_are_gone(cast: Cast, as_: As) -> None:
    parts = [part for part in Part if part not in (Part.BACKING, Part.PREPARATION)]
    cast.cohort.save_version(cast.cohort.version, parts=parts)
    gone = {kind.key for kind in document_kinds()} - {one.kind.key for one in documents_for(cast.office, cast.cohort)}
    assert gone == {"opening-words", "midterm-visit", "closing-words", "preparation", "preparation-statements"}
    for name in ("document", "office-document", "office-document-edit"):
        assert as_(cast.office).get(reverse(name, args=[cast.cohort.pk, "opening-words"])).status_code == 404
        assert as_(cast.office).get(reverse(name, args=[cast.cohort.pk, "mandate"])).status_code == 200


def test_a_programme_without_a_cohort_has_no_public_documents() -> None:
    programme = factories.make_programme()
    factories.make_edition(programme, readers="everybody")
    assert public_documents(programme, TODAY) == []


def test_the_pdf_is_the_document_in_the_language_asked_for(cast: Cast, as_: As) -> None:
    path = reverse("document-pdf", args=[cast.cohort.pk, "tandem-rules", "de"])
    response = as_(cast.mentor).get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert response["Content-Disposition"] == 'inline; filename="tandem-rules-de.pdf"'
    assert response.content.startswith(b"%PDF-")
    assert as_(cast.mentor).get(path.replace("de.pdf", "fr.pdf")).status_code == 404


def test_lists_are_flat(cast: Cast, as_: As, django_assert_max_num_queries: Any) -> None:
    office, pages = as_(cast.office), ("office-documents", "documents")
    counts = []
    for rows in (1, 3):
        for number, kind in enumerate(document_kinds()[:rows]):
            factories.make_edition(cast.programme, key=kind.key, number=10 + rows + number, changed_by=cast.office)
        for name in pages:
            with django_assert_max_num_queries(16) as queries:
                assert office.get(reverse(name, args=[cast.cohort.pk])).status_code == 200
            counts.append(len(queries))
    assert counts[: len(pages)] == counts[len(pages) :]


def test_editions_come_in_pages_with_flat_queries(cast: Cast, as_: As, django_assert_max_num_queries: Any) -> None:
    office, counts = as_(cast.office), []
    for first, last in ((0, 1), (1, 3), (3, 25)):
        for number in range(first, last):
            save(cast, number, f"Text {number}.")
        with django_assert_max_num_queries(20) as queries:
            response = office.get(url(cast, "office-document"))
        counts.append(len(queries))
    assert len(set(counts)) == 1
    assert len(response.context["page"]) == 20
    assert "Page 1 of 2" in response.content.decode()


def test_the_programmes_page_and_the_supervisors_lead_to_what_is_public(cast: Cast, client: Client) -> None:
    path = reverse("document", args=[cast.cohort.pk, "supervisor-faq"])
    page = reverse("programme", args=[cast.programme.slug])
    assert public_address(papers.SUPERVISOR_FAQ, cast.cohort) == ""
    assert path not in client.get(page).content.decode()
    factories.make_edition(cast.programme, key="supervisor-faq", readers="everybody")
    assert public_address(papers.SUPERVISOR_FAQ, cast.cohort) == path
    assert f'href="{path}"' in client.get(page).content.decode()
    assert client.get(path).status_code == 200
