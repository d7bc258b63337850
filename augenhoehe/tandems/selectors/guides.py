"""The four rules and the guide for the first talk, in the wording in force."""

from augenhoehe.messaging.guides import Guide, guide_of
from augenhoehe.messaging.wording import current

from ..placeholders import FIRST_TALK, FOUR_RULES


def four_rules(language: str, programme_id: int | None) -> Guide:
    """Openness, trust, respect, commitment: a sentence each."""
    return guide_of(*current(FOUR_RULES, language, programme_id))


def first_talk(language: str, programme_id: int | None) -> Guide:
    """The page of advice for the first talk."""
    return guide_of(*current(FIRST_TALK, language, programme_id))
