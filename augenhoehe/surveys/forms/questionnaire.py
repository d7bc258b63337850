from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ..enums import SCALES, ItemKind
from ..models import Item
from ..options import NONE

_MOST_WORDS: Final = 2_000
_SCALES: Final = {
    ItemKind.SCALE6: (_("How far does this apply?"), _("1: does not apply at all … 6: applies fully")),
    ItemKind.SCALE10: (_("How likely?"), _("0: not at all … 10: very")),
}
"""What stands above items on a scale that follow each other."""

_HINTS: Final = {
    ItemKind.TEXT: _(
        "Please name nobody. The programme office reads this, and takes out what could tell who wrote it."
    ),
    ItemKind.CHOICES: _("Choose as many as apply."),
}


@dataclass(frozen=True)
class Block:
    """Items that follow each other on the same scale, under one heading; or one item of another kind, without any."""

    fields: list[forms.BoundField]
    legend: Any = ""
    hint: Any = ""


class QuestionnaireForm(forms.Form):
    """The items of one side. Nothing has to be answered; `kept` are the values of a draft.

    With `may_call` there is the wish to be called too, which is no answer and goes another way.
    """

    all_optional = True

    def __init__(
        self,
        *args: Any,
        items: Sequence[Item],
        kept: Mapping[str, Any] | None = None,
        may_call: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            self.fields[item.key] = _field(item)
            self.initial[item.key] = (kept or {}).get(item.key)
        if may_call:
            self.initial["call"] = (kept or {}).get("call")
            self.fields["call"] = forms.BooleanField(
                label=_("Please call me"),
                required=False,
                help_text=_("The programme office gets your name and this wish, not your answers."),
            )

    @property
    def questions(self) -> list[forms.BoundField]:
        """One bound field for each item, in their order."""
        return [self[item.key] for item in self.items]

    @property
    def blocks(self) -> list[Block]:
        """The same, as the page shows them."""
        found = []
        for kind, items in groupby(self.items, key=lambda item: ItemKind(item.kind)):
            fields = [self[item.key] for item in items]
            found += [Block(fields, *_SCALES[kind])] if kind in _SCALES else [Block([field]) for field in fields]
        return found

    def values(self) -> dict[str, Any]:
        """Key → answer, of those that were answered."""
        found = {item.key: _settled(self.cleaned_data.get(item.key)) for item in self.items}
        return {key: value for key, value in found.items() if value not in (None, "", [])}

    def is_blank(self) -> bool:
        return not self.half_filled()

    def half_filled(self) -> dict[str, Any]:
        """The same with the wish to be called, for a draft."""
        return {**self.values(), **({"call": True} if self.wants_call() else {})}

    def wants_call(self) -> bool:
        return bool(self.cleaned_data.get("call"))


def _settled(value: Any) -> Any:
    """An answer; of several, “none of these” beside others is none."""
    return [one for one in value if one != NONE] if isinstance(value, list) and len(value) > 1 else value


def _field(item: Item) -> forms.Field:
    label, hint = str(item.text), _HINTS.get(ItemKind(item.kind), "")
    if item.kind in SCALES:
        return forms.TypedChoiceField(
            label=label,
            coerce=int,
            empty_value=None,
            required=False,
            choices=[(number, str(number)) for number in SCALES[item.kind]],
            widget=forms.RadioSelect,
        )
    if item.kind == ItemKind.TEXT:
        words = forms.Textarea(attrs={"rows": 3})
        return forms.CharField(label=label, help_text=hint, required=False, max_length=_MOST_WORDS, widget=words)
    choices = item.choices(get_language() or "de")
    if item.kind == ItemKind.CHOICE:
        return forms.ChoiceField(label=label, required=False, choices=choices, widget=forms.RadioSelect)
    boxes = forms.CheckboxSelectMultiple()
    return forms.MultipleChoiceField(label=label, help_text=hint, required=False, choices=choices, widget=boxes)
