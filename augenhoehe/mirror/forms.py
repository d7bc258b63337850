import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.editing import MAX_VERSION, EditForm

from .enums import Round
from .models import Statement
from .rules import LEAST, MOST, Answer
from .selectors.space import Line

_SCALE = [(number, str(number)) for number in range(LEAST, MOST + 1)]


@dataclass(frozen=True)
class Asked:
    """A statement as a row of the form."""

    label: str
    controls: list[forms.BoundField]


class AnswerForm(forms.Form):
    """One page of statements: what one thinks, and what one takes the partner to think.

    `later`: to be gone on with, so that nothing has to be complete.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MAX_VERSION)
    edition = forms.CharField(widget=forms.HiddenInput, max_length=16)

    def __init__(self, *args: Any, lines: Sequence[Line], partner: str, later: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        missing = gettext("Please choose one of the six for “%(statement)s”.")
        guess = gettext("What %(name)s probably thinks") % {"name": partner}
        for line in lines:
            for name, label in (("own", _("What I think")), ("guess", guess)):
                self.fields[f"{name}_{line.statement.key}"] = forms.TypedChoiceField(
                    label=label,
                    choices=_SCALE,
                    coerce=int,
                    empty_value=None,
                    required=not later,
                    widget=forms.RadioSelect,
                    initial=getattr(line.mine, name),
                    error_messages={"required": missing % {"statement": line.statement.text}},
                )

    @property
    def rows(self) -> list[Asked]:
        keys = [line.statement.key for line in self.lines]
        labels = [str(line.statement.text) for line in self.lines]
        return [
            Asked(label, [self[f"own_{key}"], self[f"guess_{key}"]]) for key, label in zip(keys, labels, strict=True)
        ]

    def answers(self) -> dict[str, Answer]:
        """Statement's key → what was chosen, of the valid form."""
        given = self.cleaned_data
        keys = [line.statement.key for line in self.lines]
        return {key: Answer(given[f"own_{key}"], given[f"guess_{key}"]) for key in keys}


class RoundForm(forms.Form):
    """Which round an act is about."""

    round = forms.TypedChoiceField(choices=Round.choices, coerce=Round, widget=forms.HiddenInput)


class StatementForm(EditForm):
    """A statement of the mirror. A new one carries a draft key, a stored one its version."""

    draft_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Statement
        fields = ("text_de", "text_en", "prompt_de", "prompt_en", "active")
        widgets = {name: forms.Textarea(attrs={"rows": 2}) for name in ("prompt_de", "prompt_en")}
        help_texts = {
            "text_de": _("One thought, so that one can agree or disagree; no “not”."),
            "prompt_de": _("The two read it where this statement is their widest gap."),
            "active": _("Without this, cohorts that have not begun to answer do not get it."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            del self.fields["active"]
            self.fields["version"].required = False
            self.fields["draft_key"].required = True
            self.fields["draft_key"].initial = uuid.uuid4
        else:
            del self.fields["draft_key"]

    def changes(self) -> dict[str, Any]:
        return {name: value for name, value in super().changes().items() if name != "draft_key"}
