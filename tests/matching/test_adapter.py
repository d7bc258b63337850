"""From a cohort to the engine's problem: who takes part, and who must not be paired with whom."""

import datetime as dt

import pytest

from augenhoehe.applications import confidential
from augenhoehe.applications.models import Application
from augenhoehe.matching import adapter
from augenhoehe.matching.adapter.people import unit_paths
from augenhoehe.matching.models import PairDecision
from augenhoehe.people.models import FormerTandem, Person, Relation, Unit
from augenhoehe.people.services import declare_relation
from tests import factories
from tests.factories import TODAY

from .world import World, make_world


def problem(world: World):
    return adapter.build_problem(world.cohort, stored=adapter.current_rules(world.cohort), today=TODAY)


def links(world: World, found) -> set[tuple[int, int]]:
    mentor = {str(application.pk): k for k, application in enumerate(world.mentors)}
    mentee = {str(application.pk): k for k, application in enumerate(world.mentees)}
    return {(mentor[one], mentee[other]) for one, other in found}


def over(superior: Person, subordinate: Person, kind: str = "line", until: dt.date | None = None) -> Relation:
    return Relation.objects.create(superior=superior, subordinate=subordinate, kind=kind, until=until)


@pytest.mark.parametrize("state", ["draft", "submitted", "reserve", "declined", "withdrawn"])
def test_only_admitted_people_take_part(world: World, state: str) -> None:
    Application.objects.filter(pk=world.mentors[0].pk).update(state=state)
    assert [person.id for person in problem(world).mentors] == [str(world.mentors[1].pk)]


def test_answers_arrive_as_they_were_given(world: World) -> None:
    application = world.mentees[1]
    site = factories.make_site()
    application.sites.add(site)
    person = next(one for one in problem(world).mentees if one.id == str(application.pk))
    assert person.sites == {str(site.pk)}
    assert person.slots == {0, 1, 2, 3}
    assert person.modes == {"in_person", "video"}
    assert person.languages == {"de"}
    assert person.seeks == {"advice": 2}
    assert person.function_level == 5
    topics = {topic: (answer.level, answer.relevance) for topic, answer in person.topics.items()}
    assert topics == {str(world.topic.pk): (1, 3)}


def test_an_empty_answer_is_no_data(world: World) -> None:
    Application.objects.filter(pk=world.mentors[0].pk).update(languages=[], slots=[], modes=[], aspect_seeks={})
    Person.objects.filter(pk=world.mentors[0].person_id).update(languages=["en"])
    person = problem(world).mentors[0]
    assert (person.languages, person.slots, person.modes, person.seeks) == ({"en"}, None, None, None)


def test_the_path_of_units_begins_at_the_department(world: World) -> None:
    city = factories.make_unit(kind="")
    department = factories.make_unit(parent=city)
    section = factories.make_unit(parent=department, kind="section")
    Person.objects.filter(pk=world.mentors[0].person_id).update(unit=section)
    assert problem(world).mentors[0].department == (str(department.pk), str(section.pk))


def test_units_are_read_with_one_query(world: World, django_assert_num_queries) -> None:
    Unit.objects.create(name="x", short="x", kind="section", parent=factories.make_unit())
    with django_assert_num_queries(1):
        paths = unit_paths()
    assert len(paths) == Unit.objects.count()


def test_line_relation_counts_at_any_depth_and_in_both_directions(world: World) -> None:
    middle = factories.make_person()
    over(world.mentees[0].person, middle)
    over(middle, world.mentors[0].person)
    over(world.mentors[1].person, world.mentees[1].person)
    assert links(world, problem(world).line_related) == {(0, 0), (1, 1)}


@pytest.mark.parametrize("kind", ["appraisal", "personnel"])
def test_appraisal_and_personnel_decisions_count_directly_only(world: World, kind: str) -> None:
    middle = factories.make_person()
    over(world.mentees[0].person, world.mentors[0].person, kind)
    over(world.mentees[1].person, middle, kind)
    over(middle, world.mentors[1].person, kind)
    assert links(world, problem(world).line_related) == {(0, 0)}


@pytest.mark.parametrize(("days", "counts"), [(0, True), (365, True), (366, False)])
def test_a_line_relation_counts_for_a_year_after_its_end(world: World, days: int, counts: bool) -> None:
    over(world.mentees[0].person, world.mentors[0].person, until=TODAY - dt.timedelta(days=days))
    assert links(world, problem(world).line_related) == ({(0, 0)} if counts else set())


def test_a_circle_of_superiors_does_not_hang(world: World) -> None:
    over(world.mentees[0].person, world.mentors[0].person)
    over(world.mentors[0].person, world.mentees[0].person)
    assert links(world, problem(world).line_related) == {(0, 0)}


def test_without_any_relation_the_rule_has_no_data(world: World) -> None:
    assert problem(world).line_related is None


def test_silent_exclusions_become_private_pairs(world: World) -> None:
    confidential.replace_exclusions(application=world.mentors[0], emails=[world.mentees[1].person.email.upper()])
    assert links(world, problem(world).conflicts) == {(0, 1)}


def test_former_partners_count_in_either_role(world: World) -> None:
    FormerTandem.objects.create(mentor=world.mentees[1].person, mentee=world.mentors[0].person)
    FormerTandem.objects.create(mentor=world.mentors[1].person, mentee=world.mentees[0].person)
    assert links(world, problem(world).former_partners) == {(0, 1), (1, 0)}


