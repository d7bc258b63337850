from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.enums import Step
from augenhoehe.applications.models import Application


class StepForm(forms.Form):
    """One step of an application. `answers()` is what its service takes; `initial` is what is stored."""

    step: ClassVar[Step]
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        self.application = application
        initial = {"version": application.version, **kwargs.pop("initial", {})}
        super().__init__(*args, initial={**self.stored(), **initial}, **kwargs)

    def stored(self) -> dict[str, Any]:
        """Field → stored value."""
        return {}

    def answers(self) -> dict[str, Any]:
        """The cleaned values under the names of the service's arguments."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def differences(self) -> list[tuple[str, str]]:
        """Label and stored text of each field in which the typed value is not the stored one."""
        return [
            (str(self.fields[name].label), self._words(name))
            for name in self.changed_data
            if name != "version"
        ]

    def _words(self, name: str) -> str:
        value, choices = self.initial.get(name), dict(getattr(self.fields[name], "choices", ()) or ())
        values = value if isinstance(value, list | tuple | set) else [value]
        labels = {str(key): str(label) for key, label in choices.items()}
        words = [
            labels.get(str(getattr(one, "pk", one)), str(one)) for one in values if one not in (None, "")
        ]
        return ", ".join(words) or str(_("nothing"))


def weight_field(label: Any, choices: Any, *, required: bool = False) -> forms.TypedChoiceField:
    """A select of 0…3 whose value is a number."""
    return forms.TypedChoiceField(
        label=label, choices=choices, coerce=int, empty_value=0, required=required, widget=forms.Select
    )
