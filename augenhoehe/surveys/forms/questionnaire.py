from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ..enums import SCALES, ItemKind
from ..models import Item

_MOST_WORDS: Final = 2_000
_ENDS: Final = {
    ItemKind.SCALE6: (_("does not apply at all"), _("applies fully")),
    ItemKind.SCALE10: (_("not at all"), _("very")),
}
_HINTS: Final = {
    ItemKind.TEXT: _(
        "Please name nobody. The programme office reads this, and takes out what could tell who wrote it."
    ),
    ItemKind.CHOICES: _("Choose as many as apply."),
}


class QuestionnaireForm(forms.Form):
    """The items of one side. Nothing has to be answered; `kept` are the values of a draft.

    With `may_call` there is the wish to be called too, which is no answer and goes another way.
    """

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
            self.fields["call"] = forms.BooleanField(
                label=_("Please call me"),
                required=False,
                help_text=_("The programme office gets your name and this wish, not your answers."),
            )

    @property
    def questions(self) -> list[forms.BoundField]:
        """One bound field for each item, in their order."""
        return [self[item.key] for item in self.items]

    def values(self) -> dict[str, Any]:
        """Key → answer, of those that were answered."""
        found = {item.key: self.cleaned_data.get(item.key) for item in self.items}
        return {key: value for key, value in found.items() if value not in (None, "", [])}

    def wants_call(self) -> bool:
        return bool(self.cleaned_data.get("call"))


def _field(item: Item) -> forms.Field:
    label, hint = str(item.text), _HINTS.get(ItemKind(item.kind), "")
    if item.kind in SCALES:
        return forms.TypedChoiceField(
            label=label,
            coerce=int,
            empty_value=None,
            required=False,
            choices=_steps(ItemKind(item.kind)),
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


def _steps(kind: ItemKind) -> list[tuple[int, str]]:
    """The numbers of a scale; both ends say what they mean."""
    numbers = SCALES[kind]
    low, high = _ENDS[kind]
    said = {numbers[0]: f"{numbers[0]} – {low}", numbers[-1]: f"{numbers[-1]} – {high}"}
    return [(number, said.get(number, str(number))) for number in numbers]