def test_what_people_declare_counts_as_private_whatever_it_is(world: World) -> None:
    mentor, mentee = world.mentors[0].person, world.mentees[1].person
    for kind, private in (("my_line", {(0, 1)}), ("my_mentor", {(0, 1)})):
        row = declare_relation(person=mentor, kind=kind, email=mentee.email)
        found = problem(world)
        assert (found.line_related, found.former_partners) == (None, frozenset())
        assert links(world, found.conflicts) == private
        row.delete()


def test_a_declared_relation_completes_a_line_of_the_staff_list_in_private(world: World) -> None:
    middle = factories.make_person()
    over(world.mentees[0].person, middle)
    declare_relation(person=world.mentors[1].person, kind="my_line", email=middle.email)
    found = problem(world)
    assert (found.line_related, links(world, found.conflicts)) == (frozenset(), {(1, 0)})


def test_what_the_staff_list_knows_too_is_no_private_reason(world: World) -> None:
    over(world.mentees[0].person, world.mentors[0].person)
    declare_relation(person=world.mentors[0].person, kind="my_line", email=world.mentees[0].person.email)
    found = problem(world)
    assert (links(world, found.line_related), found.conflicts) == ({(0, 0)}, frozenset())


def test_a_proposal_that_did_not_come_about_is_not_made_again(world: World) -> None:
    factories.make_tandem(world.cohort, world.mentors[0], world.mentees[0], state="not_formed")
    found = problem(world)
    assert links(world, found.former_partners) == {(0, 0)}
    assert len(found.mentors) == len(found.mentees) == 2


def test_who_has_a_tandem_is_not_placed_again(world: World) -> None:
    factories.make_tandem(world.cohort, world.mentors[0], world.mentees[0])
    found = problem(world)
    assert [person.id for person in found.mentors] == [str(world.mentors[1].pk)]
    assert [person.id for person in found.mentees] == [str(world.mentees[1].pk)]


@pytest.mark.parametrize(("own", "cohort", "taken", "left"), [(3, 1, 0, 1), (2, 3, 0, 2), (3, 3, 1, 2)])
def test_a_mentor_has_as_many_places_as_both_allow(own: int, cohort: int, taken: int, left: int, db: None) -> None:
    world = make_world(mentors=1, mentees=4)
    Application.objects.filter(pk=world.mentors[0].pk).update(capacity=own)
    world.cohort.mentor_capacity = cohort
    world.cohort.save()
    for mentee in world.mentees[:taken]:
        factories.make_tandem(world.cohort, world.mentors[0], mentee, capacity=own)
    assert [person.capacity for person in problem(world).mentors] == [left]


def test_departments_linked_in_the_last_two_cohorts_are_no_new_link(world: World) -> None:
    days = dt.timedelta
    for number, begin in enumerate((-400, -800, -1200)):
        factories.make_cohort(
            world.cohort.programme,
            slug=f"old{number}",
            starts_on=TODAY + days(begin),
            ends_on=TODAY + days(begin + 300),
        )
    recent, old = (factories.make_person(unit=factories.make_unit()) for _ in range(2))
    partner = factories.make_person(unit=factories.make_unit())
    FormerTandem.objects.create(mentor=recent, mentee=partner, ended_on=TODAY - days(700))
    FormerTandem.objects.create(mentor=old, mentee=partner, ended_on=TODAY - days(900))
    assert problem(world).recent_links == {(str(recent.unit_id), str(partner.unit_id))}


def test_decisions_reach_the_engine_as_far_as_both_take_part(world: World) -> None:
    def decide(mentor: int, mentee: int, kind: str) -> None:
        PairDecision.objects.create(
            cohort=world.cohort, mentor=world.mentors[mentor], mentee=world.mentees[mentee], kind=kind
        )

    decide(0, 0, "lock")
    decide(0, 1, "ban")
    decide(1, 1, "ban")
    Application.objects.filter(pk=world.mentors[1].pk).update(state="withdrawn")
    found = problem(world)
    assert (links(world, found.locks), links(world, found.bans)) == ({(0, 0)}, {(0, 1)})


def test_rules_weights_and_direction_are_the_cohorts(db: None) -> None:
    world = make_world(level_gap_min=1, direction="classic", department=2)
    found = problem(world)
    rules = found.rules
    assert (rules.level_gap_min, rules.direction, rules.department) == (1, "classic", 2)
    assert found.criteria.topic_fit == 40


def test_an_empty_side_is_told_as_such(world: World) -> None:
    Application.objects.filter(cohort=world.cohort, side="mentee").update(state="reserve")
    with pytest.raises(adapter.Impossible) as told:
        problem(world)
    assert told.value.failure == {"code": "empty_side", "role": "mentee"}


def test_the_same_cohort_gives_the_same_input(world: World) -> None:
    first, second = (adapter.input_hash(problem(world).to_dict()) for _ in range(2))
    assert first == second
    world.mentors[0].slots = [5]
    world.mentors[0].save()
    assert adapter.input_hash(problem(world).to_dict()) != first


@pytest.mark.parametrize("people", [1, 3, 20])
def test_reading_a_cohort_takes_the_same_queries(people: int, db: None, django_assert_num_queries) -> None:
    world = make_world(people, people)
    stored = adapter.current_rules(world.cohort)
    with django_assert_num_queries(13):
        problem = adapter.build_problem(world.cohort, stored=stored, today=TODAY)
    assert len(problem.mentors) == len(problem.mentees) == people
