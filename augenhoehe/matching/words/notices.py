"""What the office is told before, during and instead of a result."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from augenhoehe.matching.adapter import Effect, Notice
from augenhoehe.matching.concerns import Concern
from augenhoehe.matching.selectors.findings import Finding
from augenhoehe.matching.selectors.lexicon import Lexicon

from .names import rule_name
from .numbers import listed
from .quotas import conflict_sentences

_STAGES: Final[dict[str, Any]] = {
    "": gettext_lazy("Waiting for its turn"),
    "score": gettext_lazy("Comparing everybody with everybody"),
    "count": gettext_lazy("Looking for as many tandems as possible"),
    "floor": gettext_lazy("Lifting the weakest tandem"),
    "total": gettext_lazy("Looking for the best fit in all"),
    "proof": gettext_lazy("Writing down the proof"),
    "reasons": gettext_lazy("Putting the reasons together"),
    "done": gettext_lazy("Storing the result"),
}
_REFUSALS: Final[dict[str, Any]] = {
    "no_rules": gettext_lazy("The cohort has no matching rules yet. Enter them in the settings first."),
    "waits": gettext_lazy("A run waits for the second person. Take it back before you compute anew."),
    "under_way": gettext_lazy("A run is being computed. Please wait until it is ready."),
    "not_open": gettext_lazy("This run can no longer be changed. Start a new run first."),
    "not_in_run": gettext_lazy("One of the two does not take part in this run. Start a new run first."),
    "note_needed": gettext_lazy("Please say in a note why you set this pair in spite of the warnings."),
    "draft_reused": gettext_lazy("This form was already sent with other content. Please load the page anew."),
    "transition": gettext_lazy("That is not possible any more: somebody has decided in the meantime."),
    "four_eyes": gettext_lazy("A second person has to approve: submit the run first."),
    "same_person": gettext_lazy("You submitted this run yourself. A second person has to approve it."),
    "findings": gettext_lazy("Something stands against publishing this run. Please read the check."),
    "gone": gettext_lazy("One of the two has no free place any more, or is not admitted."),
    "acknowledge": gettext_lazy("Please confirm that you have read the warnings."),
}


def stage_name(stage: str) -> str:
    """What the solver is doing just now."""
    return str(_STAGES.get(stage, gettext_lazy("Computing")))


def refusal_sentence(code: str, facts: Mapping[str, Any]) -> str:
    """Why an act was not possible, and what to do."""
    if code == "blocked":
        return _("Not possible: %(rules)s. The rules of the cohort cannot be overridden here.") % {
            "rules": listed(map(rule_name, facts["rules"]))
        }
    return str(_REFUSALS.get(code, gettext_lazy("That is not possible.")))


def notice_sentence(notice: Notice, lexicon: Lexicon) -> str:
    """A warning before the run, with the names it concerns."""
    values = {"names": listed(map(lexicon.person, notice.applications)), "rule": rule_name(notice.rule or "")}
    if notice.code == "rule_alone":
        return _("“%(rule)s” alone leaves no possible partner for %(names)s.") % values
    if notice.code == "missing":
        return _("For “%(rule)s”, data is missing of %(names)s: nobody can be their partner.") % values
    return _("Several rules together leave no possible partner for %(names)s.") % values


def failure_sentences(failure: Mapping[str, Any], lexicon: Lexicon) -> list[str]:
    """Why a run could not be computed, and what to do about it."""
    code = failure.get("code")
    if code == "nobody_possible":
        return _nobody_possible(failure)
    if code == "lock_rule":
        return [
            _("The pair you set, %(mentor)s and %(mentee)s, is not possible: %(rules)s.")
            % {
                "mentor": lexicon.person(failure["mentor"]),
                "mentee": lexicon.person(failure["mentee"]),
                "rules": listed(map(rule_name, failure["rules"])),
            },
            _("Take this decision back, then compute anew."),
        ]
    if code == "empty_side":
        missing = _("mentor") if failure.get("role") == "mentor" else _("mentee")
        return [
            _("There is no %(role)s to place: nobody is admitted, or everybody has a tandem.") % {"role": missing},
            _("Admit applications first."),
        ]
    if code in ("lock_capacity", "lock_and_ban"):
        return [_("The decisions on pairs contradict each other or the places."), _("Take one of them back.")]
    if code == "quotas":
        return conflict_sentences(failure["conflict"], lexicon)
    if code == "cyclic_units":
        return [
            _("In the organisation, the unit “%(unit)s” lies above itself.") % {"unit": failure.get("unit", "")},
            _("Please look at the units above it."),
        ]
    if code in ("weights", "range", "quota", "precedence"):
        return [_("The rules or weights of the cohort are out of range."), _("Please look at the settings.")]
    return [
        _("Something unexpected happened, and it was logged."),
        _("Please try again, or tell whoever runs the installation."),
    ]


def _nobody_possible(failure: Mapping[str, Any]) -> list[str]:
    if failure["rules"]:
        found = [
            _("No pair at all is possible. This alone rules out everybody: %(rules)s.")
            % {"rules": listed(map(rule_name, failure["rules"]))}
        ]
    else:
        weightiest = sorted(failure["removed"].items(), key=lambda item: (-item[1], item[0]))[:3]
        found = [
            _("No pair at all is possible. Several rules together rule out everybody, above all: %(rules)s.")
            % {"rules": listed(rule_name(rule) for rule, _number in weightiest)}
        ]
    if failure.get("hint") == "roles_swapped":
        found.append(_("With the roles swapped there would be pairs: are mentors and mentees mixed up?"))
    else:
        found.append(_("Look at the rules of the cohort, or at the data they ask for."))
    return found


def concern_sentence(
    concern: Concern, effect: Effect | None, displaced: Sequence[tuple[int, int]], lexicon: Lexicon
) -> str:
    """What speaks against a change, with names."""
    if concern == Concern.BANNED:
        return _("The office has forbidden this pair; setting it lifts that.")
    if concern == Concern.DISPLACES:
        pairs = listed(f"{lexicon.person(one)} – {lexicon.person(other)}" for one, other in displaced)
        return _("A pair that was set will no longer be set: %(pairs)s.") % {"pairs": pairs}
    if concern == Concern.FEWER:
        return _("The cohort loses a tandem.")
    if concern == Concern.ALONE:
        return _("Left without a partner: %(names)s.") % {
            "names": listed(map(lexicon.person, effect.alone if effect else ()))
        }
    return _("The weakest tandem of the cohort gets weaker.")


def finding_sentence(finding: Finding, lexicon: Lexicon) -> str:
    """What stands against publishing, and what to do."""
    values = {"names": listed(map(lexicon.person, finding.applications))}
    if finding.code == "broken":
        values["rules"] = listed(map(rule_name, finding.facts["rules"]))
        return _("This pair is no longer possible: %(names)s (%(rules)s). A new run is needed.") % values
    return str(_FINDINGS[finding.code]) % values


_FINDINGS: Final[dict[str, Any]] = {
    "not_verified": gettext_lazy(
        "The proof does not hold. Please compute anew and tell whoever runs the installation."
    ),
    "not_proven": gettext_lazy("It is not proven that no other plan is better; the proposals say by how much at most."),
    "nobody": gettext_lazy("The run proposes no tandem."),
    "not_latest": gettext_lazy("There is a newer run. Publish that one, or compute anew."),
    "rules": gettext_lazy("The rules or weights were changed since. A new run is needed."),
    "gone": gettext_lazy("No longer to be placed: %(names)s. A new run is needed."),
    "decisions": gettext_lazy("Decisions on pairs changed since (%(names)s). A new run is needed."),
    "newcomers": gettext_lazy("Admitted since, and not considered in this run: %(names)s."),
    "answers": gettext_lazy("Answers changed since; all pairs are still possible, but the fit may be another."),
}


def decision_sentence(kind: str, mentor: str, mentee: str) -> str:
    """A decision on a pair, as a row of a comparison."""
    values = {"mentor": mentor, "mentee": mentee}
    if kind == "lock":
        return _("%(mentor)s and %(mentee)s set by the office") % values
    return _("%(mentor)s and %(mentee)s forbidden by the office") % values
