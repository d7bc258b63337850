from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from augenhoehe.programmes import words
from augenhoehe.programmes.defaults import RULES, WEIGHTS, RuleValue
from augenhoehe.programmes.enums import Direction
from augenhoehe.programmes.models import MatchingRules


class RulesForm(forms.Form):
    """Hard rules and weights of a cohort. Field names are the engine's."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    note = forms.CharField(
        label=_("Why do you change this?"),
        max_length=300,
        help_text=_("Everybody who may read the rules reads this too."),
    )

    def __init__(self, data: Any = None, *, stored: MatchingRules, tried: Mapping[str, str] | None = None) -> None:
        """`tried`: weights that the matching desk has tried; they stand in the form until it is saved."""
        super().__init__(data)
        self.fields["based_on"].initial = stored.number
        for name, default in RULES.items():
            self.fields[name] = _rule_field(name, default, stored.rules.get(name, default))
        for name in WEIGHTS:
            about = words.CRITERIA[name]
            self.fields[name] = forms.IntegerField(
                label=about.label,
                help_text=about.text,
                min_value=0,
                max_value=100,
                initial=_tried(tried or {}, name) or stored.weights.get(name, 0),
            )

    def rule_fields(self) -> list[Any]:
        return [self[name] for name in RULES]

    def weight_fields(self) -> list[Any]:
        return [self[name] for name in WEIGHTS]

    def rules(self) -> dict[str, RuleValue]:
        """As the service takes them."""
        return {name: self.cleaned_data[name] for name in RULES}

    def weights(self) -> dict[str, int]:
        """As the service takes them."""
        return {name: self.cleaned_data[name] for name in WEIGHTS}

    def clean(self) -> None:
        data = self.cleaned_data
        if all(name in data for name in WEIGHTS) and sum(self.weights().values()) > 100:
            message = gettext("The weights add up to %(sum)s; at most 100 can be given.")
            self.add_error("topic_fit", message % {"sum": sum(self.weights().values())})
        low, high = data.get("level_gap_min"), data.get("level_gap_max")
        if low is not None and high is not None and high < low:
            self.add_error("level_gap_max", _("This is less than the smallest distance."))


def _tried(weights: Mapping[str, str], name: str) -> str | None:
    """A weight from an address, if it is one."""
    given = weights.get(name, "")
    return given if given.isdecimal() and len(given) <= 3 and int(given) <= 100 else None


def _rule_field(name: str, default: RuleValue, value: RuleValue) -> forms.Field:
    about = words.RULES[name]
    common: dict[str, Any] = {"label": about.label, "help_text": about.text, "initial": value}
    if name == "direction":
        return forms.ChoiceField(choices=Direction.choices, **common)
    if name == "department":
        choices = [(depth, words.depth_label(depth)) for depth in range(4)]
        return forms.TypedChoiceField(choices=choices, coerce=int, **common)
    if isinstance(default, bool):
        return forms.BooleanField(required=False, **common)
    return forms.IntegerField(min_value=0, max_value=5, required=name == "level_gap_min", **common)
