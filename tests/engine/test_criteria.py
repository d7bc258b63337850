"""The formulas by golden cases, and their facts."""

import pytest

from augenhoehe.engine import Criteria, Problem, ProblemError, TopicAnswer, solve
from augenhoehe.engine.criteria import points

from .people import mentee, mentor


def parts(one: dict[str, object], other: dict[str, object], **changes: object) -> dict[str, tuple[int, object]]:
    """Criterion → points and facts of the only pair."""
    relations = {"recent_links": frozenset(), **changes}
    problem = Problem((mentor(**one),), (mentee(**other),), **relations)  # type: ignore[arg-type]
    plan = solve(problem)
    told = {reason.criterion: (reason.points, dict(reason.facts)) for reason in plan.reasons("m", "e")}
    assert {name: part.points for name, part in plan.pairs[0].contributions.items()} == {
        name: value[0] for name, value in told.items()
    }
    return told


def test_the_worked_example_of_the_documentation() -> None:
    told = parts({}, {})
    assert told == {
        "topic_fit": (750, {"topics": ["ai"], "covered": 3, "wanted": 4}),
        "aspects": (625, {"to_mentee": ["advice"], "to_mentor": ["networking", "future"]}),
        "topic_level": (667, {"levels": {"ai": [3, 1]}}),
        "career_stage": (1000, {"distance": 4}),
        "place_mode": (0, {"video": False, "sites": [], "km": None}),
        "time": (500, {"slots": [2, 3]}),
        "new_link": (1000, {"departments": ["A", "B"]}),
    }
    plan = solve(Problem((mentor(),), (mentee(),), recent_links=frozenset()))
    assert plan.total == 40 * 750 + 15 * 625 + 10 * 667 + 10 * 1000 + 10 * 500 + 5 * 1000 == 66_045


@pytest.mark.parametrize(
    ("part", "whole", "value"),
    [(0, 5, 0), (1, 3, 333), (2, 3, 667), (1, 2000, 1), (1, 2001, 0), (5, 5, 1000), (0, 0, 0)],
)
def test_points_round_half_up(part: int, whole: int, value: int) -> None:
    assert points(part, whole) == value


def test_level_gap_is_the_mean_over_covered_topics() -> None:
    topics = {"ai": TopicAnswer(0, 1), "data": TopicAnswer(1, 3), "chat": TopicAnswer(0, 3)}
    told = parts({}, {"topics": topics})
    assert told["topic_fit"] == (571, {"topics": ["ai", "data"], "covered": 4, "wanted": 7})
    assert told["topic_level"] == (667, {"levels": {"ai": [3, 0], "data": [2, 1]}})  # (3 + 1) / (3 · 2)


@pytest.mark.parametrize(
    ("one", "other", "km", "value"),
    [
        ({"site": "x"}, {"site": "x"}, 0.0, 1000),
        ({"sites": frozenset({"south"})}, {}, 0.0, 1000),
        ({"site": "a"}, {"site": "b"}, 10.0, 800),
        ({"site": "b"}, {"site": "a"}, 10.0, 800),
        ({"site": "a"}, {"site": "c"}, 60.0, 0),
        ({"site": "a"}, {"site": "c", "sites": frozenset({"b"})}, 10.0, 800),
        ({"site": "a"}, {"site": "nowhere"}, None, 0),
        ({"modes": frozenset({"video"})}, {"modes": frozenset({"video"})}, None, 1000),
    ],
)
def test_place_and_mode(one: dict[str, object], other: dict[str, object], km: float | None, value: int) -> None:
    told = parts(one, other, site_distance_km={("a", "b"): 10.0, ("a", "c"): 60.0})
    assert (told["place_mode"][0], told["place_mode"][1]["km"]) == (value, km)  # type: ignore[index]


def test_meeting_in_person_takes_the_mode_too() -> None:
    both = frozenset({"in_person", "video"})
    told = parts({"site": "x", "modes": both}, {"site": "x", "modes": frozenset({"video"})})
    assert told["place_mode"] == (1000, {"video": True, "sites": [], "km": None})


@pytest.mark.parametrize("link", [("A", "B"), ("B", "A")])
def test_a_recent_link_counts_in_both_directions(link: tuple[str, str]) -> None:
    assert parts({}, {}, recent_links=frozenset({link}))["new_link"][0] == 0


def test_profession_is_an_attribute_to_choose() -> None:
    criteria = Criteria(topic_fit=30, profession=10, profession_attribute="field")
    told = parts({"attributes": {"field": "law"}}, {"attributes": {"field": "law"}}, criteria=criteria)
    assert told["profession"] == (1000, {"value": "law"})
    told = parts({"attributes": {"field": "law"}}, {"attributes": {"field": "it"}}, criteria=criteria)
    assert told["profession"] == (0, {"value": None})


@pytest.mark.parametrize("weights", [{"topic_fit": 41}, {"time": -1}, {"time": 2.5}])
def test_weights_that_cannot_be_published_are_refused(weights: dict[str, int]) -> None:
    with pytest.raises(ProblemError) as caught:
        Criteria(**weights)
    assert caught.value.code == "weights"
