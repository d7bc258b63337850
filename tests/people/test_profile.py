from collections.abc import Callable

import pytest
from django.test import Client

from augenhoehe.audit.models import Entry
from augenhoehe.people.models import FormerTandem, Person, Relation
from augenhoehe.people.selectors import declared_by, missing_in_profile
from augenhoehe.people.services import declare_relation, forget_ended_relations
from tests.cast import Cast
from tests.factories import TODAY, make_person, make_site, make_unit

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


def filled(person: Person, **changes: object) -> dict[str, object]:
    return {
        "version": person.version,
        "first_name": "Mia",
        "last_name": "Neumann",
        "unit": person.unit_id or "",
        "function_level": 3,
        "career_stage": 1,
        "languages": ["de", "en"],
        "language": "en",
        **changes,
    }


def test_a_person_writes_their_profile(cast: Cast, as_: SignIn) -> None:
    site = make_site()
    answer = as_(cast.mentor).post("/profile/", filled(cast.mentor, site=site.pk, language="de"))
    assert (answer.status_code, answer.url) == (302, "/profile/")
    stored = Person.objects.get(pk=cast.mentor.pk)
    assert (stored.first_name, stored.function_level, stored.languages, stored.site, stored.language) == (
        "Mia",
        3,
        ["de", "en"],
        site,
        "de",
    )
    entry = Entry.objects.get(action="people.profile_changed")
    assert "Mia" not in str(entry.data)


def test_errors_stand_at_the_field_and_keep_what_was_typed(cast: Cast, as_: SignIn) -> None:
    answer = as_(cast.mentor).post("/profile/", filled(cast.mentor, last_name="", first_name="Mia-Lena"))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["last_name"]
    assert "Mia-Lena" in answer.content.decode()
    assert Person.objects.get(pk=cast.mentor.pk).first_name == "Mentor"


def test_a_stale_profile_is_a_409_that_keeps_both_texts(cast: Cast, as_: SignIn) -> None:
    client = as_(cast.mentor)
    client.post("/profile/", filled(cast.mentor, first_name="First"))
    answer = client.post("/profile/", filled(cast.mentor, first_name="Second"))
    assert answer.status_code == 409
    assert answer.context["conflict"] == [("First name", "First")]
    assert 'value="Second"' in answer.content.decode()
    assert answer.context["form"]["version"].value() == "2"
    assert Person.objects.get(pk=cast.mentor.pk).first_name == "First"


def test_a_double_click_is_no_conflict(cast: Cast, as_: SignIn) -> None:
    client = as_(cast.mentor)
    statuses = [client.post("/profile/", filled(cast.mentor)).status_code for _ in range(2)]
    assert statuses == [302, 302]
    assert Person.objects.get(pk=cast.mentor.pk).version == cast.mentor.version + 1
    assert Entry.objects.filter(action="people.profile_changed").count() == 1


def test_a_level_set_by_the_organisation_stays(cast: Cast, as_: SignIn) -> None:
    Person.objects.filter(pk=cast.mentor.pk).update(level_by_house=True, function_level=2)
    answer = as_(cast.mentor).post("/profile/", filled(cast.mentor, function_level=6))
    assert answer.status_code == 302
    assert Person.objects.get(pk=cast.mentor.pk).function_level == 2


@pytest.mark.parametrize(
    ("after", "goes_to"), [("/programmes/", "/programmes/"), ("https://evil.example/", "/profile/")]
)
def test_afterwards_it_leads_back_but_never_away(cast: Cast, as_: SignIn, after: str, goes_to: str) -> None:
    answer = as_(cast.mentor).post("/profile/", filled(cast.mentor, next=after))
    assert answer.url == goes_to


def test_what_is_missing_before_an_application() -> None:
    person = make_person(first_name="", function_level=None, unit=None)
    assert missing_in_profile(person) == ["First name", "Organisational unit", "Function level"]
    assert missing_in_profile(make_person(function_level=2, unit=make_unit())) == []


