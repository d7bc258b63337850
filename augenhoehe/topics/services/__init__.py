"""What happens when: the pool, the workshop and its board, its results; each module one noun."""

from .board import (
    BoardFullError,
    EnoughWrittenError,
    NotOnTheBoardError,
    NotTheTimeError,
    NoVotesLeftError,
    contribute,
    give_vote,
    take_vote,
)
from .groups import arrange, rename_group, show_or_hide, undo_merge
from .offer import choose_topics
from .pool import (
    CategoryInUseError,
    change_category,
    change_topic,
    create_category,
    create_topic,
    delete_category,
    load_starter_pool,
)
from .results import Decision, decide_groups, reopen_group
from .retention import forget_workshops
from .workshops import (
    IllegalTransitionError,
    VotesGivenError,
    change_state,
    change_workshop,
    create_workshop,
)

__all__ = [
    "BoardFullError",
    "CategoryInUseError",
    "Decision",
    "EnoughWrittenError",
    "IllegalTransitionError",
    "NoVotesLeftError",
    "NotOnTheBoardError",
    "NotTheTimeError",
    "VotesGivenError",
    "arrange",
    "change_category",
    "change_state",
    "change_topic",
    "change_workshop",
    "choose_topics",
    "contribute",
    "create_category",
    "create_topic",
    "create_workshop",
    "decide_groups",
    "delete_category",
    "forget_workshops",
    "give_vote",
    "load_starter_pool",
    "rename_group",
    "reopen_group",
    "show_or_hide",
    "take_vote",
    "undo_merge",
]
