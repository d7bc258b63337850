import datetime as dt
import uuid
from dataclasses import replace
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from ..enums import MeetingMode
from ..models import Meeting, Tandem
from ..selectors.meetings import last_day
from ..services.meetings import MeetingDetails


def wrong_day(day: dt.date, time: dt.time | None, tandem: Tandem, now: dt.datetime) -> tuple[str, Any] | None:
    """What speaks against meeting then: "day" or "time", and why. None when nothing does."""
    if day > (last := last_day(tandem)):
        if tandem.ends_on:
            ends = date_format(last, "SHORT_DATE_FORMAT")
            return "day", _("Your tandem runs until %(day)s. Please choose an earlier day.") % {"day": ends}
        return "day", _("This is long after the end of the cohort. Please choose an earlier day.")
    if time and timezone.make_aware(dt.datetime.combine(day, time)) <= now:
        past_day = day < timezone.localtime(now).date()
        return "day" if past_day else "time", _("This is in the past. Please choose a later time.")
    return None


def need_somewhere(form: forms.Form, data: dict[str, Any]) -> None:
    """A place in person, a link by video."""
    if data.get("mode") == MeetingMode.IN_PERSON and not data.get("place"):
        form.add_error("place", _("Please say where you meet."))
    if data.get("mode") == MeetingMode.VIDEO and not data.get("video_url") and "video_url" not in form.errors:
        form.add_error("video_url", _("Please enter the link to the video call."))


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
    number = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=1000)

    def __init__(self, *args: Any, tandem: Tandem, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tandem = tandem
        self.now = now
        today = timezone.localtime(now).date()
        self.fields["day"].widget.attrs["min"] = today.isoformat()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        need_somewhere(self, data)
        day, time = data.get("day"), data.get("time")
        if day and time:
            data["starts_at"] = timezone.make_aware(dt.datetime.combine(day, time))
        if day and (wrong := wrong_day(day, time, self.tandem, self.now)):
            self.add_error(*wrong)
        return data

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


class DateForm(MeetingForm):
    """Only when: for a page that a link in a mail opens, which does not say where. Everything else stays as it was."""

    mode = None  # type: ignore[assignment]
    place = None  # type: ignore[assignment]
    video_url = None  # type: ignore[assignment]

    def instead_of(self, meeting: MeetingDetails) -> MeetingDetails:
        """The valid form, with way and place of an earlier date."""
        data = self.cleaned_data
        return replace(meeting, starts_at=data["starts_at"], minutes=data["minutes"])
