import datetime as dt
import uuid
from typing import Any

from django import forms
from django.utils import timezone

from ..models import Tandem
from .meetings import wrong_day


class TimeForm(forms.Form):
    """One of the suggested times, by the button that was pressed."""

    at = forms.DateTimeField()
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    number = forms.IntegerField(widget=forms.HiddenInput, required=False)
    draft_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, tandem: Tandem, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tandem, self.now = tandem, now

    def clean_at(self) -> dt.datetime:
        at: dt.datetime = self.cleaned_data["at"]
        local = timezone.localtime(at)
        if wrong := wrong_day(local.date(), local.time(), self.tandem, self.now):
            raise forms.ValidationError(wrong[1])
        return at
