from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.editing import EditForm


class DateField(forms.DateField):
    """A day, picked or typed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


class Switches(forms.CheckboxSelectMultiple):
    """Boxes, each with a sentence of its own below its label."""

    def __init__(self, hints: Mapping[Any, Any]) -> None:
        super().__init__()
        self.hints = hints

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["hint"] = self.hints[value]
        option["attrs"]["aria-describedby"] = f"{option['attrs']['id']}_hint"
        return option


class WhyField(forms.CharField):
    """An optional reason that is kept with the change."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Why do you change this?"),
            max_length=300,
            required=False,
            help_text=_("It is kept with the change and helps whoever plans the next cohort."),
        )


class ExplainedForm(EditForm):
    """Settings that are kept in versions: what was typed, and why."""

    why = WhyField()

    def changes(self) -> dict[str, Any]:
        """Field → typed value, without the version and the reason."""
        return {name: value for name, value in super().changes().items() if name != "why"}


def between(value: int, low: int, high: int) -> int:
    """The number, or an error that names both bounds."""
    if not low <= value <= high:
        raise ValidationError(_("Please enter a number from %(low)s to %(high)s."), params={"low": low, "high": high})
    return value


def in_order(form: forms.BaseForm, first: str, last: str, message: Any) -> None:
    """The last day does not come before the first."""
    start, end = form.cleaned_data.get(first), form.cleaned_data.get(last)
    if start and end and end < start:
        form.add_error(last, message)
