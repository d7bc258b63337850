"""The matching in plain words, in the reader's language. Facts come in, sentences go out; nothing is computed here."""

from .causes import Cause, cause_of
from .certificate import proof_sentences, switched_off_sentences
from .moving import loss_sentence, result_words, step_sentence, why_not_sentence
from .names import criterion_formula, criterion_name, rule_name
from .notices import (
    concern_sentence,
    decision_sentence,
    failure_sentences,
    finding_sentence,
    notice_sentence,
    refusal_sentence,
    stage_name,
)
from .numbers import change_words, listed, percent
from .reasons import Part, parts_of, reason_sentence

__all__ = [
    "Cause",
    "Part",
    "cause_of",
    "change_words",
    "concern_sentence",
    "criterion_formula",
    "criterion_name",
    "decision_sentence",
    "failure_sentences",
    "finding_sentence",
    "listed",
    "loss_sentence",
    "notice_sentence",
    "parts_of",
    "percent",
    "proof_sentences",
    "reason_sentence",
    "refusal_sentence",
    "result_words",
    "rule_name",
    "stage_name",
    "step_sentence",
    "switched_off_sentences",
    "why_not_sentence",
]
