"""What the matching desk reads."""

from .findings import Finding, Findings, findings_of, withdrawn_since
from .lexicon import Lexicon, lexicon_of, names_of
from .runs import (
    Overview,
    decisions_of,
    latest_computed,
    left_over_of,
    overview,
    people_of,
    proposals_of,
    published_proposals,
    run_numbered,
    to_place,
    waiting_since_before,
)

__all__ = [
    "Finding",
    "Findings",
    "Lexicon",
    "Overview",
    "decisions_of",
    "findings_of",
    "latest_computed",
    "left_over_of",
    "lexicon_of",
    "names_of",
    "overview",
    "people_of",
    "proposals_of",
    "published_proposals",
    "run_numbered",
    "to_place",
    "waiting_since_before",
    "withdrawn_since",
]
