"""Facts in, sentences out, in both languages."""

from typing import Any

import pytest
from django.utils import translation

from augenhoehe.applications.enums import SLOTS
from augenhoehe.matching import words
from augenhoehe.matching.adapter import Notice
from augenhoehe.matching.selectors import Lexicon
from augenhoehe.matching.words.names import RULES
from augenhoehe.matching.words.numbers import signed, signed_points
from augenhoehe.matching.words.reasons import slot_name

LEXICON = Lexicon(
    topics={"1": "Chat", "2": "Video", "3": "Data"},
    sites={"1": "Town hall"},
    units={"1": "RIT", "2": "KR"},
    people={1: "Ada", 2: "Ben", 3: "Cem"},
)
REASONS = [
    (
        "topic_fit",
        800,
        {"topics": ["1", "2"], "covered": 4, "wanted": 5},
        "The mentor is ahead on “Chat” and “Video”: 80 % of what the mentee is looking for.",
    ),
    (
        "topic_fit",
        0,
        {"topics": [], "covered": 0, "wanted": 0},
        "No topic of the mentee's on which the mentor is ahead.",
    ),
    ("topic_level", 1000, {"levels": {"1": [3, 0], "2": [3, 2]}}, "Largest lead: 3 steps of three, on “Chat”."),
    (
        "topic_level",
        333,
        {"levels": {"1": [1, 0], "3": [3, 2]}},
        "Largest lead: one step of three, on “Chat” and “Data”.",
    ),
    (
        "aspects",
        500,
        {"to_mentee": ["advice"], "to_mentor": ["networking"]},
        "The mentor gives what the mentee seeks (Advice), and the other way round (Networking).",
    ),
    ("aspects", 0, {"to_mentee": [], "to_mentor": []}, "What one gives, the other does not seek."),
    ("career_stage", 0, {"distance": 0}, "Both are at the same career stage."),
    ("career_stage", 750, {"distance": 3}, "3 career stages apart."),
    ("career_stage", 0, {"distance": None}, "The years in service are not known of both."),
    ("place_mode", 1000, {"video": True, "sites": ["1"], "km": None}, "They can meet at Town hall or by video."),
    ("place_mode", 600, {"video": False, "sites": [], "km": 20.4}, "Their sites are 20 km apart."),
    ("place_mode", 0, {"video": False, "sites": [], "km": None}, "No common site is known."),
    ("time", 500, {"slots": [5, 10]}, "Common times: Tue 10–12 and Wed 12–14."),
    ("time", 0, {"slots": []}, "No common weekly time."),
    ("new_link", 1000, {"departments": ["1", "2"]}, "Links RIT and KR."),
    ("new_link", 0, {"departments": ["1", "2"]}, "RIT and KR had a tandem lately."),
    ("new_link", 0, {"departments": None}, "The department is not known of both."),
]


@pytest.mark.parametrize(("criterion", "points", "facts", "sentence"), REASONS)
def test_a_criterion_in_words(criterion: str, points: int, facts: dict[str, Any], sentence: str) -> None:
    part = {"points": points, "weight": 10, "facts": facts}
    with translation.override("en"):
        assert words.reason_sentence(criterion, part, LEXICON) == sentence
    with translation.override("de"):
        assert words.reason_sentence(criterion, part, LEXICON) not in ("", sentence)


def test_the_slots_of_the_week_have_different_names() -> None:
    assert [slot_name(slot) for slot in (0, 5, 19)] == ["Mon 8–10", "Tue 10–12", "Fri 14–16"]
    assert len({slot_name(slot) for slot in SLOTS}) == 20


def test_parts_show_points_of_100() -> None:
    contributions = {
        "time": {"points": 500, "weight": 10, "facts": {"slots": [0]}},
        "aspects": {"points": 0, "weight": 0, "facts": {"to_mentee": [], "to_mentor": []}},
    }
    assert [(part.key, part.share, part.value) for part in words.parts_of(contributions, LEXICON)] == [
        ("time", 50, 5.0)
    ]


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_a_cause_in_words_with_help(rule: str) -> None:
    if rule in ("grade", "attribute"):
        pytest.fail("unreachable") if words.rule_name(rule) == rule else None
        return
    cause = words.cause_of(f"rule:{rule}", {"removed": {rule: 4}}, "mentee", LEXICON)
    assert cause.title == f"A rule: {words.rule_name(rule)}"
    assert cause.sentence
    assert cause.help
    assert cause.counts == [(words.rule_name(rule), 4)]


