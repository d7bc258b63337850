import datetime as dt
import uuid
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.editing import MAX_VERSION, EditForm
from augenhoehe.common.fields import ManyOf
from augenhoehe.people.models import Unit
from augenhoehe.programmes.models import Cohort, Programme
from augenhoehe.topics.models import Topic

from .models import AlumniEntry, Circle
from .selectors.directory import departments_in_directory, topics_in_directory
from .services.circles import CircleDetails, DateDetails


class EntryForm(EditForm):
    """What somebody shows of themselves; version 0 enters."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MAX_VERSION)
    topics = ManyOf(
        label=_("What I can be asked about"),
        queryset=Topic.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("By these others find you."),
    )
    field_order = ("show_unit", "show_address", "line", "topics")

    class Meta:
        model = AlumniEntry
        fields = ("show_unit", "show_address", "line", "topics")
        help_texts = {
            "show_address": _("So that others can write to you."),
            "line": _("What would you like to be approached about? One sentence."),
        }

    def __init__(self, *args: Any, programme: Programme, suggested: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = self.fields["topics"]
        assert isinstance(topics, ManyOf)  # noqa: S101 - for the type checker
        known = {*suggested, *(self.instance.topics.values_list("pk", flat=True) if self.instance.pk else ())}
        found = Topic.objects.filter(programme=programme).select_related("category")
        # A pool has dozens: whoever has said in an application what they know about chooses among that.
        topics.queryset = found.filter(pk__in=known) if known else found
        if self.instance.pk is None:
            self.fields["version"].initial = 0
            topics.initial = suggested

    def changes(self) -> dict[str, Any]:
        return {name: value for name, value in super().changes().items() if name != "topics"}


class DirectoryFilterForm(forms.Form):
    """What narrows the directory; whatever makes no sense is ignored."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    topic: Any = forms.ModelChoiceField(
        label=_("Topic"), queryset=Topic.objects.none(), required=False, empty_label=_("any")
    )
    department: Any = forms.ModelChoiceField(
        label=_("Department"), queryset=Unit.objects.none(), required=False, empty_label=_("any")
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (
            ("topic", topics_in_directory(programme)),
            ("department", departments_in_directory(programme)),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
            field.queryset = rows

    def filters(self) -> dict[str, Any]:
        """What was chosen, without what is empty or makes no sense."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class DateForm(forms.Form):
    """When and where a circle meets. Times are the installation's local time."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    time = forms.TimeField(label=_("Begins at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    minutes = forms.IntegerField(label=_("Minutes"), initial=60, min_value=15, max_value=480)
    place = forms.CharField(label=_("Venue"), max_length=200, required=False)
    video_url = forms.URLField(
        label=_("Video link"),
        max_length=500,
        required=False,
        assume_scheme="https",
        validators=[URLValidator(schemes=["https", "http"])],
        help_text=_("Only those who have a place get it."),
    )
    draft_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["day"].widget.attrs["min"] = timezone.localtime(now).date().isoformat()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        day, time = data.get("day"), data.get("time")
        if day and time:
            data["starts_at"] = timezone.make_aware(dt.datetime.combine(day, time))
            if data["starts_at"] <= self.now:
                self.add_error("day", _("This is in the past. Please choose a later time."))
        return data

    def date(self) -> DateDetails:
        """The valid form as the services take it."""
        return DateDetails(**{name: self.cleaned_data[name] for name in DateDetails.__dataclass_fields__})


class CircleFields(forms.Form):
    """What somebody types about a circle; the topic is one of the programme's."""

    title = forms.CharField(label=_("Name of the circle"), max_length=120)
    about = forms.CharField(
        label=_("What it is about"), max_length=1_000, required=False, widget=forms.Textarea({"rows": 4})
    )
    topic: Any = forms.ModelChoiceField(
        label=_("Topic"), queryset=Topic.objects.none(), required=False, empty_label=_("none of these")
    )
    places = forms.IntegerField(label=_("Places"), initial=6, min_value=2, max_value=20)

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topic = self.fields["topic"]
        assert isinstance(topic, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        topic.queryset = Topic.objects.filter(programme=cohort.programme_id).select_related("category")

    def circle(self) -> CircleDetails:
        """The valid form as the services take it."""
        return CircleDetails(**{name: self.cleaned_data[name] for name in CircleDetails.__dataclass_fields__})


class CircleForm(CircleFields, DateForm):
    """A circle with its first date: what has no date is a wish."""


class CircleEditForm(CircleFields, EditForm):
    """A circle that is there."""

    class Meta:
        model = Circle
        fields = ("title", "about", "topic", "places")
