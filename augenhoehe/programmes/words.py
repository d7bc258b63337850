"""Rules and criteria in words: what the desk, the office and the staff council read about the matching."""

from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .defaults import RuleValue
from .enums import Direction


@dataclass(frozen=True)
class Words:
    """A label, and what it means in one or two sentences."""

    label: Any
    text: Any


RULES: Final[dict[str, Words]] = {
    "line_relation": Words(
        _("No line relation"),
        _(
            "Nobody is paired with a superior or subordinate at any depth, nor with somebody who "
            "appraises them or "
            "decides on their personnel matters, now or within twelve months."
        ),
    ),
    "private": Words(
        _("No private reason against it"),
        _(
            "Declared conflicts and silent exclusions count together. Nobody sees which of the two it was, "
            "though the office may infer that there is one."
        ),
    ),
    "department": Words(
        _("Different units"),
        _("Both come from different units at the chosen depth of the organisation."),
    ),
    "direction": Words(
        _("Direction"),
        _("Who stands above whom: reverse, classic or between equals."),
    ),
    "function_level": Words(
        _("Distance of function levels"),
        _("The function levels of both are as far apart as set, in the direction of the programme."),
    ),
    "level_gap_min": Words(_("Levels apart, at least"), _("Smallest distance of the two function levels.")),
    "level_gap_max": Words(
        _("Levels apart, at most"),
        _("Largest distance of the two function levels; empty: any."),
    ),
    "topic": Words(
        _("A common topic"),
        _("On at least one topic the mentee needs, the mentor's level is higher than the mentee's."),
    ),
    "language": Words(_("A common language"), _("Both speak at least one same language.")),
    "mode": Words(
        _("A common way to meet"),
        _("Both can meet in person, or both by video."),
    ),
    "slot": Words(_("A common time"), _("At least one two-hour block of the week suits both.")),
    "former_partners": Words(_("New to each other"), _("They have not been a tandem before.")),
}

CRITERIA: Final[dict[str, Words]] = {
    "topic_fit": Words(
        _("Topic fit"),
        _(
            "Share of what the mentee needs that is covered: relevance of the topics on which the "
            "mentor's level "
            "exceeds the mentee's, divided by the relevance of all topics the mentee named."
        ),
    ),
    "aspects": Words(
        _("Aspects"),
        _(
            "For each of the five aspects and both ways: the smaller of what one gives and the other seeks, "
            "added up, as a share of all that both seek."
        ),
    ),
    "topic_level": Words(
        _("Level gap on the topic"),
        _("Mean of (mentor's level − mentee's level) ÷ 3 over the covered topics."),
    ),
    "career_stage": Words(
        _("Career-stage distance"),
        _(
            "Difference of the bands of years in service, at most 4, divided by 4. Career stage goes "
            "along with age; "
            "set the weight to 0 to leave it out."
        ),
    ),
    "place_mode": Words(
        _("Place and mode"),
        _("Full points when both can meet by video or at one site; otherwise fewer with the distance."),
    ),
    "time": Words(
        _("Time"),
        _("Number of two-hour blocks of the week that suit both, at most 4, divided by 4."),
    ),
    "new_link": Words(
        _("New link"),
        _("Full points when the two departments had no tandem in the last two cohorts, else none."),
    ),
}


@dataclass(frozen=True)
class RuleLine:
    """One rule as a reader sees it: is it on, and with what."""

    key: str
    label: str
    text: str
    on: bool
    value: str


_PARAMETERS = ("direction", "level_gap_min", "level_gap_max")


def rule_lines(rules: dict[str, RuleValue]) -> list[RuleLine]:
    """All rules in the order of the defaults, parameters folded into the rule they belong to."""
    return [
        RuleLine(key, str(words.label), str(words.text), bool(rules.get(key)), _with(key, rules))
        for key, words in RULES.items()
        if key not in _PARAMETERS
    ]


def _with(key: str, rules: dict[str, RuleValue]) -> str:
    if key == "department":
        return depth_label(rules.get("department"))
    if key == "function_level" and rules.get("function_level"):
        low, high = rules.get("level_gap_min"), rules.get("level_gap_max")
        direction = str(Direction(str(rules["direction"])).label)
        if high is None:
            return gettext("%(direction)s; at least %(low)s levels") % {"direction": direction, "low": low}
        return gettext("%(direction)s; %(low)s to %(high)s levels") % {
            "direction": direction,
            "low": low,
            "high": high,
        }
    return ""


def depth_label(depth: RuleValue) -> str:
    """The depth of the organisation at which two units must differ, in words."""
    words = {
        0: gettext("off"),
        1: gettext("different departments"),
        2: gettext("different divisions"),
        3: gettext("different sections"),
    }
    return words.get(int(depth or 0), str(depth))


@dataclass(frozen=True)
class Change:
    """One line of a readable difference."""

    label: str
    old: str
    new: str

    @property
    def long(self) -> bool:
        """Whether it is a text that one opens to read."""
        return max(len(self.old), len(self.new)) > 160


def difference(
    old_rules: dict[str, RuleValue],
    new_rules: dict[str, RuleValue],
    old_weights: dict[str, int],
    new_weights: dict[str, int],
) -> list[Change]:
    """What a new version of rules and weights changed, in words."""
    rules = [
        Change(str(words.label), value_label(key, old_rules.get(key)), value_label(key, new_rules.get(key)))
        for key, words in RULES.items()
        if old_rules.get(key) != new_rules.get(key)
    ]
    weights = [
        Change(
            gettext("Weight: %(criterion)s") % {"criterion": words.label},
            str(old_weights.get(key, 0)),
            str(new_weights.get(key, 0)),
        )
        for key, words in CRITERIA.items()
        if old_weights.get(key, 0) != new_weights.get(key, 0)
    ]
    return rules + weights


def value_label(key: str, value: RuleValue) -> str:
    """A rule's setting in words."""
    if key == "department":
        return depth_label(value)
    if key == "direction" and value:
        return str(Direction(str(value)).label)
    if value is None:
        return gettext("any")
    if isinstance(value, bool):
        return gettext("on") if value else gettext("off")
    return str(value)
