"""Policy and quotas of the matching in words, and what one version of them changed against another."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .defaults import POLICY
from .words import Change, Words, value_label

Quota = Mapping[str, Any]

FLOORS: Final[dict[str, Any]] = {
    "best": _("as good as possible for the weakest tandem"),
    "steps": _("the same, and in steps also for the next weakest"),
    "none": _("whatever it is for the weakest tandem"),
}
CONCAVITIES: Final[dict[int, Any]] = {
    1: _("plain sum: every point counts the same"),
    2: _("points of weak tandems count a little more"),
    4: _("points of weak tandems count clearly more"),
    8: _("points of weak tandems count by far the most"),
}
ABOUT: Final[dict[str, Words]] = {
    "waiting": Words(
        _("Who was left over before comes first"),
        _("People who were admitted or on the reserve list in an earlier cohort of the programme and got no tandem."),
    ),
    "need": Words(
        _("Mentees with greater need come first"),
        _(
            "Need is the sum of relevance over the topics that matter for their task and that they hardly know yet. "
            "It decides only when there are too few mentors."
        ),
    ),
    "floor": Words(
        _("The weakest tandem"),
        _(
            "In steps: somebody whom hardly anybody fits no longer holds down the weakest fit of all others. The run "
            "says who that is."
        ),
    ),
    "concavity": Words(
        _("The sum of all fits"),
        _("What is sought last. With 8, a few points for a badly fitting tandem outweigh many for a good one."),
    ),
}
"""In the order in which they count."""


@dataclass(frozen=True)
class AimLine:
    """One aim as a reader sees it."""

    label: str
    text: str
    value: str


def policy_of(stored: Mapping[str, Any]) -> dict[str, Any]:
    """The stored policy with what it does not name as shipped."""
    return {name: stored.get(name, value) for name, value in POLICY.items()}


def aim_lines(policy: Mapping[str, Any]) -> list[AimLine]:
    """What is sought after as many tandems as possible, in its order."""
    full = policy_of(policy)
    return [AimLine(str(words.label), str(words.text), aim_value(name, full[name])) for name, words in ABOUT.items()]


def aim_value(name: str, value: Any) -> str:
    """A setting of the policy in words."""
    if name == "floor":
        return str(FLOORS.get(value, value))
    if name == "concavity":
        return str(CONCAVITIES.get(value, value))
    return value_label("", bool(value))


def bounds_in_words(at_least: int, at_most: int | None) -> str:
    """The two numbers of a quota."""
    if at_most is None:
        return gettext("at least %(low)d") % {"low": at_least}
    if not at_least:
        return gettext("at most %(high)d") % {"high": at_most}
    return gettext("at least %(low)d, at most %(high)d") % {"low": at_least, "high": at_most}


def group_in_words(quota: Quota) -> str:
    """Whom a quota is about."""
    text = gettext("Mentors from %(group)s") if quota["side"] == "mentor" else gettext("Mentees from %(group)s")
    return text % {"group": quota["name"]}


def quota_sentence(quota: Quota) -> str:
    """A quota as one line."""
    return f"{group_in_words(quota)}: {bounds_in_words(quota['at_least'], quota['at_most'])}"


def key_of(quota: Quota) -> tuple[str, str, int]:
    """What makes two quotas be about the same group."""
    return quota["side"], quota["kind"], quota["id"]


def aims_difference(
    old_policy: Mapping[str, Any], new_policy: Mapping[str, Any], old: Iterable[Quota], new: Iterable[Quota]
) -> list[Change]:
    """What a new version of policy and quotas changed, in words."""
    before, after = policy_of(old_policy), policy_of(new_policy)
    changes = [
        Change(str(words.label), aim_value(name, before[name]), aim_value(name, after[name]))
        for name, words in ABOUT.items()
        if before[name] != after[name]
    ]
    was, now = ({key_of(one): one for one in quotas} for quotas in (old, new))
    for key in sorted(was.keys() | now.keys()):
        texts = [
            bounds_in_words(one["at_least"], one["at_most"]) if one else "–" for one in (was.get(key), now.get(key))
        ]
        if texts[0] != texts[1]:
            changes.append(Change(group_in_words(now.get(key) or was[key]), *texts))
    return changes
