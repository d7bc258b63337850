import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from augenhoehe.applications.models import Application
from augenhoehe.matching import words
from augenhoehe.matching.models import LeftOver, Proposal, Run
from augenhoehe.matching.selectors import Lexicon, lexicon_of
from augenhoehe.programmes.models import Cohort


@dataclass(frozen=True)
class ProposalRow:
    """A pair on the desk; `draft_key` is for the button that sets it."""

    proposal: Proposal
    fit: str
    parts: list[words.Part]
    draft_key: uuid.UUID = field(default_factory=uuid.uuid4)

    @property
    def strong(self) -> list[words.Part]:
        """The parts that speak most for the pair, at most two."""
        given = [part for part in self.parts if part.share]
        return sorted(given, key=lambda part: (-part.value, part.name))[:2]


def proposal_rows(proposals: Iterable[Proposal], run: Run, lexicon: Lexicon) -> list[ProposalRow]:
    """Rows of a page of proposals."""
    highest = run.figures["max_score"]
    return [
        ProposalRow(one, words.percent(one.score, highest), words.parts_of(one.contributions, lexicon))
        for one in proposals
    ]


@dataclass(frozen=True)
class LeftOverRow:
    application: Application
    cause: words.Cause


def left_over_rows(people: Iterable[LeftOver], cohort: Cohort) -> list[LeftOverRow]:
    """Rows of a page of left-over people; the names that a shortage mentions are read once."""
    found = list(people)
    lexicon = lexicon_of(cohort, people={pk for one in found for pk in _mentioned(one)})
    return [
        LeftOverRow(one.application, words.cause_of(one.cause, one.facts, one.application.side, lexicon))
        for one in found
    ]


def _mentioned(one: LeftOver) -> list[int]:
    shortage = one.facts.get("shortage") or {}
    return [*shortage.get("people", []), *shortage.get("partners", [])]
