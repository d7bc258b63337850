from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from augenhoehe.messaging.enums import Language
from augenhoehe.messaging.forms import placeholder_problems
from augenhoehe.programmes.forms.fields import DateField

from .enums import Readers
from .filling import PLACEHOLDERS
from .models import BackingTask, Edition
from .selectors import InForce, Planned
from .services import Appointment, Texts


class DocumentForm(forms.Form):
    """A document in both languages, who reads it, and why it changes."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    readers = forms.ChoiceField(label=_("Who reads it"), choices=Readers.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Why do you save it?"),
        max_length=300,
        help_text=_("Stands in the list of editions, for instance: “read and adopted” or “new hours”."),
    )

    def __init__(self, data: Any = None, *, stored: InForce) -> None:
        super().__init__(data, initial={"based_on": stored.number, "readers": stored.readers})
        for language in Language:
            title, body = stored.text(language.value)
            self._add(f"title_{language}", title, language, widget=forms.TextInput)
            self._add(f"body_{language}", body, language, widget=forms.Textarea, rows=24)
        self.order_fields(["based_on", "title_de", "body_de", "title_en", "body_en"])

    def _add(self, name: str, initial: str, language: str, *, widget: Any, **attrs: Any) -> None:
        field: Any = Edition._meta.get_field(name)
        self.fields[name] = forms.CharField(
            label=field.verbose_name,
            max_length=field.max_length,
            initial=initial,
            widget=widget(attrs={"lang": language, **attrs}),
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in self._text_fields():
            # Browsers end lines with CR LF; a paragraph ends at an empty line.
            data[name] = text = data.get(name, "").replace("\r\n", "\n").replace("\r", "\n")
            for problem in placeholder_problems(text, PLACEHOLDERS):
                self.add_error(name, problem)
        return data

    @staticmethod
    def _text_fields() -> Iterator[str]:
        return (f"{name}_{language}" for language in Language.values for name in ("title", "body"))

    def texts(self) -> Texts:
        """As the service takes them."""
        return Texts(
            **{name: self.cleaned_data[name] for name in self._text_fields()}, readers=self.cleaned_data["readers"]
        )

    def conflict_with(self, stored: InForce) -> list[tuple[Any, str]]:
        """Label and stored text of whatever differs from what was typed."""
        now = {"readers": str(stored.readers.label)}
        for language in Language.values:
            now[f"title_{language}"], now[f"body_{language}"] = stored.text(language)
        typed = {**self.cleaned_data, "readers": str(Readers(self.cleaned_data["readers"]).label)}
        return [(self.fields[name].label, text) for name, text in now.items() if typed[name] != text]

    @property
    def languages(self) -> list[tuple[Any, BoundField, BoundField]]:
        """Name of each language, with its two fields."""
        return [(one.label, self[f"title_{one}"], self[f"body_{one}"]) for one in Language]


class RestoreForm(forms.Form):
    """The number that was in force when somebody pressed the button."""

    based_on = forms.IntegerField(min_value=0)

    def number(self) -> int:
        """-1, which no edition has, where none was sent."""
        return int(self.cleaned_data["based_on"]) if self.is_valid() else -1


class BackingForm(forms.ModelForm):
    """What is agreed about one act from the top."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    on = DateField(label=_("Day"), required=False, help_text=_("Empty: it does not take place."))
    at = forms.TimeField(
        label=_("Time"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("Empty: it stands in the calendar for the whole day."),
    )

    class Meta:
        model = BackingTask
        fields = ("on", "at", "minutes", "place", "details")
        widgets = {"details": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"place": _("A room, or the link of a video call.")}

    def __init__(self, data: Any = None, *, planned: Planned) -> None:
        super().__init__(data, instance=planned.task or BackingTask(on=planned.suggested))
        self.fields["version"].initial = planned.task.version if planned.task else 0

    def clean_minutes(self) -> int:
        minutes = int(self.cleaned_data["minutes"])
        if not 5 <= minutes <= 480:
            raise forms.ValidationError(_("Please enter a number from %(low)s to %(high)s."), params=_MINUTES)
        return minutes

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("at") and "on" in data and not data["on"]:
            self.add_error("on", _("A time needs a day."))
        return data

    def appointment(self) -> Appointment:
        """As the service takes it."""
        return Appointment(**{name: self.cleaned_data[name] for name in self.Meta.fields})

    def conflict_with(self, task: BackingTask) -> list[tuple[Any, str]]:
        """Label and stored value of whatever differs from what was typed."""
        typed = self.cleaned_data
        differing = [name for name in self.Meta.fields if getattr(task, name) != typed[name]]
        return [(self.fields[name].label, str(getattr(task, name) or "–")) for name in differing]


_MINUTES = {"low": 5, "high": 480}
