"""Reasons for the partners and causes for those left over, in both languages."""

import pytest
from django.utils import translation

from augenhoehe.applications.enums import Side
from augenhoehe.common.periodic import jobs
from augenhoehe.engine import RULES
from augenhoehe.matching.selectors import Lexicon
from augenhoehe.tandems.words import reasons_for, why_left_over

LEXICON = Lexicon(topics={"1": "Chat"}, sites={"2": "Town hall"}, units={}, departments={"3": "IT", "4": "Works"})
ALL = {
    "topic_fit": {"facts": {"topics": ["1"], "covered": 3, "wanted": 4}},
    "topic_level": {"facts": {"levels": {"1": [3, 0]}}},
    "aspects": {"facts": {"to_mentee": ["advice"], "to_mentor": ["networking"]}},
    "career_stage": {"facts": {"distance": 3}},
    "place_mode": {"facts": {"video": True, "sites": ["2"], "km": None}},
    "time": {"facts": {"slots": [0, 5]}},
    "new_link": {"facts": {"departments": ["3", "4"]}},
}


def test_a_mentor_reads_the_pair_from_the_mentors_side() -> None:
    assert reasons_for(ALL, LEXICON, Side.MENTOR) == [
        "Your partner is looking for what you offer: Chat.",
        "You both give what the other seeks: you get Networking, and you give Advice.",
        "You can meet at Town hall or by video.",
        "These times suit you both: Mon 8–10 and Tue 10–12.",
        "You link two departments: IT and Works.",
    ]


def test_a_mentee_reads_it_from_the_other_side() -> None:
    assert reasons_for(ALL, LEXICON, Side.MENTEE)[:2] == [
        "Your partner offers what you are looking for: Chat.",
        "You both give what the other seeks: you get Advice, and you give Networking.",
    ]


@pytest.mark.parametrize("side", Side)
def test_what_speaks_for_nothing_is_left_out(side: Side) -> None:
    nothing = {
        "topic_fit": {"facts": {"topics": []}},
        "aspects": {"facts": {"to_mentee": [], "to_mentor": []}},
        "place_mode": {"facts": {"video": False, "sites": [], "km": 12.0}},
        "time": {"facts": {"slots": []}},
        "new_link": {"facts": {"departments": None}},
    }
    assert reasons_for(nothing, LEXICON, side) == []
    assert reasons_for({}, LEXICON, side) == []


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("cause", ["scarcity", "rules", *(f"rule:{rule}" for rule in RULES), "rule:unheard-of"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_cause_has_words_that_name_no_rule_behind_somebodys_back(side: Side, cause: str, language: str) -> None:
    with translation.override(language):
        text = why_left_over(cause, side)
    assert len(text) > 40
    assert "private" not in text.lower()


@pytest.mark.parametrize("side", Side)
def test_private_reasons_a_ban_and_several_rules_cannot_be_told_apart(side: Side) -> None:
    told = {why_left_over(cause, side) for cause in ("rules", "rule:private", "rule:ban", "rule:line_relation")}
    assert len(told) == 1


def test_the_jobs_of_this_room_are_declared() -> None:
    assert [name for name in jobs() if name.startswith("tandems.")] == [
        "tandems.expire_answers",
        "tandems.remind_answers",
        "tandems.ask_confirmations",
        "tandems.forget_unmatched",
        "tandems.tally_tags",
        "tandems.remind_meetings",
        "tandems.ask_meetings",
    ]
