"""The topic pool says nothing about anybody; a workshop's board does, as far as people write about themselves.

Nobody's name, account or network address is stored with a contribution or a vote. Which phone gave which vote is known
as a keyed hash of the random number in its cookie, so that it has no more votes than it should; it cannot be turned
back, and goes with the vote. How much a phone has written is counted under another hash, and not what it was.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from augenhoehe.audit.registry import EVERYBODY, NOBODY, Erasure, Personal, classify

_UNTIL = _("until the cohort has ended")


def _board(purpose: Any, *, confidential: bool = False) -> Personal:
    return Personal(purpose, _UNTIL, Erasure.KEEP, exported=False, confidential=confidential)


classify("topics.Category", personal={}, impersonal=("programme", "key", "name_de", "name_en", "position"))
classify(
    "topics.Topic",
    personal={},
    impersonal=("programme", "category", "key", "name_de", "name_en", "digcomp", "position", "active", "workshop"),
)
classify("topics.SetAside", personal={}, impersonal=("cohort", "topic"))
classify(
    "topics.Workshop",
    personal={},
    impersonal=("cohort", "title", "held_on", "state", "code", "votes_each", "board_edition", "vote_edition"),
)
classify(
    "topics.Group",
    # Confidential is what the office has hidden, because it may hurt somebody.
    personal={"name": _board(_("heading on the board, at first in the words of whoever wrote it"), confidential=True)},
    impersonal=(
        *("workshop", "pick", "merged_into", "merged_at", "hidden", "outcome", "result"),
        *("kept_wants", "kept_offers", "kept_votes"),
    ),
    readers=(EVERYBODY,),
)
classify(
    "topics.Contribution",
    personal={"text": _board(_("what somebody wants to learn or can show"), confidential=True)},
    impersonal=("workshop", "group", "kind", "hidden"),
    readers=(EVERYBODY,),
)
classify(
    "topics.Pen",
    personal={"device": _board(_("no phone writes more than it may"), confidential=True)},
    impersonal=("workshop", "written"),
    readers=NOBODY,
)
classify(
    "topics.Vote",
    personal={"device": _board(_("no phone votes more often than it may"), confidential=True)},
    impersonal=("workshop", "group", "place", "limit"),
    readers=NOBODY,
)
