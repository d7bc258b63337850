from dataclasses import dataclass

from augenhoehe.matching import words
from augenhoehe.matching.models import Run
from augenhoehe.matching.selectors import Findings, lexicon_of
from augenhoehe.messaging.enums import Language
from augenhoehe.messaging.registry import text_kinds
from augenhoehe.messaging.wording import Rendered, render
from augenhoehe.programmes.models import Cohort

from .running import figures, pinning

PUBLICATION_TEXTS = ("tandems.proposal_mentor", "tandems.proposal_mentee", "tandems.left_over")
"""Beginnings of the keys of the mails that a publication sends; the room above registers them."""


@dataclass(frozen=True)
class Check:
    """What stands against a publication, what to know, and the proof, in sentences."""

    blockers: list[str]
    warnings: list[str]
    proof: list[str]
    switched_off: list[str]
    verified: bool
    figures: dict[str, object]

    @property
    def clear(self) -> bool:
        return not self.blockers


def check(run: Run, found: Findings) -> Check:
    """The findings with names."""
    lexicon = lexicon_of(run.cohort, people=found.applications | pinning(run))
    return Check(
        blockers=[words.finding_sentence(one, lexicon) for one in found.blockers],
        warnings=[words.finding_sentence(one, lexicon) for one in found.warnings],
        proof=words.proof_sentences(run.figures, lexicon),
        switched_off=words.switched_off_sentences(run.figures),
        verified=found.verified,
        figures=figures(run),
    )


@dataclass(frozen=True)
class MailPreview:
    title: str
    language: str
    mail: Rendered

    @property
    def language_name(self) -> str:
        return str(Language(self.language).label)


def mail_previews(cohort: Cohort) -> list[MailPreview]:
    """The mails of a publication, in both roles and languages, with example values."""
    return [
        MailPreview(str(kind.title), language, render(kind, language, kind.sample, cohort.programme_id))
        for kind in text_kinds()
        if kind.key.startswith(PUBLICATION_TEXTS)
        for language in Language.values
    ]
