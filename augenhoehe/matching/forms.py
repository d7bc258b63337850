import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.enums import Side
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.words import CRITERIA

from .enums import DecisionKind
from .models import Run


class NoteForm(forms.Form):
    """A note and the key that makes a double click one act."""

    note = forms.CharField(label=_("Note"), max_length=300, required=False)
    draft_key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)


class StartForm(NoteForm):
    note = forms.CharField(
        label=_("Note for the list of runs"),
        help_text=_("For example what you changed since the last run."),
        max_length=300,
        required=False,
    )


class DecisionForm(NoteForm):
    """A decision on a pair; `note_needed` says that warnings stand against it."""

    note = forms.CharField(label=_("Note"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    kind = forms.ChoiceField(choices=DecisionKind, widget=forms.HiddenInput)

    def __init__(self, *args: Any, note_needed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if note_needed:
            field = self.fields["note"]
            field.required = True
            field.label = _("Why in spite of the warnings?")
            field.error_messages["required"] = _("Please say in a note why you do this in spite of the warnings.")


class VersionForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


class SubmitForm(VersionForm):
    """Giving a run to the second person; the warnings, if any, have to be confirmed."""

    acknowledged = forms.BooleanField(label=_("I have read the warnings and want to go on."), required=False)

    def __init__(self, *args: Any, warnings: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if warnings:
            self.fields["acknowledged"].required = True
            self.fields["acknowledged"].error_messages["required"] = _(
                "Please confirm that you have read the warnings."
            )
        else:
            del self.fields["acknowledged"]


class ReturnForm(VersionForm):
    note = forms.CharField(
        label=_("What should be changed?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Please say what should be changed.")},
    )


class CompareForm(forms.Form):
    """Two computed runs of one cohort."""

    a = forms.ModelChoiceField(queryset=Run.objects.none(), to_field_name="number", label=_("First run"))
    b = forms.ModelChoiceField(queryset=Run.objects.none(), to_field_name="number", label=_("Second run"))

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("a", "b"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
            field.empty_label = _("Please choose")
            field.queryset = Run.objects.light().filter(cohort=cohort, plan__isnull=False)
            field.label_from_instance = run_label  # type: ignore[assignment, method-assign]


def run_label(run: Run) -> str:
    """How a run is named in a list."""
    return f"{run.number} · {run.note}" if run.note else str(run.number)


class SideFilter(forms.Form):
    """Everybody, or one role only. What is not known is ignored."""

    side = forms.ChoiceField(label=_("Role"), choices=[("", _("both")), *Side.choices], required=False)

    def chosen(self) -> str:
        return str(self.cleaned_data.get("side", "")) if self.is_valid() else ""


class ProposalFilter(forms.Form):
    """Part of a name or unit, and whether only set pairs are wanted."""

    q = forms.CharField(
        label=_("Name or unit"), max_length=80, required=False, widget=forms.TextInput({"type": "search"})
    )
    set = forms.BooleanField(label=_("only pairs set by the office"), required=False)

    def chosen(self) -> tuple[str, bool]:
        if not self.is_valid():
            return "", False
        return self.cleaned_data["q"], self.cleaned_data["set"]


class LongSelect(forms.Select):
    """A choice among hundreds of people, written in one go."""

    template_name = "django/forms/widgets/long_select.html"


class WhyNotForm(forms.Form):
    """Two people of a run, by application."""

    mentor = forms.TypedChoiceField(label=_("Mentor"), coerce=int, widget=LongSelect)
    mentee = forms.TypedChoiceField(label=_("Mentee"), coerce=int, widget=LongSelect)

    def __init__(self, *args: Any, people: Mapping[str, list[tuple[int, str]]], **kwargs: Any) -> None:
        """`people`: by side, application id and name."""
        super().__init__(*args, **kwargs)
        for side in Side.values:
            self.fields[side].choices = [("", _("Please choose")), *people[side]]  # type: ignore[attr-defined]


class SliderInput(forms.NumberInput):
    """A slider; what it stands at is shown beside it."""

    input_type = "range"


class WeightsForm(forms.Form):
    """A weight for each criterion, to be tried. Together they count 100 at most: more is shared out in proportion."""

    def __init__(self, data: Any = None, *, weights: Mapping[str, int]) -> None:
        super().__init__(data)
        for name, weight in weights.items():
            if name in CRITERIA:
                self.fields[name] = forms.IntegerField(
                    label=CRITERIA[name].label,
                    min_value=0,
                    max_value=100,
                    initial=weight,
                    widget=SliderInput(attrs={"step": 1}),
                )

    def weights(self) -> dict[str, int]:
        """The weights as they count."""
        return shared_out({name: self.cleaned_data[name] for name in self.fields})


def shared_out(weights: Mapping[str, int], most: int = 100) -> dict[str, int]:
    """The same weights where they add up to at most `most`, else in proportion; the largest rests get what is left."""
    total = sum(weights.values())
    if total <= most:
        return dict(weights)
    down = {name: weight * most // total for name, weight in weights.items()}
    rests = sorted(weights, key=lambda name: (-(weights[name] * most % total), name))
    for name in rests[: most - sum(down.values())]:
        down[name] += 1
    return down
