"""Which guide goes with which meeting, and how it divides into steps and cards."""

import pytest

from augenhoehe.agreements import papers
from augenhoehe.agreements.selectors.guides import guide_of, kind_of, usual_goal_meeting
from augenhoehe.documents.blocks import Heading
from augenhoehe.documents.papers import FIRST_TALK
from augenhoehe.tandems.models import Tandem
from tests import factories

GETTING_DOWN, LOOKING_BACK = papers.GETTING_DOWN, papers.LOOKING_BACK
GOAL, FUTURE, FURTHER, CLOSING = papers.MENTORS_GOAL, papers.FUTURE, papers.FURTHER, papers.CLOSING


@pytest.mark.parametrize(
    ("meetings", "goal", "kinds"),
    [
        (6, 4, [FIRST_TALK, GETTING_DOWN, LOOKING_BACK, GOAL, FUTURE, CLOSING, FURTHER]),
        (6, 2, [FIRST_TALK, GOAL, GETTING_DOWN, LOOKING_BACK, FUTURE, CLOSING, FURTHER]),
        (6, None, [FIRST_TALK, GETTING_DOWN, LOOKING_BACK, FUTURE, FURTHER, CLOSING, FURTHER]),
        (6, 6, [FIRST_TALK, GETTING_DOWN, LOOKING_BACK, FUTURE, FURTHER, CLOSING, FURTHER]),
        (2, None, [FIRST_TALK, CLOSING]),
        (1, None, [FIRST_TALK]),
    ],
)
def test_every_meeting_has_a_guide(meetings: int, goal: int | None, kinds: list[object]) -> None:
    assert [kind_of(number, meetings=meetings, goal_meeting=goal) for number in range(1, len(kinds) + 1)] == kinds


@pytest.mark.parametrize(("meetings", "number"), [(1, None), (2, None), (3, 2), (4, 3), (6, 4), (9, 5)])
def test_the_mentors_goal_has_its_usual_place_after_half_time(meetings: int, number: int | None) -> None:
    assert usual_goal_meeting(meetings) == number


@pytest.mark.parametrize("number", range(1, 8))
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_shipped_guide_has_a_card_for_either_side_and_ninety_minutes(
    tandem: Tandem, number: int, language: str
) -> None:
    guide = guide_of(number, tandem.cohort, language, goal_meeting=4)
    assert set(guide.cards) == {"mentor", "mentee"}
    headings = [block.text for block in guide.steps if isinstance(block, Heading)]
    minutes = [int("".join(char for char in text.rpartition("(")[2] if char.isdigit())) for text in headings]
    assert sum(minutes) == 90


def test_a_guide_without_cards_is_a_guide(tandem: Tandem) -> None:
    body = "Begin.\n\n## Steps\n\n- one\n\n## {mentee_card}\n\n- mine\n\n## More\n\nEnd."
    factories.make_edition(tandem.cohort.programme, key="guide-future", body_de=body, body_en=body)
    guide = guide_of(5, tandem.cohort, "en", goal_meeting=4)
    assert [getattr(block, "text", "") for block in guide.steps] == ["Begin.", "Steps", "", "More", "End."]
    assert set(guide.cards) == {"mentee"}