@pytest.mark.parametrize(
    ("kind", "relation", "is_superior"),
    [
        ("my_line", "line", False),
        ("my_staff", "line", True),
        ("appraises_me", "appraisal", False),
        ("i_appraise", "appraisal", True),
        ("decides_on_me", "personnel", False),
        ("i_decide_on", "personnel", True),
    ],
)
def test_declared_relations(cast: Cast, as_: SignIn, kind: str, relation: str, is_superior: bool) -> None:
    data = {"email": cast.stranger.email, "kind": kind, "until": ""}
    client = as_(cast.mentor)
    assert [client.post("/profile/relations/", data).status_code for _ in range(2)] == [302, 302]
    row = Relation.objects.get()
    people = (cast.mentor, cast.stranger) if is_superior else (cast.stranger, cast.mentor)
    assert (row.superior, row.subordinate, row.kind, row.declared_by) == (*people, relation, cast.mentor)
    assert [str(one.kind) for one in declared_by(cast.mentor)] == [kind]


@pytest.mark.parametrize(("kind", "mentor_is_me"), [("my_mentor", False), ("my_mentee", True)])
def test_declared_former_tandems(cast: Cast, as_: SignIn, kind: str, mentor_is_me: bool) -> None:
    as_(cast.mentor).post("/profile/relations/", {"email": cast.stranger.email, "kind": kind, "until": "2025-05-01"})
    row = FormerTandem.objects.get()
    assert (row.mentor == cast.mentor, str(row.ended_on)) == (mentor_is_me, "2025-05-01")
    assert [str(one.kind) for one in declared_by(cast.mentor)] == [kind]


@pytest.mark.parametrize(
    ("email", "words"), [("x@anderswo.example", "Nobody here"), ("mentor@stadt.example", "own address")]
)
def test_addresses_that_cannot_be_meant(cast: Cast, as_: SignIn, email: str, words: str) -> None:
    answer = as_(cast.mentor).post("/profile/relations/", {"email": email, "kind": "my_line"})
    assert answer.status_code == 422
    assert words in str(answer.context["form"].errors["email"])
    assert not Relation.objects.exists()


def test_what_i_declare_nobody_else_sees(cast: Cast, as_: SignIn) -> None:
    """The canary is the address of the one who declares; all who could be curious look at their own pages."""
    declare_relation(person=cast.mentor, kind="appraises_me", email=cast.stranger.email)
    declare_relation(person=cast.mentor, kind="my_mentor", email=cast.stranger.email)
    assert cast.stranger.email in as_(cast.mentor).get("/profile/relations/").content.decode()
    for somebody in (cast.stranger, cast.mentee, cast.office, cast.council):
        page = as_(somebody).get("/profile/relations/").content.decode()
        assert cast.mentor.email not in page
    for path in ("", "people/", f"people/{cast.stranger.pk}/", f"people/{cast.mentor.pk}/"):
        page = as_(cast.admin).get(f"/installation/{path}").content.decode()
        assert "apprais" not in page.lower().replace("import appraisal roles", "")
    assert str(cast.stranger.pk) not in str(list(Entry.objects.values_list("data", flat=True)))


def test_only_i_take_back_what_i_declared(cast: Cast, as_: SignIn) -> None:
    row = declare_relation(person=cast.mentor, kind="my_line", email=cast.stranger.email)
    path = f"/profile/relations/relation-{row.pk}/delete/"
    assert as_(cast.stranger).post(path).status_code == 404
    assert as_(cast.mentor).get(path).status_code == 405
    assert Relation.objects.count() == 1
    assert as_(cast.mentor).post(path).status_code == 302
    assert not Relation.objects.exists()


def test_relations_are_forgotten_twelve_months_after_their_end(cast: Cast) -> None:
    recent, old, lasting = (
        Relation.objects.create(superior=make_person(), subordinate=cast.mentor, kind="line", until=until)
        for until in (TODAY.replace(year=2025), TODAY.replace(year=2025, month=10), None)
    )
    assert forget_ended_relations(today=TODAY) == 1
    assert set(Relation.objects.all()) == {recent, lasting}
    assert not Relation.objects.filter(pk=old.pk).exists()
