import datetime as dt

import pytest
from django.core.management import CommandError, call_command

from augenhoehe.common.models import StaleError
from augenhoehe.engine.criteria import CRITERIA, Criteria
from augenhoehe.engine.rules import Rules
from augenhoehe.messaging.models import Mail
from augenhoehe.people.models import Grade, Person
from augenhoehe.people.services import AddressRefusedError
from augenhoehe.programmes import words
from augenhoehe.programmes.defaults import RULES, WEIGHTS, rules_for
from augenhoehe.programmes.enums import PhaseKind
from augenhoehe.programmes.models import Programme, Role
from augenhoehe.programmes.selectors import current_rules, role_log, rules_history, settings_changes, with_words
from augenhoehe.programmes.services import (
    LastOfficeError,
    assign_role,
    change_cohort,
    change_matching_rules,
    create_cohort,
    create_programme,
    set_phases,
    withdraw_role,
)
from tests.cast import Cast
from tests.factories import make_programme

FIRST, LAST = dt.date(2026, 1, 5), dt.date(2026, 12, 31)


def test_defaults_are_the_engines_own() -> None:
    rules = Rules(**RULES)
    assert {name: getattr(rules, name) for name in RULES} == {name: getattr(Rules(), name) for name in RULES}
    criteria = Criteria(**WEIGHTS)
    assert [criteria.weight(name) for name in CRITERIA] == [Criteria().weight(name) for name in CRITERIA]
    assert sum(WEIGHTS.values()) == 100
    assert words.RULES.keys() == RULES.keys()
    assert words.CRITERIA.keys() == WEIGHTS.keys()


@pytest.mark.parametrize("direction", ["reverse", "classic", "equal"])
def test_defaults_of_every_direction_are_possible(direction: str) -> None:
    assert Rules(**rules_for(direction)).direction == direction


@pytest.mark.django_db
def test_a_programme_brings_its_topics() -> None:
    programme = create_programme(slug="rm", name_de="RM", name_en="RM", actor=None)
    assert programme.topics.count() == 42
    assert programme.direction == "reverse"


@pytest.mark.django_db
def test_the_first_cohort_gets_the_defaults_and_the_next_what_the_last_had(cast: Cast) -> None:
    programme = make_programme(direction="classic")
    first = create_cohort(
        programme=programme, name_de="Durchgang 1", name_en="Cohort 1", starts_on=FIRST, ends_on=LAST, actor=None
    )
    assert first.matching_rules.get().rules == rules_for("classic")
    assert first.slug == "durchgang-1"
    assert [phase.kind for phase in first.phases.all()] == [kind.value for kind in PhaseKind]
    change_cohort(cohort=first, version=1, changes={"mentor_hours": 30, "four_eyes": False}, actor=cast.office)
    weights = {**WEIGHTS, "career_stage": 0}
    change_matching_rules(cohort=first, rules=rules_for("classic"), weights=weights, note="No age", actor=cast.office)
    set_phases(
        cohort=first, version=2, phases={"call": (FIRST, FIRST + dt.timedelta(10)), "closing": None}, actor=cast.office
    )
    year = dt.timedelta(days=364)
    second = create_cohort(
        programme=programme,
        name_de="Durchgang 1",
        name_en="Cohort 2",
        starts_on=FIRST + year,
        ends_on=LAST + year,
        actor=cast.office,
    )
    assert (second.mentor_hours, second.four_eyes, second.slug) == (30, False, "durchgang-1-2")
    assert second.matching_rules.get().weights == weights
    assert second.matching_rules.get().number == 1
    call = second.phases.get(kind="call")
    assert (call.opens_on, call.closes_on) == (FIRST + year, FIRST + year + dt.timedelta(10))
    assert not second.phases.filter(kind="closing").exists()


@pytest.mark.django_db
def test_in_a_shorter_cohort_the_phases_end_with_it_and_the_follow_up_may_lie_beyond() -> None:
    programme = make_programme()
    names = {"programme": programme, "name_de": "D", "name_en": "C", "starts_on": FIRST, "actor": None}
    longer = create_cohort(**names, ends_on=LAST)
    short = create_cohort(**names, ends_on=FIRST + dt.timedelta(days=60))
    days = {phase.kind: (phase.opens_on, phase.closes_on) for phase in short.phases.all()}
    assert days["running"][1] == days["closing"][1] == short.ends_on
    assert days["follow_up"] == longer.phases.values_list("opens_on", "closes_on").get(kind="follow_up")


