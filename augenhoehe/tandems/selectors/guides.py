"""The rules for tandems and the guide for the first talk: the programme's documents, as the cohort reads them."""

from augenhoehe.documents.papers import FIRST_TALK, TANDEM_RULES
from augenhoehe.documents.selectors import Reading, read
from augenhoehe.programmes.models import Cohort


def four_rules(language: str, cohort: Cohort) -> Reading:
    """Openness, trust, respect, commitment: a sentence each, and how the two talk to each other."""
    return read(TANDEM_RULES, cohort, language)


def first_talk(language: str, cohort: Cohort) -> Reading:
    """The page of advice for the first talk."""
    return read(FIRST_TALK, cohort, language)
