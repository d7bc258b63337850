import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class BreakForm(forms.Form):
    """Until about when; nothing else is asked."""

    until = forms.DateField(
        label=_("Until about"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Not binding: on that day we ask you both whether you go on. Dates from then on stay planned."),
    )

    def __init__(self, *args: Any, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tomorrow = timezone.localdate(now) + dt.timedelta(days=1)
        self.fields["until"].widget.attrs["min"] = self.tomorrow.isoformat()

    def clean_until(self) -> dt.date | None:
        until: dt.date | None = self.cleaned_data["until"]
        if until and until < self.tomorrow:
            raise forms.ValidationError(_("Please choose a day to come, or leave it open."))
        return until


class MonthsForm(forms.Form):
    """How many months more; at most what is left of the three."""

    months = forms.TypedChoiceField(label=_("How many months more?"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, left: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["months"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - for the type checker
        field.choices = [(n, str(n)) for n in range(1, left + 1)]
        if left == 1:
            field.initial = 1
