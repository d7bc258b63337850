import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.models import Application
from augenhoehe.common.editing import MAX_VERSION, EditForm
from augenhoehe.people.models import Person
from augenhoehe.programmes.forms.fields import DateField

from .models import Question, Talk
from .selectors.notes import Noted
from .selectors.plan import office_of
from .services.planning import Details

MOST_THEMES = 8


class TalkForm(EditForm):
    """Who talks, when and where. A new one carries a draft key, a stored one its version."""

    draft_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    day = DateField(
        label=_("Day"), required=False, help_text=_("Empty: the mentor gets a word, and you two find a date.")
    )
    time = forms.TimeField(
        label=_("Time"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    minutes = forms.IntegerField(label=_("Minutes"), min_value=15, max_value=240, initial=45)

    class Meta:
        model = Talk
        fields = ("holder", "minutes", "place")
        labels = {"holder": _("Who talks for the office")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        holder: Any = self.fields["holder"]
        holder.queryset, holder.required = office_of(self.instance.cohort.programme_id), True
        if self.instance.pk is None:
            self.fields["version"].required = False
            self.fields["draft_key"].required, self.fields["draft_key"].initial = True, uuid.uuid4
        elif at := self.instance.counter_at or self.instance.starts_at:
            local = timezone.localtime(at)
            self.fields["day"].initial, self.fields["time"].initial = local.date(), local.time()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("day") and data["day"] < timezone.localdate():
            self.add_error("day", _("This day has passed."))
        if bool(data.get("day")) != bool(data.get("time")) and not {"day", "time"} & set(self.errors):
            self.add_error("time" if data.get("day") else "day", _("Please fill in both, or neither."))
        return data

    def details(self) -> Details:
        """What was typed, of the valid form."""
        typed = self.cleaned_data
        at = timezone.make_aware(dt.datetime.combine(typed["day"], typed["time"])) if typed.get("day") else None
        return Details(typed["holder"], at, typed["minutes"], typed["place"])


class BulkForm(forms.Form):
    """To whom a talk is suggested at once."""

    draft_key = forms.UUIDField(widget=forms.HiddenInput)
    mentors = forms.ModelMultipleChoiceField(
        queryset=Application.objects.none(), error_messages={"required": _("Please choose at least one mentor.")}
    )

    def __init__(self, *args: Any, mentors: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["mentors"]
        field.queryset = mentors


class VersionForm(forms.Form):
    """Which state of a talk an act is about."""

    version = forms.IntegerField(min_value=1, max_value=MAX_VERSION)


class NotesForm(EditForm):
    """What was said, question by question, and what it was about."""

    held_on = DateField(label=_("Held on"))
    tags = forms.CharField(
        label=_("Themes"),
        required=False,
        max_length=500,
        help_text=_("A few words, with commas between them: time, tools, support from above. Please name nobody."),
    )

    class Meta:
        model = Talk
        fields = ("held_on",)

    def __init__(self, *args: Any, asked: Sequence[Noted], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        for number, one in enumerate(asked):
            self.fields[f"said_{number}"] = forms.CharField(
                label=one.question, required=False, max_length=4_000, initial=one.said,
                widget=forms.Textarea(attrs={"rows": 4}),
            )  # fmt: skip
        if self.instance.pk and not self.is_bound:
            self.fields["tags"].initial = ", ".join(self.instance.tags)
            self.fields["held_on"].initial = self.instance.held_on or timezone.localdate()

    @property
    def answers(self) -> list[forms.BoundField]:
        return [self[f"said_{number}"] for number in range(len(self.asked))]

    def clean_held_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["held_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day lies ahead."))
        return day

    def clean_tags(self) -> list[str]:
        names = [" ".join(name.split()) for name in self.cleaned_data["tags"].split(",")]
        first: dict[str, str] = {}
        for name in filter(None, names):
            first.setdefault(name.lower(), name)
        found = sorted(first.values())
        if len(found) > MOST_THEMES or any(len(name) > 60 for name in found):
            raise forms.ValidationError(_("At most eight themes of sixty characters each."))
        return found

    def noted(self) -> list[Noted]:
        """The rows to keep, of the valid form."""
        said = (self.cleaned_data[f"said_{number}"] for number in range(len(self.asked)))
        return [Noted(one.text_de, one.text_en, text) for one, text in zip(self.asked, said, strict=True)]


class QuestionForm(EditForm):
    """A question of the talks. A new one carries a draft key, a stored one its version."""

    draft_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Question
        fields = ("text_de", "text_en", "active")
        help_texts = {"active": _("Without this, talks to come do not ask it.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            del self.fields["active"]
            self.fields["version"].required = False
            self.fields["draft_key"].required, self.fields["draft_key"].initial = True, uuid.uuid4

    def changes(self) -> dict[str, Any]:
        return {name: value for name, value in super().changes().items() if name != "draft_key"}


def holder_of(person: Person, programme_id: int) -> Person | None:
    """The one who plans, where they can talk for the office."""
    return office_of(programme_id).filter(pk=person.pk).first()
