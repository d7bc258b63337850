"""Each hard rule by itself: the pair fits, one answer changes, exactly this rule speaks against it."""

from dataclasses import replace

import pytest

from augenhoehe.engine import LeftOver, NobodyPossible, Person, Problem, Rules, TopicAnswer, check, solve
from augenhoehe.engine.presets import PRESETS

from .people import mentee, mentor

PAIR = frozenset({("m", "e")})
CLASSIC = Rules(direction="classic")
EQUAL = Rules(direction="equal", level_gap_max=1)


def blocked(one: Person, other: Person, **changes: object) -> tuple[str, ...]:
    """Rules against the two; a second pair that fits keeps the problem solvable."""
    problem = Problem(
        (one, mentor("spare", department=("C",))),
        (other, mentee("spare", department=("D",))),
        **{"line_related": frozenset(), "conflicts": frozenset(), "former_partners": frozenset(), **changes},  # type: ignore[arg-type]
    )
    return solve(problem).explain(one.id, other.id).blocked_by


def test_the_two_fit() -> None:
    assert blocked(mentor(), mentee()) == ()


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"department": ("A", "A2")}, "department"),
        ({"function_level": 2}, "function_level"),
        ({"topics": {"ai": TopicAnswer(3, 3)}}, "topic"),
        ({"topics": {"ai": TopicAnswer(0, 0)}}, "topic"),
        ({"topics": {}}, "topic"),
        ({"languages": frozenset({"en"})}, "language"),
        ({"modes": frozenset()}, "mode"),
        ({"slots": frozenset({9})}, "slot"),
    ],
)
def test_one_answer_breaks_one_rule(changes: dict[str, object], rule: str) -> None:
    assert blocked(mentor(), mentee(**changes)) == (rule,)


@pytest.mark.parametrize(
    ("relation", "rule"),
    [
        ("line_related", "line_relation"),
        ("conflicts", "private"),
        ("former_partners", "former_partners"),
        ("bans", "ban"),
    ],
)
def test_relations(relation: str, rule: str) -> None:
    assert blocked(mentor(), mentee(), **{relation: PAIR}) == (rule,)


@pytest.mark.parametrize("name", ["department", "function_level", "topics", "languages", "modes", "slots"])
def test_what_one_person_does_not_tell_cannot_be_shown_to_hold(name: str) -> None:
    nothing: object = () if name == "department" else None
    rule = {"topics": "topic", "languages": "language", "modes": "mode", "slots": "slot"}.get(name, name)
    problem = Problem((mentor(), mentor("n")), (mentee(), mentee("f", **{name: nothing})))
    assert solve(problem).explain("m", "f").blocked_by == (rule,)
    codes = {(warning.code, warning.role, warning.ids, warning.rule) for warning in check(problem)}
    assert {("missing", "mentee", ("f",), rule), ("rule_alone", "mentee", ("f",), rule)} <= codes


@pytest.mark.parametrize(
    ("rules", "levels", "fits"),
    [
        (Rules(), (3, 5), True),
        (Rules(), (3, 4), False),
        (Rules(), (5, 3), False),
        (Rules(level_gap_min=1, level_gap_max=2), (2, 4), True),
        (Rules(level_gap_min=1, level_gap_max=2), (2, 5), False),
        (CLASSIC, (5, 3), True),
        (CLASSIC, (3, 5), False),
        (EQUAL, (3, 4), True),
        (EQUAL, (4, 3), True),
        (EQUAL, (3, 5), False),
        (Rules(direction="equal"), (3, 3), True),
        (Rules(direction="equal"), (3, 4), False),
    ],
)
def test_direction_and_gap(rules: Rules, levels: tuple[int, int], fits: bool) -> None:
    problem = Problem((mentor(function_level=levels[0]),), (mentee(function_level=levels[1]),), rules=rules)
    if fits:
        assert solve(problem).links == PAIR
    else:
        with pytest.raises(NobodyPossible) as caught:
            solve(problem)
        assert caught.value.rules == ("function_level",)


@pytest.mark.parametrize(("depth", "fits"), [(0, True), (1, False), (2, True), (3, True)])
def test_depth_of_the_department(depth: int, fits: bool) -> None:
    problem = Problem((mentor(),), (mentee(department=("A", "A9")),), rules=Rules(department=depth))
    if fits:
        assert solve(problem).links == PAIR
    else:
        with pytest.raises(NobodyPossible):
            solve(problem)


def test_the_hint_when_the_roles_are_swapped() -> None:
    with pytest.raises(NobodyPossible) as caught:
        solve(Problem((mentor(function_level=5),), (mentee(function_level=1),)))
    assert (caught.value.rules, caught.value.hint) == (("function_level",), "roles_swapped")
    with pytest.raises(NobodyPossible) as caught:
        check(Problem((mentor(function_level=5),), (mentee(function_level=5),)))
    assert caught.value.hint is None


def test_several_rules_together_leave_nobody() -> None:
    problem = Problem((mentor("m1", department=("B",)), mentor("m2", languages=frozenset({"tr"}))), (mentee(),))
    with pytest.raises(NobodyPossible) as caught:
        solve(problem)
    assert caught.value.rules == ()
    assert caught.value.removed == {"department": 1, "language": 1}


def test_rules_and_criteria_without_data_are_off_and_named() -> None:
    bare = [replace(one, slots=None, topics=None) for one in (mentor(), mentee())]
    plan = solve(Problem((bare[0],), (replace(bare[1], career_stage=None),)))
    told = {(item.kind, item.name, item.cause, item.missing) for item in plan.switched_off}
    assert told == {
        ("rule", "line_relation", "no_data", "relation"),
        ("rule", "private", "no_data", "relation"),
        ("rule", "former_partners", "no_data", "relation"),
        ("rule", "grade", "setting", None),
        ("rule", "attribute", "setting", None),
        ("rule", "topic", "no_data", "both"),
        ("rule", "slot", "no_data", "both"),
        ("criterion", "topic_fit", "no_data", "both"),
        ("criterion", "topic_level", "no_data", "both"),
        ("criterion", "career_stage", "no_data", "mentee"),
        ("criterion", "time", "no_data", "both"),
        ("criterion", "new_link", "no_data", "relation"),
        ("criterion", "profession", "setting", None),
    }
    assert set(plan.pairs[0].contributions) == {"aspects", "place_mode"}
    assert plan.max_score == 25_000


def test_the_preset_mentor_match() -> None:
    preset = PRESETS["mentor-match"]

    def one(name: str, grade: int, organisation: str, profession: str) -> Person:
        return Person(name, grade=grade, attributes={"organisation": organisation, "profession": profession})

    problem = Problem(
        (one("m1", 5, "X", "law"), one("m2", 4, "Y", "it")),
        (one("e1", 4, "Y", "law"), one("e2", 3, "X", "it"), one("e3", 3, "X", "law"), one("e4", 2, "Y", "it")),
        criteria=preset.criteria,
        rules=preset.rules,
    )
    plan = solve(problem)
    assert {(pair.mentor, pair.mentee, pair.score) for pair in plan.pairs} == {
        ("m1", "e1", 100_000),
        ("m2", "e2", 100_000),
    }
    assert plan.explain("m1", "e2").blocked_by == ("attribute",)
    assert plan.explain("m1", "e4").blocked_by == ("grade",)
    last = plan.why_left_over("e4")
    assert isinstance(last, LeftOver)
    assert (last.cause, last.removed, last.candidates) == ("rules", {"grade": 1, "attribute": 1}, 0)
