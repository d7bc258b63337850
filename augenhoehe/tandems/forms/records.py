from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.enums import Aspect
from augenhoehe.common.fields import ManyOf
from augenhoehe.topics.models import Topic

from ..enums import MeetingMode
from ..models import Meeting, MeetingRecord
from ..services.records import RecordDetails


class RecordForm(forms.Form):
    """What is kept of a meeting that took place: how long, how, and what it was about, by ticking."""

    all_optional = True

    aspects = forms.MultipleChoiceField(
        label=_("What was it about?"),
        choices=Aspect,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Ticks, no words. The programme office reads them only as sums of five tandems or more."),
    )
    topics = ManyOf(
        label=_("Topics"), queryset=Topic.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    minutes = forms.IntegerField(label=_("Minutes"), min_value=15, max_value=480)
    mode = forms.ChoiceField(label=_("How did you meet?"), choices=MeetingMode, widget=forms.RadioSelect)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, meeting: Meeting, topics: QuerySet[Topic], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["topics"]
        assert isinstance(field, ManyOf)  # noqa: S101 - for the type checker
        field.queryset = topics
        kept = getattr(meeting, "record", None)
        self.initial = initial_of(kept) if kept else {"minutes": meeting.minutes, "mode": meeting.mode}

    def details(self) -> RecordDetails:
        """The valid form as the services take it."""
        data = self.cleaned_data
        return RecordDetails(data["minutes"], data["mode"], data["aspects"], list(data["topics"]))


def initial_of(kept: MeetingRecord) -> dict[str, Any]:
    """A stored record as the form shows it."""
    return {
        "minutes": kept.minutes,
        "mode": kept.mode,
        "aspects": kept.aspects,
        "topics": [one.pk for one in kept.topics.all()],
        "version": kept.version,
    }
