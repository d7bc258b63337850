"""Quotas, and who comes first, in words: as a cause, as a conflict, and with the proof."""

from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from augenhoehe.matching.selectors.lexicon import Lexicon
from augenhoehe.programmes.aims import group_in_words, quota_sentence

from .numbers import listed, percent

NAMED_PAIRS = 5


def quotas_listed(quotas: Iterable[Mapping[str, Any]]) -> str:
    """Quotas in one line, each in quotation marks."""
    return listed(_("“%(quota)s”") % {"quota": quota_sentence(one)} for one in quotas)


def full_quota_sentence(cause: str, quotas: list[Mapping[str, Any]]) -> str:
    """Why a full quota leaves somebody over."""
    values = {"quotas": quotas_listed(quotas)}
    if cause == "quotas":
        text = _("These quotas are full: %(quotas)s. Only without all of them could this person have a tandem too.")
        return text % values
    return (
        ngettext(
            "A quota is full: %(quotas)s. Without it this person could have a tandem too, and nobody would lose one.",
            "Quotas are full: %(quotas)s. Without any one of them this person could have a tandem too, and nobody "
            "would lose one.",
            len(quotas),
        )
        % values
    )


def met_quota_sentence(quotas: list[Mapping[str, Any]]) -> str:
    """What a quota that is just met has to do with a shortage."""
    return _("Some of these places are needed for %(quotas)s, just met with this plan.") % {
        "quotas": quotas_listed(quotas)
    }


def conflict_sentences(conflict: Iterable[Mapping[str, Any]], lexicon: Lexicon) -> list[str]:
    """Rules that cannot be kept together, and what to do."""
    found = [_conflict(one, lexicon) for one in conflict]
    if len(found) == 1:
        return [
            _("This cannot be kept: %(rule)s.") % {"rule": found[0]},
            _("Change it under “Aims and quotas”, then compute anew."),
        ]
    return [
        _("These cannot be kept together: %(rules)s. Without any one of them, the others can.")
        % {"rules": "; ".join(found)},
        _("Give way on one of them, under “Aims and quotas” or among the decisions on pairs, then compute anew."),
    ]


def _conflict(one: Mapping[str, Any], lexicon: Lexicon) -> str:
    if one["kind"] == "lock":
        return _("the pair you set, %(mentor)s and %(mentee)s") % {
            "mentor": lexicon.person(one["mentor"]),
            "mentee": lexicon.person(one["mentee"]),
        }
    values = {"group": group_in_words(one), "least": one["at_least"], "most": one["at_most"], "could": one["possible"]}
    if one["kind"] == "at_most":
        return _("%(group)s: at most %(most)s") % values
    return _("%(group)s: at least %(least)s, possible are %(could)s") % values


def aims_sentences(figures: Mapping[str, Any], lexicon: Lexicon) -> list[str]:
    """How far quotas, precedence and the steps of the floor went."""
    found = []
    for one in figures.get("quotas", ()):
        values = {"quota": quota_sentence(one), "count": one["count"]}
        found.append(
            ngettext(
                "Quota “%(quota)s”: %(count)s tandem in this run.",
                "Quota “%(quota)s”: %(count)s tandems in this run.",
                one["count"],
            )
            % values
        )
    firsts = figures.get("firsts", ())
    if "waiting" in firsts:
        found.append(_("Among plans with as many tandems, most people who were left over before have one here."))
    if "need" in firsts:
        found.append(_("Among those, the mentees with the greatest need have one here."))
    steps = list(figures.get("floors", ()))
    for before, after in zip_longest(steps, steps[1:]):
        found.append(_step(before, after, figures, lexicon))
    if figures.get("concavity", 1) != 1:
        found.append(_("In the sum, points of weak tandems count more, as the settings say."))
    return found


def _step(
    before: Mapping[str, Any], after: Mapping[str, Any] | None, figures: Mapping[str, Any], lexicon: Lexicon
) -> str:
    pairs = [f"{lexicon.person(one)} – {lexicon.person(other)}" for one, other in before["pairs"][:NAMED_PAIRS]]
    values = {
        "pairs": listed(pairs, total=len(before["pairs"])),
        "floor": percent(before["floor"], figures["max_score"]),
        "next": percent(after["floor"], figures["max_score"]) if after else "",
    }
    if after is None:
        return _("No better than %(floor)s is possible for %(pairs)s.") % values
    return _("No better than %(floor)s is possible for %(pairs)s; the weakest of all others reaches %(next)s.") % values
