import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.editing import EditForm
from augenhoehe.people.models import Site

from ..models import NeutralPlace

_FIELDS = ("name", "address", "site", "seats", "steps_free", "video", "booking", "note")
_HINTS = {
    "site": _("From here we reckon the way."),
    "booking": _("A name with telephone or address, or a link."),
    "note": _("How to get in, where to sit down, what there is to drink."),
}


class _NamedForm(forms.ModelForm):
    """A name stands for one place of a programme: people tell each other to meet there."""

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        others = NeutralPlace.objects.filter(programme=self.instance.programme_id, name__iexact=name)
        others = others.exclude(pk=self.instance.pk)
        if draft := self.cleaned_data.get("draft_key"):
            others = others.exclude(draft_key=draft)
        if others.exists():
            raise forms.ValidationError(_("There is a place of this name already."))
        return name


class NewPlaceForm(_NamedForm):
    """A place that is nobody’s office."""

    # First, for the same form sent twice finds its own name.
    field_order = ("draft_key",)
    draft_key = forms.UUIDField(widget=forms.HiddenInput)

    class Meta:
        model = NeutralPlace
        fields = _FIELDS
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}
        help_texts = _HINTS


class PlaceForm(_NamedForm, EditForm):
    """The same later, and whether it can be used."""

    class Meta:
        model = NeutralPlace
        fields = (*_FIELDS, "offered")
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}
        help_texts = _HINTS


class HeldDateForm(forms.Form):
    """A time that the office has booked; the same time of the weeks after it, where wanted."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    begins = forms.TimeField(label=_("Begins"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    minutes = forms.IntegerField(label=_("Minutes"), min_value=15, max_value=480, initial=120)
    weeks = forms.IntegerField(label=_("For how many weeks"), min_value=1, max_value=30, initial=1)

    def __init__(self, *args: Any, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._now = now

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and self.starts()[0] <= self._now:
            self.add_error("day", _("This time is over."))
        return data

    def starts(self) -> list[dt.datetime]:
        """When the held dates begin: on the same wall-clock time each week."""
        first, at, weeks = (self.cleaned_data[name] for name in ("day", "begins", "weeks"))
        days = (first + dt.timedelta(weeks=number) for number in range(weeks))
        return [timezone.make_aware(dt.datetime.combine(day, at)) for day in days]


class TravelForm(forms.Form):
    """The way between two sites."""

    one = forms.ModelChoiceField(label=_("From site"), queryset=Site.objects.all(), empty_label=_("Please choose"))
    other = forms.ModelChoiceField(label=_("To site"), queryset=Site.objects.all(), empty_label=_("Please choose"))
    minutes = forms.IntegerField(label=_("Minutes from door to door"), min_value=1, max_value=600)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("one") and data.get("one") == data.get("other"):
            self.add_error("other", _("Please choose two different sites."))
        return data
