from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from augenhoehe.people.models import Site
from augenhoehe.people.selectors import unit_choices
from augenhoehe.programmes import aims
from augenhoehe.programmes.defaults import POLICY
from augenhoehe.programmes.models import MatchingRules

SPARE = 3
"""Empty rows for further quotas; after saving there are three again."""
MOST = 60
PARTS = ("side", "group", "at_least", "at_most")


class AimsForm(forms.Form):
    """Policy and quotas of a cohort's matching. A quota without a group is none; taking the group away removes it."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    waiting = forms.BooleanField(required=False)
    need = forms.BooleanField(required=False)
    floor = forms.ChoiceField(choices=list(aims.FLOORS.items()), widget=forms.RadioSelect)
    concavity = forms.TypedChoiceField(choices=list(aims.CONCAVITIES.items()), coerce=int, widget=forms.RadioSelect)
    rows = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MOST)
    note = forms.CharField(
        label=_("Why do you change this?"),
        max_length=300,
        help_text=_("Everybody who may read the rules reads this too."),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, stored: MatchingRules) -> None:
        super().__init__(data)
        self.fields["based_on"].initial = stored.number
        for name, value in aims.policy_of(stored.policy).items():
            self.fields[name].initial = value
            self.fields[name].label, self.fields[name].help_text = aims.ABOUT[name].label, aims.ABOUT[name].text
        self.count = self._count(data, len(stored.quotas) + SPARE)
        self.fields["rows"].initial = self.count
        choices = self.groups(stored.quotas)
        self.names = {key: str(label).strip("\xa0 ") for _name, part in choices for key, label in part}
        for row in range(self.count):
            known = stored.quotas[row] if row < len(stored.quotas) else {}
            self._add_row(row, known, choices)

    @staticmethod
    def _count(data: Mapping[str, Any] | None, usual: int) -> int:
        given = str(data.get("rows", "")) if data is not None else ""
        return min(int(given), MOST) if given.isdecimal() and len(given) < 4 else min(usual, MOST)

    @staticmethod
    def groups(quotas: Sequence[aims.Quota]) -> list[tuple[Any, list[tuple[str, Any]]]]:
        """Units by tree and sites; a group of a quota that is gone by now stays until the office takes it away."""
        units = [(f"unit:{pk}", label) for pk, label in unit_choices()]
        sites = [(f"site:{pk}", name) for pk, name in Site.objects.order_by("name").values_list("pk", "name")]
        here = {key for key, _label in (*units, *sites)}
        gone = [(_key(one), one["name"]) for one in quotas if _key(one) not in here]
        found: list[tuple[Any, list[tuple[str, Any]]]] = [
            ("", [("", _("– no quota –"))]),
            (_("Units with all below them"), units),
            (_("Sites"), sites),
        ]
        return [*found, (_("No longer there"), gone)] if gone else found

    def _add_row(self, row: int, known: Mapping[str, Any], choices: Any) -> None:
        common: dict[str, Any] = {"required": False}
        self.fields[f"side_{row}"] = forms.ChoiceField(
            label=_("Who"),
            choices=[("mentor", _("Mentors")), ("mentee", _("Mentees"))],
            initial=known.get("side", "mentee"),
        )
        self.fields[f"group_{row}"] = forms.ChoiceField(
            label=_("Group"), choices=choices, initial=_key(known) if known else "", **common
        )
        number = {"min_value": 0, "max_value": 9999, **common}
        self.fields[f"at_least_{row}"] = forms.IntegerField(
            label=_("At least"), initial=known.get("at_least") or None, **number
        )
        self.fields[f"at_most_{row}"] = forms.IntegerField(label=_("At most"), initial=known.get("at_most"), **number)

    def policy_fields(self) -> list[BoundField]:
        return [self[name] for name in aims.ABOUT]

    def quota_rows(self) -> list[list[BoundField]]:
        """The fields of each quota."""
        return [[self[f"{part}_{row}"] for part in PARTS] for row in range(self.count)]

    def clean(self) -> None:
        seen: set[tuple[str, str]] = set()
        for row in range(self.count):
            group, low, high = (self.cleaned_data.get(f"{part}_{row}") for part in ("group", "at_least", "at_most"))
            if not group:
                continue
            if low is None and high is None and not self.errors:
                self.add_error(f"at_most_{row}", _("Please enter at least one of the two numbers."))
            if low is not None and high is not None and high < low:
                self.add_error(f"at_most_{row}", _("This is less than “at least”."))
            key = (str(self.cleaned_data.get(f"side_{row}")), group)
            if key in seen:
                self.add_error(f"group_{row}", _("There is a quota for this group already."))
            seen.add(key)

    def policy(self) -> dict[str, Any]:
        """As the service takes it."""
        return {name: self.cleaned_data[name] for name in POLICY}

    def quotas(self) -> list[dict[str, Any]]:
        """As the service takes them, in the order of the rows."""
        return [self._quota(row) for row in range(self.count) if self.cleaned_data[f"group_{row}"]]

    def _quota(self, row: int) -> dict[str, Any]:
        group = self.cleaned_data[f"group_{row}"]
        kind, _colon, pk = group.partition(":")
        return {
            "side": self.cleaned_data[f"side_{row}"],
            "kind": kind,
            "id": int(pk),
            "name": str(self.names[group]),
            "at_least": self.cleaned_data[f"at_least_{row}"] or 0,
            "at_most": self.cleaned_data[f"at_most_{row}"],
        }


def _key(quota: Mapping[str, Any]) -> str:
    return f"{quota['kind']}:{quota['id']}"
