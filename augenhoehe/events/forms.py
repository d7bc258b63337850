import datetime as dt
import uuid
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.enums import Side

from .enums import OFFICE_KINDS, Attendance, Audience, Reply
from .models import Event
from .services.planning import EventDetails

_LONG = {"rows": 4}


class EventForm(forms.Form):
    """What the office says about an event. Times are the installation's local time."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[(kind.value, kind.label) for kind in OFFICE_KINDS])
    audience = forms.ChoiceField(label=_("For whom"), choices=Audience, initial=Audience.BOTH, widget=forms.RadioSelect)
    title_de = forms.CharField(label=_("Title (German)"), max_length=120)
    title_en = forms.CharField(
        label=_("Title (English)"),
        max_length=120,
        required=False,
        help_text=_("Where it is empty, the German one is shown."),
    )
    about_de = forms.CharField(
        label=_("What it is about (German)"), max_length=2_000, required=False, widget=forms.Textarea(_LONG)
    )
    about_en = forms.CharField(
        label=_("What it is about (English)"), max_length=2_000, required=False, widget=forms.Textarea(_LONG)
    )
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    time = forms.TimeField(label=_("Begins at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    minutes = forms.IntegerField(label=_("Minutes"), initial=120, min_value=15, max_value=1440)
    place = forms.CharField(
        label=_("Venue"),
        max_length=200,
        required=False,
        help_text=_("House and room. You can enter it later; all who come are told."),
    )
    video_url = forms.URLField(
        label=_("Video link"),
        max_length=500,
        required=False,
        assume_scheme="https",
        validators=[URLValidator(schemes=["https", "http"])],
        help_text=_("Only those who have a place get it."),
    )
    places = forms.IntegerField(
        label=_("Places"), min_value=1, max_value=10_000, required=False, help_text=_("Empty: as many as want to come.")
    )
    sign_up_until = forms.DateField(
        label=_("Sign up until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Empty: until it begins."),
    )
    draft_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["day"].widget.attrs["min"] = timezone.localtime(now).date().isoformat()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        day, time, until = data.get("day"), data.get("time"), data.get("sign_up_until")
        if day and time:
            data["starts_at"] = timezone.make_aware(dt.datetime.combine(day, time))
            if data["starts_at"] <= self.now:
                past_day = day < timezone.localtime(self.now).date()
                self.add_error("day" if past_day else "time", _("This is in the past. Please choose a later time."))
        if until and (day := data.get("day")) and until > day:
            self.add_error("sign_up_until", _("This is after the event. Please choose an earlier day."))
        return data

    def details(self) -> EventDetails:
        """The valid form as the services take it."""
        names = EventDetails.__dataclass_fields__
        return EventDetails(**{name: self.cleaned_data[name] for name in names})

    @staticmethod
    def initial_of(event: Event) -> dict[str, Any]:
        """A stored event as the form shows it."""
        begin = timezone.localtime(event.starts_at)
        names = [*EventDetails.__dataclass_fields__, "version"]
        return {name: getattr(event, name) for name in names} | {"day": begin.date(), "time": begin.time()}


class CancelForm(forms.Form):
    """Call an event off, with a word to those who wanted to come."""

    message = forms.CharField(
        label=_("A word to those who wanted to come"),
        max_length=1_000,
        required=False,
        widget=forms.Textarea(_LONG),
        help_text=_("It goes into the mail, word for word: why, and how it goes on."),
    )


class AnswerForm(forms.Form):
    """Whether somebody comes, by the button that was pressed."""

    answer = forms.ChoiceField(
        choices=[("yes", _("yes")), ("no", _("no"))],
        error_messages={"required": _("Please press one of the buttons.")},
    )

    @property
    def yes(self) -> bool:
        return bool(self.cleaned_data["answer"] == "yes")


class PeopleForm(forms.Form):
    """Which of an event's people the office wants to see; nonsense in the address is no filter."""

    show = forms.ChoiceField(
        label=_("Answer"), required=False, choices=[("", _("all")), *Reply.choices, ("open", _("no answer yet"))]
    )
    q = forms.CharField(label=_("Name"), required=False, max_length=100, widget=forms.TextInput({"type": "search"}))


class AttendanceForm(forms.Form):
    """One choice for each person on the page; next to it what the page showed."""

    def __init__(self, *args: Any, rows: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in rows:
            person = row.application.person
            self.fields[f"seat-{row.pk}"] = forms.ChoiceField(
                label=person.get_full_name(),
                help_text=person.unit.name if person.unit else "",
                choices=Attendance.choices,
                initial=row.attendance,
                show_hidden_initial=True,
                widget=forms.RadioSelect,
            )
        self.rows = rows

    def seen(self) -> dict[int, tuple[str, str]]:
        """Key of a sign-up → what was shown, and what was chosen; call it after is_valid()."""
        chosen = {}
        for row in self.rows:
            name = f"seat-{row.pk}"
            shown = self.data.get(self.add_initial_prefix(name), row.attendance)
            chosen[row.pk] = (shown, self.cleaned_data[name])
        return chosen

    def all_came(self) -> dict[int, tuple[str, str]]:
        """The same with "came" for everybody for whom nothing was chosen."""
        return {
            pk: (shown, Attendance.CAME.value if chosen == Attendance.OPEN else chosen)
            for pk, (shown, chosen) in self.seen().items()
        }


class PreparationForm(forms.Form):
    """A box for each statement; all of them have to be ticked."""

    def __init__(self, *args: Any, statements: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, statement in enumerate(statements):
            self.fields[f"statement-{number}"] = forms.BooleanField(
                label=statement, error_messages={"required": _("Please confirm this, too.")}
            )


class InductionForm(forms.Form):
    """Whom the office wants to see in the list of the induction."""

    missing = forms.ChoiceField(label=_("What is missing"), required=False)
    side = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("all")), *Side.choices])
    q = forms.CharField(label=_("Name"), required=False, max_length=100, widget=forms.TextInput({"type": "search"}))

    def __init__(self, *args: Any, parts: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        anything = [("any", _("anything"))] if len(parts) > 1 else []
        field: Any = self.fields["missing"]
        field.choices = [("", _("all people")), *anything, *parts.items()]


class RemindForm(forms.Form):
    """Confirms a reminder to several people; sent twice it is one."""

    draft_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
