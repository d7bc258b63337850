"""Who would have to move, and why two people are not a tandem of this run."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from augenhoehe.matching.adapter import Preview, Step
from augenhoehe.matching.selectors.lexicon import Lexicon

from .names import rule_name
from .numbers import listed, points


def step_sentence(step: Step, lexicon: Lexicon) -> str:
    """One move in words."""
    values = {
        "mentee": lexicon.person(step.mentee),
        "before": lexicon.person(step.before) if step.before is not None else "",
        "after": lexicon.person(step.after) if step.after is not None else "",
    }
    if step.after is None:
        return _("%(mentee)s, now with %(before)s, has no partner any more.") % values
    if step.before is None:
        return _("%(mentee)s, so far without a partner, goes to %(after)s.") % values
    return _("%(mentee)s goes from %(before)s to %(after)s.") % values


def why_not_sentence(preview: Preview, max_score: int) -> str:
    """The main reason why the run does not propose these two."""
    effect = preview.effect
    if preview.in_plan:
        return _("The run proposes exactly this pair.")
    if preview.blocked_by:
        return _("The rules of the cohort do not permit this pair: %(rules)s.") % {
            "rules": listed(map(rule_name, preview.blocked_by))
        }
    if effect is None:
        return ""
    if effect.pairs < 0:
        return ngettext(
            "Because the cohort would have one tandem less.",
            "Because the cohort would have %(number)d tandems less.",
            -effect.pairs,
        ) % {"number": -effect.pairs}
    if effect.worst is not None and effect.worst < 0:
        return _("Because the weakest tandem of the cohort would lose %(points)s points of 100.") % {
            "points": points(-effect.worst, max_score)
        }
    if effect.total < 0:
        return _("Because all fits together would lose %(points)s points of 100.") % {
            "points": points(-effect.total, max_score)
        }
    if preview.banned:
        return _("Because the office has forbidden this pair. Without that it would cost the cohort nothing.")
    return _("Only by a fixed order: with this pair, the cohort would be exactly as well off.")


def loss_sentence(total: int, max_score: int) -> str:
    """What one of the next best plans loses against the best."""
    if not total:
        return _("Exactly as good")
    return _("%(points)s points of 100 less in all") % {"points": points(-total, max_score)}


def result_words(*, pairs: str, worst: str, mean: str) -> list[tuple[str, str]]:
    """The figures of a result with their labels."""
    return [(_("Tandems"), pairs), (_("Weakest fit"), worst), (_("Fit on average"), mean)]