def test_scarcity_names_the_group() -> None:
    shortage = {"people": [1, 2], "partners": [3], "people_count": 2, "partners_count": 1, "needed": 2, "seats": 1}
    facts = {"candidates": 1, "shortage": shortage}
    assert words.cause_of("scarcity", facts, "mentee", LEXICON).sentence == (
        "2 mentees (Ada and Ben) share one place, with Cem."
    )
    assert words.cause_of("scarcity", facts, "mentor", LEXICON).sentence == (
        "2 mentors (Ada and Ben) share one possible mentee: Cem."
    )


def test_a_large_group_is_counted_not_named() -> None:
    counts = {"people_count": 112, "partners_count": 86, "needed": 112, "seats": 86}
    facts = {"candidates": 28, "shortage": {"people": [1, 2], "partners": [3], **counts}}
    assert words.cause_of("scarcity", facts, "mentor", LEXICON).sentence == "112 mentors share 86 possible mentees."
    assert words.cause_of("scarcity", facts, "mentee", LEXICON).sentence == "112 mentees share 86 places."


def test_several_rules_are_counted_the_weightiest_first() -> None:
    cause = words.cause_of("rules", {"removed": {"slot": 1, "topic": 5}}, "mentor", LEXICON)
    assert cause.counts == [("a topic on which the mentor is ahead", 5), ("a common weekly time", 1)]


@pytest.mark.parametrize(
    ("notice", "sentence"),
    [
        (Notice("rule_alone", "slot", [1]), "“a common weekly time” alone leaves no possible partner for Ada."),
        (Notice("rules_together", None, [1, 2]), "Several rules together leave no possible partner for Ada and Ben."),
        (
            Notice("missing", "function_level", [3]),
            "For “distance of the function levels”, data is missing of Cem: nobody can be their partner.",
        ),
    ],
)
def test_warnings_before_a_run(notice: Notice, sentence: str) -> None:
    assert words.notice_sentence(notice, LEXICON) == sentence


FAILURES = [
    (
        {"code": "nobody_possible", "rules": ["topic"], "removed": {"topic": 9}, "hint": None},
        "This alone rules out everybody: a topic on which the mentor is ahead.",
    ),
    (
        {"code": "nobody_possible", "rules": [], "removed": {"slot": 1, "topic": 9}, "hint": "roles_swapped"},
        "above all: a topic on which the mentor is ahead and a common weekly time.",
    ),
    (
        {"code": "lock_rule", "mentor": 1, "mentee": 2, "rules": ["language"]},
        "The pair you set, Ada and Ben, is not possible: a common language.",
    ),
    ({"code": "empty_side", "role": "mentor"}, "There is no mentor to place"),
    ({"code": "lock_capacity"}, "The decisions on pairs contradict each other"),
    ({"code": "weights"}, "out of range"),
    ({"code": "unexpected"}, "Something unexpected happened"),
]


@pytest.mark.parametrize(("failure", "part"), FAILURES)
def test_every_failure_says_what_is_wrong_and_what_to_do(failure: dict[str, Any], part: str) -> None:
    wrong, advice = words.failure_sentences(failure, LEXICON)
    assert part in wrong
    assert advice


def test_long_lists_of_names_are_cut() -> None:
    assert words.listed(["A"]) == "A"
    assert words.listed("ABC") == "A, B and C"
    assert words.listed("ABCDE", limit=3) == "A, B and 3 more"
    assert words.listed("ABCDEF", total=30) == "A, B, C, D, E and 25 more"
    assert words.listed("ABCDEFGH") == "A, B, C, D, E and 3 more"


@pytest.mark.parametrize(("number", "shown"), [(0, "±0"), (3, "+3"), (-1, "−1"), (-12345, "−12,345")])
def test_changes_carry_their_sign(number: int, shown: str) -> None:
    assert signed(number) == shown


@pytest.mark.parametrize(
    ("score", "shown"), [(0, "±0"), (4, "+0.1"), (-4, "−0.1"), (-1240, "−1.2"), (25_000, "+25"), (-99_999, "−100")]
)
def test_a_loss_is_never_rounded_away(score: int, shown: str) -> None:
    assert signed_points(score, 100_000) == shown


def test_what_is_not_proven_is_said() -> None:
    figures = {"certified": False, "gap": 50_000, "max_score": 100_000}
    assert words.proof_sentences(figures, LEXICON) == [
        "Not proven to be the best: the sum of all fits may be up to 50\N{NO-BREAK SPACE}% of one full fit higher."
    ]
