import datetime as dt
import uuid
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from augenhoehe.programmes.models import Cohort

from ..enums import MeetingMode
from ..models import Meeting
from ..services.meetings import MeetingDetails

EXTENSION = dt.timedelta(days=92)
"""A cohort's tandems may go on for up to three months after its last day."""


class MeetingForm(forms.Form):
    """When, how long, how and where. Times are the installation's local time."""

    all_optional = True  # place and link are not marked as optional: one of the two is needed

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    time = forms.TimeField(label=_("Begins at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    minutes = forms.IntegerField(
        label=_("Minutes"), initial=90, min_value=15, max_value=480, help_text=_("Ninety minutes are usual.")
    )
    mode = forms.ChoiceField(
        label=_("How do you meet?"), choices=MeetingMode, initial=MeetingMode.IN_PERSON, widget=forms.RadioSelect
    )
    place = forms.CharField(
        label=_("Meeting place"),
        max_length=200,
        required=False,
        help_text=_("For a meeting in person: house and room."),
    )
    video_url = forms.URLField(
        label=_("Video link"),
        max_length=500,
        required=False,
        assume_scheme="https",
        validators=[URLValidator(schemes=["https", "http"])],
        help_text=_("For a meeting by video: the address that both of you open."),
    )
    draft_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, cohort: Cohort, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cohort = cohort
        self.now = now
        today = timezone.localtime(now).date()
        self.fields["day"].widget.attrs["min"] = today.isoformat()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self._need_somewhere(data)
        day, time = data.get("day"), data.get("time")
        if day and day > self.cohort.ends_on + EXTENSION:
            self.add_error("day", _("This is long after the end of the cohort. Please choose an earlier day."))
        elif day and time:
            data["starts_at"] = timezone.make_aware(dt.datetime.combine(day, time))
            if data["starts_at"] <= self.now:
                past_day = day < timezone.localtime(self.now).date()
                self.add_error("day" if past_day else "time", _("This is in the past. Please choose a later time."))
        return data

    def _need_somewhere(self, data: dict[str, Any]) -> None:
        if data.get("mode") == MeetingMode.IN_PERSON and not data.get("place"):
            self.add_error("place", _("Please say where you meet."))
        if data.get("mode") == MeetingMode.VIDEO and not data.get("video_url") and "video_url" not in self.errors:
            self.add_error("video_url", _("Please enter the link to the video call."))

    def details(self) -> MeetingDetails:
        """The valid form as the services take it."""
        data = self.cleaned_data
        return MeetingDetails(data["starts_at"], data["minutes"], data["mode"], data["place"], data["video_url"])

    @staticmethod
    def initial_of(meeting: Meeting) -> dict[str, Any]:
        """A stored meeting as the form shows it."""
        begin = timezone.localtime(meeting.starts_at)
        return {
            "day": begin.date(),
            "time": begin.time(),
            "minutes": meeting.minutes,
            "mode": meeting.mode,
            "place": meeting.place,
            "video_url": meeting.video_url,
            "version": meeting.version,
        }
