import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..enums import MeetingMode
from ..models import FIRST, SeriesDate, Tandem
from ..selectors.suggested import Line
from ..services.meetings import MeetingDetails
from .meetings import MeetingForm, need_somewhere, wrong_day


@dataclass(frozen=True)
class Row:
    """One date of the series: its name, its fields, and why it was suggested."""

    label: str
    day: forms.BoundField
    time: forms.BoundField
    drop: forms.BoundField
    line: Line


class DatesForm(forms.Form):
    """A line a date. One that is left out or empty is none."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    all_optional = True

    def __init__(
        self, *args: Any, tandem: Tandem, lines: Sequence[Line], first: int, now: dt.datetime, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.tandem, self.now, self.lines, self.count = tandem, now, lines, len(lines)
        self.labels = [self._label(first + line) for line in range(self.count)]
        for number, line in enumerate(lines):
            self._add(number, timezone.localtime(line.starts_at) if line.starts_at else None)

    def _label(self, number: int) -> str:
        return gettext("First talk") if number == FIRST else gettext("Meeting %(number)d") % {"number": number}

    def _add(self, line: int, time: dt.datetime | None) -> None:
        day = forms.DateInput(attrs={"type": "date", "min": timezone.localdate(self.now)}, format="%Y-%m-%d")
        clock = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        fields: dict[str, forms.Field] = {
            "day": forms.DateField(label=_("Day"), required=False, widget=day),
            "time": forms.TimeField(label=_("Begins at"), required=False, widget=clock),
            "drop": forms.BooleanField(label=_("Leave this date out"), required=False),
        }
        for name, field in fields.items():
            field.full_label = f"{self.labels[line]}: {field.label}"  # type: ignore[attr-defined]
            self.fields[f"{name}_{line}"] = field
        if time:
            self.initial.update({f"day_{line}": time.date(), f"time_{line}": time.time()})

    def rows(self) -> Iterator[Row]:
        for line, label in enumerate(self.labels):
            yield Row(label, self[f"day_{line}"], self[f"time_{line}"], self[f"drop_{line}"], self.lines[line])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.times: dict[int, dt.datetime] = {}
        for line in range(self.count):
            self._check(line, data)
        return data

    def _check(self, line: int, data: dict[str, Any]) -> None:
        day, time, drop = (data.get(f"{name}_{line}") for name in ("day", "time", "drop"))
        if drop or (day is None and f"day_{line}" not in self.errors):
            return
        if day and time is None and f"time_{line}" not in self.errors:
            self.add_error(f"time_{line}", _("Please say when it begins."))
        if not (day and time):
            return
        if wrong := wrong_day(day, time, self.tandem, self.now):
            self.add_error(f"{wrong[0]}_{line}", wrong[1])
            return
        begin = timezone.make_aware(dt.datetime.combine(day, time))
        if begin in self.times.values():
            self.add_error(f"day_{line}", _("This date stands here twice."))
        self.times[line] = begin


class ProposeForm(DatesForm):
    """Dates for the partner to take, all of the same length and at the same place."""

    minutes = MeetingForm.base_fields["minutes"]
    mode = MeetingForm.base_fields["mode"]
    place = MeetingForm.base_fields["place"]
    video_url = MeetingForm.base_fields["video_url"]
    draft_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        need_somewhere(self, data)
        return data

    def details(self) -> list[MeetingDetails]:
        """The valid form as the services take it."""
        data = self.cleaned_data
        common = {name: data[name] for name in ("minutes", "mode", "place", "video_url")}
        return [MeetingDetails(begin, **common) for begin in self.times.values()]

    @staticmethod
    def usual(tandem: Tandem) -> dict[str, Any]:
        """As the two met last, else as the programme has it."""
        last = tandem.meetings.order_by("starts_at").last()
        if last is None:
            return {"minutes": tandem.cohort.meeting_minutes, "mode": MeetingMode.IN_PERSON}
        return {"minutes": last.minutes, "mode": last.mode, "place": last.place, "video_url": last.video_url}


class TakeForm(DatesForm):
    """The partner's answer: the dates as proposed, or changed."""

    def details(self, proposed: Sequence[SeriesDate]) -> list[MeetingDetails]:
        """The valid form as the services take it: length and place as they were proposed."""
        return [
            replace(MeetingDetails(one.starts_at, one.minutes, one.mode, one.place, one.video_url), starts_at=begin)
            for line, begin in self.times.items()
            for one in [proposed[line]]
        ]
