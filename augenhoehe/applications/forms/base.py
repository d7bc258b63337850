from typing import Any, ClassVar, NamedTuple

from django import forms

from augenhoehe.applications.enums import Step
from augenhoehe.applications.models import Application


class StepForm(forms.Form):
    """One step of an application. `answers()` is what its service takes; `initial` is what is stored."""

    step: ClassVar[Step]
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        self.application = application
        given = kwargs.pop("initial", {})
        kwargs["initial"] = {"version": application.version, **self.stored(), **given}
        super().__init__(*args, **kwargs)

    def stored(self) -> dict[str, Any]:
        """Field → stored value."""
        return {}

    def answers(self) -> dict[str, Any]:
        """The cleaned values under the names of the service's arguments."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def typed(self) -> dict[str, Any]:
        """What was sent, under the names of the fields; lists stay lists."""
        return {name: self[name].data for name in self.fields}

    def differences(self) -> list[tuple[str, str]]:
        """Label and stored text of each field in which the typed value is not the stored one."""
        return [
            (str(getattr(self.fields[name], "full_label", self.fields[name].label)), self._words(name))
            for name in self.changed_data
            if name != "version"
        ]

    def _words(self, name: str) -> str:
        value = self.initial.get(name)
        labels = _labels(getattr(self.fields[name], "choices", ()))
        values = value if isinstance(value, list | tuple) else [value]
        return ", ".join(labels.get(str(one), str(one)) for one in values if one not in (None, "")) or "–"


def _labels(choices: Any) -> dict[str, str]:
    """Value → words of a field's choices; those in groups with the group's name before them."""
    found: dict[str, str] = {}
    for key, label in choices or ():
        if isinstance(label, list | tuple):
            found |= {str(one): f"{key} {words}" for one, words in label}
        else:
            found[str(key)] = str(label)
    return found


class WeightField(forms.TypedChoiceField):
    """A select of 0…3 whose value is a number. Leaving it alone says 0, so it never lacks an answer."""

    def __init__(self, label: Any, choices: Any, *, of: Any) -> None:
        """`of` names what is weighed, for places where the row is out of sight."""
        super().__init__(label=label, choices=choices, coerce=int, widget=forms.Select)
        self.full_label = f"{of}: {label}"

    def clean(self, value: Any) -> Any:
        return super().clean(value or "0")


class Row(NamedTuple):
    """A line of a matrix of small questions: what it is about, its selects, and a sentence where it matters."""

    label: str
    controls: list[forms.BoundField]
    hint: str = ""
    sentence: forms.BoundField | None = None
