from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.editing import EditForm

from ..models import WEEKDAYS, Feed, Mailbox, WeeklyHours
from ..planning import day_in_words, read_day

MOST_SPANS = 4
"""Hours of a day that are kept; they have to find room in their field."""


class _OwnForm(EditForm):
    """A row that may not be there yet: then its version is 0."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class HoursForm(_OwnForm):
    """A usual week, a line a day, as one writes it."""

    class Meta:
        model = WeeklyHours
        fields = WEEKDAYS
        widgets = {day: forms.TextInput(attrs={"autocomplete": "off"}) for day in WEEKDAYS}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for day in WEEKDAYS:
            try:
                data[day] = day_in_words(read_day(data.get(day) or "")[:MOST_SPANS])
            except ValueError:
                self.add_error(day, _("Please write hours like this: 9–12, 13–16:30."))
        if not self.errors and not any(data[day] for day in WEEKDAYS):
            self.add_error("monday", _("Please enter hours for at least one day."))
        return data


class MailboxForm(_OwnForm):
    """Whether others read along."""

    class Meta:
        model = Mailbox
        fields = ("shared",)
        help_texts = {
            "shared": _(
                "Then what you and your partner write opens only after a passkey, a second factor or the "
                "organisation’s sign-in, never by a code from a mail alone."
            )
        }


class FeedForm(EditForm):
    """How much the subscribed calendar says."""

    class Meta:
        model = Feed
        fields = ("discreet",)
        help_texts = {"discreet": _("Without place, name and link: for calendars that others see too.")}


class AssistantForm(forms.Form):
    """Who arranges my dates."""

    email = forms.EmailField(label=_("Work address of your assistant"), max_length=254)
    draft_key = forms.UUIDField(widget=forms.HiddenInput)