@pytest.mark.django_db
def test_rules_are_versions_with_a_readable_difference(cast: Cast) -> None:
    rules = {**RULES, "topic": False, "department": 2}
    changed = change_matching_rules(
        cohort=cast.cohort, rules=rules, weights={**WEIGHTS, "time": 5}, note="Why not", actor=cast.office, based_on=1
    )
    assert (changed.number, current_rules(cast.cohort)) == (2, changed)
    newest, oldest = rules_history(cast.cohort)
    assert [(change.label, change.old, change.new) for change in newest.changes] == [
        ("Different units", "different departments", "different divisions"),
        ("A common topic", "on", "off"),
        ("Weight: Time", "10", "5"),
    ]
    assert (newest.row.changed_by, newest.row.note, oldest.changes) == (cast.office, "Why not", [])


@pytest.mark.django_db
def test_the_same_rules_twice_are_one_version_and_a_stale_change_is_refused(cast: Cast) -> None:
    arguments = {"cohort": cast.cohort, "weights": WEIGHTS, "note": "x", "actor": cast.office, "based_on": 1}
    first = change_matching_rules(rules={**RULES, "slot": False}, **arguments)
    assert change_matching_rules(rules={**RULES, "slot": False}, **arguments) == first
    with pytest.raises(StaleError):
        change_matching_rules(rules={**RULES, "mode": False}, **arguments)
    assert cast.cohort.matching_rules.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rules", "weights"),
    [
        ({**RULES, "sex": True}, WEIGHTS),
        (RULES, {**WEIGHTS, "age": 1}),
        (RULES, {**WEIGHTS, "time": 11}),
        (RULES, {**WEIGHTS, "time": -1}),
    ],
)
def test_unknown_names_and_impossible_weights_are_refused(cast: Cast, rules: dict, weights: dict) -> None:
    with pytest.raises(ValueError, match=r"names of|add up"):
        change_matching_rules(cohort=cast.cohort, rules=rules, weights=weights, note="", actor=cast.office)


@pytest.mark.django_db
def test_a_role_is_given_once_with_one_mail(cast: Cast) -> None:
    for _ in range(2):
        assign_role(programme=cast.programme, email="neu@stadt.example", kind="approver", actor=cast.office)
    role = Role.objects.get(person__email="neu@stadt.example")
    assert (role.kind, role.programme) == ("approver", cast.programme)
    mail = Mail.objects.get(recipient="neu@stadt.example")
    assert "Second approver" in mail.text
    assert "http://testserver/home/" in mail.text
    with pytest.raises(AddressRefusedError):
        assign_role(programme=cast.programme, email="neu@anderswo.example", kind="office", actor=cast.office)


@pytest.mark.django_db
def test_an_office_is_never_empty(cast: Cast) -> None:
    first, second = cast.programme.roles.filter(kind="office")
    withdraw_role(role=first, actor=cast.office)
    with pytest.raises(LastOfficeError):
        withdraw_role(role=second, actor=cast.office)
    assert cast.programme.roles.filter(kind="office").get() == second


@pytest.mark.django_db
def test_the_history_tells_who_changed_which_setting_and_why(cast: Cast) -> None:
    change_cohort(cohort=cast.cohort, version=1, changes={"four_eyes": False}, actor=cast.office, why="We are two")
    assign_role(programme=cast.programme, email=cast.stranger.email, kind="sponsor", actor=cast.office2)
    kept = [
        (change.subject, change.changed_by, change.why, [(line.label, line.old, line.new) for line in lines])
        for change, lines in with_words(settings_changes(cast.cohort))
    ]
    assert kept == [
        ("cohort", cast.office, "We are two", [("A second person approves a publication", "on", "off")]),
    ]
    assert [(line.title, line.who, line.change.new) for line in role_log(cast.cohort)] == [
        ("Role given", cast.office2, "Stranger Muster")
    ]


@pytest.mark.django_db
def test_appointing_the_first_people() -> None:
    call_command("appoint", "chef@stadt.example", "--administrator", verbosity=0)
    assert Person.objects.get().is_administrator
    assert Grade.objects.exists()
    programme = make_programme(slug="rm")
    call_command("appoint", "buero@stadt.example", "--office", "rm", verbosity=0)
    assert programme.roles.get().person.email == "buero@stadt.example"
    assert not programme.roles.get().person.is_administrator
    for wrong in (["x@anderswo.example", "--administrator"], ["x@stadt.example", "--office", "nothing"]):
        with pytest.raises(CommandError):
            call_command("appoint", *wrong)
    assert Programme.objects.count() == 1
