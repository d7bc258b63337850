from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse

from augenhoehe.matching import adapter, words
from augenhoehe.matching.models import Run
from augenhoehe.matching.selectors import Lexicon, lexicon_of
from augenhoehe.programmes.models import Cohort, MatchingRules


def proposals_url(run: Run) -> str:
    """Where the run's pairs are."""
    return f"{reverse('matching-proposals', args=[run.cohort_id])}?run={run.number}"


def progress(run: Run) -> dict[str, Any]:
    """How far a run has got."""
    return {"percent": run.progress, "stage": words.stage_name(run.stage)}


def failure(run: Run) -> list[str]:
    """Why a run failed, and what to do; nothing for one that did not."""
    return failure_of(run.cohort, run.failure) if run.failure else []


def failure_of(cohort: Cohort, told: Mapping[str, Any]) -> list[str]:
    """A failure in sentences, with the names it mentions."""
    named = [told, *told.get("conflict", ())]
    people = [one[key] for one in named for key in ("mentor", "mentee") if isinstance(one.get(key), int)]
    return words.failure_sentences(told, lexicon_of(cohort, people=people))


def notices(cohort: Cohort, *, today: date) -> dict[str, Any]:
    """Warnings before a run in sentences; `failure` when a run would find nothing at all."""
    try:
        stored = adapter.current_rules(cohort)
        found = adapter.notices(adapter.build_problem(cohort, stored=stored, today=today))
    except MatchingRules.DoesNotExist:
        return {"notices": [], "failure": [words.refusal_sentence("no_rules", {})]}
    except adapter.Impossible as error:
        return {"notices": [], "failure": failure_of(cohort, error.failure)}
    lexicon = lexicon_of(cohort, people={pk for one in found for pk in one.applications})
    return {"notices": [words.notice_sentence(one, lexicon) for one in found], "failure": []}


def figures(run: Run) -> dict[str, Any]:
    """A run's numbers for lists: empty until it is computed."""
    if not run.figures:
        return {}
    stored = run.figures
    highest = stored["max_score"]
    pairs = stored["pairs"]
    return {
        "pairs": pairs,
        "worst": "–" if stored["worst"] is None else words.percent(stored["worst"], highest),
        "mean": words.percent(stored["total"], highest * pairs) if pairs else "–",
        "total": stored["total"],
        "mentors_left": stored["mentors_left"],
        "mentees_left": stored["mentees_left"],
        "left": stored["mentors_left"] + stored["mentees_left"],
        "locked": stored["locked"],
        "certified": stored["certified"] and stored["verified"],
    }


def pinning(run: Run) -> set[int]:
    """Applications of those who hold the floor down, or a step of it."""
    steps = [pk for step in run.figures.get("floors", ()) for pair in step["pairs"] for pk in pair]
    return {*run.figures["pinned_by"], *steps}


def summary(run: Run, lexicon: Lexicon) -> dict[str, Any]:
    """The head of a run's page: numbers, proof in words, what did not count."""
    return {
        **figures(run),
        "proof": words.proof_sentences(run.figures, lexicon),
        "switched_off": words.switched_off_sentences(run.figures),
        "formulas": [
            (words.criterion_name(name), weight, words.criterion_formula(name))
            for name, weight in run.rules.weights.items()
            if weight
        ],
    }
