from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.audit.models import Entry
from augenhoehe.people.models import Grade, Person, Site, Unit
from augenhoehe.people.selectors import grades_by_level, people
from augenhoehe.people.services import grade_map, load_default_grades
from tests.cast import Cast
from tests.factories import make_person, make_site, make_unit

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


@pytest.fixture
def admin(cast: Cast, as_: SignIn) -> Client:
    return as_(cast.admin)


def test_search_and_filters(cast: Cast) -> None:
    department = make_unit()
    section = make_unit(parent=department, kind="section")
    inside = make_person(unit=section, first_name="Änne", joined_at=None)
    gone = make_person(unit=department, is_active=False)
    make_person(unconfirmed=True)
    assert list(people(search="Änne person")) == [inside]
    assert list(people(search=inside.email.upper())) == [inside]
    assert set(people(unit=department)) == {inside, gone}
    assert list(people(unit=department, state="disabled")) == [gone]
    assert list(people(unit=department, state="imported")) == [inside]
    assert list(people(state="administrators")) == [cast.admin]
    assert people().count() == Person.objects.count() - 1


@pytest.mark.parametrize("path", ["people/", "units/", "sites/", "grades/", ""])
def test_queries_do_not_grow(admin: Client, path: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert admin.get(f"/installation/{path}").status_code == 200
        return len(captured)

    def add() -> None:
        unit = make_unit()
        make_unit(parent=unit)
        make_person(unit=unit, site=make_site())
        Grade.objects.create(code=f"X{Grade.objects.count()}", function_level=3)

    add()
    with_one = queries()
    add()
    add()
    assert queries() == with_one


def person_data(person: Person, **changes: object) -> dict[str, object]:
    data = {
        "version": person.version,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "unit": person.unit_id or "",
        "function_level": person.function_level or "",
        "is_active": "on" if person.is_active else "",
        "is_administrator": "on" if person.is_administrator else "",
        **changes,
    }
    return {name: value for name, value in data.items() if value != ""}


def test_an_administrator_sets_the_level_and_the_person_no_longer_can(cast: Cast, admin: Client) -> None:
    answer = admin.post(f"/installation/people/{cast.mentor.pk}/", person_data(cast.mentor, function_level=4))
    assert answer.status_code == 302
    stored = Person.objects.get(pk=cast.mentor.pk)
    assert (stored.function_level, stored.level_by_house) == (4, True)
    entry = Entry.objects.get(action="people.changed")
    assert entry.data == {"fields": ["function_level"], "changes": {"function_level": [2, 4]}}


def test_a_stale_person_is_a_409(cast: Cast, admin: Client) -> None:
    old = person_data(cast.mentor, first_name="Second")
    admin.post(f"/installation/people/{cast.mentor.pk}/", person_data(cast.mentor, first_name="First"))
    answer = admin.post(f"/installation/people/{cast.mentor.pk}/", old)
    assert answer.status_code == 409
    assert answer.context["conflict"] == [("First name", "First")]
    assert Person.objects.get(pk=cast.mentor.pk).first_name == "First"


@pytest.mark.parametrize("right", ["is_active", "is_administrator"])
def test_administrators_do_not_lock_themselves_out(cast: Cast, admin: Client, right: str) -> None:
    answer = admin.post(f"/installation/people/{cast.admin.pk}/", person_data(cast.admin, **{right: ""}))
    assert answer.status_code == 422
    assert getattr(Person.objects.get(pk=cast.admin.pk), right)


def test_adding_a_person_twice_is_one(admin: Client) -> None:
    data = {"email": "gast@partner.example", "first_name": "Gast", "last_name": "Kraft"}
    assert [admin.post("/installation/people/new/", data).status_code for _ in range(2)] == [302, 302]
    assert Person.objects.get(email="gast@partner.example").first_name == "Gast"
    assert Entry.objects.filter(action="people.added").count() == 1


def test_running_the_installation_opens_no_office(cast: Cast, admin: Client) -> None:
    assert admin.get(f"/office/cohorts/{cast.cohort.pk}/settings/").status_code == 404
    assert admin.get(f"/rules/{cast.cohort.pk}/").status_code == 404


def test_a_unit_moves_with_all_below_it(admin: Client) -> None:
    old, new = make_unit(), make_unit()
    division = make_unit(parent=old, kind="division")
    section = make_unit(parent=division, kind="section")
    data = {
        "version": 1,
        "name": division.name,
        "short": division.short,
        "kind": "division",
        "list_language": "de",
        "parent": new.pk,
    }
    assert admin.post(f"/installation/units/{division.pk}/", data).status_code == 302
    assert list(Unit.objects.ancestors(section)) == [new, Unit.objects.get(pk=division.pk)]


def test_a_unit_never_stands_below_itself(admin: Client) -> None:
    top = make_unit()
    below = make_unit(parent=top)
    for parent in (top, below):
        data = {
            "version": 1,
            "name": top.name,
            "short": top.short,
            "kind": "department",
            "list_language": "de",
            "parent": parent.pk,
        }
        answer = admin.post(f"/installation/units/{top.pk}/", data)
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == ["parent"]
    assert Unit.objects.get(pk=top.pk).parent is None


def test_what_is_used_is_not_deleted(cast: Cast, admin: Client) -> None:
    empty = make_unit()
    for unit, left in ((cast.mentor.unit, 1), (empty, 0)):
        assert admin.post(f"/installation/units/{unit.pk}/delete/").status_code == 302
        assert Unit.objects.filter(pk=unit.pk).count() == left


@pytest.mark.parametrize(
    ("path", "data", "model"),
    [
        ("units", {"name": "Neu", "short": "NEU", "kind": "department", "list_language": "de", "parent": ""}, Unit),
        ("sites", {"name": "Neubau", "address": ""}, Site),
        ("grades", {"code": "X1", "function_level": "2"}, Grade),
    ],
)
def test_the_same_form_twice_is_one_row(admin: Client, path: str, data: dict[str, str], model: type) -> None:
    before = model.objects.count()
    assert [admin.post(f"/installation/{path}/new/", data).status_code for _ in range(2)] == [302, 302]
    assert model.objects.count() == before + 1
    other = {**data, "name": "Other"} if path == "units" else {**data, "address": "x"} if path == "sites" else None
    if other:
        assert admin.post(f"/installation/{path}/new/", other).status_code == 422


def test_the_shipped_map_of_pay_grades(admin: Client) -> None:
    assert admin.post("/installation/grades/default/").status_code == 302
    assert load_default_grades() == 0
    codes = set(Grade.objects.values_list("code", flat=True))
    wanted = {f"A{n}" for n in range(3, 17)} | {f"B{n}" for n in range(1, 12)} | {f"QE{n}" for n in range(1, 5)}
    wanted |= {"E1", "E9a", "E15", "E15Ü", "S2", "S18"}
    assert wanted - codes == set()
    assert dict(Grade.objects.filter(code__in=["A5", "A13", "B6"]).values_list("code", "function_level")) == {
        "A5": 1,
        "A13": 4,
        "B6": 6,
    }
    names = [grade.code for _level, grades in grades_by_level() for grade in grades]
    assert names.index("A9") < names.index("A10")


def test_an_own_level_overrules_the_shipped_one(admin: Client) -> None:
    load_default_grades()
    grade = Grade.objects.get(code="A13")
    admin.post(f"/installation/grades/{grade.pk}/", {"version": 1, "code": "A13", "function_level": 3})
    assert grade_map().find("a 13").level == 3
    answer = admin.post("/installation/grades/new/", {"code": "A 13", "function_level": 5})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["code"])
